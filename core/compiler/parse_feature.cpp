// Features: which measure, of what, within what.
#include "compiler/parse_parts.h"

namespace vitrine {
namespace {

struct MeasureRule {
  std::string_view key;
  Measure measure;
  bool supported;
  bool has_on, has_within, has_where;
};
constexpr MeasureRule kMeasures[] = {
    {"count", Measure::kCount, true, false, true, true},         {"sum", Measure::kSum, false, true, true, true},
    {"distinct", Measure::kDistinct, true, true, true, true},    {"repeats", Measure::kRepeats, false, true, true, true},
    {"since", Measure::kSince, true, false, false, true},        {"sequence", Measure::kSequence, false, false, true, false},
    {"affinity", Measure::kAffinity, true, false, false, false}, {"top", Measure::kTop, true, false, false, false},
};
constexpr char kMeasureHint[] = "A feature has one of count, sum, distinct, repeats, since, sequence, affinity, top.";

const MeasureRule *find_measure(std::string_view key) {
  for (const MeasureRule &rule : kMeasures) {
    if (rule.key == key) return &rule;
  }
  return nullptr;
}

bool is_modifier(const MeasureRule &rule, std::string_view key) {
  if (key == "on") return rule.has_on;
  if (key == "within") return rule.has_within;
  if (key == "where") return rule.has_where;
  if (key == "value") return rule.measure == Measure::kAffinity;
  if (key == "in_last" || key == "then_not") return rule.measure == Measure::kSequence;
  return false;
}

// The one key that says what is measured.
const Node *measure_of(const Node &node, Report &report) {
  const Node *found = nullptr;
  for (const Node *member : node.children) {
    if (find_measure(member->key) == nullptr) continue;
    if (found != nullptr) {
      report.error("two_measures", at_key(member), "This feature measures both " + shown(found->key) + " and " + shown(member->key) + ".",
                   "Make two features of it.");
      return nullptr;
    }
    found = member;
  }
  if (found != nullptr) return found;
  for (const Node *member : node.children) {
    report.unknown("unknown_key", at_key(member), "A feature has no key " + shown(member->key) + ".", member->key,
                   {"count", "sum", "distinct", "repeats", "since", "sequence", "affinity", "top"}, kMeasureHint);
    return nullptr;
  }
  report.error("missing_key", at(&node), "This feature does not say what it measures.", kMeasureHint);
  return nullptr;
}

void check_modifiers(const Node &node, const MeasureRule &rule, Report &report) {
  static constexpr std::string_view kModifiers[] = {"on", "within", "where", "value", "in_last", "then_not"};
  for (const Node *member : node.children) {
    if (member->key == rule.key || is_modifier(rule, member->key)) continue;
    bool known = false;
    std::vector<std::string_view> names;
    for (const std::string_view name : kModifiers) {
      known = known || name == member->key;
      if (is_modifier(rule, name)) names.push_back(name);
    }
    const std::string hint = member->key == "on" ? shown(rule.key) + " names the event itself." : std::string("Leave it out.");
    if (known)
      report.error("unknown_key", at_key(member), shown(member->key) + " does not belong to " + shown(rule.key) + ".", hint);
    else
      report.unknown("unknown_key", at_key(member), "A feature has no key " + shown(member->key) + ".", member->key, names,
                     "Leave it out.");
  }
}

void read_window(const Node &node, Feature &feature, Report &report) {
  feature.window.node = &node;
  if (node.kind == Node::Kind::kText && node.text == "visit") {
    feature.window.kind = WindowKind::kVisit;
    return;
  }
  feature.window.kind = WindowKind::kDuration;
  const auto seconds = read_duration(node, "`within`", report);
  if (seconds)
    feature.window.seconds = *seconds;
  else
    feature.measure = Measure::kUnknown;
}

// The event: the measure's own value (count, since) or `on`.
void read_event(const Node &node, const Node &measure, const MeasureRule &rule, Feature &feature, Report &report) {
  const Node *event = rule.has_on ? node.find("on") : &measure;
  if (event == nullptr) {
    report.error("missing_key", at_key(&measure), shown(rule.key) + " needs `on`, the event whose field it reads.",
                 "Write \"on\": \"view_item\".");
    feature.measure = Measure::kUnknown;
    return;
  }
  feature.on.node = event;
  if (is_filled_text(*event, rule.has_on ? "`on`" : shown(rule.key), report))
    feature.on.event = event->text;
  else
    feature.measure = Measure::kUnknown;
}

void read_field(const Node &measure, Feature &feature, Report &report) {
  feature.field_node = &measure;
  if (is_filled_text(measure, shown(measure.key), report))
    feature.field = measure.text;
  else
    feature.measure = Measure::kUnknown;
}

void read_value(const Node &node, const Node &measure, Feature &feature, Report &report) {
  feature.value_node = node.find("value");
  if (feature.value_node == nullptr) {
    report.error("missing_key", at_key(&measure), "`affinity` needs `value`, the value whose share it is.",
                 "Write \"value\": \"shoes\", or use `top`.");
    feature.measure = Measure::kUnknown;
    return;
  }
  if (is_filled_text(*feature.value_node, "`value`", report))
    feature.value = feature.value_node->text;
  else
    feature.measure = Measure::kUnknown;
}

}  // namespace

Feature parse_feature(const Node &node, Report &report) {
  Feature feature;
  feature.name = node.key;
  feature.node = &node;
  if (!is_kind(node, Node::Kind::kMap, "A feature", report)) return feature;
  const Node *measure = measure_of(node, report);
  if (measure == nullptr) return feature;
  const MeasureRule &rule = *find_measure(measure->key);
  if (!rule.supported) {
    report.not_supported(at_key(measure), measure->key);
    return feature;
  }
  feature.measure = rule.measure;
  check_modifiers(node, rule, report);
  const bool of_field = rule.measure == Measure::kAffinity || rule.measure == Measure::kTop;
  if (of_field || rule.has_on) read_field(*measure, feature, report);
  if (!of_field) read_event(node, *measure, rule, feature, report);
  if (rule.measure == Measure::kAffinity) read_value(node, *measure, feature, report);
  if (const Node *within = node.find("within"); within != nullptr && rule.has_within) read_window(*within, feature, report);
  if (const Node *where = node.find("where"); where != nullptr && rule.has_where) {
    feature.on.where = parse_condition(*where, Subjects::kFields, report);
    if (!feature.on.where) feature.measure = Measure::kUnknown;
  }
  return feature;
}

}  // namespace vitrine
