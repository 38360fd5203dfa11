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

// Counts and sums alike: State holds a number for each bucket.
template <class State, class Number>
void write_buckets(Writer &w, const FeatureDef &def, const State &state, const Number *numbers) {
  if (state.used == 0) return;
  const uint32_t count = bucket_count(def);
  uint32_t ages = count;
  const auto of_age = [&](uint32_t age) { return state.newest >= age ? numbers[(state.newest - age) % count] : Number{0}; };
  while (ages > 0 && of_age(ages - 1) == 0) --ages;
  w.part(def.key);
  w.put32(state.newest);
  for (uint32_t age = 0; age < ages; ++age) {
    const Number number = of_age(age);
    w.put(&number, sizeof number);
  }
  w.end();
}

template <class State, class Number>
bool read_buckets(const FeatureDef &def, State &state, Number *numbers, int64_t stop, Reader &part, uint32_t clock) {
  const uint32_t count = bucket_count(def);
  state.newest = part.get32();
  state.used = 1;
  if (state.newest > bucket_now(def, clock) || part.left() % sizeof(Number) != 0 || part.left() > sizeof(Number) * count) return false;
  for (uint32_t age = 0; part.left() > 0; ++age) {
    const auto number = static_cast<int64_t>(sizeof(Number) == 2 ? part.get16() : part.get64());
    if (age > state.newest || number < 0 || number > stop) return false;
    numbers[(state.newest - age) % count] = static_cast<Number>(number);
  }
  return true;
}

// hash 8, number 1 of each; within a duration hash 8, number of times 1, the times.
void write_repeats(Writer &w, const FeatureDef &def, const RepeatsState &state) {
  if (state.count == 0) return;
  w.part(def.key);
  for (uint32_t i = 0; i < state.count; ++i) {
    w.put64(state.hash[i]);
    w.put8(state.times[i]);
  }
  w.end();
}

bool read_repeats(RepeatsState &state, Reader &part) {
  while (part.left() >= 9 && state.count < kMaxValues) {
    state.hash[state.count] = part.get64();
    state.times[state.count] = part.get8();
    if (state.hash[state.count] == 0 || state.times[state.count] > kMaxRepeats) return false;
    ++state.count;
  }
  return state.count > 0;
}

void write_repeats(Writer &w, const FeatureDef &def, const RepeatTimesState &state) {
  if (state.count == 0) return;
  w.part(def.key);
  for (uint32_t i = 0; i < state.count; ++i) {
    w.put64(state.hash[i]);
    w.put8(static_cast<uint8_t>(state.of[i].size));
    for (uint32_t k = 0; k < state.of[i].size; ++k) w.put32(state.of[i].times[k]);
  }
  w.end();
}

bool read_repeats(RepeatTimesState &state, Reader &part, uint32_t clock) {
  while (part.left() > 0 && state.count < kMaxValues) {
    RepeatTimes &of = state.of[state.count];
    state.hash[state.count++] = part.get64();
    of.size = part.get8();
    if (state.hash[state.count - 1] == 0 || of.size == 0 || of.size > kMaxRepeatsWithin) return false;
    uint32_t after = clock;
    for (uint32_t k = 0; k < of.size; ++k) {
      of.times[k] = part.get32();
      if (of.times[k] > after) return false;
      after = of.times[k];
    }
  }
  return state.count > 0;
}

constexpr uint8_t kDone = 128;

void write_sequence(Writer &w, const FeatureDef &def, const SequenceState &state) {
  if (state.reached == 0 && state.done == 0) return;
  w.part(def.key);
  w.put8(static_cast<uint8_t>(state.reached | (state.done != 0 ? kDone : 0)));
  for (uint32_t i = 0; i + 1 < def.keep; ++i) {
    if ((state.reached & (1u << i)) != 0) w.put32(state.start[i]);
  }
  if (state.done != 0) w.put32(state.completed);
  w.end();
}

bool read_sequence(const FeatureDef &def, SequenceState &state, Reader &part, uint32_t clock) {
  const uint8_t bits = part.get8();
  state.reached = bits & (kDone - 1);
  state.done = (bits & kDone) != 0 ? 1 : 0;
  if (bits == 0 || (state.reached >> (def.keep - 1u)) != 0) return false;
  for (uint32_t i = 0; i + 1 < def.keep; ++i) {
    if ((state.reached & (1u << i)) == 0) continue;
    state.start[i] = part.get32();
    if (state.start[i] > clock) return false;
  }
  if (state.done != 0) state.completed = part.get32();
  return state.completed <= clock;
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
    case FeatureKind::kEvidence:
      if (r.state<CountState>(f).count == 0) return;
      w.part(def.key);
      w.put16(static_cast<uint16_t>(r.state<CountState>(f).count));
      return w.end();
    case FeatureKind::kCountTimes: return write_times(w, def, r.state<TimesState>(f));
    case FeatureKind::kCountBuckets: return write_buckets(w, def, r.state<BucketsState>(f), r.state<BucketsState>(f).counts);
    case FeatureKind::kSumBuckets: return write_buckets(w, def, r.state<SumBucketsState>(f), r.state<SumBucketsState>(f).sums);
    case FeatureKind::kSum:
      if (r.state<SumState>(f).sum == 0) return;
      w.part(def.key);
      w.put64(static_cast<uint64_t>(r.state<SumState>(f).sum));
      return w.end();
    case FeatureKind::kRepeats:
      return def.window_kind == WindowKind::kDuration ? write_repeats(w, def, r.state<RepeatTimesState>(f))
                                                      : write_repeats(w, def, r.state<RepeatsState>(f));
    case FeatureKind::kSequence: return write_sequence(w, def, r.state<SequenceState>(f));
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
    case FeatureKind::kCount:
    case FeatureKind::kEvidence: r.state<CountState>(f).count = part.get16(); return true;
    case FeatureKind::kCountTimes: return read_times(def, r.state<TimesState>(f), part, r.v->clock);
    case FeatureKind::kCountBuckets:
      return read_buckets(def, r.state<BucketsState>(f), r.state<BucketsState>(f).counts, kCountStop, part, r.v->clock);
    case FeatureKind::kSumBuckets:
      return read_buckets(def, r.state<SumBucketsState>(f), r.state<SumBucketsState>(f).sums, sum_stop(def), part, r.v->clock);
    case FeatureKind::kSum:
      r.state<SumState>(f).sum = static_cast<int64_t>(part.get64());
      return r.state<SumState>(f).sum > 0 && r.state<SumState>(f).sum <= sum_stop(def);
    case FeatureKind::kRepeats:
      return def.window_kind == WindowKind::kDuration ? read_repeats(r.state<RepeatTimesState>(f), part, r.v->clock)
                                                      : read_repeats(r.state<RepeatsState>(f), part);
    case FeatureKind::kSequence: return read_sequence(def, r.state<SequenceState>(f), part, r.v->clock);
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
