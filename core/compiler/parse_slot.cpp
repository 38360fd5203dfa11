// Slots: variants of content, signals of sorting.
#include "compiler/parse_parts.h"

#include "format/limits.h"

namespace vitrine::compiler {
namespace {

constexpr int64_t kMaxWeight = 1'000;  // scores stay within 64 bits: 64 signals x a million thousandths x a million millionths

void parse_variants(const Node &node, Slot &slot, Report &report) {
  check_keys(node, KeyPlace::kContentSlot, report);
  const Node *variants = node.find("variants");
  if (variants == nullptr) {
    report.error("missing_key", at_key(&node), "The slot " + shown(slot.id) + " has no `variants`.",
                 "Write \"variants\": [ ..., {\"id\": \"default\"} ].");
    return;
  }
  if (!is_filled_list(*variants, "`variants`", report)) return;
  for (const Node *item : variants->children) {
    auto variant = parse_variant(*item, report);
    if (variant) slot.variants.push_back(std::move(*variant));
  }
  slot.whole = slot.variants.size() == variants->children.size();
}

std::optional<Signal> parse_signal(const Node &member, Report &report) {
  static constexpr struct {
    std::string_view name;
    SignalKind kind;
  } kSignals[] = {
#define VITRINE_X(id, word, sentence) {word, SignalKind::id},
      VITRINE_SIGNAL_KINDS(VITRINE_X)
#undef VITRINE_X
  };
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
    if (rule.name != member.key || rule.kind == SignalKind::kAffinity) continue;  // it needs its field
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
  check_keys(node, KeyPlace::kSortSlot, report);
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

}  // namespace vitrine::compiler
