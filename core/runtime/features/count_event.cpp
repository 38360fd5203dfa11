// What an event adds to the features that listen to it.
#include "runtime/features/count_event.h"

#include <cstring>

#include "runtime/features/refresh.h"
#include "runtime/features/values.h"
#include "runtime/time.h"
#include "runtime/where.h"

namespace vitrine::runtime {
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
    const int64_t units = matches(r, def, event, item) ? event.units(item, 1) : Event::kNoAmount;
    if (units != Event::kNoAmount) sum += units;
  }
  return sum;
}

bool add_to_sum(Run r, uint32_t f, const FeatureDef &def, const Event &event) {
  const bool units = def.sum_of == static_cast<uint16_t>(SumOf::kQuantity);
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
    const uint64_t hash = event.label(field_for_rule(r.pack(), def.field, event, item));
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
    const StepDef &step = r.pack().steps[def.first_step + i];
    return &r.pack().events[step.event] == event.def && (step.where == kNone16 || where_matches_any(r.pack(), step.where, event));
  };
  bool changed = false;
  if ((def.flags & kFeatureThenNot) != 0 && reached == def.steps && fits(def.steps)) {
    --reached;
    changed = true;
  }
  // From the last step to the first, so that one event fills one step of a match.
  for (uint32_t i = def.steps; i-- > 0;) {
    if (i > reached || !fits(i)) continue;
    uint32_t time = i == 0 ? r.v->clock : state.times[i - 1];
    if (i + 1 == def.steps) {
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
    const uint64_t hash = event.label(field_for_rule(r.pack(), def.field, event, item));
    if (hash == 0) continue;
    see_value(values, hash) = r.v->clock;
    any = true;
  }
  return any;
}

// When evidence was true; kNever: that cannot be read, and it says nothing.
uint32_t evidence_time(Run r, const Event &event) {
  const Field at = event.own(FieldRole::kEvidenceAt);
  if (!at.given()) return r.v->clock;
  if (!at.has_number() || at.number() < 0) return kNever;
  return at.number() < r.v->clock ? static_cast<uint32_t>(at.number()) : r.v->clock;
}

// The names whose evidence came last, with its times, and whether it passed; one that is older than what is kept of its name changes nothing.
bool take_evidence(Run r, uint32_t f, const Event &event) {
  auto &names = r.state<ValuesState>(f);
  const uint64_t name = event.own(FieldRole::kEvidenceName).label();
  const uint32_t time = evidence_time(r, event);
  const ValueRow *kept = find_value(names, name);
  if (name == 0 || time == kNever || (kept != nullptr && kept->number > time)) return false;
  if (kept == nullptr && names.list.count == kMaxEvidence) --names.list.count;
  see_value(names, name) = time;
  for (uint32_t g = group_first(r, Group::kEvent); g < group_end(r, Group::kEvent); ++g) {
    const FeatureDef &def = r.feature(g);
    if (def.kind == FeatureKind::kEvidence && r.pack().labels[def.label] == name)
      r.state<CountState>(g).count = where_matches(r.pack(), def.where, event, Event::kNoItem) ? 1 : 0;
  }
  return true;
}

// False: the feature's value is as before.
bool apply(Run r, uint32_t f, const FeatureDef &def, const Event &event) {
  if (counts_whole(def.kind) && def.where != kNone16 && !where_matches_any(r.pack(), def.where, event)) return false;
  switch (def.kind) {
    case FeatureKind::kCountEver: {
      auto &state = r.state<CountState>(f);
      if (state.count == kCountStop) return false;
      ++state.count;
      return true;
    }
    case FeatureKind::kCountTimes: add_time(r.state<TimesState>(f), def.times, r.v->clock); return true;
    case FeatureKind::kCountBuckets: add_to_bucket(r.state<BucketsState>(f), def.window, r.v->clock); return true;
    case FeatureKind::kSince: add_time(r.state<TimesState>(f), 1, r.v->clock); return true;
    case FeatureKind::kSumEver:
    case FeatureKind::kSumBuckets: return add_to_sum(r, f, def, event);
    case FeatureKind::kDistinct: return see_values(r, f, def, event);
    case FeatureKind::kRepeats: return count_repeats(r, f, def, event);
    case FeatureKind::kSequence: return take_steps(r, f, def, event);
    case FeatureKind::kEvidence: return true;  // the names stand before it: what was taken, or forgotten by it, shows now
    case FeatureKind::kEvidenceNames: return take_evidence(r, f, event);
    case FeatureKind::kFact:
    case FeatureKind::kShare:
    case FeatureKind::kTop:
    case FeatureKind::kCount: break;  // these listen to no event
  }
  VITRINE_NEVER();
}

}  // namespace

void count_event(Run r, uint32_t f, const Event &event) {
  const FeatureDef &def = r.feature(f);
  if (!r.granted(def.purposes)) return;
  // What is no activity belongs to no visit.
  if (def.window_kind == WindowKind::kVisit && !event.is_activity()) return;
  if (apply(r, f, def, event)) refresh(r, f);
}

}  // namespace vitrine::runtime
