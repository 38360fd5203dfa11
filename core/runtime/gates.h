// Gates: counters that a flipped condition moves; each gate whose count crossed is judged once, in dependency order.
#pragma once

#include <cstdint>

#include "runtime/state.h"

namespace vitrine::runtime {

// A condition turned on or off: moves the counters of the gates it feeds. Nothing is judged before settle().
void flip(Run r, uint32_t condition, bool on);

// Judges the gates that crossed since the last call. Once the visitor has started, segments and stage follow and changes are noted.
void settle(Run r);

// Segments that are in only because they stay: when the first of them is left, kNever; and marks their gates to be judged again.
[[nodiscard]] uint32_t next_stay(Run r);
void judge_stays(Run r);

// Brings the counters of a block whose conditions are all off into their first state.
void reset_gates(Run r);

// Takes over what the gates say about segments and stage; `report`: as changes since "in no segment".
void adopt_outputs(Run r, bool report);

[[nodiscard]] bool gate_is_on(Run r, uint32_t gate);
[[nodiscard]] bool is_in(Run r, uint32_t segment);
void clear_changes(Run r);
[[nodiscard]] bool has_changes(Run r);

}  // namespace vitrine::runtime
