// The values most recently seen: at most 16, newest first; the least recently seen makes room.
#include "runtime/features/values.h"

#include <cstring>

namespace vitrine::runtime {
namespace {

// Moves the value's row to the front, making room where it is new. A new row is zero but for the hash.
template <class State>
auto &to_front(State &state, uint64_t hash) {
  uint32_t at = 0;
  while (at < state.list.count && state.rows[at].hash != hash) ++at;
  const bool is_new = at == state.list.count;
  if (is_new) {
    if (at < kMaxValues)
      ++state.list.count;
    else
      --at;
  }
  auto row = state.rows[at];
  if (is_new) row = {};
  row.hash = hash;
  std::memmove(state.rows + 1, state.rows, at * sizeof row);
  return state.rows[0] = row;
}

}  // namespace

const ValueRow *find_value(const ValuesState &values, uint64_t hash) {
  for (uint32_t i = 0; i < values.list.count; ++i) {
    if (values.rows[i].hash == hash) return values.rows + i;
  }
  return nullptr;
}

int64_t &see_value(ValuesState &values, uint64_t hash) { return to_front(values, hash).number; }

void repeat_value(ValuesState &state, uint64_t hash, bool again) {
  int64_t &times = see_value(state, hash);
  if ((times == 0 || !again) && times < kMaxRepeats) ++times;
}

void repeat_value(RepeatsState &state, uint64_t hash, bool again, uint32_t now) {
  RepeatRow &row = to_front(state, hash);
  if (again && row.size != 0) return;
  if (row.size < kMaxRepeatsWithin) ++row.size;
  for (uint32_t i = row.size; i-- > 1;) row.times[i] = row.times[i - 1];
  row.times[0] = now;
}

uint32_t values_since(const ValuesState &values, uint32_t first) {
  uint32_t inside = 0;
  while (inside < values.list.count && values.rows[inside].number >= first) ++inside;
  return inside;
}

}  // namespace vitrine::runtime
