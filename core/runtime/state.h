// What a visitor's block holds: the fixed part and the state of each kind of feature.
#pragma once

#include <cstdint>

#include "runtime/pack.h"

namespace vitrine::runtime {

inline constexpr uint16_t kEntered = 0x8000u;

// The start of every list. Its elements follow, the newest first.
struct ListState {
  uint32_t count;
  uint32_t mark;  // a ring: where its newest element stands; buckets: when the newest one began; interests: when they were last added to
};

// The last ids, hashed.
struct RecentIds {
  ListState list;
  uint64_t hash[kRecentIds];
};

// The start of a visitor's block. All zero but for `magic`, `id` and `stage` is a new visitor.
struct Visitor {
  const Pack *pack;        // of the newest call, which is never trusted to be that of the next
#if UINTPTR_MAX == UINT32_MAX
  uint32_t pack_padding;   // the same layout where pointers have 32 bits
#endif
  uint32_t magic;
  uint32_t id;
  uint32_t clock;
  uint32_t next_due;       // no feature and no segment is due before
  uint64_t stage_whens;    // bit a stage: its `when` holds
  uint16_t stage;
  uint16_t old_stage;      // kNone16: the last call did not change the stage
  uint16_t change_count;
  uint8_t granted;         // purposes
  uint8_t started;         // an event was taken
  uint8_t has_old_stage;
  uint8_t reserved[3];
#ifdef VITRINE_COUNT_WORK
  uint32_t visited_features;    // for the tests that show that only what changed is visited
  uint32_t visited_conditions;
  uint32_t visited_gates;
  uint32_t visited_moments;
#endif
  VisitState visit;
  uint32_t offset;          // of the local time: kOffsetOfUtc and minutes east of UTC; 0: not known
  uint32_t reserved_offset;
  CartState cart;
  OrdersState orders;
  RecentIds purchases;
  RecentIds refunds;
};
static_assert(sizeof(Visitor) % 8 == 0);
inline constexpr uint32_t kVisitorMagic = 0x52545356u;
inline constexpr int64_t kOffsetOfUtc = kMaxOffset + 1;

// A visitor under its pack: what every part of the runtime works on. One pointer, so that Wasm passes it as a number and not through memory.
struct Run {
  Visitor *v;

  [[nodiscard]] const Pack &pack() const { return *v->pack; }
  [[nodiscard]] const FeatureDef &feature(uint32_t index) const { return v->pack->features[index]; }
  [[nodiscard]] uint8_t *base() const { return reinterpret_cast<uint8_t *>(v); }
  template <class T>
  [[nodiscard]] T *at(uint32_t offset) const {
    VITRINE_ASSERT(offset >= sizeof(Visitor) && offset <= v->pack->layout.size && offset % alignof(T) == 0);
    return reinterpret_cast<T *>(base() + offset);
  }
  template <class T>
  [[nodiscard]] T &state(uint32_t index) const {
    VITRINE_ASSERT(index < v->pack->features.count && v->pack->state[index] != 0);
    return *at<T>(v->pack->state[index]);
  }
  [[nodiscard]] uint16_t &position(uint32_t index) const {
    VITRINE_ASSERT(index < v->pack->features.count);
    return at<uint16_t>(v->pack->layout.positions)[index];
  }
  [[nodiscard]] uint32_t &due(uint32_t index) const {
    VITRINE_ASSERT(index < v->pack->features.count);
    return at<uint32_t>(v->pack->layout.due)[index];
  }
  [[nodiscard]] bool granted(uint8_t purposes) const { return (purposes & ~v->granted) == 0; }
};

struct LabelState {
  uint64_t hash;
};  // 0: no value
struct NumberState {
  ListState list;  // count 0: no value
  int64_t value;
};
// Behind it, one bit a condition.
struct TextState {
  ListState list;
  char bytes[kMaxTextBytes];
};
struct CountState {
  uint32_t count;
  uint32_t reserved;
};
struct SumState {
  int64_t sum;
};
// The newest times, a ring of `keep`. kSince: the one. kSequence: of each step the latest start of a match that reached it, in the order of the
// steps; the last one, when the newest match was complete. A later step has a start only where every earlier one has. The block holds just
// as many as there may be.
struct TimesState {
  ListState list;
  uint32_t times[kMaxExact + 1];
};
struct BucketsState {
  ListState list;
  uint16_t numbers[kMaxBuckets];
};
struct SumBucketsState {
  ListState list;
  int64_t numbers[kMaxBuckets];
};

// Values by recency. What is known of each: when it was seen, how often it came, or its interest.
struct ValueRow {
  uint64_t hash;
  int64_t number;
};
struct ValuesState {
  ListState list;
  ValueRow rows[kMaxValues];
};
// The same within a duration: the newest times of each, newest first.
struct RepeatRow {
  uint64_t hash;
  uint32_t size;
  uint32_t times[kMaxRepeatsWithin];
  uint32_t reserved;
};
struct RepeatsState {
  ListState list;
  RepeatRow rows[kMaxValues];
};
struct DimensionState {
  ValuesState values;
  int64_t total;  // of the interests
  uint64_t step;  // when they were last added to, by decay_step
};

// Bytes of a feature's state, without the condition bits of a text; 0: it has none of its own.
[[nodiscard]] uint32_t state_bytes(const FeatureDef &def);

}  // namespace vitrine::runtime
