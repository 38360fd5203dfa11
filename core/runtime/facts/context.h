// Context: device, language, country and region, the zones and climates that follow from them, the offset of local time.
#pragma once

#include "runtime/event.h"
#include "runtime/state.h"

namespace vitrine::runtime {

void take_context(Run r, const Event &event);
// The zone or climate of the visitor's country and region by the fact's list of places; 0: none.
[[nodiscard]] uint64_t area_of(Run r, uint32_t feature, const FeatureDef &def);

}  // namespace vitrine::runtime
