// What a visitor's block holds: the fixed part and the state of each kind of feature.
#pragma once

#include <cstdint>

#include "runtime/pack.h"

namespace vitrine {

inline constexpr uint16_t kEntered = 0x8000u;

struct VisitState {
  uint32_t first;     // second of the running visit's first event under personalization
  uint32_t newest;    // second of the newest activity of all
  uint32_t interval;  // from the last event of the visit before to the first of this one
  uint16_t number;
  uint16_t pages;
  uint8_t running;
  uint8_t has_interval;
  uint8_t has_source;  // the traffic source of this visit is known
  uint8_t has_first;
};

struct CartState {
  int64_t value;
  uint32_t changed;
  uint16_t units;
  uint16_t reserved;
};

struct OrdersState {
  int64_t value;
  uint32_t first;
  uint32_t last;
  uint16_t placed;
  uint16_t count;
  uint16_t discounted;
  uint16_t refunded;
  uint8_t has_first;
  uint8_t has_last;
  uint8_t reserved[6];
};

// The last ids, hashed, oldest overwritten first.
struct RecentIds {
  uint64_t hash[kRecentIds];
  uint8_t count;
  uint8_t next;
  uint8_t reserved[6];
};

// The start of a visitor's block. All zero but for `magic`, `id` and `stage` is a new visitor.
struct Visitor {
  const Pack *pack;        // set anew by every call, never read from an earlier one
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
  uint32_t reserved_work;
#endif
  VisitState visit;
  int32_t tz_minutes;       // east of UTC
  uint8_t has_tz;
  uint8_t reserved_tz[3];
  CartState cart;
  OrdersState orders;
  RecentIds purchases;
  RecentIds refunds;
};
static_assert(sizeof(Visitor) % 8 == 0);
inline constexpr uint32_t kVisitorMagic = 0x52545356u;

// A visitor under its pack: what every part of the runtime works on. One pointer, so that Wasm passes it as a number and not through memory.
struct Run {
  Visitor *v;

  [[nodiscard]] const Pack &pack() const { return *v->pack; }
  [[nodiscard]] const FeatureDef &feature(uint32_t index) const { return v->pack->features[index]; }
  [[nodiscard]] uint8_t *base() const { return reinterpret_cast<uint8_t *>(v); }
  template <class T>
  [[nodiscard]] T *at(uint32_t offset) const {
    return reinterpret_cast<T *>(base() + offset);
  }
  template <class T>
  [[nodiscard]] T &state(uint32_t index) const {
    return *at<T>(v->pack->state[index]);
  }
  [[nodiscard]] uint16_t &position(uint32_t index) const { return at<uint16_t>(v->pack->layout.positions)[index]; }
  [[nodiscard]] uint32_t &due(uint32_t index) const { return at<uint32_t>(v->pack->layout.due)[index]; }
  [[nodiscard]] bool granted(uint8_t purposes) const { return (purposes & ~v->granted) == 0; }
};

struct LabelState {
  uint64_t hash;
};  // 0: no value
struct NumberState {
  int64_t value;
  uint8_t has;
  uint8_t reserved[7];
};
// Behind it, one bit a condition.
struct TextState {
  uint8_t length;
  char bytes[kMaxTextBytes + 7];
};
struct CountState {
  uint32_t count;
  uint32_t reserved;
};
// The newest times, a ring of `keep`; `head` is where the next one goes. The block holds just `keep` of them.
struct TimesState {
  uint16_t size;
  uint16_t head;
  uint32_t times[kMaxExact + 1];
};
struct BucketsState {
  uint32_t newest;
  uint32_t used;
  uint16_t counts[kMaxBuckets];
};
struct SinceState {
  uint32_t time;
  uint32_t has;
};
// Values by recency, newest first.
struct SumState {
  int64_t sum;
};
struct SumBucketsState {
  uint32_t newest;
  uint32_t used;
  int64_t sums[kMaxBuckets];
};
// Values by recency, newest first, and how often each came.
struct RepeatsState {
  uint32_t count;
  uint8_t times[kMaxValues];
  uint32_t reserved;
  uint64_t hash[kMaxValues];
};
// The same within a duration: the newest times of each, newest first.
struct RepeatTimes {
  uint32_t size;
  uint32_t times[kMaxRepeatsWithin];
};
struct RepeatTimesState {
  uint32_t count;
  uint32_t reserved;
  uint64_t hash[kMaxValues];
  RepeatTimes of[kMaxValues];
};
// start[i]: the latest start of a match that reached step i; bit i of `reached` where there is one.
struct SequenceState {
  uint8_t reached;
  uint8_t done;
  uint16_t reserved;
  uint32_t completed;
  uint32_t start[kMaxSteps];
};
struct ValuesState {
  uint32_t count;
  uint32_t seen[kMaxValues];
  uint32_t reserved;
  uint64_t hash[kMaxValues];
};
struct DimensionState {
  uint32_t count;
  uint32_t reserved;
  uint64_t step;
  int64_t total;
  uint64_t hash[kMaxValues];
  int64_t interest[kMaxValues];
};

// Bytes of a feature's state; 0: it has none of its own.
[[nodiscard]] uint32_t state_bytes(const FeatureDef &def);

}  // namespace vitrine
