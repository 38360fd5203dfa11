// The runtime's inner face: what the C interface and the tools call.
#pragma once

#include <cstdint>

#include "format/reasons.h"
#include "runtime/event.h"
#include "runtime/state.h"
#include "vitrine/vitrine.h"

namespace vitrine {

// A new visitor with these purposes.
void make_fresh(Run r, uint8_t purposes);
// The buckets of holdout and experiments for the visitor of this id; a fresh visitor keeps them.
void set_buckets(Run r, const uint8_t *id, uint32_t length);
// Builds pack.fresh in place: once, at load.
void build_fresh(const Pack &pack, uint8_t *block);

[[nodiscard]] vt_status ingest(Run r, const uint8_t *bytes, uint32_t length);
[[nodiscard]] vt_status advance(Run r, uint32_t time);
void set_purposes(Run r, uint8_t purposes);
void decide(Run r, const SlotDef &slot, vt_decision &decision);
[[nodiscard]] vt_status rank(Run r, const SlotDef &slot, uint8_t *items, uint32_t length, uint16_t *order, uint32_t count);

// Bytes written, 0: no room.
[[nodiscard]] uint32_t write_snapshot(Run r, uint8_t *out, uint32_t capacity);
// Fills a fresh block; false: damaged or unknown, the block must be made fresh again.
[[nodiscard]] bool read_snapshot(Run r, const uint8_t *bytes, uint32_t length);

}  // namespace vitrine
