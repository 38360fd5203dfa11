// One visitor's way through time: fresh, events, the clock, purposes.
#pragma once

#include <cstdint>

#include "format/reasons.h"
#include "runtime/event.h"
#include "runtime/state.h"
#include "vitrine/vitrine.h"

namespace vitrine::runtime {

// A new visitor with these purposes.
void make_fresh(Run r, uint8_t purposes);
// The buckets of holdout and experiments for the visitor of this id; a fresh visitor keeps them.
void set_buckets(Run r, const uint8_t *id, uint32_t length);
// Builds pack.fresh in place: once, at load.
void build_fresh(const Pack &pack, uint8_t *block);

[[nodiscard]] vt_status ingest(Run r, const uint8_t *bytes, uint32_t length);
[[nodiscard]] vt_status advance(Run r, uint32_t time);
void set_purposes(Run r, uint8_t purposes);

}  // namespace vitrine::runtime
