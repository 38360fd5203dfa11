// Every limit of format/limits.h that the runtime holds: at it, and one past it.
#include "format/limits.h"

#include "format/hash.h"
#include "support/ladder.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

PackBuilder small() {
  PackBuilder builder;
  builder.event("page_view");
  return builder;
}

// `grow` makes a pack of n somethings; the verifier takes `limit` of them and not one more.
template <class Grow>
void check_limit(uint32_t limit, Grow grow) {
  CHECK(loads(grow(limit)));
  CHECK_FALSE(loads(grow(limit + 1)));
}

void add_gates(PackRecords &records, uint32_t count) {
  while (records.gates.size() < count) {
    records.gates.push_back({kNone16, 1, 0});
    records.edge_first.push_back(records.edge_first.back());
  }
}

FeatureDef count_of(uint16_t event) {
  FeatureDef def{};
  def.kind = FeatureKind::kCountEver;
  def.type = ValueType::kInteger;
  def.group = Group::kEvent;
  def.field = kNone8;
  def.event = event;
  def.where = kNone16;
  return def;
}

void set_features(PackRecords &records, const std::vector<FeatureDef> &features) {
  records.features = features;
  for (uint32_t g = 0; g <= kGroups; ++g) {
    records.config[0].group_first[g] = g > static_cast<uint32_t>(Group::kEvent) ? static_cast<uint16_t>(features.size()) : 0;
  }
}

}  // namespace

TEST_CASE("a pack is at most 1 MiB") {
  const auto grow = [](size_t bytes) {
    PackRecords records = small().records();
    const size_t without = pack_bytes(records).size();
    records.strings.resize(records.strings.size() + (bytes - without), 'x');
    records.string_first.back() = static_cast<uint32_t>(records.strings.size());
    Bytes pack = pack_bytes(records);
    CHECK(pack.size() == bytes);
    return LoadedPack(pack).status();
  };
  CHECK(grow(kMaxPackBytes) == VT_OK);
  CHECK(grow(kMaxPackBytes + 8) == VT_BAD_PACK);
}

