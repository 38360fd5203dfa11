// `gt` and `lte`, which the language does not have: what says the same with `gte` and `lt`, by the next value.
#include "compiler/check.h"
#include "format/limits.h"
#include "text/numbers.h"

namespace vitrine::compiler {
namespace {

// The least value above the constant, as it is written; empty: there is none.
std::string next_value(ValueType type, const Node &constant) {
  if (type == ValueType::kDuration) {
    const auto seconds = constant.kind == Node::Kind::kText ? to_seconds(constant.text) : std::nullopt;
    return seconds && *seconds < kMaxDuration ? '"' + duration_text(*seconds + 1) + '"' : std::string();
  }
  if ((type != ValueType::kInteger && type != ValueType::kAmount) || constant.kind != Node::Kind::kNumber) return {};
  const Thousandths number = to_thousandths(constant.text);
  if (number.fault != NumberError::kNone || number.value >= kMaxNumber - 1000) return {};
  if (type == ValueType::kAmount) return number_text(number.value + 1);
  const int64_t whole = number.value / 1000 - (number.value % 1000 < 0 ? 1 : 0);
  return std::to_string(whole + 1);
}

std::string hint_for(const Comparison &comparison, ValueType type) {
  if (!is_numeric(type)) return std::string("This is ") + type_name(type) + ", which is neither above nor below: use `eq` or `in`.";
  const bool above = comparison.foreign == Comparison::Foreign::kGt;
  const std::string known = above ? "gte" : "lt";
  if (type == ValueType::kShare || type == ValueType::kFraction) {
    const std::string constant = comparison.node->kind == Node::Kind::kNumber ? comparison.node->text : "0.4";
    return "Such a value has no next one. Write {\"" + known + "\": " + constant + "}: `gte` includes " + constant + ", `lt` does not.";
  }
  const std::string next = next_value(type, *comparison.node);
  const std::string what = above ? "`gte` (at least this value)" : "`lt` (below this value)";
  if (next.empty()) return "Write " + what + " with the next value, because `gte` includes its value and `lt` does not.";
  return "Write {\"" + known + "\": " + next + "}: " + what + " with the next value.";
}

}  // namespace

bool tell_foreign_comparators(const Condition &test, ValueType type, Report &report) {
  bool told = false;
  for (const Comparison &comparison : test.tests) {
    if (comparison.foreign == Comparison::Foreign::kNone) continue;
    told = true;
    report.error("unknown_comparator", at_key(comparison.node), "There is no comparator " + shown(comparison.node->key) + ".",
                 hint_for(comparison, type));
  }
  return told;
}

}  // namespace vitrine::compiler
