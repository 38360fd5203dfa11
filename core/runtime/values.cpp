// The values most recently seen: at most 16, newest first; the least recently seen makes room.
#include <cstring>

#include "runtime/features.h"

namespace vitrine {

void see_value(ValuesState &values, uint64_t hash, uint32_t now) {
  uint32_t at = 0;
  while (at < values.count && values.hash[at] != hash) ++at;
  if (at == values.count) {
    if (values.count < kMaxValues)
      ++values.count;
    else
      --at;
  }
  std::memmove(values.hash + 1, values.hash, at * sizeof values.hash[0]);
  std::memmove(values.seen + 1, values.seen, at * sizeof values.seen[0]);
  values.hash[0] = hash;
  values.seen[0] = now;
}

namespace {

// Moves the value to the front, making room where it is new; returns whether it is.
template <class State, class Other, size_t N>
bool to_front(State &state, Other (&others)[N], uint64_t hash) {
  uint32_t at = 0;
  while (at < state.count && state.hash[at] != hash) ++at;
  const bool is_new = at == state.count;
  if (is_new) {
    if (state.count < kMaxValues)
      ++state.count;
    else
      --at;
  }
  const Other other = others[at];
  std::memmove(state.hash + 1, state.hash, at * sizeof state.hash[0]);
  std::memmove(others + 1, others, at * sizeof others[0]);
  state.hash[0] = hash;
  others[0] = is_new ? Other{} : other;
  return is_new;
}

}  // namespace

void repeat_value(RepeatsState &state, uint64_t hash, bool again) {
  const bool is_new = to_front(state, state.times, hash);
  if ((is_new || !again) && state.times[0] < kMaxRepeats) ++state.times[0];
}

void repeat_value(RepeatTimesState &state, uint64_t hash, bool again, uint32_t now) {
  const bool is_new = to_front(state, state.of, hash);
  if (again && !is_new) return;
  RepeatTimes &times = state.of[0];
  if (times.size < kMaxRepeatsWithin) ++times.size;
  std::memmove(times.times + 1, times.times, (times.size - 1) * sizeof times.times[0]);
  times.times[0] = now;
}

uint32_t values_since(const ValuesState &values, uint32_t first) {
  uint32_t inside = 0;
  while (inside < values.count && values.seen[inside] >= first) ++inside;
  return inside;
}

}  // namespace vitrine