TEST_CASE("a pack that would need more than 64 MiB when loaded is refused before any memory is asked for") {
  const auto size = [](size_t features) {
    PackRecords records = small().records();
    FeatureDef def = count_of(0);
    def.kind = FeatureKind::kFact;
    def.type = ValueType::kText;
    def.condition_count = 0xFFFF;  // a bit each: 8,192 bytes a feature; the verifier would refuse it too
    set_features(records, std::vector<FeatureDef>(features, def));
    const Bytes pack = pack_bytes(records);
    return vt_pack_size(pack.data(), static_cast<int32_t>(pack.size()));
  };
  size_t fit = 8'000;
  while (size(fit + 1) != VT_BAD_PACK) ++fit;
  CHECK(size(fit) <= static_cast<int32_t>(kMaxPackMemory));
  CHECK(size(fit) + (size(fit) - size(fit - 1)) > static_cast<int32_t>(kMaxPackMemory) - 16);
  CHECK(size(32'000) == VT_BAD_PACK);  // as many as 1 MiB takes
}

TEST_CASE("segments, stages, gates, inputs of a gate") {
  check_limit(kMaxSegments, [](uint32_t n) {
    PackBuilder builder = small();
    for (uint32_t i = 0; i < n; ++i) builder.segment(builder.all({}));
    return builder.records();
  });
  check_limit(kMaxStages, [](uint32_t n) {
    PackBuilder builder = small();
    for (uint32_t i = 1; i < n; ++i) builder.stage("s", builder.all({}));
    builder.last_stage("last");
    return builder.records();
  });
  check_limit(kMaxGates, [](uint32_t n) {
    PackRecords records = small().records();
    add_gates(records, n);
    return records;
  });
  check_limit(kMaxGateInputs, [](uint32_t n) {
    PackBuilder builder = small();
    builder.all(std::vector<Input>(n, builder.ge(builder.count("page_view"), 1)));
    return builder.records();
  });
}

TEST_CASE("conditions, features, events, fields, dimensions") {
  check_limit(kMaxConditions, [](uint32_t n) {
    PackRecords records = small().records();
    FeatureDef def = count_of(0);
    def.condition_count = static_cast<uint16_t>(n);
    for (uint32_t i = 0; i < n; ++i) records.conditions.push_back(i);
    records.edge_first.assign(n + 1, 0);
    set_features(records, {def});
    return records;
  });
  check_limit(kMaxFeatures, [](uint32_t n) {
    PackRecords records = small().records();
    set_features(records, std::vector<FeatureDef>(n, count_of(0)));
    return records;
  });
  check_limit(kMaxEvents, [](uint32_t n) {
    PackRecords records = small().records();
    records.events.resize(n, records.events.back());
    return records;
  });
  check_limit(kMaxFields, [](uint32_t n) {
    PackRecords records = small().records();
    records.fields.resize(n, {1, FieldRole::kNone, kWantText, 0});
    return records;
  });
  check_limit(kMaxDimensions, [](uint32_t n) {
    PackBuilder builder = small();
    for (uint32_t i = 0; i < n; ++i) builder.dimension("d" + std::to_string(i));
    return builder.records();
  });
}

TEST_CASE("slots, variants, signals of a slot") {
  check_limit(kMaxSlots, [](uint32_t n) {
    PackBuilder builder = small();
    for (uint32_t i = 0; i < n; ++i) builder.sort("slot", {});
    return builder.records();
  });
  check_limit(kMaxVariants, [](uint32_t n) {
    PackBuilder builder = small();
    builder.content("slot", std::vector<VariantSpec>(n, VariantSpec{"v", std::nullopt}));
    return builder.records();
  });
  check_limit(kMaxSignals, [](uint32_t n) {
    PackBuilder builder = small();
    builder.sort("slot", std::vector<SignalSpec>(n, SignalSpec{SignalKind::kStock, 1}));
    return builder.records();
  });
}

TEST_CASE("price bands, labels, strings, hosts") {
  check_limit(kMaxBands, [](uint32_t n) {
    PackBuilder builder = small();
    std::vector<int64_t> limits;
    for (uint32_t i = 0; i < n; ++i) limits.push_back(i + 1);
    builder.bands(limits, std::vector<std::string>(n + 1, "band"));
    return builder.records();
  });
  check_limit(kMaxConditions, [](uint32_t n) {
    PackRecords records = small().records();
    records.labels.resize(n, 1);
    return records;
  });
  check_limit(kMaxStrings, [](uint32_t n) {
    PackRecords records = small().records();
    records.string_first.resize(n + 1, records.string_first.back());
    return records;
  });
  check_limit(kMaxHosts, [](uint32_t n) {
    PackRecords records = small().records();
    records.host_counts.assign(kHostBuckets, 0);
    for (uint32_t i = 0; i < n; ++i) ++records.host_counts[i % kHostBuckets];
    records.host_keys.assign(n, 0);
    records.host_classes.assign(n, 0);
    records.host_kinds.push_back({});
    records.host_rules.push_back({});
    records.source_names.push_back(1);
    return records;
  });
}

TEST_CASE("experiments, and evidence of as many names as are remembered") {
  check_limit(kMaxExperiments, [](uint32_t n) {
    PackBuilder builder = small();
    const int slot = builder.content("slot", {{"a"}});
    builder.experiment(slot, "seed", {{0, kBuckets, kBuckets}});
    PackRecords records = builder.records();
    records.experiments.resize(n, records.experiments[0]);
    return records;
  });
  PackBuilder builder = small();
  std::vector<int> segments;
  for (uint32_t i = 0; i <= kMaxEvidence; ++i)
    segments.push_back(builder.segment(builder.yes(builder.evidence("e" + std::to_string(i), {WhereOp::kMissing, "value", 0, "", {}}))));
  const LoadedPack pack(builder);
  Visitor v(pack);
  for (uint32_t i = 0; i < kMaxEvidence; ++i) v.take(Wire(builder, "evidence", 1000).text("name", "e" + std::to_string(i)));
  CHECK(v.in() == Ids(segments.begin(), segments.end() - 1));
  v.take(Wire(builder, "evidence", 1000).text("name", "e" + std::to_string(kMaxEvidence)));
  CHECK(v.in() == Ids(segments.begin() + 1, segments.end()));
}

TEST_CASE("times kept by an exact window, and durations") {
  check_limit(kMaxExact + 1, [](uint32_t n) {
    PackBuilder builder = small();
    builder.count_times("page_view", 100, static_cast<uint16_t>(n));
    return builder.records();
  });
  const auto keep_none = [] {
    PackBuilder builder = small();
    builder.count_times("page_view", 100, 0);
    return builder.records();
  };
  CHECK_FALSE(loads(keep_none()));
  check_limit(kMaxDuration, [](uint32_t n) { return small().visit_gap(n).records(); });
  check_limit(kMaxDuration, [](uint32_t n) { return small().half_life(n).records(); });
  check_limit(kMaxDuration, [](uint32_t n) {
    PackBuilder builder = small();
    builder.count_buckets("page_view", n);
    return builder.records();
  });
  CHECK_FALSE(loads(small().visit_gap(0).records()));
  CHECK_FALSE(loads(small().half_life(0).records()));
}

TEST_CASE("nodes and depth of a `where`") {
  check_limit(kMaxWhereNodes, [](uint32_t n) {
    PackBuilder builder = small();
    const int feature = builder.count("page_view");
    builder.def(feature).where =
        builder.where({WhereOp::kNoneOf, "", 0, "", std::vector<Where>(n - 1, {WhereOp::kExists, "color", 0, "", {}})});
    return builder.records();
  });
  check_limit(kMaxWhereDepth, [](uint32_t n) {
    PackBuilder builder = small();
    Where tree{WhereOp::kExists, "color", 0, "", {}};
    for (uint32_t i = 0; i < n; ++i) tree = {WhereOp::kNoneOf, "", 0, "", {tree}};
    const int feature = builder.count("page_view");
    builder.def(feature).where = builder.where(tree);
    return builder.records();
  });
}

TEST_CASE("8,192 segments enter and leave at once, told in ascending order") {
  PackBuilder builder = small();
  const Input on = builder.ge(builder.count_times("search", 100, 1), 1);
  for (uint32_t i = 0; i < kMaxSegments; ++i) builder.segment(builder.all({i % 2 == 0 ? on : !on}));
  const LoadedPack pack(builder);
  Visitor v(pack);
  v.take(Wire(builder, "search", 1000));
  Ids even;
  Ids odd;
  for (int i = 0; i < static_cast<int>(kMaxSegments); ++i) (i % 2 == 0 ? even : odd).push_back(i);
  CHECK((v.in() == even && v.entered() == even && v.left().empty()));
  v.until(1100);
  CHECK((v.in() == odd && v.entered() == odd && v.left() == even));
}

TEST_CASE("32,767 gates settle through their longest chain, and 32,767 thresholds are passed one by one") {
  PackBuilder chain = small();
  Input last = chain.ge(chain.count("search"), 1);
  for (uint32_t i = 0; i < kMaxGates; ++i) last = chain.all({last});
  const int segment = chain.segment(last);
  const LoadedPack chain_pack(chain);
  Visitor v(chain_pack);
  v.take(Wire(chain, "page_view", 1000));
  CHECK(v.in() == Ids{});
  v.take(Wire(chain, "search", 1000));
  CHECK(v.in() == Ids{segment});

  PackRecords records = small().records();
  FeatureDef since = count_of(small().event_index("page_view"));
  since.kind = FeatureKind::kSince;
  since.type = ValueType::kDuration;
  since.condition_count = static_cast<uint16_t>(kMaxConditions);
  for (uint32_t i = 0; i < kMaxConditions; ++i) records.conditions.push_back(i + 1);
  set_features(records, {since});
  records.listeners = {0};
  records.events[since.event].listener_count = 1;
  records.gates.push_back({0, 1, 1});
  records.segments.push_back({1, 0, 0, kNone16, 0, 0, 0});
  records.edge_first.assign(kMaxConditions, 0);
  records.edge_first.insert(records.edge_first.end(), {1, 1});
  records.edges = {0};
  const LoadedPack pack(records);
  REQUIRE(pack.status() == VT_OK);
  Visitor w(pack);
  w.take(Wire(small(), "page_view", 1000));
  w.until(1000 + kMaxConditions - 1);
  CHECK(w.in() == Ids{});
  CHECK(w.advance_once(1000 + kMaxConditions) == VT_OK);
  CHECK(w.entered() == Ids{0});
}

TEST_CASE("an event is at most 65,535 bytes") {
  PackBuilder builder = small();
  builder.fact(Fact::kTrafficSource);
  builder.field("page_location");
  builder.field("page_referrer");
  const LoadedPack pack(builder);
  const auto event = [&](size_t bytes) { return Wire(builder, "page_view", 1000).text("page_location", std::string(bytes - 8 - 4, 'x')); };
  Visitor v(pack);
  CHECK(event(kMaxEventBytes).bytes().size() == kMaxEventBytes);
  CHECK(v.take(event(kMaxEventBytes)) == VT_OK);
  CHECK(v.take(event(kMaxEventBytes + 1)) == VT_BAD_EVENT);
}

TEST_CASE("a constant at the ends of its numbers does not wrap") {
  PackBuilder builder = small();
  const int tier = builder.trait("points", ValueType::kAmount);
  const Ladder ladder(builder, tier, {INT64_MIN + 1, -1, INT64_MAX});
  const Ladder since(builder, builder.since("page_view"), {0, INT64_MAX});
  const Ladder average(builder, builder.fact(Fact::kOrdersAverage), {0, int64_t{1} << 40, INT64_MAX});
  const Ladder overdue(builder, builder.fact(Fact::kOrdersOverdue), {0, 1000, INT64_MAX});
  builder.field("value");
  const LoadedPack pack(builder);
  Visitor v(pack);
  v.take(Wire(builder, "page_view", 1000));
  for (const int64_t value : {INT64_MIN, int64_t{-1}, INT64_MAX}) {
    v.take(Wire(builder, "identify", 1000).number("points", value));
    CHECK(ladder.of(v) == (value == INT64_MIN ? Ladder::kBelow : value));
  }
  v.take(Wire(builder, "purchase", 1000).number("value", INT64_MAX));
  v.take(Wire(builder, "purchase", 1001).number("value", INT64_MAX));
  v.until(0xFFFF'FFFEu);
  CHECK(since.of(v) == 0);
  CHECK(average.of(v) == int64_t{1} << 40);
  CHECK(overdue.of(v) == 1000);
}
