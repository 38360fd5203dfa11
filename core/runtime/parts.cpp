// The content of each kind of feature in a snapshot.
#include "runtime/parts.h"

#include "runtime/features.h"

namespace vitrine {
namespace {

uint32_t bucket_count(const FeatureDef &def) {
  const uint32_t seconds = (def.window + kMaxBuckets - 1) / kMaxBuckets;
  return (def.window + seconds - 1) / seconds;
}

uint32_t bucket_now(const FeatureDef &def, uint32_t clock) { return clock / ((def.window + kMaxBuckets - 1) / kMaxBuckets); }

void write_fact(Writer &w, Run r, uint32_t f, const FeatureDef &def) {
  if (def.type == ValueType::kLabel) {
    const uint64_t hash = r.state<LabelState>(f).hash;
    if (hash == 0) return;
    w.part(def.key);
    w.put64(hash);
  } else if (def.type == ValueType::kText) {
    const auto &text = r.state<TextState>(f);
    if (text.length == 0) return;
    w.part(def.key);
    w.put(text.bytes, text.length);
  } else {
    const auto &number = r.state<NumberState>(f);
    if (number.has == 0) return;
    w.part(def.key);
    w.put64(static_cast<uint64_t>(number.value));
  }
  w.end();
}

bool read_fact(Run r, uint32_t f, const FeatureDef &def, Reader &part) {
  if (def.type == ValueType::kLabel) {
    r.state<LabelState>(f).hash = part.get64();
    return r.state<LabelState>(f).hash != 0;
  }
  if (def.type == ValueType::kText) {
    auto &text = r.state<TextState>(f);
    const uint32_t length = part.left();
    if (length == 0 || length > kMaxTextBytes) return false;
    text.length = static_cast<uint8_t>(length);
    std::memcpy(text.bytes, part.bytes(), length);
    (void)part.take(length);
    return true;
  }
  r.state<NumberState>(f) = {static_cast<int64_t>(part.get64()), 1, {}};
  return true;
}

void write_times(Writer &w, const FeatureDef &def, const TimesState &state) {
  if (state.size == 0) return;
  w.part(def.key);
  for (uint32_t i = state.size; i > 0; --i) w.put32(state.times[(state.head + 2u * def.keep - i) % def.keep]);
  w.end();
}

// A strategy that now keeps fewer times takes the newest.
bool read_times(const FeatureDef &def, TimesState &state, Reader &part, uint32_t clock) {
  uint32_t before = 0;
  if (part.left() % 4 != 0 || part.left() > 4 * (kMaxExact + 1)) return false;
  while (part.left() > 0) {
    const uint32_t time = part.get32();
    if (time < before || time > clock) return false;
    before = time;
    state.times[state.head] = time;
    state.head = static_cast<uint16_t>((state.head + 1u) % def.keep);
    if (state.size < def.keep) ++state.size;
  }
  return state.size > 0;
}

void write_buckets(Writer &w, const FeatureDef &def, const BucketsState &state) {
  if (state.used == 0) return;
  const uint32_t count = bucket_count(def);
  uint32_t ages = count;
  const auto of_age = [&](uint32_t age) { return state.newest >= age ? state.counts[(state.newest - age) % count] : uint16_t{0}; };
  while (ages > 0 && of_age(ages - 1) == 0) --ages;
  w.part(def.key);
  w.put32(state.newest);
  for (uint32_t age = 0; age < ages; ++age) w.put16(of_age(age));
  w.end();
}

bool read_buckets(const FeatureDef &def, BucketsState &state, Reader &part, uint32_t clock) {
  const uint32_t count = bucket_count(def);
  state.newest = part.get32();
  state.used = 1;
  if (state.newest > bucket_now(def, clock) || part.left() % 2 != 0 || part.left() > 2 * count) return false;
  for (uint32_t age = 0; part.left() > 0; ++age) {
    const uint16_t number = part.get16();
    if (age > state.newest) return false;
    state.counts[(state.newest - age) % count] = number;
  }
  return true;
}

void write_values(Writer &w, const FeatureDef &def, const ValuesState &state) {
  if (state.count == 0) return;
  w.part(def.key);
  for (uint32_t i = 0; i < state.count; ++i) {
    w.put64(state.hash[i]);
    w.put32(state.seen[i]);
  }
  w.end();
}

bool read_values(ValuesState &state, Reader &part, uint32_t clock) {
  uint32_t after = clock;
  while (part.left() >= 12 && state.count < kMaxValues) {
    const uint64_t hash = part.get64();
    const uint32_t seen = part.get32();
    if (hash == 0 || seen > after) return false;
    after = seen;
    state.hash[state.count] = hash;
    state.seen[state.count++] = seen;
  }
  return state.count > 0;
}

}  // namespace

void write_feature(Writer &w, Run r, uint32_t f, const FeatureDef &def) {
  switch (def.kind) {
    case FeatureKind::kFact: return write_fact(w, r, f, def);
    case FeatureKind::kCount:
      if (r.state<CountState>(f).count == 0) return;
      w.part(def.key);
      w.put16(static_cast<uint16_t>(r.state<CountState>(f).count));
      return w.end();
    case FeatureKind::kCountTimes: return write_times(w, def, r.state<TimesState>(f));
    case FeatureKind::kCountBuckets: return write_buckets(w, def, r.state<BucketsState>(f));
    case FeatureKind::kSince:
      if (r.state<SinceState>(f).has == 0) return;
      w.part(def.key);
      w.put32(r.state<SinceState>(f).time);
      return w.end();
    case FeatureKind::kDistinct: return write_values(w, def, r.state<ValuesState>(f));
    default: return;
  }
}

bool read_feature(Run r, uint32_t f, const FeatureDef &def, Reader &part) {
  std::memset(r.base() + r.pack().state[f], 0, state_bytes(def));
  switch (def.kind) {
    case FeatureKind::kFact: return read_fact(r, f, def, part);
    case FeatureKind::kCount: r.state<CountState>(f).count = part.get16(); return true;
    case FeatureKind::kCountTimes: return read_times(def, r.state<TimesState>(f), part, r.v->clock);
    case FeatureKind::kCountBuckets: return read_buckets(def, r.state<BucketsState>(f), part, r.v->clock);
    case FeatureKind::kSince: r.state<SinceState>(f) = {part.get32(), 1}; return r.state<SinceState>(f).time <= r.v->clock;
    case FeatureKind::kDistinct: return read_values(r.state<ValuesState>(f), part, r.v->clock);
    default: return false;
  }
}

void write_dimension(Writer &w, uint32_t key, const DimensionState &state) {
  if (state.count == 0) return;
  w.part(key);
  w.put64(state.step);
  for (uint32_t i = 0; i < state.count; ++i) {
    w.put64(state.hash[i]);
    w.put48(static_cast<uint64_t>(state.interest[i]));
  }
  w.end();
}

bool read_dimension(Reader &part, DimensionState &state, uint64_t step_now) {
  state = DimensionState{};
  state.step = part.get64();
  if (state.step > step_now) return false;
  while (part.left() >= 14 && state.count < kMaxValues) {
    const uint64_t hash = part.get64();
    const auto interest = static_cast<int64_t>(part.get48());
    if (hash == 0 || interest <= 0 || interest > kInterestStop) return false;
    state.hash[state.count] = hash;
    state.interest[state.count++] = interest;
    state.total += interest;
  }
  return state.count > 0;
}

}  // namespace vitrine
