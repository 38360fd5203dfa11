// Affinity by forward decay in integer steps (Cormode et al., ICDE 2009): time alone changes no share.
#include "runtime/features/affinity.h"

#include <cstring>

#include "format/hash.h"
#include "runtime/features/refresh.h"
#include "runtime/features/values.h"
#include "runtime/time.h"

namespace vitrine::runtime {
namespace {

// 65536 * 2^(-i/16), rounded: a sixteenth of a half-life each (STRATEGY.md section 2).
constexpr uint32_t kDecay[16] = {65536, 62757, 60097, 57549, 55109, 52773, 50535, 48393,
                                 46341, 44376, 42495, 40693, 38968, 37316, 35734, 34219};

void remove(ValuesState &values, uint32_t at) {
  const uint32_t behind = --values.list.count - at;
  std::memmove(values.rows + at, values.rows + at + 1, behind * sizeof values.rows[0]);
}

void decay(DimensionState &state, uint64_t steps) {
  state.total = 0;
  for (uint32_t i = 0; i < state.values.list.count;) {
    const uint64_t shift = steps / 16;
    int64_t &x = state.values.rows[i].number;
    x = shift > 40 ? 0 : (x * kDecay[steps % 16] / 65536) >> shift;
    state.total += x;
    if (x == 0)
      remove(state.values, i);
    else
      ++i;
  }
}

// The weakest; of equal ones the least recently seen, which stands last.
uint32_t weakest(const ValuesState &values) {
  uint32_t found = 0;
  for (uint32_t i = 1; i < values.list.count; ++i) {
    if (values.rows[i].number <= values.rows[found].number) found = i;
  }
  return found;
}

void add(DimensionState &state, uint64_t step, uint64_t hash, int64_t gain) {
  if (step > state.step) decay(state, step - state.step);
  state.step = step;
  ValuesState &values = state.values;
  if (values.list.count == kMaxValues && find_value(values, hash) == nullptr) {
    const uint32_t out = weakest(values);
    state.total -= values.rows[out].number;
    remove(values, out);
  }
  int64_t &x = see_value(values, hash);
  const int64_t before = x;
  x = x + gain > kInterestStop ? kInterestStop : x + gain;
  state.total += x - before;
}

}  // namespace

uint64_t dimension_value(const Pack &pack, uint32_t dimension, Field field) {
  if (pack.dimensions[dimension].field != kNone8) return field.label();
  if (!field.has_number()) return 0;
  const int64_t price = clamp_amount(field.number());
  uint32_t band = 0;
  while (band < pack.band_limits.count && price >= pack.band_limits[band]) ++band;
  return pack.band_labels[band];
}

void add_interest(Run r, const Event &event) {
  const int64_t gain = int64_t{event.def->weight} * 1024;
  const uint64_t step = decay_step(r, r.v->clock);
  bool any = false;
  for (uint32_t d = 0; d < r.pack().dimensions.count; ++d) {
    const uint8_t named = r.pack().dimensions[d].field;
    const uint8_t field = named != kNone8 ? named : r.pack().role_field[static_cast<uint32_t>(FieldRole::kPrice)];
    for (int item = 0; item < event.items; ++item) {
      const int whose = event.whose(item, field);
      const Field value = event.of(whose, field);
      if (named == kNone8 && event.foreign(whose)) continue;
      const uint64_t hash = named != kNone8 ? event.label(value) : dimension_value(r.pack(), d, value);
      if (hash == 0) continue;
      DimensionState &state = dimension_state(r, d);
      state.values.list.mark = r.v->clock;
      add(state, step, hash, gain);
      any = true;
    }
  }
  if (any) refresh_group(r, Group::kAffinity);
}

int64_t interest_in(const DimensionState &state, uint64_t hash) {
  const ValueRow *row = find_value(state.values, hash);
  return row == nullptr ? 0 : row->number;
}

uint64_t strongest(const DimensionState &state) {
  const ValuesState &values = state.values;
  uint32_t found = 0;
  for (uint32_t i = 1; i < values.list.count; ++i) {
    if (values.rows[i].number > values.rows[found].number) found = i;
  }
  return values.list.count == 0 ? 0 : values.rows[found].hash;
}

}  // namespace vitrine::runtime
