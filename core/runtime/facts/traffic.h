// The source of a visit.
#pragma once

#include "runtime/event.h"
#include "runtime/state.h"

namespace vitrine::runtime {

// Of a visit's first event with an address.
void take_source(Run r, const Event &event);
void clear_source(Run r);

}  // namespace vitrine::runtime
