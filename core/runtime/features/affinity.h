// Interest: what an event adds to every dimension, and the shares of its values.
#pragma once

#include <cstdint>

#include "runtime/event.h"
#include "runtime/state.h"

namespace vitrine::runtime {

void add_interest(Run r, const Event &event);
[[nodiscard]] uint64_t dimension_value(const Pack &pack, uint32_t dimension, Field field);
[[nodiscard]] int64_t interest_in(const DimensionState &state, uint64_t hash);
[[nodiscard]] uint64_t strongest(const DimensionState &state);
[[nodiscard]] inline DimensionState &dimension_state(Run r, uint32_t dimension) {
  return *r.at<DimensionState>(r.pack().layout.dimensions[dimension]);
}

}  // namespace vitrine::runtime
