// Refreshing features: from state to conditions, and the queue of next moments.
#include "runtime/features/refresh.h"

#include "runtime/conditions.h"
#include "runtime/facts/fact_values.h"
#include "runtime/features/affinity.h"
#include "runtime/features/values.h"
#include "runtime/gates.h"
#include "runtime/time.h"
#include "vitrine/vitrine.h"

namespace vitrine::runtime {
namespace {

// The first facts are the purposes, in the order of their bits.
constexpr bool is_bit_of(Fact fact, vt_purpose purpose) { return 1u << static_cast<uint32_t>(fact) == static_cast<uint32_t>(purpose); }
static_assert(is_bit_of(Fact::kGrantedPersonalization, VT_PERSONALIZATION) && is_bit_of(Fact::kGrantedMeasurement, VT_MEASUREMENT) &&
              is_bit_of(Fact::kGrantedAds, VT_ADS) && is_bit_of(Fact::kGrantedLocation, VT_LOCATION));

// The k-th newest time leaves the window at time + W: the count falls below k then, so only the largest k reached matters.
uint32_t refresh_times(Run r, uint32_t f, const FeatureDef &def) {
  const auto &state = r.state<TimesState>(f);
  const auto newest = [&](uint32_t k) { return state.times[(state.list.mark + k - 1) % def.times]; };
  uint32_t inside = 0;
  while (inside < state.list.count && r.v->clock - newest(inside + 1) < def.window) ++inside;
  move_to_number(r, f, inside);
  const auto k = static_cast<uint32_t>(reached_threshold(r, f));
  return k == 0 ? kNever : time_after(newest(k), def.window);
}

// Counts and sums alike: State holds a number for each bucket.
template <class State>
uint32_t refresh_buckets(Run r, uint32_t f, const FeatureDef &def, const State &state, int64_t stop) {
  const BucketSize size(def.window);
  const uint32_t passed = (r.v->clock - state.list.mark) / size.seconds;
  int64_t sum = 0;
  uint32_t end = kNever;
  for (uint32_t age = 0; age < state.list.count && passed + age < size.count; ++age) {
    if (state.numbers[age] == 0) continue;
    sum = sum + state.numbers[age] > stop ? stop : sum + state.numbers[age];
    end = time_after(state.list.mark, int64_t{size.count - age} * size.seconds);
  }
  move_to_number(r, f, sum);
  return end;
}

// Amounts in thousandths, quantities in units.
uint32_t refresh_sum(Run r, uint32_t f, const FeatureDef &def) {
  if (def.kind == FeatureKind::kSumEver) {
    move_to_number(r, f, r.state<SumState>(f).sum);
    return kNever;
  }
  const auto &state = r.state<SumBucketsState>(f);
  return refresh_buckets(r, f, def, state, sum_stop(def));
}

// The most frequent value leaves its number when its k-th newest time does; another may hold the same number longer.
uint32_t refresh_repeats(Run r, uint32_t f, const FeatureDef &def) {
  if (def.window_kind != WindowKind::kDuration) {
    const auto &state = r.state<ValuesState>(f);
    int64_t most = 0;
    for (uint32_t i = 0; i < state.list.count; ++i) most = state.rows[i].number > most ? state.rows[i].number : most;
    move_to_number(r, f, most);
    return kNever;
  }
  const auto &state = r.state<RepeatsState>(f);
  uint32_t most = 0;
  for (uint32_t i = 0; i < state.list.count; ++i) {
    const RepeatRow &row = state.rows[i];
    uint32_t inside = 0;
    while (inside < row.size && r.v->clock - row.times[inside] < def.window) ++inside;
    most = inside > most ? inside : most;
  }
  move_to_number(r, f, most);
  const auto k = static_cast<uint32_t>(reached_threshold(r, f));
  uint32_t due = 0;
  for (uint32_t i = 0; k > 0 && i < state.list.count; ++i) {
    if (state.rows[i].size < k) continue;
    const uint32_t end = time_after(state.rows[i].times[k - 1], def.window);
    due = end > due ? end : due;
  }
  return k == 0 ? kNever : due;
}

uint32_t refresh_sequence(Run r, uint32_t f, const FeatureDef &def) {
  const auto &state = r.state<TimesState>(f);
  const uint32_t end = def.in_last == 0 ? kNever : time_after(state.times[def.steps - 1u], def.in_last);
  const bool holds = state.list.count == def.steps && (def.in_last == 0 || r.v->clock < end);
  move_to_number(r, f, holds ? 1 : 0);
  return holds ? end : kNever;
}

// Is evidence of this name kept, did it pass, and is it young enough?
uint32_t refresh_evidence(Run r, uint32_t f, const FeatureDef &def) {
  const ValueRow *kept = find_value(r.state<ValuesState>(def.names), r.pack().labels[def.label]);
  uint32_t end = 0;
  if (kept != nullptr) end = def.window == 0 ? kNever : time_after(static_cast<uint32_t>(kept->number), def.window);
  const bool holds = r.state<CountState>(f).count != 0 && r.v->clock < end;
  move_to_number(r, f, holds ? 1 : 0);
  return holds ? end : kNever;
}

uint32_t refresh_since(Run r, uint32_t f) {
  const auto &state = r.state<TimesState>(f);
  if (state.list.count == 0) {
    move_to_none(r, f);
    return kNever;
  }
  move_to_number(r, f, r.v->clock - state.times[0]);
  return time_after(state.times[0], next_threshold(r, f));
}

uint32_t refresh_distinct(Run r, uint32_t f, const FeatureDef &def) {
  const auto &state = r.state<ValuesState>(f);
  if (def.window_kind == WindowKind::kEver) {
    move_to_number(r, f, state.list.count);
    return kNever;
  }
  if (def.window_kind == WindowKind::kVisit) {
    move_to_number(r, f, (r.v->visit.running & kVisitFirstKnown) != 0 ? values_since(state, r.v->visit.first) : 0);
    return kNever;
  }
  uint32_t inside = 0;
  while (inside < state.list.count && r.v->clock - state.rows[inside].number < def.window) ++inside;
  move_to_number(r, f, inside);
  const auto k = static_cast<uint32_t>(reached_threshold(r, f));
  return k == 0 ? kNever : time_after(static_cast<uint32_t>(state.rows[k - 1].number), def.window);
}

void refresh_share(Run r, uint32_t f, const FeatureDef &def) {
  const DimensionState &state = dimension_state(r, def.dimension);
  if (state.total == 0) return move_to_none(r, f);
  move_to_fraction(r, f, interest_in(state, r.pack().labels[def.label]), 1000, state.total);
}

// Moves a fact's conditions to its value.
struct Mover {
  Run r;
  uint32_t f;
  uint32_t due = kNever;  // the second at which the clock alone moves it next

