// Traits: facts of a customer that the shop states.
#include "runtime/facts/traits.h"

#include "runtime/facts/set_fact.h"
#include "runtime/features/refresh.h"

namespace vitrine::runtime {
namespace {

bool trait_accepts(Run r, const FeatureDef &def, Field value) {
  switch (def.type) {
    case ValueType::kBoolean: return value.has_bool();
    case ValueType::kAmount: return value.has_number();
    case ValueType::kText:
    case ValueType::kLabel: break;
    case ValueType::kInteger:
    case ValueType::kDuration:
    case ValueType::kShare:
    case ValueType::kFraction:
    case ValueType::kCount: return false;  // no trait is of these
  }
  if (!value.has_text() || value.was_number()) return false;
  if (def.type == ValueType::kText) return true;
  const uint64_t hash = value.label();
  for (uint32_t i = 0; i < def.listed; ++i) {
    if (r.pack().labels[def.first_listed + i] == hash) return true;
  }
  return false;
}

void set_trait(Run r, uint32_t f, const FeatureDef &def, Field value) {
  const bool removed = value.removed();
  if (!removed && !trait_accepts(r, def, value)) return;
  if (def.type == ValueType::kLabel || def.type == ValueType::kText) return set_fact(r, f, value.text());
  auto &state = r.state<NumberState>(f);
  state.list.count = removed ? 0 : 1;
  state.value = removed ? 0 : def.type == ValueType::kBoolean ? (value.bool_value() ? 1 : 0) : value.number();
  refresh(r, f);
}

}  // namespace

void take_traits(Run r, const Event &event) {
  for (uint32_t f = group_first(r, Group::kTrait); f < group_end(r, Group::kTrait); ++f) {
    const FeatureDef &def = r.feature(f);
    if (r.granted(def.purposes)) set_trait(r, f, def, event.own(def.field));
  }
}

}  // namespace vitrine::runtime
