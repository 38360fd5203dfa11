// Tests of features, facts and traits: types, constants, ranges.
#include <algorithm>

#include "compiler/check.h"
#include "compiler/parse_parts.h"
#include "format/limits.h"
#include "text/numbers.h"

namespace vitrine::compiler {
namespace {

bool allows(ValueType type, Comparator comparator) {
  switch (compares(comparator)) {
    case Compares::kAnything: return true;
    case Compares::kOrder: return is_numeric(type);
    case Compares::kValues: return type != ValueType::kDuration && type != ValueType::kShare && type != ValueType::kFraction;
    case Compares::kTexts: return type == ValueType::kText;
    case Compares::kCount: break;
  }
  return false;
}

std::string allowed_hint(ValueType type) {
  switch (type) {
    case ValueType::kDuration: return "Use gte or lt, as in {\"lt\": \"3d\"}, or exists.";
    case ValueType::kShare:
    case ValueType::kFraction: return "Use gte or lt, as in {\"gte\": 0.5}, or exists.";
    case ValueType::kInteger:
    case ValueType::kAmount:
    case ValueType::kText:
    case ValueType::kLabel:
    case ValueType::kBoolean:
    case ValueType::kCount: break;
  }
  return "Use " + comparator_list([type](Comparator comparator) { return allows(type, comparator); }, " or ") + '.';
}

class TestChecker {
 public:
  TestChecker(const Condition &test, const Subject &subject, const Names &names, Report &report)
      : test_(test), subject_(subject), names_(names), report_(report) {}

  void run() {
    bool holds = true;
    for (const Comparison &comparison : test_.tests) holds = check_comparison(comparison) && holds;
    if (!holds) return;
    if (missing_and_more()) return;
    if (is_numeric(subject_.type))
      check_numbers();
    else
      check_values();
  }

 private:
  bool check_comparison(const Comparison &comparison) {
    if (!allows(subject_.type, comparison.comparator)) {
      report_.error("bad_comparator", at(comparison.node),
                    shown(test_.name) + " is " + type_name(subject_.type) + "; " + shown(comparator_name(comparison.comparator)) +
                        " does not compare it.",
                    allowed_hint(subject_.type));
      return false;
    }
    if (comparison.comparator == Comparator::kExists) return true;
    bool holds = true;
    for (const Node *constant : comparison.constants) holds = check_constant(*constant) && holds;
    return holds;
  }

  bool check_constant(const Node &constant) {
    const std::string what = "What " + shown(test_.name) + " is compared with";
    switch (subject_.type) {
      case ValueType::kDuration: return read_duration(constant, what, report_).has_value();
      case ValueType::kLabel: return check_label(constant, what);
      case ValueType::kText: return is_filled_text(constant, what, report_);
      case ValueType::kBoolean: return is_kind(constant, Node::Kind::kBoolean, what, report_);
      case ValueType::kInteger:
      case ValueType::kAmount:
      case ValueType::kShare:
      case ValueType::kFraction:
      case ValueType::kCount: break;
    }
    return read_number(constant, what, report_).has_value();
  }

  bool check_label(const Node &constant, const std::string &what) {
    if (!is_filled_text(constant, what, report_)) return false;
    if (subject_.labels == nullptr) return true;
    const auto &labels = *subject_.labels;
    if (names_.has_label(labels, constant.text)) return true;
    const auto list = [&] { return std::vector<std::string_view>(labels.begin(), labels.end()); };
    report_.unknown_of("unknown_label", at(&constant),
                       shown(test_.name) + " is never " + shown(constant.text) + ": its list does not have it.", constant.text, list,
                       subject_.fact == Fact::kTrafficChannel ? "The channels are GA4's, as in \"Paid Search\"." : "Add it to the list.");
    return false;
  }

  bool missing_and_more() {
    for (const Comparison &comparison : test_.tests) {
      if (comparison.comparator != Comparator::kExists || comparison.node->boolean || test_.tests.size() == 1) continue;
      report_.error("impossible", at(comparison.node), "A missing " + shown(test_.name) + " passes no other comparator.",
                    "Leave `exists` out, or put the cases into `any`.");
      return true;
    }
    return false;
  }

  enum class Verdict : uint8_t { kOpen, kAlways, kNever };

