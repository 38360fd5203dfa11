// Depth-first order over segments and stages, without recursion: chains may be as long as there are segments.
#include "compiler/dependencies.h"

#include <string>

namespace vitrine::compiler {
namespace {

struct Reads {
  uint32_t target;
  const Node *node;  // where it is named
};

void collect(const Condition &condition, const Names &names, uint32_t stages, std::vector<Reads> &out) {
  for (const Node *id : condition.ids) {
    const bool stage = condition.kind == Condition::Kind::kStage;
    const uint32_t target = stage ? stages : names.segment(id->text);
    if (target != kNotFound) out.push_back({target, id});
  }
  for (const Condition &child : condition.children) collect(child, names, stages, out);
}

class Search {
 public:
  Search(const Strategy &strategy, const Names &names, Report &report)
      : strategy_(strategy),
        report_(report),
        stages_(static_cast<uint32_t>(strategy.segments.size())),
        reads_(strategy.segments.size() + 1),
        state_(reads_.size(), State::kNew) {
    for (size_t i = 0; i < strategy.segments.size(); ++i) collect(strategy.segments[i].when, names, stages_, reads_[i]);
    for (const Stage &stage : strategy.stages) {
      if (stage.when) collect(*stage.when, names, stages_, reads_[stages_]);
    }
  }

  std::vector<uint32_t> run() {
    for (uint32_t node = 0; node < reads_.size(); ++node) {
      if (state_[node] == State::kNew) visit(node);
    }
    return std::move(order_);
  }

 private:
  enum class State : uint8_t { kNew, kOpen, kDone };
  struct Step {
    uint32_t node;
    size_t next;
  };

  void visit(uint32_t root) {
    path_ = {{root, 0}};
    state_[root] = State::kOpen;
    while (!path_.empty()) {
      Step &step = path_.back();
      if (step.next == reads_[step.node].size()) {
        state_[step.node] = State::kDone;
        order_.push_back(step.node == stages_ ? kAllStages : step.node);
        path_.pop_back();
        continue;
      }
      const Reads reads = reads_[step.node][step.next++];
      if (state_[reads.target] == State::kOpen) tell_circle(reads);
      if (state_[reads.target] != State::kNew) continue;
      state_[reads.target] = State::kOpen;
      path_.push_back({reads.target, 0});
    }
  }

  void tell_circle(const Reads &closing) {
    if (report_.full()) return;  // the findings before it have failed the strategy
    size_t first = path_.size() - 1;
    while (path_[first].node != closing.target) --first;
    constexpr size_t kShownSteps = 8;
    std::string circle;
    for (size_t i = first; i < path_.size() && i < first + kShownSteps; ++i) circle += name(path_[i].node) + " > ";
    if (path_.size() > first + kShownSteps) circle += "... > ";
    report_.error("circle", at(closing.node), "This closes a circle: " + circle + name(closing.target) + ".",
                  closing.target == stages_ ? "A stage may not depend on stages: a reference to one reads every stage's `when`."
                                            : "Leave one of these references out.");
  }

  [[nodiscard]] std::string name(uint32_t node) const { return node == stages_ ? "the stages" : shown(strategy_.segments[node].id); }

  const Strategy &strategy_;
  Report &report_;
  uint32_t stages_;
  std::vector<std::vector<Reads>> reads_;
  std::vector<State> state_;
  std::vector<Step> path_;
  std::vector<uint32_t> order_;
};

}  // namespace

std::vector<uint32_t> judging_order(const Strategy &strategy, const Names &names, Report &report) {
  return Search(strategy, names, report).run();
}

}  // namespace vitrine::compiler
