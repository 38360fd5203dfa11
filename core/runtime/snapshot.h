// Snapshots: what a visitor's block remembers, as bytes.
#pragma once

#include "runtime/state.h"

namespace vitrine::runtime {

// Bytes written, 0: no room.
[[nodiscard]] uint32_t write_snapshot(Run r, uint8_t *out, uint32_t capacity);
// Fills a fresh block; false: damaged or unknown, the block must be made fresh again.
[[nodiscard]] bool read_snapshot(Run r, const uint8_t *bytes, uint32_t length);

}  // namespace vitrine::runtime
