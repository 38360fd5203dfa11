// Moments: sums that stop at the end of time, buckets of a window, local time.
#pragma once

#include <cstdint>

#include "runtime/state.h"

namespace vitrine::runtime {

// now + seconds, kNever where that is past the end of time. It has 20 callers: in Wasm a call each, which is 100 bytes (brotli) less.
#ifdef __wasm__
[[gnu::noinline]]
#endif
[[nodiscard]] inline uint32_t
time_after(uint32_t now, int64_t seconds) {
  return seconds >= static_cast<int64_t>(kNever - now) ? kNever : now + static_cast<uint32_t>(seconds);
}

// Buckets of b = ceil(W / 24) seconds; an event of bucket x counts while now / b - x < ceil(W / b) (STRATEGY.md section 2).
struct BucketSize {
  uint32_t seconds;
  uint32_t count;
  explicit BucketSize(uint32_t window) : seconds((window + kMaxBuckets - 1) / kMaxBuckets), count((window + seconds - 1) / seconds) {}
};

// The visitor's local time, whose offset must be known: days since 1970-01-01, and the second of the day.
struct LocalTime {
  int64_t days;
  int64_t second;
};
[[nodiscard]] inline LocalTime local_time(uint32_t clock, uint32_t offset) {
  const int64_t local = int64_t{clock} + (int64_t{offset} - kOffsetOfUtc) * 60;
  const int64_t days = (local >= 0 ? local : local - 86'399) / 86'400;
  return {days, local - days * 86'400};
}

// Days since 1970-01-01 to the month 1..12 (Hinnant, "chrono-compatible low-level date algorithms": civil_from_days).
[[nodiscard]] static inline uint32_t month_of(int64_t days) {
  const int64_t z = days + 719'468;
  const int64_t era = (z >= 0 ? z : z - 146'096) / 146'097;
  const auto day_of_era = static_cast<uint32_t>(z - era * 146'097);
  const uint32_t year_of_era = (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const uint32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const uint32_t shifted = (5 * day_of_year + 2) / 153;
  return shifted < 10 ? shifted + 3 : shifted - 9;
}

// Time in steps of a sixteenth of a half-life, by which interest decays.
[[nodiscard]] inline uint64_t decay_step(Run r, uint32_t time) { return uint64_t{time} * 16 / r.pack().config[0].half_life; }

}  // namespace vitrine::runtime