  // What the bounds of the value make of a comparison. One that holds by the value's nature (a count is never below 0, an hour never above 23) says
  // "has a value" and is let be; one that holds because memory is bounded would deceive.
  [[nodiscard]] Verdict verdict(Comparator comparator, const Node &node) const {
    const int64_t c = threshold_of(subject_.type, node);
    const bool above = c > subject_.most;
    if (comparator == Comparator::kGte) return above ? Verdict::kNever : Verdict::kOpen;
    if (comparator == Comparator::kLt)
      return c <= subject_.least ? Verdict::kNever : above && !subject_.natural ? Verdict::kAlways : Verdict::kOpen;
    return is_whole(node) && !above && c >= subject_.least ? Verdict::kOpen : Verdict::kNever;
  }

  [[nodiscard]] bool is_whole(const Node &node) const {
    return subject_.type != ValueType::kInteger || to_thousandths(node.text).value % 1000 == 0;
  }

  // Tells comparisons that a bound makes constant. One that always holds is told only where it leaves nothing to compare.
  bool tell_constants() {
    std::vector<const Node *> always;
    bool never = false;
    bool open = false;
    for (const Comparison &comparison : test_.tests) {
      if (comparison.comparator == Comparator::kExists) continue;
      for (const Node *node : comparison.constants) {
        const Verdict found = verdict(comparison.comparator, *node);
        open = open || found == Verdict::kOpen;
        if (found == Verdict::kAlways) always.push_back(node);
        if (found != Verdict::kNever) continue;
        never = true;
        report_.error("never_true", at(node), shown(test_.name) + reason(*node) + ", so this comparison is never true.",
                      "Leave it out, or choose another constant.");
      }
    }
    if (never || open) return never;
    for (const Node *node : always) {
      report_.error("always_true", at(node), shown(test_.name) + reason(*node) + ", so this comparison is always true.",
                    subject_.always ? "Leave it out, or choose another constant." : "Write {\"exists\": true} to ask for a value.");
    }
    return !always.empty();
  }

  [[nodiscard]] std::string reason(const Node &node) const {
    const int64_t c = threshold_of(subject_.type, node);
    if (c > subject_.most) return " is never above " + bound(subject_.most);
    if (c <= subject_.least) return " is never below " + bound(subject_.least);
    return " is always whole";
  }

  [[nodiscard]] std::string bound(int64_t value) const {
    return subject_.type == ValueType::kInteger ? std::to_string(value) : number_text(value);
  }

  void check_numbers() {
    if (tell_constants()) return;
    Range range{subject_.least, INT64_MAX};
    for (const Comparison &comparison : test_.tests) {
      if (comparison.comparator == Comparator::kGte) range.least = std::max(range.least, threshold_of(subject_.type, *comparison.node));
      if (comparison.comparator == Comparator::kLt) range.below = threshold_of(subject_.type, *comparison.node);
      if (range.empty())
        return report_.error("impossible_range", at(comparison.node),
                             "No value of " + shown(test_.name) + " is at least `gte` and below `lt` at once.",
                             "Make `gte` smaller than `lt`.");
    }
    check_exact([&](const Node &node) { return range.has(threshold_of(subject_.type, node)); },
                [&](const Node &a, const Node &b) { return threshold_of(subject_.type, a) == threshold_of(subject_.type, b); });
  }

  void check_values() {
    check_exact(
        [&](const Node &node) {
          return std::all_of(test_.tests.begin(), test_.tests.end(), [&](const Comparison &c) {
            return c.comparator < Comparator::kStartsWith || text_passes(node.text, c.comparator, c.node->text);
          });
        },
        [](const Node &a, const Node &b) { return a.text == b.text && a.boolean == b.boolean; });
  }

  // `eq` and `in` must leave a value that the other comparators let pass.
  template <class Passes, class Same>
  void check_exact(Passes passes, Same same) {
    const Comparison *eq = find(Comparator::kEq);
    const Comparison *in = find(Comparator::kIn);
    const Comparison *exact = eq != nullptr ? eq : in;
    if (exact == nullptr) return;
    for (const Node *node : exact->constants) {
      const bool listed = eq == nullptr || in == nullptr ||
                          std::any_of(in->constants.begin(), in->constants.end(), [&](const Node *other) { return same(*node, *other); });
      if (listed && passes(*node)) return;
    }
    report_.error("impossible", at(exact->node), "The other comparators of " + shown(test_.name) + " never let this value pass.",
                  "Leave out the comparators that do not belong.");
  }

