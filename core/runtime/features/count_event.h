// What an event adds to a feature that listens to it.
#pragma once

#include <cstdint>

#include "runtime/event.h"
#include "runtime/state.h"

namespace vitrine::runtime {

// An event that the feature listens to, matched against nothing yet: applies `where`, counts, and refreshes the feature where it changed.
void count_event(Run r, uint32_t feature, const Event &event);

}  // namespace vitrine::runtime
