// Affinity by forward decay in integer steps (Cormode et al., ICDE 2009): time alone changes no share.
#include <cstring>

#include "format/hash.h"
#include "runtime/features.h"

namespace vitrine {
namespace {

// 65536 * 2^(-i/16), rounded: a sixteenth of a half-life each (STRATEGY.md section 2).
constexpr uint32_t kDecay[16] = {65536, 62757, 60097, 57549, 55109, 52773, 50535, 48393,
                                 46341, 44376, 42495, 40693, 38968, 37316, 35734, 34219};

void remove(DimensionState &state, uint32_t at) {
  const uint32_t behind = --state.count - at;
  std::memmove(state.hash + at, state.hash + at + 1, behind * sizeof state.hash[0]);
  std::memmove(state.interest + at, state.interest + at + 1, behind * sizeof state.interest[0]);
}

void decay(DimensionState &state, uint64_t steps) {
  state.total = 0;
  for (uint32_t i = 0; i < state.count;) {
    const uint64_t shift = steps / 16;
    const int64_t x = shift > 40 ? 0 : (state.interest[i] * kDecay[steps % 16] / 65536) >> shift;
    state.interest[i] = x;
    state.total += x;
    if (x == 0)
      remove(state, i);
    else
      ++i;
  }
}

// The weakest; of equal ones the least recently seen, which stands last.
uint32_t weakest(const DimensionState &state) {
  uint32_t found = 0;
  for (uint32_t i = 1; i < state.count; ++i) {
    if (state.interest[i] <= state.interest[found]) found = i;
  }
  return found;
}

void add(DimensionState &state, uint64_t step, uint64_t hash, int64_t gain) {
  if (step > state.step) decay(state, step - state.step);
  state.step = step;
  uint32_t at = 0;
  while (at < state.count && state.hash[at] != hash) ++at;
  int64_t x = 0;
  if (at < state.count) {
    x = state.interest[at];
  } else {
    if (state.count == kMaxValues) {
      const uint32_t out = weakest(state);
      state.total -= state.interest[out];
      remove(state, out);
    }
    at = state.count++;
  }
  const int64_t grown = x + gain > kInterestStop ? kInterestStop : x + gain;
  state.total += grown - x;
  std::memmove(state.hash + 1, state.hash, at * sizeof state.hash[0]);
  std::memmove(state.interest + 1, state.interest, at * sizeof state.interest[0]);
  state.hash[0] = hash;
  state.interest[0] = grown;
}

}  // namespace

uint64_t dimension_value(const Pack &pack, uint32_t dimension, Field field, bool foreign) {
  if (pack.dimensions[dimension].field != kNone8) return field.label();
  if (!field.has_number() || foreign) return 0;
  const int64_t price = clamp_amount(field.number());
  uint32_t band = 0;
  while (band < pack.band_limits.count && price >= pack.band_limits[band]) ++band;
  return pack.band_labels[band];
}

void add_interest(Run r, const Event &event) {
  const int64_t gain = int64_t{event.def->weight} * 1024;
  const uint64_t step = uint64_t{r.v->clock} * 16 / r.pack().config[0].half_life;
  bool any = false;
  for (uint32_t d = 0; d < r.pack().dimensions.count; ++d) {
    const uint8_t named = r.pack().dimensions[d].field;
    const uint8_t field = named != kNone8 ? named : r.pack().role_field[static_cast<uint32_t>(FieldRole::kPrice)];
    for (int item = 0; item < event.items; ++item) {
      const Field value = event.named(item, field);
      const uint64_t hash = named != kNone8 ? event.label(value) : dimension_value(r.pack(), d, value, event.foreign());
      if (hash == 0) continue;
      add(dimension_state(r, d), step, hash, gain);
      any = true;
    }
  }
  if (any) refresh_group(r, Group::kAffinity);
}

int64_t interest_in(const DimensionState &state, uint64_t hash) {
  for (uint32_t i = 0; i < state.count; ++i) {
    if (state.hash[i] == hash) return state.interest[i];
  }
  return 0;
}

uint64_t strongest(const DimensionState &state) {
  uint32_t found = 0;
  for (uint32_t i = 1; i < state.count; ++i) {
    if (state.interest[i] > state.interest[found]) found = i;
  }
  return state.count == 0 ? 0 : state.hash[found];
}

}  // namespace vitrine
