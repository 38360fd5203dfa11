// Variants: audience, message, cap, evidence, schedule.
#include "compiler/parse_parts.h"
#include "text/times.h"

namespace vitrine::compiler {
namespace {

// A moment with its zone: a shop team in Paris and one in Sydney must mean the same.
std::optional<uint32_t> read_moment(const Node &node, std::string_view what, Report &report) {
  constexpr const char *kHint = "Write it with its zone, as in \"2026-11-27T00:00:00+01:00\" or \"2026-11-26T23:00:00Z\".";
  if (!is_kind(node, Node::Kind::kText, what, report)) return std::nullopt;
  uint32_t seconds = 0;
  const TimeFault fault = parse_time(node.text, seconds);
  if (fault != TimeFault::kNone) {
    report.error("bad_time", at(&node), "The time " + shown(node.text) + ' ' + time_fault_text(fault) + '.', kHint);
    return std::nullopt;
  }
  const size_t clock = node.text.find_first_of("Tt ");
  if (clock != std::string::npos && node.text.find_first_of("Z+-", clock) != std::string::npos) return seconds;
  report.error("no_zone", at(&node), std::string(what) + " has no time zone.", kHint);
  return std::nullopt;
}

void parse_schedule(const Node &node, Variant &variant, Report &report) {
  const Node *from = node.find("from");
  const Node *to = node.find("to");
  if (from != nullptr) variant.from = read_moment(*from, "`from`", report).value_or(0);
  if (to != nullptr) variant.to = read_moment(*to, "`to`", report).value_or(kNever);
  if (variant.from >= variant.to)
    report.error("impossible_range", at(to), "`to` does not come after `from`, so the variant is never shown.", "Make `to` later.");
}

// A need's test: that of a condition, and beside its comparators `max_age`.
std::optional<Need> parse_need(const Node &member, Report &report) {
  Need need;
  need.name = member.key;
  need.node = &member;
  if (member.key.empty()) {
    report.error("empty_text", at_key(&member), "Evidence has a name.");
    return std::nullopt;
  }
  const auto test = parse_test(member, "value", "max_age", report);
  if (!test) return std::nullopt;
  need.test = *test;
  if (const Node *age = member.kind == Node::Kind::kMap ? member.find("max_age") : nullptr; age != nullptr) {
    const auto seconds = read_duration(*age, "`max_age`", report);
    if (!seconds) return std::nullopt;
    need.max_age = *seconds;
  }
  return need;
}

void parse_needs(const Node &node, Variant &variant, Report &report) {
  if (!is_kind(node, Node::Kind::kMap, "`needs`", report)) return;
  if (node.children.empty())
    report.error("empty_list", at(&node), "`needs` must not be empty.",
                 R"(Write {"stock": {"lt": 6, "max_age": "10m"}}, or leave it out.)");
  for (const Node *member : node.children) {
    auto need = parse_need(*member, report);
    if (need) variant.needs.push_back(std::move(*need));
  }
}

}  // namespace

Cap parse_cap(const Node &map, Report &report) {
  Cap cap;
  cap.window = parse_window(map, report);
  if (const Node *max = map.find("max"); max != nullptr)
    cap.max = static_cast<uint32_t>(read_whole(*max, "`max`", 1, kMaxCap, report).value_or(1));
  else if (cap.window.node != nullptr)
    report.error("missing_key", at_key(cap.window.node), "`within` needs `max` beside it.", R"(Write {"max": 3, "within": "1d"}.)");
  return cap;
}

std::optional<Variant> parse_variant(const Node &node, Report &report) {
  if (!is_kind(node, Node::Kind::kMap, "A variant", report)) return std::nullopt;
  check_keys(node, KeyPlace::kVariant, report);
  Variant variant;
  const Node *id = node.find("id");
  if (id == nullptr) {
    report.error("missing_key", at(&node), "This variant has no `id`.", "Write \"id\": \"welcome\".");
    return std::nullopt;
  }
  if (!is_kind(*id, Node::Kind::kText, "`id`", report) || !check_id(id->text, at(id), "A variant", report)) return std::nullopt;
  variant.id = id->text;
  variant.node = id;
  if (const Node *shown_for = node.find("for"); shown_for != nullptr) {
    variant.shown_for = parse_condition(*shown_for, Subjects::kFacts, report);
    if (!variant.shown_for) variant.shown_for = Condition{};  // told already; it is no default for that
  }
  variant.purposes = read_purposes(node, report);
  variant.message_node = node.find("message");
  if (variant.message_node != nullptr && is_filled_text(*variant.message_node, "`message`", report))
    variant.message = variant.message_node->text;
  if (const Node *cap = node.find("cap"); cap != nullptr && is_kind(*cap, Node::Kind::kMap, "`cap`", report)) {
    check_keys(*cap, KeyPlace::kCap, report);
    variant.cap = parse_cap(*cap, report);
    if (variant.cap.max == 0 && variant.cap.window.node == nullptr)
      report.error("missing_key", at_key(cap), "This cap has no `max`.", R"(Write {"max": 3, "within": "1d"}.)");
  }
  if (const Node *needs = node.find("needs"); needs != nullptr) parse_needs(*needs, variant, report);
  parse_schedule(node, variant, report);
  return variant;
}

}  // namespace vitrine::compiler