  [[nodiscard]] const Comparison *find(Comparator comparator) const {
    for (const Comparison &comparison : test_.tests) {
      if (comparison.comparator == comparator) return &comparison;
    }
    return nullptr;
  }

  const Condition &test_;
  const Subject &subject_;
  const Names &names_;
  Report &report_;
};

void tell_unknown_subject(const Condition &test, const Names &names, Report &report) {
  const std::string sentence = "Nothing is called " + shown(test.name) + ".";
  if (names.segment(test.name) != kNotFound)
    return report.error("unknown_name", at_key(test.node), sentence, "It is a segment: write {\"segment\": \"" + test.name + "\"}.");
  if (names.stage(test.name) != kNotFound)
    return report.error("unknown_name", at_key(test.node), sentence, "It is a stage: write {\"stage\": \"" + test.name + "\"}.");
  if (names.knows_event(test.name))
    return report.error("unknown_name", at_key(test.node), sentence,
                        "It is an event: declare a feature that counts it, as in {\"count\": \"" + test.name + "\"}.");
  report.unknown_of(
      "unknown_name", at_key(test.node), sentence, test.name, [&] { return names.subject_names(); }, "Declare it under `features`.");
}

// Of a name that nobody knows the constant tells what was meant.
ValueType known_type(const Subject &subject, const Condition &test) {
  if (subject.kind == Subject::Kind::kFeature || subject.kind == Subject::Kind::kFact || subject.kind == Subject::Kind::kTrait)
    return subject.type;
  const bool text = !test.tests.empty() && test.tests.front().node->kind == Node::Kind::kText;
  return text ? ValueType::kDuration : ValueType::kInteger;
}

void check_ids(const Condition &condition, const Names &names, Report &report) {
  const bool of_stage = condition.kind == Condition::Kind::kStage;
  for (const Node *id : condition.ids) {
    if ((of_stage ? names.stage(id->text) : names.segment(id->text)) != kNotFound) continue;
    const bool other = (of_stage ? names.segment(id->text) : names.stage(id->text)) != kNotFound;
    const std::string sentence = std::string("There is no ") + (of_stage ? "stage " : "segment ") + shown(id->text) + ".";
    if (other)
      report.error("unknown_name", at(id), sentence,
                   std::string("It is a ") + (of_stage ? "segment: write `segment`." : "stage: write `stage`."));
    else
      report.unknown_of("unknown_name", at(id), sentence, id->text, [&] { return of_stage ? names.stage_ids() : names.segment_ids(); });
  }
}

}  // namespace

void check_condition(const Condition &condition, const Names &names, Report &report) {
  check_ids(condition, names, report);
  if (condition.kind == Condition::Kind::kAtLeast && condition.children.size() > kMaxGateInputs) {
    report.error("limit", at_key(condition.node),
                 "`at_least` takes at most " + std::to_string(kMaxGateInputs) + " conditions (kMaxGateInputs).",
                 "Group some of them under `any`.");
  }
  for (const Condition &child : condition.children) check_condition(child, names, report);
  if (condition.kind != Condition::Kind::kTest) return;
  const Subject subject = names.subject(condition.name);
  if (subject.kind == Subject::Kind::kUnknown) tell_unknown_subject(condition, names, report);
  if (tell_foreign_comparators(condition, known_type(subject, condition), report) || subject.kind == Subject::Kind::kUnknown) return;
  if (subject.kind == Subject::Kind::kFaulty) return;  // told at the feature
  if (subject.labels != nullptr && subject.labels->empty())
    return report.error("missing_key", at_key(condition.node), shown(condition.name) + " has no list to choose from.",
                        std::string("Name its areas, as in \"") + (subject.fact == Fact::kGeoZone ? "zones" : "climates") +
                            "\": {\"alps\": [\"AT\", \"DE-BY\"]}.");
  TestChecker(condition, subject, names, report).run();
}

}  // namespace vitrine::compiler
