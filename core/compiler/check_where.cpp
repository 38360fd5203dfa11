// Tests of an event's fields.
#include <algorithm>

#include "compiler/check.h"
#include "compiler/parse_parts.h"
#include "format/limits.h"
#include "text/numbers.h"

namespace vitrine::compiler {
namespace {

bool is_field_name(std::string_view name) {
  return !name.empty() && name.size() <= kMaxTextBytes && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
  });
}

bool check_field_constant(const Condition &test, const Comparison &comparison, const Node &constant, Report &report) {
  const std::string what = "What " + shown(test.name) + " is compared with";
  if (comparison.comparator == Comparator::kGte || comparison.comparator == Comparator::kLt)
    return read_number(constant, what, report).has_value();
  if (constant.kind == Node::Kind::kNumber) return read_number(constant, what, report).has_value();
  return constant.kind != Node::Kind::kText || is_filled_text(constant, what, report);
}

void check_field_range(const Condition &test, Report &report) {
  Range range;
  for (const Comparison &comparison : test.tests) {
    if (comparison.comparator == Comparator::kGte) range.least = to_thousandths(comparison.node->text).value;
    if (comparison.comparator == Comparator::kLt) range.below = to_thousandths(comparison.node->text).value;
    if (range.empty())
      return report.error("impossible_range", at(comparison.node),
                          "No value of " + shown(test.name) + " is at least `gte` and below `lt` at once.",
                          "Make `gte` smaller than `lt`.");
  }
  for (const Comparison &comparison : test.tests) {
    if (comparison.comparator == Comparator::kExists && !comparison.node->boolean && test.tests.size() > 1) {
      return report.error("impossible", at(comparison.node), "A missing " + shown(test.name) + " passes no other comparator.",
                          "Leave `exists` out, or put the cases into `any`.");
    }
    const bool number = comparison.comparator == Comparator::kEq && comparison.node->kind == Node::Kind::kNumber;
    if (number && !range.has(to_thousandths(comparison.node->text).value)) {
      return report.error("impossible", at(comparison.node), "The other comparators of " + shown(test.name) + " never let this value pass.",
                          "Leave out the comparators that do not belong.");
    }
  }
}

void check_field(const Condition &test, Report &report) {
  if (!is_field_name(test.name)) {
    return report.error("bad_id", at_key(test.node), shown(test.name) + " cannot be the name of a field.",
                        "A `where` speaks of the event's fields, as in {\"item_category\": \"shoes\"}.");
  }
  if (tell_foreign_comparators(test, ValueType::kAmount, report)) return;  // every number of an event is taken in thousandths
  bool holds = true;
  for (const Comparison &comparison : test.tests) {
    for (const Node *constant : comparison.constants) holds = check_field_constant(test, comparison, *constant, report) && holds;
    if (comparison.constants.size() > kMaxGateInputs) {
      report.error("limit", at(comparison.node), "A list in `where` has at most " + std::to_string(kMaxGateInputs) + " values.",
                   "Split it into several lists under `any`.");
    }
  }
  if (holds) check_field_range(test, report);
}

}  // namespace

void check_where(const Condition &where, Report &report) {
  if (where.kind == Condition::Kind::kTest) return check_field(where, report);
  if (where.children.size() > kMaxGateInputs) {
    report.error("limit", at_key(where.node), "A condition in `where` has at most " + std::to_string(kMaxGateInputs) + " parts.",
                 "Group some of them.");
  }
  for (const Condition &child : where.children) check_where(child, report);
}

}  // namespace vitrine::compiler
