// The strategy as a whole: events, ids, conditions, circles, limits.
#include "compiler/check.h"

#include <algorithm>
#include <unordered_set>

#include "compiler/dependencies.h"
#include "compiler/parse_parts.h"
#include "format/limits.h"
#include "format/texts.h"
#include "text/numbers.h"

namespace vitrine::compiler {
namespace {

class Checker {
 public:
  Checker(const Strategy &strategy, const Names &names, Report &report) : strategy_(strategy), names_(names), report_(report) {}

  void run() {
    check_counts();
    for (const Feature &feature : strategy_.features) check_feature(feature);
    for (const Weight &weight : strategy_.affinity.weights) {
      if (weight.node != nullptr) check_event(weight.event, at_key(weight.node), names_, report_);
    }
    for (const Segment &segment : strategy_.segments) {
      if (segment.has_when) check_condition(segment.when, names_, report_);
    }
    check_stages();
    check_slots(strategy_, names_, report_);
    static_cast<void>(judging_order(strategy_, names_, report_));
  }

 private:
  void check_counts() {
    size_t variants = 0;
    for (const Slot &slot : strategy_.slots) variants += slot.variants.size();
    check_limit(strategy_.segments.size(), kMaxSegments, "segments", "kMaxSegments");
    check_limit(strategy_.stages.size(), kMaxStages, "stages", "kMaxStages");
    check_limit(strategy_.slots.size(), kMaxSlots, "slots", "kMaxSlots");
    check_limit(variants, kMaxVariants, "variants over all slots", "kMaxVariants");
  }

  void check_limit(size_t count, size_t most, const char *what, const char *limit) {
    if (count <= most) return;
    const Node *node = strategy_.node->find(what);
    report_.error("limit", node != nullptr ? at_key(node) : at(strategy_.node),
                  "There are " + std::to_string(count) + " " + what + "; at most " + std::to_string(most) + " fit (" + limit + ").",
                  "Leave some out.");
  }

  void check_pattern(const EventPattern &pattern) {
    check_event(pattern.event, at(pattern.node), names_, report_);
    if (pattern.where) check_where(*pattern.where, report_);
  }

  void check_feature(const Feature &feature) {
    if (feature.measure == Measure::kUnknown) return;
    if (feature.on.node != nullptr) check_pattern(feature.on);
    for (const EventPattern &step : feature.steps) check_pattern(step);
    if (feature.then_not) check_pattern(*feature.then_not);
    if (feature.field_node == nullptr) return;
    const bool of_interest = feature.measure == Measure::kAffinity || feature.measure == Measure::kTop;
    if (feature.field == kPriceBand && of_interest) check_price_band(feature);
  }

  void check_price_band(const Feature &feature) {
    if (!has_price_bands(strategy_, feature.field_node, report_) || feature.measure != Measure::kAffinity) return;
    const auto labels = price_band_labels(strategy_.price_bands);
    if (std::find(labels.begin(), labels.end(), feature.value) != labels.end()) return;
    std::string list;
    for (const std::string &label : labels) list += (list.empty() ? "" : ", ") + label;
    report_.error("unknown_label", at(feature.value_node), "There is no price band " + shown(feature.value) + ".",
                  "The bands are: " + list + ".");
  }

  void check_stages() {
    std::unordered_set<std::string_view> ids;
    for (const Stage &stage : strategy_.stages) {
      if (!ids.insert(stage.id).second)
        report_.error("name_taken", at(stage.node), "Two stages are called " + shown(stage.id) + ".", "Choose another id for one of them.");
      if (names_.segment(stage.id) != kNotFound)
        report_.error("name_taken", at(stage.node), "A segment is called " + shown(stage.id) + " too.",
                      "One name has one meaning: choose another id.");
      if (stage.when) check_condition(*stage.when, names_, report_);
    }
  }

  const Strategy &strategy_;
  const Names &names_;
  Report &report_;
};

}  // namespace

void check_strategy(const Strategy &strategy, const Names &names, Report &report) { Checker(strategy, names, report).run(); }

void check_event(std::string_view name, Spot spot, const Names &names, Report &report) {
  if (names.knows_event(name)) return;
  report.unknown_of(
      "unknown_event", spot, "There is no event " + shown(name) + ".", name, [&] { return names.event_names(); },
      "Declare it: \"events\": [\"" + std::string(name.substr(0, kMaxTextBytes)) + "\"].");
}

bool has_price_bands(const Strategy &strategy, const Node *node, Report &report) {
  if (!strategy.price_bands.empty()) return true;
  if (strategy.price_bands_node == nullptr)
    report.error("missing_key", at(node), "`price_band` needs `price_bands`, the limits between the bands.",
                 "Write \"price_bands\": [25, 75, 150].");
  return false;
}

std::string_view comparator_name(Comparator comparator) {
#define VITRINE_X(id, word, ...) word,
  static constexpr std::string_view kWords[] = {VITRINE_COMPARATORS(VITRINE_X)};
#undef VITRINE_X
  return kWords[static_cast<size_t>(comparator)];
}

const char *type_name(ValueType type) {
#define VITRINE_X(id, word, sentence, trait) sentence,
  static constexpr const char *kSentences[] = {VITRINE_VALUE_TYPES(VITRINE_X)};
#undef VITRINE_X
  return kSentences[static_cast<size_t>(type)];
}

std::string_view cut_text(std::string_view text) { return text.substr(0, cut_length(text.data(), static_cast<uint32_t>(text.size()))); }

bool text_passes(std::string_view text, Comparator comparator, std::string_view constant) {
  text = cut_text(text);
  constant = cut_text(constant);
  return text_holds(text_op(comparator), text.data(), static_cast<uint32_t>(text.size()), constant.data(),
                    static_cast<uint32_t>(constant.size()));
}

int64_t threshold_of(ValueType type, const Node &constant) {
  if (type == ValueType::kDuration) return to_seconds(constant.text).value_or(0);
  const int64_t value = to_thousandths(constant.text).value;
  if (type != ValueType::kInteger) return value;
  return value >= 0 ? (value + 999) / 1000 : -(-value / 1000);
}

}  // namespace vitrine::compiler
