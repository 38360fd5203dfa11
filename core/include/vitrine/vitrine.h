// The runtime of Vitrine: every promise about packs, visitors, events and decisions stands here.
//
// Plain C, 32-bit integers and pointers only. Nothing here allocates, calls back, reads a clock, does I/O or keeps state of its own:
// the caller owns the memory of the pack and of every visitor, and every call names both, so any number of visitors may
// interleave. The memory of a pack and of a visitor must be aligned to 8 bytes; where it is not, it is refused.
//
// WARNING (lifetime): a pack's memory must stay where it is, unchanged, as long as a visitor is used with it. A visitor's block may be copied or
// moved as bytes between calls. Bytes handed in (pack, snapshot, id, event, items) are read during the call alone and may go away after it.
// WARNING (threads): the pack's memory is read only after vt_load and may be shared. A call that takes `visitor` without const needs that block
// for itself; calls that take it as const may run beside one another on one block. They write nothing, but for one word where the pack's memory
// is another than in the call before: after that, one call must return before others run beside one another. vt_rank also writes its `items`.
// WARNING (overlap): no two ranges of memory of one call may overlap: what was verified would change under the hands of the call. A pack's bytes
// in its memory, a snapshot in the block that vt_restore makes, and an order in the items are refused with VT_BAD_ARGUMENT; an event,
// items or the room for a snapshot in the visitor's block with VT_BAD_VISITOR. Other answers written into a block, and a block inside the memory
// of a pack or of another visitor, are not noticed.
//
// All bytes may be hostile: pack, snapshot, event and item bytes are verified before use, and a refused input changes nothing.
// Times are whole seconds since 1970-01-01T00:00:00Z (up to 2106-02-07T06:28:14Z; 0xFFFFFFFF means "never").
// A result below 0 is one of vt_status; the byte layouts are in core/FORMAT.md.
#ifndef VITRINE_VITRINE_H
#define VITRINE_VITRINE_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum vt_status {
  VT_OK = 0,
  VT_MORE =
      1,  // the clock has gone on but is not there yet, call again: it stopped at a second in which it alone changed something (VT_CHANGED),
  // or had done the work of one call: then nothing changed (segments and stage are equal), report nothing
  VT_IGNORED = 2,  // the event repeats a purchase or refund and was ignored whole
  VT_FRESH = 3,  // the snapshot was unknown or damaged; the visitor starts new
  VT_CHANGED =
      4,  // a bit beside VT_OK and VT_MORE, from vt_ingest, vt_advance and vt_purposes: segments or the stage changed, vt_segments says how
  VT_BAD_ARGUMENT = -1,  // an index, time or purpose that the pack does not have; memory that is not aligned, or overlaps
  VT_BAD_PACK = -2,  // not a pack, damaged, of another version, or past a limit
  VT_BAD_EVENT = -3,  // event or item bytes do not follow core/FORMAT.md
  VT_NO_ROOM = -4,  // the memory handed in is smaller than needed
  VT_BAD_VISITOR = -5,  // the block was not made by vt_restore with this pack, is not aligned, or holds bytes handed in
} vt_status;

// Purposes (STRATEGY.md section 7), as bits.
typedef enum vt_purpose {
  VT_PERSONALIZATION = 1,
  VT_MEASUREMENT = 2,
  VT_ADS = 4,
  VT_LOCATION = 8,
  VT_ALL_PURPOSES = 15,
} vt_purpose;

// What vt_segments lists.
typedef enum vt_segments_which {
  VT_IN = 0,  // segments the visitor is in
  VT_ENTERED = 1,  // segments entered in the call before (vt_ingest, vt_advance or vt_purposes)
  VT_LEFT = 2,  // segments left in the call before
  VT_STAGE = 3,  // one number: the stage; nothing before the first event
  VT_OLD_STAGE = 4,  // one number, the stage before (65535: none yet), when the call before changed the stage; else nothing
  VT_CLOCK = 5,  // two numbers: low and high half of the visitor's clock, in seconds
} vt_segments_which;

// The status alone, of a result of vt_ingest, vt_advance or vt_purposes.
static inline int32_t vt_without_changed(int32_t result) { return result < 0 ? result : result & ~VT_CHANGED; }

