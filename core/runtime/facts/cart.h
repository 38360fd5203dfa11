// The cart as events change or state it.
#pragma once

#include "runtime/event.h"
#include "runtime/state.h"

namespace vitrine::runtime {

void take_cart(Run r, const Event &event);

}  // namespace vitrine::runtime
