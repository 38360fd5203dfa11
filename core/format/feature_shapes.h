// Which shape a feature's state has, and how many elements it keeps.
#pragma once

#include "format/pack_format.h"

namespace vitrine {

// Of a pack that is not proven, too.
constexpr Shape shape_of(const FeatureDef &def) {
#define VITRINE_X(id, text, shape, whole) Shape::shape,
  constexpr Shape kOfKind[] = {VITRINE_FEATURE_KINDS(VITRINE_X)};
#undef VITRINE_X
  if (def.kind >= FeatureKind::kCount) return Shape::kNothing;
  if (def.kind == FeatureKind::kRepeats && def.window_kind == WindowKind::kDuration) return Shape::kRepeatsWithin;
  if (def.kind != FeatureKind::kFact) return kOfKind[static_cast<uint32_t>(def.kind)];
  if (def.type == ValueType::kLabel) return Shape::kLabel;
  if (def.type == ValueType::kText) return Shape::kText;
  return def.fact == Fact::kTrait || def.fact == Fact::kTrafficBranded ? Shape::kNumber : Shape::kNothing;
}

// Elements of its list; 0: it is none.
constexpr uint32_t kept_of(const FeatureDef &def) {
  const uint32_t most = def_of(shape_of(def)).most;
  const uint32_t own = def.kind == FeatureKind::kCountTimes ? def.times : def.kind == FeatureKind::kSequence ? def.steps : most;
  return own < most ? own : most;
}

}  // namespace vitrine
