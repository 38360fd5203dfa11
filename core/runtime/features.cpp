// Refreshing features: from state to conditions, and the queue of next moments.
#include "runtime/features.h"

#include "runtime/conditions.h"
#include "runtime/gates.h"

namespace vitrine {
namespace {

// The k-th newest time leaves the window at time + W: the count falls below k then, so only the largest k reached matters.
uint32_t refresh_times(Run r, uint32_t f, const FeatureDef &def) {
  const auto &state = r.state<TimesState>(f);
  const auto newest = [&](uint32_t k) { return state.times[(state.list.mark + k - 1) % def.keep]; };
  uint32_t inside = 0;
  while (inside < state.list.count && r.v->clock - newest(inside + 1) < def.window) ++inside;
  move_to_number(r, f, inside);
  const auto k = static_cast<uint32_t>(reached_threshold(r, f));
  return k == 0 ? kNever : later(newest(k), def.window);
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
    end = later(state.list.mark, int64_t{size.count - age} * size.seconds);
  }
  move_to_number(r, f, sum);
  return end;
}

// Amounts in thousandths, quantities in units.
uint32_t refresh_sum(Run r, uint32_t f, const FeatureDef &def) {
  if (def.kind == FeatureKind::kSum) {
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
    const uint32_t end = later(state.rows[i].times[k - 1], def.window);
    due = end > due ? end : due;
  }
  return k == 0 ? kNever : due;
}

uint32_t refresh_sequence(Run r, uint32_t f, const FeatureDef &def) {
  const auto &state = r.state<TimesState>(f);
  const uint32_t end = def.in_last == 0 ? kNever : later(state.times[def.keep - 1u], def.in_last);
  const bool holds = state.list.count == def.keep && (def.in_last == 0 || r.v->clock < end);
  move_to_number(r, f, holds ? 1 : 0);
  return holds ? end : kNever;
}

// Days since 1970-01-01 to the month 1..12 (Hinnant, "chrono-compatible low-level date algorithms": civil_from_days).
uint32_t month_of(int64_t days) {
  const int64_t z = days + 719'468;
  const int64_t era = (z >= 0 ? z : z - 146'096) / 146'097;
  const auto day_of_era = static_cast<uint32_t>(z - era * 146'097);
  const uint32_t year_of_era = (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const uint32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const uint32_t shifted = (5 * day_of_year + 2) / 153;
  return shifted < 10 ? shifted + 3 : shifted - 9;
}

// Is the newest evidence of this name among the last 8 names, did it pass, and is it young enough?
uint32_t refresh_evidence(Run r, uint32_t f, const FeatureDef &def) {
  const auto &names = r.state<ValuesState>(def.keep);
  const uint64_t name = r.pack().labels[def.label];
  uint32_t end = 0;
  for (uint32_t i = 0; i < names.list.count && i < kMaxEvidence; ++i) {
    if (names.rows[i].hash == name) end = def.window == 0 ? kNever : later(static_cast<uint32_t>(names.rows[i].number), def.window);
  }
  const bool holds = r.state<CountState>(f).count != 0 && r.v->clock < end;
  move_to_number(r, f, holds ? 1 : 0);
  return holds ? end : kNever;
}

// The visitor's local time moves these at each local hour or midnight.
void refresh_time(Run r, uint32_t f, Fact fact) {
  if (r.v->offset == 0) return move_to_none(r, f);
  const int64_t local = int64_t{r.v->clock} + (int64_t{r.v->offset} - kOffsetOfUtc) * 60;
  const int64_t days = (local >= 0 ? local : local - 86'399) / 86'400;
  const int64_t second = local - days * 86'400;
  int64_t value = second / 3'600;
  if (fact == Fact::kTimeWeekday) value = 1 + ((days + 3) % 7 + 7) % 7;
  if (fact == Fact::kTimeMonth) value = month_of(days);
  move_to_number(r, f, value);
  // The hour's conditions move at the next threshold of the day; all do at midnight.
  const int64_t next = fact == Fact::kTimeHour ? next_threshold(r, f) : 24;
  r.due(f) = later(r.v->clock, (next < 24 ? next : 24) * 3'600 - second);
}

uint32_t refresh_since(Run r, uint32_t f) {
  const auto &state = r.state<TimesState>(f);
  if (state.list.count == 0) {
    move_to_none(r, f);
    return kNever;
  }
  move_to_number(r, f, r.v->clock - state.times[0]);
  return later(state.times[0], next_threshold(r, f));
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
  return k == 0 ? kNever : later(static_cast<uint32_t>(state.rows[k - 1].number), def.window);
}

void refresh_share(Run r, uint32_t f, const FeatureDef &def) {
  const DimensionState &state = dimension_state(r, def.keep);
  if (state.total == 0) return move_to_none(r, f);
  move_to_fraction(r, f, interest_in(state, r.pack().labels[def.label]), 1000, state.total);
}

void refresh_stored_fact(Run r, uint32_t f, const FeatureDef &def) {
  if (def.type == ValueType::kLabel) return move_to_label(r, f, r.state<LabelState>(f).hash);
  if (def.type == ValueType::kText) {
    const auto &state = r.state<TextState>(f);
    return move_to_text(r, f, state.bytes, state.list.count);
  }
  const auto &state = r.state<NumberState>(f);
  return state.list.count != 0 ? move_to_number(r, f, state.value) : move_to_none(r, f);
}

void refresh_fact(Run r, uint32_t f, const FeatureDef &def) {
  switch (def.group) {
    case Group::kPurpose: return move_to_number(r, f, (r.v->granted >> static_cast<uint32_t>(def.fact)) & 1);
    case Group::kVisit: return refresh_visit(r, f);
    case Group::kCart: return refresh_cart(r, f);
    case Group::kOrders: return refresh_orders(r, f);
    case Group::kTime: return refresh_time(r, f, def.fact);
    default: break;
  }
  if (def.fact == Fact::kGeoZone || def.fact == Fact::kGeoClimate) return refresh_area(r, f, def);
  if (r.pack().state[f] != 0) refresh_stored_fact(r, f, def);
}

}  // namespace

void refresh(Run r, uint32_t f) {
#ifdef VITRINE_COUNT_WORK
  ++r.v->visited_features;
#endif
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
    case FeatureKind::kFact:
      r.due(f) = kNever;
      refresh_fact(r, f, def);
      due = r.due(f);
      break;
    case FeatureKind::kCount: move_to_number(r, f, r.state<CountState>(f).count); break;
    case FeatureKind::kCountTimes: due = refresh_times(r, f, def); break;
    case FeatureKind::kCountBuckets: {
      const auto &state = r.state<BucketsState>(f);
      due = refresh_buckets(r, f, def, state, kCountStop);
      break;
    }
    case FeatureKind::kSince: due = refresh_since(r, f); break;
    case FeatureKind::kDistinct: due = refresh_distinct(r, f, def); break;
    case FeatureKind::kSum:
    case FeatureKind::kSumBuckets: due = refresh_sum(r, f, def); break;
    case FeatureKind::kRepeats: due = refresh_repeats(r, f, def); break;
    case FeatureKind::kSequence: due = refresh_sequence(r, f, def); break;
    case FeatureKind::kEvidence: due = refresh_evidence(r, f, def); break;
    case FeatureKind::kShare: refresh_share(r, f, def); break;
    case FeatureKind::kTop: move_to_label(r, f, strongest(dimension_state(r, def.keep))); break;
  }
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
  const uint32_t count = r.pack().features.count;
  const uint32_t *const due = &r.due(0);
  for (uint32_t f = 0; f < count; ++f) {
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
  const uint32_t end = visit.running != 0 ? later(visit.newest, r.pack().config[0].visit_gap) : kNever;
  return end < r.v->next_due ? end : r.v->next_due;
}

}  // namespace vitrine