  void none() const { move_to_none(r, f); }
  void number(int64_t value) const { move_to_number(r, f, value); }
  void fraction(int64_t numerator, int64_t scale, int64_t denominator) const { move_to_fraction(r, f, numerator, scale, denominator); }
  void label(uint64_t hash) const { move_to_label(r, f, hash); }
  void text(const char *at, uint32_t length) const { move_to_text(r, f, at, length); }
  void since(uint32_t moment) {
    move_to_number(r, f, r.v->clock - moment);
    due = time_after(moment, next_threshold(r, f));
  }
  // c is reached when since >= c * of / 1000, rounded up.
  void share_since(uint32_t moment, int64_t of) {
    move_to_fraction(r, f, r.v->clock - moment, 1000, of);
    const int64_t next = next_threshold(r, f);
    if (next <= (INT64_MAX - 999) / of) due = time_after(moment, (next * of + 999) / 1000);
  }
  // The next threshold of the day moves it, and midnight.
  void hour(int64_t second) {
    move_to_number(r, f, second / 3'600);
    const int64_t next = next_threshold(r, f);
    due = time_after(r.v->clock, (next < 24 ? next : 24) * 3'600 - second);
  }
  void of_day(int64_t value, int64_t second) {
    move_to_number(r, f, value);
    due = time_after(r.v->clock, 86'400 - second);
  }
};

uint32_t refresh_fact(Run r, uint32_t f, const FeatureDef &def) {
  Mover mover{r, f};
  tell_fact(r, f, def, mover);
  return mover.due;
}

}  // namespace

void refresh(Run r, uint32_t f) {
#ifdef VITRINE_COUNT_WORK
  ++r.v->visited_features;
#endif
  VITRINE_ASSERT(r.position(f) <= r.feature(f).condition_count + 1u);  // of a label it is two more than the condition's place
  const FeatureDef &def = r.feature(f);
  uint32_t due = kNever;
  if (!r.granted(def.purposes)) {
    if (def.type == ValueType::kLabel)
      move_to_label(r, f, 0);
    else if (def.type == ValueType::kText)
      move_to_text(r, f, nullptr, 0);
    else
      move_to_none(r, f);
    r.due(f) = kNever;
    return;
  }
  switch (def.kind) {
    case FeatureKind::kFact: due = refresh_fact(r, f, def); break;
    case FeatureKind::kCountEver: move_to_number(r, f, r.state<CountState>(f).count); break;
    case FeatureKind::kCountTimes: due = refresh_times(r, f, def); break;
    case FeatureKind::kCountBuckets: {
      const auto &state = r.state<BucketsState>(f);
      due = refresh_buckets(r, f, def, state, kCountStop);
      break;
    }
    case FeatureKind::kSince: due = refresh_since(r, f); break;
    case FeatureKind::kDistinct: due = refresh_distinct(r, f, def); break;
    case FeatureKind::kSumEver:
    case FeatureKind::kSumBuckets: due = refresh_sum(r, f, def); break;
    case FeatureKind::kRepeats: due = refresh_repeats(r, f, def); break;
    case FeatureKind::kSequence: due = refresh_sequence(r, f, def); break;
    case FeatureKind::kEvidence: due = refresh_evidence(r, f, def); break;
    case FeatureKind::kShare: refresh_share(r, f, def); break;
    case FeatureKind::kTop: move_to_label(r, f, strongest(dimension_state(r, def.dimension))); break;
    case FeatureKind::kEvidenceNames: break;
    case FeatureKind::kCount: VITRINE_NEVER();
  }
  VITRINE_ASSERT(due > r.v->clock);
  r.due(f) = due;
  if (due < r.v->next_due) r.v->next_due = due;
}

void refresh_group(Run r, Group group) {
  for (uint32_t f = group_first(r, group); f < group_end(r, group); ++f) refresh(r, f);
}

void refresh_all(Run r) {
  r.v->next_due = kNever;
  for (uint32_t f = 0; f < r.pack().features.count; ++f) refresh(r, f);
  if (next_stay(r) < r.v->next_due) r.v->next_due = next_stay(r);
}

void refresh_due(Run r) {
  uint32_t next = kNever;
  const uint32_t *const due = r.at<uint32_t>(r.pack().layout.due);
  for (const uint16_t f : r.pack().waiting) {
    if (due[f] <= r.v->clock) refresh(r, f);
    if (due[f] < next) next = due[f];
  }
  const uint32_t stay = next_stay(r);
  if (stay <= r.v->clock)
    judge_stays(r);
  else if (stay < next)
    next = stay;
  r.v->next_due = next;
}

uint32_t next_moment(Run r) {
  const VisitState &visit = r.v->visit;
  const uint32_t end = visit.running != 0 ? time_after(visit.newest, r.pack().config[0].visit_gap) : kNever;
  return end < r.v->next_due ? end : r.v->next_due;
}

}  // namespace vitrine::runtime
