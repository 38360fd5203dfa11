// Features: which measure, of what, within what.
#include "compiler/parse_parts.h"
#include "format/limits.h"

namespace vitrine::compiler {
namespace {

struct MeasureRule {
  std::string_view key;
  Measure measure;
  bool has_on, has_within, has_where;
};
constexpr MeasureRule kMeasures[] = {
#define VITRINE_X(id, key, type, on, within, where, always) {key, Measure::id, on, within, where},
    VITRINE_MEASURES(VITRINE_X)
#undef VITRINE_X
};

std::vector<std::string_view> measure_keys() {
  std::vector<std::string_view> keys;
  for (const MeasureRule &rule : kMeasures) keys.push_back(rule.key);
  return keys;
}

std::string measure_hint() {
  std::string hint;
  for (const std::string_view key : measure_keys()) hint += (hint.empty() ? "A feature has one of " : ", ") + std::string(key);
  return hint + '.';
}

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
    report.unknown("unknown_key", at_key(member), "A feature has no key " + shown(member->key) + ".", member->key, measure_keys(),
                   measure_hint());
    return nullptr;
  }
  report.error("missing_key", at(&node), "This feature does not say what it measures.", measure_hint());
  return nullptr;
}

void check_modifiers(const Node &node, const MeasureRule &rule, Report &report) {
  for (const Node *member : node.children) {
    if (member->key == rule.key || is_modifier(rule, member->key)) continue;
    bool known = false;
    std::vector<std::string_view> names;
    for (const KeyDef &key : kKeys) {
      if (key.place != KeyPlace::kFeature || find_measure(key.name) != nullptr) continue;
      known = known || key.name == member->key;
      if (is_modifier(rule, key.name)) names.push_back(key.name);
    }
    const bool in_steps = rule.measure == Measure::kSequence && member->key == "where";
    const std::string hint = in_steps              ? "Write it into a step, as in {\"event\": \"view_item\", \"where\": { ... }}."
                             : member->key == "on" ? shown(rule.key) + " names the event itself."
                                                   : std::string("Leave it out.");
    if (known)
      report.error("unknown_key", at_key(member), shown(member->key) + " does not belong to " + shown(rule.key) + ".", hint);
    else
      report.unknown("unknown_key", at_key(member), "A feature has no key " + shown(member->key) + ".", member->key, names,
                     "Leave it out.");
  }
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
  if (!is_filled_text(measure, shown(measure.key), report)) {
    feature.measure = Measure::kUnknown;
    return;
  }
  feature.field = measure.text;
  if (feature.measure != Measure::kSum || feature.field == kSumValue || feature.field == kSumQuantity) return;
  report.unknown("unknown_field", at(&measure), "`sum` does not add up " + shown(feature.field) + ".", feature.field,
                 {kSumValue, kSumQuantity}, "It adds up \"value\" or \"quantity\".");
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

// An event's name, or a map of `event` and `where`.
std::optional<EventPattern> read_step(const Node &node, const char *what, Report &report) {
  EventPattern step;
  step.node = &node;
  if (node.kind == Node::Kind::kMap) {
    check_keys(node, KeyPlace::kStep, report);
    step.node = node.find("event");
    if (step.node == nullptr) {
      report.error("missing_key", at(&node), std::string(what) + " needs `event`.",
                   "Write {\"event\": \"view_item\", \"where\": { ... }}.");
      return std::nullopt;
    }
    if (const Node *where = node.find("where"); where != nullptr) {
      step.where = parse_condition(*where, Subjects::kFields, report);
      if (!step.where) return std::nullopt;
    }
  } else if (node.kind != Node::Kind::kText) {
    report.wrong_type(&node, what, "an event", "Write its name, or {\"event\": \"view_item\", \"where\": { ... }}.");
    return std::nullopt;
  }
  if (!is_filled_text(*step.node, what, report)) return std::nullopt;
  step.event = step.node->text;
  return step;
}

bool read_steps(const Node &list, Feature &feature, Report &report) {
  if (!is_kind(list, Node::Kind::kList, "`sequence`", report)) return false;
  if (list.children.size() < kMinSteps || list.children.size() > kMaxSteps) {
    report.error("limit", at(&list),
                 "A sequence has " + std::to_string(kMinSteps) + " to " + std::to_string(kMaxSteps) + " steps, not " +
                     std::to_string(list.children.size()) + ".",
                 "Write the events in their order, as in [\"view_item\", \"add_to_cart\"].");
    return false;
  }
  bool holds = true;
  for (const Node *item : list.children) {
    auto step = read_step(*item, "A step", report);
    holds = holds && step.has_value();
    if (step) feature.steps.push_back(std::move(*step));
  }
  return holds;
}

void read_sequence(const Node &node, const Node &measure, Feature &feature, Report &report) {
  bool holds = read_steps(measure, feature, report);
  if (const Node *in_last = node.find("in_last"); in_last != nullptr) {
    const auto seconds = read_duration(*in_last, "`in_last`", report);
    holds = holds && seconds.has_value();
    feature.in_last = seconds.value_or(0);
  }
  if (const Node *then_not = node.find("then_not"); then_not != nullptr) {
    feature.then_not = read_step(*then_not, "`then_not`", report);
    holds = holds && feature.then_not.has_value();
  }
  if (node.find("within") == nullptr) {
    report.error("missing_key", at_key(&measure), "`sequence` needs `within`, the time from its first step to its last.",
                 "Write \"within\": \"1d\" or \"within\": \"visit\".");
    holds = false;
  }
  if (!holds) feature.measure = Measure::kUnknown;
}

void read_measured(const Node &node, const Node &measure, const MeasureRule &rule, Feature &feature, Report &report) {
  const bool of_interest = rule.measure == Measure::kAffinity || rule.measure == Measure::kTop;
  if (rule.measure == Measure::kSequence) return read_sequence(node, measure, feature, report);
  if (of_interest || rule.has_on) read_field(measure, feature, report);
  if (!of_interest) read_event(node, measure, rule, feature, report);
  if (rule.measure == Measure::kAffinity) read_value(node, measure, feature, report);
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
  feature.measure = rule.measure;
  check_modifiers(node, rule, report);
  read_measured(node, *measure, rule, feature, report);
  if (rule.has_within) {
    feature.window = parse_window(node, report);
    if (feature.window.kind == WindowKind::kDuration && feature.window.seconds == 0) feature.measure = Measure::kUnknown;
  }
  if (const Node *where = node.find("where"); where != nullptr && rule.has_where) {
    feature.on.where = parse_condition(*where, Subjects::kFields, report);
    if (!feature.on.where) feature.measure = Measure::kUnknown;
  }
  return feature;
}

Window parse_window(const Node &map, Report &report) {
  Window window;
  window.node = map.find("within");
  if (window.node == nullptr) return window;
  if (window.node->kind == Node::Kind::kText && window.node->text == "visit") {
    window.kind = WindowKind::kVisit;
    return window;
  }
  window.kind = WindowKind::kDuration;
  window.seconds = read_duration(*window.node, "`within`", report).value_or(0);
  return window;
}

}  // namespace vitrine::compiler
