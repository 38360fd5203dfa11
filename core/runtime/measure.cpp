// What an event adds to the features that listen to it.
#include <cstring>

#include "runtime/features.h"
#include "runtime/where.h"

namespace vitrine {
namespace {

void add_time(TimesState &state, uint16_t keep, uint32_t now) {
  uint32_t &newest = state.list.mark;
  newest = newest == 0 ? keep - 1u : newest - 1;
  state.times[newest] = now;
  if (state.list.count < keep) ++state.list.count;
}

// Buckets between the newest and now's are empty; none is left where a whole window has passed. Returns now's.
template <class State>
auto &bucket_of_now(State &state, uint32_t window, uint32_t now) {
  const BucketSize size(window);
  const uint32_t passed = (now - state.list.mark) / size.seconds;
  if (passed > 0 || state.list.count == 0) {
    uint32_t kept = passed < size.count ? size.count - passed : 0;
    if (kept > state.list.count) kept = state.list.count;
    while (kept > 0 && state.numbers[kept - 1] == 0) --kept;
    std::memmove(state.numbers + (kept > 0 ? passed : 0), state.numbers, kept * sizeof state.numbers[0]);
    std::memset(state.numbers, 0, (kept > 0 ? passed : 1) * sizeof state.numbers[0]);
    state.list = {kept > 0 ? kept + passed : 1, now - now % size.seconds};
  }
  return state.numbers[0];
}

void add_to_bucket(BucketsState &state, uint32_t window, uint32_t now) {
  uint16_t &counter = bucket_of_now(state, window, now);
  if (counter < kCountStop) ++counter;
}

bool matches(Run r, const FeatureDef &def, const Event &event, int item) {
  return def.where == kNone16 || where_matches(r.pack(), def.where, event, item);
}

// The sum over matching items; of an event that is matched as a whole, its own value. kNoAmount: nothing to add.
int64_t value_to_add(Run r, const FeatureDef &def, const Event &event) {
  if (def.where == kNone16 || !where_names_items(r.pack(), def.where, event)) return event.value();
  int64_t sum = 0;
  for (int item = 0; item < event.items; ++item) {
    const int64_t worth = matches(r, def, event, item) ? event.worth(item) : Event::kNoAmount;
    if (worth != Event::kNoAmount) sum = clamp_amount(sum + worth);
  }
  return sum;
}

int64_t units_to_add(Run r, const FeatureDef &def, const Event &event) {
  if (event.items == 0) return event.units(Event::kNoItem, 0);
  int64_t sum = 0;
  for (int item = 0; item < event.items; ++item) {
    if (matches(r, def, event, item)) sum += event.units(item, 1);
  }
  return sum;
}

bool add_to_sum(Run r, uint32_t f, const FeatureDef &def, const Event &event) {
  const bool units = def.keep == static_cast<uint16_t>(SumOf::kQuantity);
  const int64_t add = units ? units_to_add(r, def, event) : value_to_add(r, def, event);
  if (add <= 0) return false;
  const bool buckets = def.kind == FeatureKind::kSumBuckets;
  int64_t &sum = buckets ? bucket_of_now(r.state<SumBucketsState>(f), def.window, r.v->clock) : r.state<SumState>(f).sum;
  sum = sum + add > sum_stop(def) ? sum_stop(def) : sum + add;
  return true;
}

// Counts each value of an event once, however many of its items have it.
bool count_repeats(Run r, uint32_t f, const FeatureDef &def, const Event &event) {
  uint64_t counted[kMaxItems];
  uint32_t known = 0;
  for (int item = event.items > 0 ? 0 : Event::kNoItem; item < event.items; ++item) {
    if (!matches(r, def, event, item)) continue;
    const uint64_t hash = event.label(event.named(item, def.field));
    if (hash == 0) continue;
    uint32_t at = 0;
    while (at < known && counted[at] != hash) ++at;
    const bool again = at < known;
    if (!again) counted[known++] = hash;
    if (def.window_kind == WindowKind::kDuration)
      repeat_value(r.state<RepeatsState>(f), hash, again, r.v->clock);
    else
      repeat_value(r.state<ValuesState>(f), hash, again);
  }
  return known > 0;
}

bool take_steps(Run r, uint32_t f, const FeatureDef &def, const Event &event) {
  auto &state = r.state<TimesState>(f);
  uint32_t &reached = state.list.count;
  const auto fits = [&](uint32_t i) {
    const StepDef &step = r.pack().steps[def.label + i];
    return &r.pack().events[step.event] == event.def && (step.where == kNone16 || where_matches_any(r.pack(), step.where, event));
  };
  bool changed = false;
  if ((def.flags & kFeatureThenNot) != 0 && reached == def.keep && fits(def.keep)) {
    --reached;
    changed = true;
  }
  // From the last step to the first, so that one event fills one step of a match.
  for (uint32_t i = def.keep; i-- > 0;) {
    if (i > reached || !fits(i)) continue;
    uint32_t time = i == 0 ? r.v->clock : state.times[i - 1];
    if (i + 1 == def.keep) {
      if (def.window_kind != WindowKind::kVisit && r.v->clock - time >= def.window) continue;
      time = r.v->clock;
    }
    state.times[i] = time;
    if (i == reached) ++reached;
    changed = true;
  }
  return changed;
}

// The values of matching items, in their order; without items the event's own.
bool see_values(Run r, uint32_t f, const FeatureDef &def, const Event &event) {
  auto &values = r.state<ValuesState>(f);
  bool any = false;
  for (int item = event.items > 0 ? 0 : Event::kNoItem; item < event.items; ++item) {
    if (!matches(r, def, event, item)) continue;
    const uint64_t hash = event.label(event.named(item, def.field));
    if (hash == 0) continue;
    see_value(values, hash) = r.v->clock;
    any = true;
  }
  return any;
}

// The newest evidence of a name is what counts. What another name forgets shows when the feature is refreshed.
bool take_evidence(Run r, uint32_t f, const FeatureDef &def, const Event &event) {
  if (event.own(FieldRole::kEvidenceName).label() == r.pack().labels[def.label])
    r.state<CountState>(f).count = where_matches(r.pack(), def.where, event, Event::kNoItem) ? 1 : 0;
  return true;
}

bool apply(Run r, uint32_t f, const FeatureDef &def, const Event &event) {
  if (def.kind == FeatureKind::kEvidence) return take_evidence(r, f, def, event);
  if (def.kind == FeatureKind::kDistinct) return see_values(r, f, def, event);
  if (def.kind == FeatureKind::kRepeats) return count_repeats(r, f, def, event);
  if (def.kind == FeatureKind::kSequence) return take_steps(r, f, def, event);
  if (def.where != kNone16 && !where_matches_any(r.pack(), def.where, event)) return false;
  switch (def.kind) {
    case FeatureKind::kCount: {
      auto &state = r.state<CountState>(f);
      if (state.count == kCountStop) return false;
      ++state.count;
      return true;
    }
    case FeatureKind::kCountTimes: add_time(r.state<TimesState>(f), def.keep, r.v->clock); return true;
    case FeatureKind::kCountBuckets: add_to_bucket(r.state<BucketsState>(f), def.window, r.v->clock); return true;
    case FeatureKind::kSince: add_time(r.state<TimesState>(f), 1, r.v->clock); return true;
    case FeatureKind::kSum:
    case FeatureKind::kSumBuckets: return add_to_sum(r, f, def, event);
    default: return false;
  }
}

}  // namespace

void measure(Run r, uint32_t f, const Event &event) {
  const FeatureDef &def = r.feature(f);
  if (!r.granted(def.purposes)) return;
  // What is no activity belongs to no visit.
  if (def.window_kind == WindowKind::kVisit && !event.is_activity()) return;
  if (apply(r, f, def, event)) refresh(r, f);
}

}  // namespace vitrine