// A decision for a slot; -1 stands for "none".
typedef struct vt_decision {
  int32_t variant;  // index into the slot's variants, in written order; for a sort slot 0 = default, 1 = sorted
  int32_t reason;  // a code of core/format/reasons.h
  int32_t intended;  // with HOLDOUT: the variant that would be shown
  int32_t segment;  // the segment the variant is written for
  int32_t experiment;  // index of the experiment
  int32_t bucket;  // 0..9999
} vt_decision;

// Version of this interface; a host refuses to work with another.
int32_t vt_abi_version(void);

// Bytes of memory that vt_load needs for this pack, or VT_BAD_PACK. Checks header, checksum and section table; vt_load proves the rest.
int32_t vt_pack_size(const uint8_t *bytes, int32_t length);

// Verifies the pack and builds its tables in `memory` (at least vt_pack_size bytes; `bytes` is copied and may go away).
// After VT_OK `memory` is the pack of all other calls and is never written again.
int32_t vt_load(void *memory, int32_t size, const uint8_t *bytes, int32_t length);

// Bytes of a visitor's block under this pack.
int32_t vt_visitor_size(const void *pack);

// Makes `visitor` (at least vt_visitor_size bytes, `size` of them) the visitor of this snapshot with these purposes granted.
// Length 0 is a new visitor: VT_OK. A damaged or unknown snapshot also makes a new visitor and returns VT_FRESH.
// `id`: the visitor's id, UTF-8, any bytes of any length; only the buckets of holdout and experiments are made of it, it is not kept.
int32_t vt_restore(const void *pack, void *visitor, int32_t size, const uint8_t *snapshot, int32_t length, const uint8_t *id,
                   int32_t id_length, int32_t purposes);

// Sets the granted purposes; what was collected under a purpose that is no longer granted is erased.
int32_t vt_purposes(const void *pack, void *visitor, int32_t purposes);

// Takes one event (layout: core/FORMAT.md). VT_OK and VT_MORE, each with VT_CHANGED where something changed. VT_MORE: the clock is still short of the event, or has just changed something in the event's
// second, and the event is not taken yet, call again with the same bytes;
// VT_IGNORED: a repeated purchase; VT_BAD_EVENT: nothing changed. An event earlier than the visitor's clock is taken at the clock.
// A call's work is bounded (kMaxClockWork and kMaxEventWork in core/format/limits.h), whatever pack, event and time are: tens of milliseconds.
int32_t vt_ingest(const void *pack, void *visitor, const uint8_t *event, int32_t length);

// Moves the clock to `time` (never back). VT_OK: it is there; VT_MORE: it stopped at an earlier second, with changes or with none.
int32_t vt_advance(const void *pack, void *visitor, uint32_t time);

// Writes up to `capacity` numbers and returns how many there are (see vt_segments_which). Ascending order.
int32_t vt_segments(const void *pack, const void *visitor, int32_t which, uint16_t *out, int32_t capacity);

// Decides a slot (index in written order). A sort slot says here only whether it is sorted.
int32_t vt_decide(const void *pack, const void *visitor, int32_t slot, vt_decision *out);

// Orders `count` items of a sort slot. `items` (core/FORMAT.md) is scratch and is overwritten; `order` gets `count` positions: the item that
// began at order[i] goes to place i. Always a permutation. Returns VT_OK, VT_BAD_EVENT (order untouched), VT_BAD_ARGUMENT.
int32_t vt_rank(const void *pack, const void *visitor, int32_t slot, uint8_t *items, int32_t length, uint16_t *order, int32_t count);

// The next second at which the clock alone may change a segment or the stage: may be earlier than the true one, never later; 0xFFFFFFFF: none.
uint32_t vt_next_change(const void *pack, const void *visitor);

// Writes the snapshot (at most 3,000 bytes for a pack the compiler emitted); returns its length, or VT_NO_ROOM.
int32_t vt_snapshot(const void *pack, const void *visitor, uint8_t *out, int32_t capacity);

// Makes the visitor new again, with the same purposes and buckets; no byte of what was collected stays in the block.
int32_t vt_forget(const void *pack, void *visitor);

#ifdef __cplusplus
}
#endif
#endif
