// Facts by what refresh() is told too; the other kinds mirror it (refresh.cpp). A test holds every value against the conditions that the runtime
// judged.
#include "runtime/features/feature_value.h"

#include "runtime/facts/fact_values.h"
#include "runtime/features/affinity.h"
#include "runtime/features/refresh.h"
#include "runtime/features/values.h"
#include "runtime/time.h"

namespace vitrine::runtime {
namespace {

FeatureValue none() { return {}; }

FeatureValue number(int64_t value, bool at_least = false) {
  FeatureValue out;
  out.kind = FeatureValue::Kind::kNumber;
  out.number = value;
  out.at_least = at_least;
  return out;
}

// One that stops at `stop`.
FeatureValue stopping(int64_t value, int64_t stop) { return number(value < stop ? value : stop, value >= stop); }

FeatureValue fraction(int64_t numerator, int64_t denominator) {
  FeatureValue out;
  out.kind = FeatureValue::Kind::kFraction;
  out.number = numerator;
  out.denominator = denominator;
  return out;
}

FeatureValue label(uint64_t hash) {
  FeatureValue out;
  out.kind = hash == 0 ? FeatureValue::Kind::kNone : FeatureValue::Kind::kLabel;
  out.label = hash;
  return out;
}

FeatureValue times_value(Run r, uint32_t f, const FeatureDef &def) {
  const auto &state = r.state<TimesState>(f);
  uint32_t inside = 0;
  while (inside < state.list.count && r.v->clock - state.times[(state.list.mark + inside) % def.times] < def.window) ++inside;
  return stopping(inside, def.times);
}

template <class State>
FeatureValue buckets_value(Run r, const FeatureDef &def, const State &state, int64_t stop) {
  const BucketSize size(def.window);
  const uint32_t passed = (r.v->clock - state.list.mark) / size.seconds;
  int64_t sum = 0;
  for (uint32_t age = 0; age < state.list.count && passed + age < size.count; ++age)
    sum = sum + state.numbers[age] > stop ? stop : sum + state.numbers[age];
  return stopping(sum, stop);
}

FeatureValue repeats_value(Run r, uint32_t f, const FeatureDef &def) {
  int64_t most = 0;
  if (def.window_kind != WindowKind::kDuration) {
    const auto &state = r.state<ValuesState>(f);
    for (uint32_t i = 0; i < state.list.count; ++i) most = state.rows[i].number > most ? state.rows[i].number : most;
    return stopping(most, kMaxRepeats);
  }
  const auto &state = r.state<RepeatsState>(f);
  for (uint32_t i = 0; i < state.list.count; ++i) {
    const RepeatRow &row = state.rows[i];
    uint32_t inside = 0;
    while (inside < row.size && r.v->clock - row.times[inside] < def.window) ++inside;
    most = inside > most ? inside : most;
  }
  return stopping(most, kMaxRepeatsWithin);
}

FeatureValue distinct_value(Run r, uint32_t f, const FeatureDef &def) {
  const auto &state = r.state<ValuesState>(f);
  uint32_t inside = 0;
  if (def.window_kind == WindowKind::kEver)
    inside = state.list.count;
  else if (def.window_kind == WindowKind::kVisit)
    inside = (r.v->visit.running & kVisitFirstKnown) != 0 ? values_since(state, r.v->visit.first) : 0;
  else
    while (inside < state.list.count && r.v->clock - state.rows[inside].number < def.window) ++inside;
  return stopping(inside, kMaxValues);
}

FeatureValue sequence_value(Run r, uint32_t f, const FeatureDef &def) {
  const auto &state = r.state<TimesState>(f);
  const bool complete = state.list.count == def.steps;
  const bool recent = def.in_last == 0 || (complete && r.v->clock < time_after(state.times[def.steps - 1u], def.in_last));
  return number(complete && recent ? 1 : 0);
}

// Reads a fact.
struct Reader {
  Run r;
  FeatureValue value;

  void none() { value = {}; }
  void number(int64_t number) { value = runtime::number(number); }
  // In units where conditions compare thousandths.
  void fraction(int64_t numerator, int64_t scale, int64_t denominator) {
    value = scale == 1000 ? runtime::fraction(numerator, denominator) : runtime::fraction(numerator * scale, denominator * 1000);
  }
  void label(uint64_t hash) { value = runtime::label(hash); }
  void text(const char *at, uint32_t length) {
    value = {};
    value.kind = length == 0 ? FeatureValue::Kind::kNone : FeatureValue::Kind::kText;
    value.text = at;
    value.length = length;
  }
  void since(uint32_t moment) { number(r.v->clock - moment); }
  void share_since(uint32_t moment, int64_t of) { fraction(r.v->clock - moment, 1000, of); }
  void hour(int64_t second) { number(second / 3'600); }
  void of_day(int64_t day, int64_t) { number(day); }
};

FeatureValue fact_value(Run r, uint32_t f, const FeatureDef &def) {
  Reader reader{r, {}};
  tell_fact(r, f, def, reader);
  return reader.value;
}

FeatureValue share_value(Run r, const FeatureDef &def) {
  const DimensionState &state = dimension_state(r, def.dimension);
  return state.total == 0 ? none() : fraction(interest_in(state, r.pack().labels[def.label]), state.total);
}

}  // namespace

FeatureValue feature_value(Run r, uint32_t f) {
  const FeatureDef &def = r.feature(f);
  if (!r.granted(def.purposes)) return none();
  switch (def.kind) {
    case FeatureKind::kFact: return fact_value(r, f, def);
    case FeatureKind::kCountEver: return stopping(r.state<CountState>(f).count, kCountStop);
    case FeatureKind::kCountTimes: return times_value(r, f, def);
    case FeatureKind::kCountBuckets: return buckets_value(r, def, r.state<BucketsState>(f), kCountStop);
    case FeatureKind::kSince: {
      const auto &state = r.state<TimesState>(f);
      return state.list.count == 0 ? none() : number(r.v->clock - state.times[0]);
    }
    case FeatureKind::kDistinct: return distinct_value(r, f, def);
    case FeatureKind::kSumEver: return stopping(r.state<SumState>(f).sum, sum_stop(def));
    case FeatureKind::kSumBuckets: return buckets_value(r, def, r.state<SumBucketsState>(f), sum_stop(def));
    case FeatureKind::kRepeats: return repeats_value(r, f, def);
    case FeatureKind::kSequence: return sequence_value(r, f, def);
    case FeatureKind::kEvidence: return number(r.position(f) > 0 ? 1 : 0);
    case FeatureKind::kEvidenceNames:  // no rule names them
    case FeatureKind::kCount: break;
    case FeatureKind::kShare: return share_value(r, def);
    case FeatureKind::kTop: return label(strongest(dimension_state(r, def.dimension)));
  }
  return none();
}

FeatureValue feature_value(const void *pack, uint64_t *visitor, uint32_t feature) {
  auto *const block = reinterpret_cast<Visitor *>(visitor);
  block->pack = static_cast<const Pack *>(pack);
  return feature_value(Run{block}, feature);
}

}  // namespace vitrine::runtime
