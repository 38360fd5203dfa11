// The C interface: checks what a caller hands in, nothing else.
#include "runtime/decide.h"
#include "runtime/engine.h"
#include "runtime/features/refresh.h"
#include "runtime/gates.h"
#include "runtime/rank.h"
#include "runtime/snapshot.h"
#include "vitrine/vitrine.h"

using namespace vitrine;
using namespace vitrine::runtime;

namespace {

constexpr int32_t kAbiVersion = 4;

// There, and aligned to 8 bytes.
bool is_memory(const void *memory) { return memory != nullptr && reinterpret_cast<uintptr_t>(memory) % 8 == 0; }

bool overlap(const void *a, uint32_t a_length, const void *b, int32_t b_length) {
  const auto first = reinterpret_cast<uintptr_t>(a);
  const auto second = reinterpret_cast<uintptr_t>(b);
  return b_length > 0 && (first - second < static_cast<uint32_t>(b_length) || second - first < a_length);
}

const Pack *pack_of(const void *memory) {
  const auto *pack = static_cast<const Pack *>(memory);
  return is_memory(memory) && pack->magic == kLoadedMagic ? pack : nullptr;
}

// The visitor's block of this pack, ready to run; nothing in it where it is another's, or holds some of the `bytes` of the call. A reader writes
// nothing, unless the pack has been loaded elsewhere since: two threads may read one block.
Run run_of(const void *pack_memory, const void *block, const void *bytes = nullptr, int32_t length = 0) {
  const Pack *pack = pack_of(pack_memory);
  auto *visitor = const_cast<Visitor *>(static_cast<const Visitor *>(block));
  if (pack == nullptr || !is_memory(block) || visitor->magic != kVisitorMagic || visitor->id != pack->id) return {nullptr};
  if (overlap(block, pack->layout.size, bytes, length)) return {nullptr};
  if (visitor->pack != pack) visitor->pack = pack;
  return {visitor};
}

// Once for all three calls: inlined it weighs 75 bytes of brotli more.
[[gnu::noinline]] int32_t with_changed(Run r, int32_t status) {
  return (status == VT_OK || status == VT_MORE) && has_changes(r) ? status | VT_CHANGED : status;
}

int32_t put(uint16_t *out, int32_t capacity, int32_t &count, uint32_t value) {
  if (count < capacity) out[count] = static_cast<uint16_t>(value);
  return ++count;
}

int32_t list_changes(Run r, bool entered, uint16_t *out, int32_t capacity) {
  const auto *changes = r.at<uint16_t>(r.pack().layout.changes);
  int32_t count = 0;
  for (uint32_t i = 0; i < r.v->change_count; ++i) {
    if (((changes[i] & kEntered) != 0) == entered) put(out, capacity, count, changes[i] & (kEntered - 1u));
  }
  return count;
}

int32_t list_in(Run r, uint16_t *out, int32_t capacity) {
  const auto *in = r.at<uint32_t>(r.pack().layout.in);
  int32_t count = 0;
  for (uint32_t word = 0; word * 32 < r.pack().segments.count; ++word) {
    for (uint32_t bits = in[word]; bits != 0; bits &= bits - 1)
      put(out, capacity, count, word * 32 + static_cast<uint32_t>(__builtin_ctz(bits)));
  }
  return count;
}

}  // namespace

