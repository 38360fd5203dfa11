// What one event may cost: the verifier takes packs up to that and not one past it.
#include "format/limits.h"
#include "support/visitor.h"

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

}  // namespace

TEST_CASE("the work that one event can cost: listeners x items x nodes") {
  constexpr uint32_t kNodes = 16;
  constexpr uint32_t kCost = 1 + kItemWork + kNodes;  // the feature, a walk over the items, the nodes
  const auto work_of = [](uint32_t nodes, uint32_t listeners, WhereOp op = WhereOp::kExists) {
    PackBuilder builder = small();
    const int feature = builder.count("page_view");
    builder.def(feature).where = builder.where({WhereOp::kNoneOf, "", 0, "", std::vector<Where>(nodes - 1, {op, "color", 0, "x", {}})});
    PackRecords records = builder.records();
    records.listeners.assign(listeners, 0);
    records.events[builder.event_index("page_view")].listener_count = static_cast<uint16_t>(listeners);
    return records;
  };
  check_limit(kMaxEventWork / (kCost * (kMaxItems + 1)), [&](uint32_t listeners) { return work_of(kNodes, listeners); });
  // `contains` costs as much as several: here 3 of them and the node that they stand in.
  constexpr uint32_t kContaining = 1 + kItemWork + 1 + 3 * kContainsWork;
  check_limit(kMaxEventWork / (kContaining * (kMaxItems + 1)),
              [&](uint32_t listeners) { return work_of(4, listeners, WhereOp::kContains); });
  // A feature that reads a field of the items walks them too.
  check_limit(kMaxEventWork / ((1 + kItemWork) * (kMaxItems + 1)), [](uint32_t listeners) {
    PackBuilder builder = small();
    static_cast<void>(builder.distinct("page_view", "item_id"));
    PackRecords records = builder.records();
    records.listeners.assign(listeners, 0);
    records.events[builder.event_index("page_view")].listener_count = static_cast<uint16_t>(listeners);
    return records;
  });
  CHECK_FALSE(loads(work_of(kNodes, 65'535)));
  CHECK_FALSE(loads(work_of(1023, 20'868)));  // 2^32 and a little: a sum of 32 bits would wrap
}

TEST_CASE("channel tests and brand terms are at most as many as texts") {
  const auto traffic = [] {
    PackBuilder builder = small();
    builder.fact(Fact::kTrafficBranded);
    builder.traffic_words();
    builder.brand_term("acme");
    builder.channel_test(ChannelField::kSource, TextOp::kEq, "acme", 0);
    return builder.records();
  };
  check_limit(kMaxStrings, [&](uint32_t count) {
    PackRecords records = traffic();
    records.brand_terms.resize(count, records.brand_terms[0]);
    return records;
  });
  check_limit(kMaxStrings, [&](uint32_t count) {
    PackRecords records = traffic();
    records.channel_tests.resize(count, records.channel_tests[0]);
    return records;
  });
}

TEST_CASE("areas and traits name no more places and labels than there are, all of them together") {
  const auto shared = [](uint32_t readers) {
    PackBuilder builder = small();
    for (uint32_t i = 0; i < readers; ++i) builder.area(Fact::kGeoZone, {{"AT", "", "alps"}});
    for (uint32_t i = 0; i < readers; ++i) builder.trait("t" + std::to_string(i), ValueType::kLabel, {"gold"});
    return builder.records();
  };
  CHECK(loads(shared(2)));
  PackRecords places = shared(2);
  places.places.pop_back();
  for (FeatureDef &def : places.features) {
    if (def.fact == Fact::kGeoZone && def.kind == FeatureKind::kFact) def.first_listed = 0;
  }
  CHECK_FALSE(loads(places));
  PackRecords labels = shared(2);
  labels.labels.pop_back();
  for (FeatureDef &def : labels.features) {
    if (def.fact == Fact::kTrait && def.kind == FeatureKind::kFact) def.first_listed = 0;
  }
  CHECK_FALSE(loads(labels));
}
