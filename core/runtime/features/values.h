// Lists of values by recency.
#pragma once

#include <cstdint>

#include "runtime/state.h"

namespace vitrine::runtime {

// nullptr: it is not among them.
[[nodiscard]] const ValueRow *find_value(const ValuesState &values, uint64_t hash);
// The number of a value that came now; 0 where it is new.
int64_t &see_value(ValuesState &values, uint64_t hash);
// A value came; `again`: a second time in the same event, which makes it newer but counts nothing.
void repeat_value(ValuesState &state, uint64_t hash, bool again);
void repeat_value(RepeatsState &state, uint64_t hash, bool again, uint32_t now);
[[nodiscard]] uint32_t values_since(const ValuesState &values, uint32_t first);

}  // namespace vitrine::runtime