extern "C" {

int32_t vt_abi_version(void) { return kAbiVersion; }

int32_t vt_pack_size(const uint8_t *bytes, int32_t length) {
  const uint32_t size = bytes == nullptr || length < 0 ? 0 : pack_memory(bytes, static_cast<uint32_t>(length));
  return size == 0 ? VT_BAD_PACK : static_cast<int32_t>(size);
}

int32_t vt_load(void *memory, int32_t size, const uint8_t *bytes, int32_t length) {
  const int32_t needed = vt_pack_size(bytes, length);
  if (needed < 0) return needed;
  if (memory == nullptr || size < needed) return VT_NO_ROOM;
  if (!is_memory(memory) || overlap(memory, static_cast<uint32_t>(size), bytes, length)) return VT_BAD_ARGUMENT;
  if (!load_pack(memory, static_cast<uint32_t>(size), bytes, static_cast<uint32_t>(length))) {
    static_cast<Pack *>(memory)->magic = 0;
    return VT_BAD_PACK;
  }
  const auto *pack = static_cast<const Pack *>(memory);
  build_fresh(*pack, pack->fresh);
  return VT_OK;
}

int32_t vt_visitor_size(const void *memory) {
  const Pack *pack = pack_of(memory);
  return pack == nullptr ? VT_BAD_PACK : static_cast<int32_t>(pack->layout.size);
}

int32_t vt_restore(const void *memory, void *block, int32_t size, const uint8_t *snapshot, int32_t length, const uint8_t *id,
                   int32_t id_length, int32_t purposes) {
  const Pack *pack = pack_of(memory);
  if (pack == nullptr) return VT_BAD_PACK;
  if (block == nullptr || size < 0 || static_cast<uint32_t>(size) < pack->layout.size) return VT_NO_ROOM;
  if ((purposes & ~VT_ALL_PURPOSES) != 0 || length < 0 || (snapshot == nullptr && length > 0)) return VT_BAD_ARGUMENT;
  if (id_length < 0 || (id == nullptr && id_length > 0)) return VT_BAD_ARGUMENT;
  if (!is_memory(block) || overlap(block, pack->layout.size, snapshot, length)) return VT_BAD_ARGUMENT;
  const Run r{static_cast<Visitor *>(block)};
  r.v->pack = pack;
  set_buckets(r, id, static_cast<uint32_t>(id_length));
  make_fresh(r, static_cast<uint8_t>(purposes));
  if (length == 0) return VT_OK;
  if (read_snapshot(r, snapshot, static_cast<uint32_t>(length))) return VT_OK;
  make_fresh(r, static_cast<uint8_t>(purposes));
  return VT_FRESH;
}

int32_t vt_purposes(const void *memory, void *block, int32_t purposes) {
  const Run r = run_of(memory, block);
  if (r.v == nullptr) return VT_BAD_VISITOR;
  if ((purposes & ~VT_ALL_PURPOSES) != 0) return VT_BAD_ARGUMENT;
  set_purposes(r, static_cast<uint8_t>(purposes));
  return with_changed(r, VT_OK);
}

int32_t vt_ingest(const void *memory, void *block, const uint8_t *event, int32_t length) {
  const Run r = run_of(memory, block, event, length);
  if (r.v == nullptr) return VT_BAD_VISITOR;
  if (event == nullptr || length < 0) return VT_BAD_EVENT;
  return with_changed(r, ingest(r, event, static_cast<uint32_t>(length)));
}

int32_t vt_advance(const void *memory, void *block, uint32_t time) {
  const Run r = run_of(memory, block);
  if (r.v == nullptr) return VT_BAD_VISITOR;
  if (time == kNever) return VT_BAD_ARGUMENT;
  return with_changed(r, advance(r, time));
}

int32_t vt_segments(const void *memory, const void *block, int32_t which, uint16_t *out, int32_t capacity) {
  const Run r = run_of(memory, block);
  if (r.v == nullptr) return VT_BAD_VISITOR;
  if (out == nullptr) capacity = 0;
  int32_t count = 0;
  switch (which) {
    case VT_IN: return list_in(r, out, capacity);
    case VT_ENTERED: return list_changes(r, true, out, capacity);
    case VT_LEFT: return list_changes(r, false, out, capacity);
    case VT_STAGE: return r.v->stage == kNone16 ? 0 : put(out, capacity, count, r.v->stage);
    case VT_OLD_STAGE: return r.v->has_old_stage == 0 ? 0 : put(out, capacity, count, r.v->old_stage);
    case VT_CLOCK: put(out, capacity, count, r.v->clock & 0xFFFFu); return put(out, capacity, count, r.v->clock >> 16);
    default: return VT_BAD_ARGUMENT;
  }
}

int32_t vt_decide(const void *memory, const void *block, int32_t slot, vt_decision *out) {
  const Run r = run_of(memory, block);
  if (r.v == nullptr) return VT_BAD_VISITOR;
  if (out == nullptr || slot < 0 || static_cast<uint32_t>(slot) >= r.pack().slots.count) return VT_BAD_ARGUMENT;
  decide(r, r.pack().slots[static_cast<uint32_t>(slot)], *out);
  return VT_OK;
}

int32_t vt_rank(const void *memory, const void *block, int32_t slot, uint8_t *items, int32_t length, uint16_t *order, int32_t count) {
  const Run r = run_of(memory, block, items, length);
  if (r.v == nullptr) return VT_BAD_VISITOR;
  if (slot < 0 || static_cast<uint32_t>(slot) >= r.pack().slots.count ||
      r.pack().slots[static_cast<uint32_t>(slot)].kind != SlotKind::kSort)
    return VT_BAD_ARGUMENT;
  if (count < 0 || static_cast<uint32_t>(count) > kMaxRankItems || length < 0) return VT_BAD_ARGUMENT;
  if (count == 0) return VT_OK;
  if (items == nullptr || order == nullptr || overlap(items, static_cast<uint32_t>(length), order, 2 * count)) return VT_BAD_ARGUMENT;
  return rank(r, r.pack().slots[static_cast<uint32_t>(slot)], items, static_cast<uint32_t>(length), order, static_cast<uint32_t>(count));
}

uint32_t vt_next_change(const void *memory, const void *block) {
  const Run r = run_of(memory, block);
  return r.v == nullptr ? kNever : next_moment(r);
}

int32_t vt_snapshot(const void *memory, const void *block, uint8_t *out, int32_t capacity) {
  const Run r = run_of(memory, block, out, capacity);
  if (r.v == nullptr) return VT_BAD_VISITOR;
  if (out == nullptr || capacity < 0) return VT_NO_ROOM;
  const uint32_t length = write_snapshot(r, out, static_cast<uint32_t>(capacity));
  return length == 0 ? VT_NO_ROOM : static_cast<int32_t>(length);
}

int32_t vt_forget(const void *memory, void *block) {
  const Run r = run_of(memory, block);
  if (r.v == nullptr) return VT_BAD_VISITOR;
  make_fresh(r, r.v->granted);
  return VT_OK;
}

}  // extern "C"
