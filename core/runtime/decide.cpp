// Decides a slot: the first variant whose audience the visitor is in and which nothing stops (STRATEGY.md section 5).
#include "runtime/engine.h"
#include "runtime/features.h"
#include "runtime/gates.h"

namespace vitrine {
namespace {

vt_decision decision_of(int32_t variant, Reason reason) { return {variant, static_cast<int32_t>(reason), -1, -1, -1, -1}; }

vt_decision decide_content(Run r, const SlotDef &slot) {
  Reason stopped = Reason::kDefault;
  for (uint32_t i = 0; i + 1 < slot.variant_count; ++i) {
    const VariantDef &variant = r.pack().variants[slot.variant_first + i];
    if (variant.gate != kNone16 && !gate_is_on(r, variant.gate)) continue;
    if (!r.granted(variant.purposes)) {
      if (stopped == Reason::kDefault) stopped = Reason::kConsent;
      continue;
    }
    vt_decision decision = decision_of(static_cast<int32_t>(i), Reason::kTargetingMatch);
    if (variant.segment != kNone16) decision.segment = variant.segment;
    return decision;
  }
  return decision_of(slot.variant_count - 1, stopped);
}

// Sorted unless every dimension that it sorts by is without interest.
bool has_interest(Run r, const SlotDef &slot) {
  bool affinity = false;
  for (uint32_t i = 0; i < slot.signal_count; ++i) {
    const SignalDef &signal = r.pack().signals[slot.signal_first + i];
    if (signal.kind != SignalKind::kAffinity) continue;
    affinity = true;
    if (dimension_state(r, signal.dimension).total > 0) return true;
  }
  return !affinity;
}

}  // namespace

vt_decision decide(Run r, uint32_t index) {
  const SlotDef &slot = r.pack().slots[index];
  if (r.v->started == 0) return decision_of(slot.kind == SlotKind::kSort ? 0 : slot.variant_count - 1, Reason::kDefault);
  if (slot.kind == SlotKind::kContent) return decide_content(r, slot);
  if (!r.granted(slot.purposes)) return decision_of(0, Reason::kConsent);
  return has_interest(r, slot) ? decision_of(1, Reason::kTargetingMatch) : decision_of(0, Reason::kDefault);
}

}  // namespace vitrine
