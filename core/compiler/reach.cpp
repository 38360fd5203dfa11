// A walk over the conditions of a slot, and over those of each segment and of the stages once they are met.
#include "compiler/reach.h"

#include <algorithm>

namespace vitrine::compiler {
namespace {

// What the page's state tells, and its traits.
bool is_page_state(const Subject &subject) {
#define VITRINE_X(id, ...) Fact::id,
  static constexpr Fact kStated[] = {VITRINE_CART_FACTS(VITRINE_X) VITRINE_ORDERS_FACTS(VITRINE_X)};
#undef VITRINE_X
  if (subject.kind == Subject::Kind::kTrait) return true;
  return subject.kind == Subject::Kind::kFact && std::find(std::begin(kStated), std::end(kStated), subject.fact) != std::end(kStated);
}

class Walk {
 public:
  Walk(const Strategy &strategy, const Names &names) : strategy_(strategy), names_(names) {
    reach_.segments.resize(strategy.segments.size());
  }

  void add(const Slot &slot) {
    for (const Variant &variant : slot.variants) {
      if (variant.shown_for) add(*variant.shown_for);
      reach_.evidence = reach_.evidence || !variant.needs.empty();
      for (const Message &message : strategy_.messages) {
        if (message.name != (variant.message.empty() ? "information" : variant.message)) continue;
        for (const Node *id : message.never_for) add_id(id->text);
      }
    }
    for (const Experiment &experiment : strategy_.experiments) {
      if (experiment.slot == slot.id && experiment.shown_for) add(*experiment.shown_for);
    }
  }

  [[nodiscard]] Reach end() {
    while (!waiting_.empty()) {
      const uint32_t segment = waiting_.back();
      waiting_.pop_back();
      add(strategy_.segments[segment].when);
    }
    return std::move(reach_);
  }

 private:
  void add(const Condition &condition) {
    if (condition.kind == Condition::Kind::kTest && is_page_state(names_.subject(condition.name))) reach_.page_state = true;
    for (const Node *id : condition.ids) add_id(id->text);
    for (const Condition &child : condition.children) add(child);
  }

  void add_id(std::string_view id) {
    const uint32_t segment = names_.segment(id);
    if (segment == kNotFound) return add_stages();
    if (reach_.segments[segment]) return;
    reach_.segments[segment] = true;
    waiting_.push_back(segment);
  }

  void add_stages() {
    if (reach_.stages) return;
    reach_.stages = true;
    for (const Stage &stage : strategy_.stages) {
      if (stage.when) add(*stage.when);
    }
  }

  const Strategy &strategy_;
  const Names &names_;
  Reach reach_;
  std::vector<uint32_t> waiting_;
};

}  // namespace

Reach reach_of(const Slot &slot, const Strategy &strategy, const Names &names) {
  Walk walk(strategy, names);
  walk.add(slot);
  return walk.end();
}

Strategy edge_subset(const Strategy &strategy, const Names &names) {
  Walk walk(strategy, names);
  for (const Slot &slot : strategy.slots) walk.add(slot);
  const Reach reach = walk.end();
  Strategy subset = strategy;
  subset.segments.clear();
  for (size_t i = 0; i < strategy.segments.size(); ++i) {
    if (reach.segments[i]) subset.segments.push_back(strategy.segments[i]);
  }
  // The last stage has no condition: all are in it.
  if (!reach.stages && !subset.stages.empty()) subset.stages.erase(subset.stages.begin(), subset.stages.end() - 1);
  return subset;
}

}  // namespace vitrine::compiler
