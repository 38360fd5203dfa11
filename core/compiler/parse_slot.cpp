// Slots: variants of content, signals of sorting.
#include "compiler/parse_parts.h"

#include "format/limits.h"

namespace vitrine {
namespace {

constexpr int64_t kMaxWeight = 1'000;  // scores stay within 64 bits: 64 signals x a million thousandths x a million millionths

std::optional<Variant> parse_variant(const Node &node, Report &report) {
  if (!is_kind(node, Node::Kind::kMap, "A variant", report)) return std::nullopt;
  check_keys(node, "A variant",
             {{"id"}, {"for"}, {"purpose"}, {"message", false}, {"cap", false}, {"needs", false}, {"from", false}, {"to", false}}, report);
  Variant variant;
  variant.node = &node;
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
  return variant;
}

void parse_variants(const Node &node, Slot &slot, Report &report) {
  check_keys(node, "A content slot", {{"kind"}, {"variants"}}, report);
  const Node *variants = node.find("variants");
  if (variants == nullptr) {
    report.error("missing_key", at_key(&node), "The slot " + shown(slot.id) + " has no `variants`.",
                 "Write \"variants\": [ ..., {\"id\": \"default\"} ].");
    return;
  }
  if (!is_filled_list(*variants, "`variants`", report)) return;
  bool whole = true;
  for (const Node *item : variants->children) {
    auto variant = parse_variant(*item, report);
    if (variant)
      slot.variants.push_back(std::move(*variant));
    else
      whole = false;
  }
  if (!whole) return;
  if (node.parent->parent->find("experiments") != nullptr) return;  // an arm without `for` has the experiment's
  for (size_t i = 0; i + 1 < slot.variants.size(); ++i) {
    if (slot.variants[i].shown_for) continue;
    report.error("default_not_last", at(slot.variants[i].node),
                 "The variant " + shown(slot.variants[i].id) + " has no `for`, so nothing behind it can be shown.",
                 "Give it a `for`, or make it the last one.");
    return;
  }
  if (slot.variants.back().shown_for) {
    report.error("missing_default", at_key(variants), "The slot " + shown(slot.id) + " has no default: every variant has a `for`.",
                 "End the list with {\"id\": \"default\"}.");
  }
}

std::optional<Signal> parse_signal(const Node &member, Report &report) {
  static constexpr struct {
    std::string_view name;
    SignalKind kind;
  } kSignals[] = {{"popularity", SignalKind::kPopularity},
                  {"margin", SignalKind::kMargin},
                  {"stock", SignalKind::kStock},
                  {"novelty", SignalKind::kNovelty},
                  {"seen", SignalKind::kSeen}};
  constexpr std::string_view kPrefix = "affinity.";
  Signal signal;
  signal.node = &member;
  bool known = false;
  if (std::string_view(member.key).substr(0, kPrefix.size()) == kPrefix && member.key.size() > kPrefix.size()) {
    signal.kind = SignalKind::kAffinity;
    signal.dimension = member.key.substr(kPrefix.size());
    known = true;
  }
  for (const auto &rule : kSignals) {
    if (rule.name != member.key) continue;
    signal.kind = rule.kind;
    known = true;
  }
  if (!known) {
    report.unknown(
        "unknown_signal", at_key(&member), "There is no signal " + shown(member.key) + ".", member.key,
        {"popularity", "margin", "stock", "novelty", "seen", "affinity.item_category", "affinity.item_brand", "affinity.price_band"},
        "The signals are affinity.<field>, popularity, margin, stock, novelty and seen.");
    return std::nullopt;
  }
  const auto weight = read_number(member, "A weight", report);
  if (!weight) return std::nullopt;
  if (*weight > kMaxWeight * 1000 || *weight < -kMaxWeight * 1000) {
    report.error("bad_number", at(&member),
                 "A weight lies between -" + std::to_string(kMaxWeight) + " and " + std::to_string(kMaxWeight) + ".",
                 "Only the proportion of the weights counts.");
    return std::nullopt;
  }
  signal.weight = static_cast<int32_t>(*weight);
  return signal;
}

void parse_sorting(const Node &node, Slot &slot, Report &report) {
  check_keys(node, "A sort slot", {{"kind"}, {"signals"}, {"pin"}, {"max_shift"}}, report);
  constexpr int64_t kMostPlaces = kNone16 - 1;
  const Node *signals = node.find("signals");
  if (signals == nullptr) {
    report.error("missing_key", at_key(&node), "The slot " + shown(slot.id) + " has no `signals`.",
                 "Write \"signals\": {\"affinity.item_category\": 1}.");
  } else if (is_kind(*signals, Node::Kind::kMap, "`signals`", report)) {
    for (const Node *member : signals->children) {
      auto signal = parse_signal(*member, report);
      if (signal) slot.signals.push_back(std::move(*signal));
    }
    if (signals->children.empty())
      report.error("empty_list", at(signals), "`signals` must not be empty.", "Write at least one signal with its weight.");
    if (signals->children.size() > kMaxSignals)
      report.error("limit", at(signals), "A slot sorts by at most " + std::to_string(kMaxSignals) + " signals.");
  }
  if (const Node *pin = node.find("pin"); pin != nullptr)
    slot.pin = static_cast<uint16_t>(read_whole(*pin, "`pin`", 0, kMostPlaces, report).value_or(0));
  if (const Node *shift = node.find("max_shift"); shift != nullptr)
    slot.max_shift = static_cast<uint16_t>(read_whole(*shift, "`max_shift`", 0, kMostPlaces, report).value_or(0));
}

}  // namespace

std::optional<Slot> parse_slot(const Node &node, Report &report) {
  if (!check_id(node.key, at_key(&node), "A slot", report)) return std::nullopt;
  if (!is_kind(node, Node::Kind::kMap, "A slot", report)) return std::nullopt;
  Slot slot;
  slot.id = node.key;
  slot.node = &node;
  const Node *kind = node.find("kind");
  if (kind == nullptr) {
    report.error("missing_key", at_key(&node), "The slot " + shown(slot.id) + " has no `kind`.",
                 "Write \"kind\": \"content\" or \"kind\": \"sort\".");
    return std::nullopt;
  }
  if (!is_kind(*kind, Node::Kind::kText, "`kind`", report)) return std::nullopt;
  if (kind->text == "content") {
    parse_variants(node, slot, report);
  } else if (kind->text == "sort") {
    slot.kind = SlotKind::kSort;
    parse_sorting(node, slot, report);
  } else if (kind->text == "items") {
    report.not_supported(at(kind), "items");
  } else {
    report.unknown("unknown_kind", at(kind), "There is no kind of slot " + shown(kind->text) + ".", kind->text, {"content", "sort"},
                   "The kinds are content and sort.");
  }
  return slot;
}

}  // namespace vitrine
