// What an event adds to the features that listen to it.
#include "runtime/features.h"
#include "runtime/where.h"

namespace vitrine {
namespace {

void add_time(TimesState &state, uint16_t keep, uint32_t now) {
  state.times[state.head] = now;
  state.head = static_cast<uint16_t>((state.head + 1u) % keep);
  if (state.size < keep) ++state.size;
}

void add_to_bucket(BucketsState &state, uint32_t window, uint32_t now) {
  const uint32_t seconds = (window + kMaxBuckets - 1) / kMaxBuckets;
  const uint32_t count = (window + seconds - 1) / seconds;
  const uint32_t bucket = now / seconds;
  // Buckets between the newest and this one are empty; all of them where more than a window has passed.
  const uint32_t stale = state.used == 0 || bucket - state.newest > count ? count : bucket - state.newest;
  for (uint32_t i = 0; i < stale; ++i) state.counts[(bucket - i) % count] = 0;
  state.newest = bucket;
  state.used = 1;
  uint16_t &counter = state.counts[bucket % count];
  if (counter < kCountStop) ++counter;
}

// The values of matching items, in their order; without items the event's own.
bool see_values(Run r, uint32_t f, const FeatureDef &def, const Event &event) {
  auto &values = r.state<ValuesState>(f);
  bool any = false;
  for (int item = event.items > 0 ? 0 : Event::kNoItem; item < event.items; ++item) {
    if (def.where != kNone16 && !where_matches(r.pack(), def.where, event, item)) continue;
    const uint64_t hash = event.named(item, def.field).label();
    if (hash == 0) continue;
    see_value(values, hash, r.v->clock);
    any = true;
  }
  return any;
}

bool apply(Run r, uint32_t f, const FeatureDef &def, const Event &event) {
  if (def.kind == FeatureKind::kDistinct) return see_values(r, f, def, event);
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
    case FeatureKind::kSince: r.state<SinceState>(f) = {r.v->clock, 1}; return true;
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
