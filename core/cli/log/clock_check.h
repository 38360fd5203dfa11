// One wrong clock in a log would move everybody's windows past their ends: it is named.
#pragma once

#include <cstdint>

namespace vitrine::tool {

// The newest events of visitors: of the newest visitor, and of the newest of all others.
struct NewestTimes {
  uint32_t first = 0;
  uint32_t second = 0;
  uint64_t visitors = 0;

  void add(uint32_t time);
  void add(const NewestTimes &other);
};

inline constexpr uint32_t kClockAhead = 30 * 86'400;  // seconds after all other visitors' newest: further is told
inline constexpr uint64_t kClockVisitors = 3;         // fewer say nothing about one another

// Stands the newest event too far ahead? `now`: by this machine's clock.
[[nodiscard]] bool is_clock_ahead(const NewestTimes &times, uint32_t now);

// The time to look at the log instead: the newest of the other visitors, or of all events that are not in the future (`past`, 0: none).
[[nodiscard]] uint32_t time_to_propose(const NewestTimes &times, uint32_t past, uint32_t now);

}  // namespace vitrine::tool
