// Facts that are remembered as a label or text.
#pragma once

#include "runtime/event.h"
#include "runtime/state.h"

namespace vitrine::runtime {

// 0 clears it.
void set_label(Run r, uint32_t feature, uint64_t hash);
// A label or text fact; an empty text clears it.
void set_fact(Run r, uint32_t feature, Text text);

}  // namespace vitrine::runtime
