// Slots as records: variants with all that can stop them, experiments, signals.
#include <cmath>

#include "compiler/lowering.h"
#include "compiler/reach.h"
#include "text/numbers.h"
#include "vitrine/vitrine.h"

namespace vitrine::compiler {
namespace {

constexpr char kInformation[] = "information";

std::string_view message_of(const Variant &variant) { return variant.message.empty() ? kInformation : std::string_view(variant.message); }

}  // namespace

void SlotLowering::run() {
  if (strategy_.holdout.buckets != 0) {
    out_.config.front().holdout_seed = hash_name(strategy_.holdout.seed);
    out_.config.front().holdout_buckets = static_cast<uint16_t>(strategy_.holdout.buckets);
  }
  for (const Slot &slot : strategy_.slots) lower_slot(slot);
}

void SlotLowering::lower_slot(const Slot &slot) {
  SlotDef def{};
  def.name = string(slot.id);
  def.kind = slot.kind;
  def.variant_first = static_cast<uint16_t>(out_.variants.size());
  def.variant_count = static_cast<uint16_t>(slot.variants.size());
  def.signal_first = static_cast<uint16_t>(out_.signals.size());
  def.signal_count = static_cast<uint16_t>(slot.signals.size());
  def.pin = slot.pin;
  def.max_shift = slot.max_shift;
  def.seen = kNone16;
  def.experiment = kNone16;
  const Reach reach = reach_of(slot, strategy_, lookup_);
  def.reads = static_cast<uint16_t>((reach.page_state ? kReadsState : 0) | (reach.evidence ? kReadsEvidence : 0));
  const Experiment *experiment = nullptr;
  for (const Experiment &one : strategy_.experiments) {
    if (one.slot == slot.id) experiment = &one;
  }
  if (experiment != nullptr) def.experiment = lower_experiment(*experiment, slot);
  for (const Variant &variant : slot.variants) lower_variant(variant, slot, experiment);
  for (const Signal &signal : slot.signals) lower_signal(signal, def);
  out_.slots.push_back(def);
}

// Its arms must be remembered, or a visitor would see another one each time. What else its `for` reads stops an arm that is not granted it, but
// chooses no bucket: the default, which nothing stops, stays an arm.
uint16_t SlotLowering::lower_experiment(const Experiment &experiment, const Slot &slot) {
  ExperimentDef def{};
  def.seed = hash_name(experiment.seed);
  def.gate = kNone16;
  def.purposes = VT_PERSONALIZATION;
  if (experiment.shown_for) def.gate = static_cast<uint16_t>(gates_.gate_of(conditions_.lower(*experiment.shown_for, true)));
  def.arm_first = static_cast<uint16_t>(out_.arms.size());
  def.arm_count = static_cast<uint16_t>(experiment.arms.size());
  uint32_t start = 0;
  for (const Arm &arm : experiment.arms) {
    uint16_t variant = 0;
    while (slot.variants[variant].id != arm.id) ++variant;
    const auto enrolled = static_cast<uint32_t>(std::lround(arm.buckets * experiment.coverage));
    out_.arms.push_back({variant, static_cast<uint16_t>(start + arm.buckets), static_cast<uint16_t>(start + enrolled)});
    start += arm.buckets;
  }
  out_.experiments.push_back(def);
  names_.experiments.push_back(experiment.id);
  return static_cast<uint16_t>(out_.experiments.size() - 1);
}

void SlotLowering::lower_variant(const Variant &variant, const Slot &slot, const Experiment *experiment) {
  VariantDef def{};
  def.name = string(variant.id);
  def.from = variant.from;
  def.to = variant.to;
  def.gate = def.segment = def.guarded = def.evident = def.capped = kNone16;
  def.purposes = variant.purposes;
  if (message_of(variant) == "service") def.flags = kVariantService;
  const Condition *audience = variant.shown_for ? &*variant.shown_for : nullptr;
  for (size_t i = 0; experiment != nullptr && i < experiment->arms.size(); ++i) {
    if (experiment->arms[i].id != variant.id) continue;
    def.flags = static_cast<uint8_t>(def.flags | kVariantArm);
    def.purposes |= VT_PERSONALIZATION;
    if (experiment->shown_for) def.purposes = static_cast<uint8_t>(def.purposes | conditions_.purposes(*experiment->shown_for));
    if (audience == nullptr && experiment->shown_for && &variant != &slot.variants.back()) audience = &*experiment->shown_for;
  }
  if (audience != nullptr) {
    def.gate = static_cast<uint16_t>(gates_.gate_of(conditions_.lower(*audience, true)));
    def.purposes = static_cast<uint8_t>(def.purposes | conditions_.purposes(*audience));
    // A condition that is one segment's gate is that segment.
    if (audience->kind == Condition::Kind::kSegment && audience->ids.size() == 1) def.segment = gates_.gates()[def.gate].output;
  }
  if (&variant != &slot.variants.back()) lower_stops(variant, slot, def);  // the default is never stopped
  out_.variants.push_back(def);
}

void SlotLowering::lower_stops(const Variant &variant, const Slot &slot, VariantDef &def) {
  const auto named = messages_.find(message_of(variant));
  const Message *message = named == messages_.end() ? nullptr : named->second;
  std::vector<Input> capped;
  if (variant.cap.max != 0) {
    const auto feature = maker_.exposures(slot.id + ' ' + variant.id, variant.cap.window, {{slot.id, {variant.id}}});
    capped.push_back(gates_.leaf(feature, variant.cap.max));
  }
  if (message != nullptr && message->cap.max != 0) {
    const auto feature = maker_.exposures("of message " + message->name, message->cap.window, carriers_of(message->name));
    capped.push_back(gates_.leaf(feature, message->cap.max));
  }
  std::vector<Input> guards;
  for (size_t i = 0; message != nullptr && i < message->never_for.size(); ++i) {
    Condition condition;
    const bool stage = lookup_.segment(message->never_for[i]->text) == kNotFound;
    condition.kind = stage ? Condition::Kind::kStage : Condition::Kind::kSegment;
    condition.ids.push_back(message->never_for[i]);
    guards.push_back(conditions_.lower(condition, false));
    def.purposes = static_cast<uint8_t>(def.purposes | conditions_.purposes(condition));
  }
  std::vector<Input> evident;
  evident.reserve(variant.needs.size());
  for (const Need &need : variant.needs) evident.push_back(gates_.leaf(maker_.evidence(need), 1));
  if (!capped.empty() || !evident.empty()) def.purposes |= VT_PERSONALIZATION;
  if (!capped.empty()) def.capped = static_cast<uint16_t>(gates_.gate_of(gates_.any(std::move(capped))));
  if (!guards.empty()) def.guarded = static_cast<uint16_t>(gates_.gate_of(gates_.any(std::move(guards))));
  if (!evident.empty()) def.evident = static_cast<uint16_t>(gates_.gate_of(gates_.all(std::move(evident))));
}

// All variants of all slots that carry the message.
std::vector<FeatureMaker::Shown> SlotLowering::carriers_of(std::string_view message) const {
  std::vector<FeatureMaker::Shown> carriers;
  for (const Slot &slot : strategy_.slots) {
    FeatureMaker::Shown shown{slot.id, {}};
    for (const Variant &variant : slot.variants) {
      if (message_of(variant) == message) shown.variants.push_back(variant.id);
    }
    if (!shown.variants.empty()) carriers.push_back(std::move(shown));
  }
  return carriers;
}

void SlotLowering::lower_signal(const Signal &signal, SlotDef &slot) {
  SignalDef def{signal.weight, signal.kind, 0, 0};
  if (signal.kind == SignalKind::kAffinity) def.dimension = static_cast<uint8_t>(maker_.dimension(signal.dimension));
  if (signal.kind == SignalKind::kSeen) slot.seen = static_cast<uint16_t>(maker_.seen_items());
  if (signal.kind == SignalKind::kAffinity || signal.kind == SignalKind::kSeen) slot.purposes = VT_PERSONALIZATION;
  out_.signals.push_back(def);
}

}  // namespace vitrine::compiler
