// The order of a list's items.
#pragma once

#include "runtime/state.h"
#include "vitrine/vitrine.h"

namespace vitrine::runtime {

[[nodiscard]] vt_status rank(Run r, const SlotDef &slot, uint8_t *items, uint32_t length, uint16_t *order, uint32_t count);

}  // namespace vitrine::runtime
