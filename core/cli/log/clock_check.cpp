// Times of whole visitors are compared, not lines: one wrong clock sends many lines.
#include "cli/log/clock_check.h"

#include <algorithm>

namespace vitrine::tool {

void NewestTimes::add(uint32_t time) {
  ++visitors;
  second = std::max(second, std::min(first, time));
  first = std::max(first, time);
}

void NewestTimes::add(const NewestTimes &other) {
  visitors += other.visitors;
  second = std::max({second, other.second, std::min(first, other.first)});
  first = std::max(first, other.first);
}

bool is_clock_ahead(const NewestTimes &times, uint32_t now) {
  if (times.visitors == 0) return false;
  return times.first > now || (times.visitors >= kClockVisitors && times.first - times.second > kClockAhead);
}

uint32_t time_to_propose(const NewestTimes &times, uint32_t past, uint32_t now) {
  if (times.first <= now) return times.second;
  return past > 0 ? past : now;
}

}  // namespace vitrine::tool
