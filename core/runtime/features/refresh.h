// Brings features in line with their state and the clock: from state to conditions, and the queue of next moments.
#pragma once

#include <cstdint>

#include "runtime/state.h"

namespace vitrine::runtime {

// Brings a feature's conditions in line with its state at the visitor's clock, and notes the second at which the clock alone moves it next.
void refresh(Run r, uint32_t feature);
void refresh_group(Run r, Group group);
void refresh_all(Run r);

// Features that wait for the clock: refreshes those due now and finds the next.
void refresh_due(Run r);

// The first second of the clock past which something may change; kNever.
[[nodiscard]] uint32_t next_moment(Run r);

// Where a sum stops, in its own unit.
[[nodiscard]] inline int64_t sum_stop(const FeatureDef &def) { return def.type == ValueType::kInteger ? kAmountStop / 1000 : kAmountStop; }

// Features of a group: first and end.
[[nodiscard]] inline uint32_t group_first(Run r, Group group) { return r.pack().config[0].group_first[static_cast<uint32_t>(group)]; }
[[nodiscard]] inline uint32_t group_end(Run r, Group group) { return r.pack().config[0].group_first[static_cast<uint32_t>(group) + 1]; }

}  // namespace vitrine::runtime
