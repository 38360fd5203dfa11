// Decides a slot: the first variant whose audience the visitor is in and which nothing stops (STRATEGY.md sections 5 and 6).
#include "runtime/decide.h"

#include "runtime/engine.h"
#include "runtime/features/affinity.h"
#include "runtime/gates.h"

namespace vitrine::runtime {
namespace {

// What shows a variant stands up to `kDefault`, what stops one after `kError`.
static_assert(Reason::kTargetingMatch < Reason::kDefault && Reason::kSplit < Reason::kDefault && Reason::kDefault < Reason::kError &&
              Reason::kError < Reason::kConsent && Reason::kConsent < Reason::kDisabled);

// What a slot's experiment says of the visitor.
struct Trial {
  int32_t arm = -1;       // the variant that the bucket chose; -1: not enrolled
  int32_t mine = -1;      // the one arm that is not stopped
  int32_t index = -1;     // of the experiment; -1: the visitor takes no part
  int32_t bucket = -1;
};

uint16_t bucket_at(Run r, uint32_t index) { return r.at<uint16_t>(r.pack().layout.buckets)[index]; }

bool is_held_out(Run r) { return bucket_at(r, 0) < r.pack().config[0].holdout_buckets; }

bool is_on(Run r, uint16_t gate, bool without_gate) { return gate == kNone16 ? without_gate : gate_is_on(r, gate); }

Trial trial_of(Run r, const SlotDef &slot) {
  Trial trial;
  if (slot.experiment == kNone16) return trial;
  const ExperimentDef &experiment = r.pack().experiments[slot.experiment];
  const ArmDef *arm = &r.pack().arms[experiment.arm_first];
  trial.mine = arm->variant;
  if (!r.granted(experiment.purposes) || !is_on(r, experiment.gate, true)) return trial;
  const uint16_t bucket = bucket_at(r, slot.experiment + 1u);
  VITRINE_ASSERT(bucket < kBuckets);
  while (bucket >= arm->end) ++arm;  // the last one ends with the buckets
  if (bucket >= arm->enrolled) return trial;
  trial.arm = trial.mine = arm->variant;
  trial.index = slot.experiment;
  trial.bucket = bucket;
  return trial;
}

// The first reason that stops a variant whose audience the visitor is in; kDefault: none.
Reason stop_of(Run r, const VariantDef &variant, int32_t index, const Trial &trial, bool held_out) {
  if (!r.granted(variant.purposes)) return Reason::kConsent;
  if (held_out && (variant.flags & kVariantService) == 0) return Reason::kHoldout;
  if ((variant.flags & kVariantArm) != 0 && index != trial.mine) return Reason::kNotTheArm;
  if (is_on(r, variant.guarded, false)) return Reason::kGuarded;
  if (!is_on(r, variant.evident, true)) return Reason::kEvidenceMissing;
  if (is_on(r, variant.capped, false)) return Reason::kCapped;
  return r.v->clock < variant.from || r.v->clock >= variant.to ? Reason::kDisabled : Reason::kDefault;
}

void decide_content(Run r, const SlotDef &slot, bool held_out, vt_decision &decision) {
  const Trial trial = trial_of(r, slot);
  Reason stopped = Reason::kDefault;
  int32_t i = 0;
  decision.experiment = trial.index;
  decision.bucket = trial.bucket;
  for (; i + 1 < slot.variant_count; ++i) {
    const VariantDef &variant = r.pack().variants[slot.variant_first + static_cast<uint32_t>(i)];
    if (!is_on(r, variant.gate, true)) continue;
    const Reason stop = stop_of(r, variant, i, trial, held_out);
    if (stop == Reason::kDefault) {
      if (variant.segment != kNone16) decision.segment = variant.segment;
      stopped = Reason::kTargetingMatch;
      break;
    }
    if (stopped == Reason::kDefault) stopped = stop;
  }
  // SPLIT says that the bucket chose what is shown, unless the default stands in for a variant that was stopped.
  if (i == trial.arm && stopped <= Reason::kDefault) stopped = Reason::kSplit;
  decision.variant = i;
  decision.reason = static_cast<int32_t>(stopped);
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

void decide_sort(Run r, const SlotDef &slot, bool held_out, vt_decision &decision) {
  const bool sorts = has_interest(r, slot);
  const Reason reason = !r.granted(slot.purposes) ? Reason::kConsent
                        : held_out                ? Reason::kHoldout
                        : sorts                   ? Reason::kTargetingMatch
                                                  : Reason::kDefault;
  decision.variant = reason == Reason::kTargetingMatch ? 1 : 0;
  decision.reason = static_cast<int32_t>(reason);
}

void decide_in(Run r, const SlotDef &slot, bool held_out, vt_decision &decision) {
  if (slot.kind == SlotKind::kSort)
    decide_sort(r, slot, held_out, decision);
  else
    decide_content(r, slot, held_out, decision);
}

}  // namespace

void decide(Run r, const SlotDef &slot, vt_decision &decision) {
  const int32_t standard = slot.kind == SlotKind::kSort ? 0 : slot.variant_count - 1;
  decision = {standard, static_cast<int32_t>(Reason::kDefault), -1, -1, -1, -1};
  if (r.v->started == 0) return;
  decide_in(r, slot, is_held_out(r), decision);
  if (decision.reason != static_cast<int32_t>(Reason::kHoldout)) return;
  vt_decision intended;
  decide_in(r, slot, false, intended);
  decision.intended = intended.variant;
}

}  // namespace vitrine::runtime
