// Features: what an event does to their state, and how their state becomes a position among thresholds.
#pragma once

#include <cstdint>

#include "runtime/event.h"
#include "runtime/state.h"

namespace vitrine {

// Brings a feature's conditions in line with its state at the visitor's clock, and notes the second at which the clock alone moves it next.
void refresh(Run r, uint32_t feature);
void refresh_group(Run r, Group group);
void refresh_all(Run r);

// Features that wait for the clock: refreshes those due now and finds the next.
void refresh_due(Run r);

// The first second of the clock past which something may change; kNever.
[[nodiscard]] uint32_t next_moment(Run r);

// An event that the feature listens to, already matched against nothing: applies `where`, then counts (measure.cpp).
void measure(Run r, uint32_t feature, const Event &event);

// Recency lists of values (values.cpp).
// The number of a value that came now; 0 where it is new.
int64_t &see_value(ValuesState &values, uint64_t hash);
// A value came; `again`: a second time in the same event, which makes it newer but counts nothing.
void repeat_value(ValuesState &state, uint64_t hash, bool again);
void repeat_value(RepeatsState &state, uint64_t hash, bool again, uint32_t now);
[[nodiscard]] uint32_t values_since(const ValuesState &values, uint32_t first);

// Affinity (affinity.cpp): adds the event's interest to every dimension; reads shares.
void add_interest(Run r, const Event &event);
[[nodiscard]] uint64_t dimension_value(const Pack &pack, uint32_t dimension, Field field, bool foreign);
[[nodiscard]] int64_t interest_in(const DimensionState &state, uint64_t hash);
[[nodiscard]] uint64_t strongest(const DimensionState &state);
[[nodiscard]] inline DimensionState &dimension_state(Run r, uint32_t dimension) {
  return *r.at<DimensionState>(r.pack().layout.dimensions[dimension]);
}

// Built-in facts. Each takes what the event says and refreshes its group (facts.cpp, orders.cpp, traffic.cpp).
void begin_or_prolong_visit(Run r, const Event &event);
void end_visit(Run r);
void take_context(Run r, const Event &event);
void take_page(Run r, const Event &event);
void take_traits(Run r, const Event &event);
void take_search(Run r, const Event &event);
void take_cart(Run r, const Event &event);
void take_orders(Run r, const Event &event);
void take_source(Run r, const Event &event);
void clear_source(Run r);
void refresh_visit(Run r, uint32_t feature);
void refresh_cart(Run r, uint32_t feature);
void refresh_orders(Run r, uint32_t feature);
void refresh_area(Run r, uint32_t feature, const FeatureDef &def);

// Buckets of b = ceil(W / 24) seconds; an event of bucket x counts while now / b - x < ceil(W / b) (STRATEGY.md section 2).
struct BucketSize {
  uint32_t seconds;
  uint32_t count;
  explicit BucketSize(uint32_t window) : seconds((window + kMaxBuckets - 1) / kMaxBuckets), count((window + seconds - 1) / seconds) {}
};

// Where a sum stops, in its own unit.
[[nodiscard]] inline int64_t sum_stop(const FeatureDef &def) { return def.type == ValueType::kInteger ? kAmountStop / 1000 : kAmountStop; }

// Features of a group: first and end.
[[nodiscard]] inline uint32_t group_first(Run r, Group group) { return r.pack().config[0].group_first[static_cast<uint32_t>(group)]; }
[[nodiscard]] inline uint32_t group_end(Run r, Group group) { return r.pack().config[0].group_first[static_cast<uint32_t>(group) + 1]; }

// now + seconds, kNever where that is past the end of time. It has 20 callers: in Wasm a call each, which is 100 bytes (brotli) less.
#ifdef __wasm__
[[gnu::noinline]]
#endif
[[nodiscard]] inline uint32_t
later(uint32_t now, int64_t seconds) {
  return seconds >= static_cast<int64_t>(kNever - now) ? kNever : now + static_cast<uint32_t>(seconds);
}

// Time in steps of a sixteenth of a half-life, by which interest decays.
[[nodiscard]] inline uint64_t decay_step(Run r, uint32_t time) { return uint64_t{time} * 16 / r.pack().config[0].half_life; }

}  // namespace vitrine
