// Traits: facts of a customer that the shop states.
#pragma once

#include "runtime/event.h"
#include "runtime/state.h"

namespace vitrine::runtime {

void take_traits(Run r, const Event &event);

}  // namespace vitrine::runtime
