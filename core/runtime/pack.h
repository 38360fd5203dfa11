// A verified pack in the caller's memory: typed views of its sections and the layout of a visitor's block.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

#include "format/assert.h"
#include "format/limits.h"
#include "format/pack_format.h"

namespace vitrine::runtime {

template <class T>
struct View {
  const T *data;
  uint32_t count;
  const T &operator[](uint32_t i) const {
    VITRINE_ASSERT(i < count);
    return data[i];
  }
  [[nodiscard]] const T *begin() const { return data; }
  [[nodiscard]] const T *end() const { return data + count; }
};

// Where the parts of a visitor's block lie, in bytes from its start. Worked out at load, so no offset of a hostile pack is ever trusted.
struct Layout {
  uint32_t size;
  uint32_t positions;   // uint16_t a feature: how many of its conditions hold, or which label
  uint32_t due;         // uint32_t a feature: the second at which the clock alone moves it
  uint32_t missing;     // uint8_t a gate: inputs it still needs, modulo 256
  uint32_t gate_on;     // bits
  uint32_t dirty;       // bits: gates to judge
  uint32_t dirty_words; // bits: words of `dirty` that may be not 0
  uint32_t in;          // bits: segments
  uint32_t stays;       // uint32_t a segment: the second at which it is left, kNever
  uint32_t changes;     // uint16_t a segment: kEntered | segment
  uint32_t dimensions[kMaxDimensions];
  uint32_t buckets;     // uint16_t: of the holdout, then of each experiment; the last part, which no fresh visitor overwrites
};

struct Pack {
  uint32_t magic;
  uint32_t id;  // of this pack, also kept in each visitor's block
#define VITRINE_X(id, name, record) View<record> name;
  VITRINE_SECTIONS(VITRINE_X)
#undef VITRINE_X
  Layout layout;
  uint32_t moments;               // of the clock that one call may pass
  uint32_t *state;                // a feature: offset of its state in a visitor's block, 0: none
  View<uint16_t> waiting;         // features that the clock alone may move
  View<uint16_t> staying;         // segments that stay
  uint8_t *fresh;                 // a new visitor's block with every purpose granted
  uint8_t role_field[kFieldRoles];  // index of the field with this role, kNone8
};

// The views stand one after the other in the order of the sections, so that tables can name a section by its number.
inline constexpr uint32_t kViewBytes = sizeof(View<uint8_t>);
#define VITRINE_X(id, name, record)                   \
  static_assert(sizeof(View<record>) == kViewBytes && \
                offsetof(Pack, name) == offsetof(Pack, config) + static_cast<uint32_t>(Section::id) * kViewBytes);
VITRINE_SECTIONS(VITRINE_X)
#undef VITRINE_X
static_assert(std::endian::native == std::endian::little);  // records, wire and snapshots are read as they stand

// Two bytes that stand anywhere.
inline uint32_t load16(const uint8_t *at) { return static_cast<uint32_t>(at[0] | at[1] << 8); }

inline constexpr uint32_t kLoadedMagic = 0x4B434150u;

// Bytes that load_pack needs, 0 where the header is not a pack's.
[[nodiscard]] uint32_t pack_memory(const uint8_t *bytes, uint32_t length);

// Verifies everything and builds the views and the layout in `memory`; `fresh` is left empty. False: refused.
[[nodiscard]] bool load_pack(void *memory, uint32_t size, const uint8_t *bytes, uint32_t length);

// The sections of bytes whose header and table hold; false where they do not. Part of load_pack; also what tools read packs with.
[[nodiscard]] bool view_pack(const uint8_t *bytes, uint32_t length, Pack &pack);

inline constexpr uint8_t kRecordBytes[kSections] = {
#define VITRINE_X(id, name, record) sizeof(record),
    VITRINE_SECTIONS(VITRINE_X)
#undef VITRINE_X
};

// The plain references alone, by a table (verify_references.cpp): part of verify_pack.
[[nodiscard]] bool references_hold(const Pack &pack);

// Proves every index, range, order and the work an event can cost (verify.cpp).
[[nodiscard]] bool verify_pack(const Pack &pack);

}  // namespace vitrine::runtime
