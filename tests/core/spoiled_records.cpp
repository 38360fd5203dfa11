// What the verifier proves, record by record: each pack here is valid but for one number, and refused.
#include <cstring>

#include "format/limits.h"
#include "support/spoiled.h"

using namespace vitrine;
using namespace vitrine::test;

TEST_CASE("refused: a configuration or groups that do not hold") {
  check_refused({
      {"no configuration", [](auto &p) { p.config.clear(); }},
      {"two configurations", [](auto &p) { p.config.push_back(p.config[0]); }},
      {"a holdout of more buckets than there are", [](auto &p) { p.config[0].holdout_buckets = kBuckets + 1; }},
      {"groups that do not begin at 0", [](auto &p) { p.config[0].group_first[0] = 1; }},
      {"groups that end before the features", [](auto &p) { --p.config[0].group_first[kGroups]; }},
      {"a feature in another group's range", [](auto &p) { ++p.config[0].group_first[2]; }},
      {"strings that do not end where the texts end", [](auto &p) { ++p.string_first.back(); }},
      {"strings that run back", [](auto &p) { p.string_first[1] = p.string_first[2] + 1; }},
      {"strings that do not begin at 0", [](auto &p) { p.string_first[0] = 1; }},
      {"no strings", [](auto &p) { p.string_first.clear(); }},
  });
}

TEST_CASE("refused: features and conditions that do not hold") {
  check_refused({
      {"conditions behind the end", [](auto &p) { p.conditions.pop_back(), p.edge_first.erase(p.edge_first.begin()); }},
      {"conditions that two features share", [](auto &p) { p.features[1].condition_first = p.features[0].condition_first; }},
      {"thresholds that do not ascend", [](auto &p) { p.conditions[of_kind(p, FeatureKind::kCountBuckets).condition_first] = 40; }},
      {"`exists` among the thresholds", [](auto &p) { p.conditions[of_kind(p, FeatureKind::kCountBuckets).condition_first] = INT64_MIN; }},
      {"a flag `exists` without it", [](auto &p) { of_kind(p, FeatureKind::kCountBuckets).flags = kFeatureExists; }},
      {"a label 0", [](auto &p) { p.conditions[of_kind(p, FeatureKind::kFact, Fact::kTrafficMedium).condition_first] = 0; }},
      {"a text test that does not exist",
       [](auto &p) {
         p.conditions[of_kind(p, FeatureKind::kFact, Fact::kTrafficCampaign).condition_first] = static_cast<int64_t>(TextOp::kCount) << 32;
       }},
      {"a text that is no string",
       [](auto &p) {
         p.conditions[of_kind(p, FeatureKind::kFact, Fact::kTrafficCampaign).condition_first] =
             static_cast<int64_t>(p.string_first.size()) - 1;
       }},
      {"a text that is the last string that a number can name",
       [](auto &p) { p.conditions[of_kind(p, FeatureKind::kFact, Fact::kTrafficCampaign).condition_first] = 0xFFFF'FFFF; }},
      {"a kind that does not exist",
       [](auto &p) {
         of_kind(p, FeatureKind::kCountEver).kind = static_cast<FeatureKind>(static_cast<int>(FeatureKind::kEvidenceNames) + 1);
       }},
      {"a type that does not exist", [](auto &p) { of_kind(p, FeatureKind::kCountEver).type = ValueType::kCount; }},
      {"a fact that does not exist", [](auto &p) { of_kind(p, FeatureKind::kFact).fact = Fact::kCount; }},
      {"a fact of another type", [](auto &p) { of_kind(p, FeatureKind::kFact, Fact::kTrafficMedium).type = ValueType::kText; }},
      {"a fact of another group", [](auto &p) { of_kind(p, FeatureKind::kFact, Fact::kTrafficMedium).fact = Fact::kPageType; }},
      {"a trait without a field", [](auto &p) { of_kind(p, FeatureKind::kFact, Fact::kTrait).field = kNone8; }},
      {"a trait that is a duration", [](auto &p) { of_kind(p, FeatureKind::kFact, Fact::kTrait).type = ValueType::kDuration; }},
      {"a count that is a label", [](auto &p) { of_kind(p, FeatureKind::kCountEver).type = ValueType::kLabel; }},
      {"a field behind the end", [](auto &p) { of_kind(p, FeatureKind::kDistinct).field = size8(p.fields.size()); }},
      {"a distinct without a field", [](auto &p) { of_kind(p, FeatureKind::kDistinct).field = kNone8; }},
      {"an event behind the end", [](auto &p) { of_kind(p, FeatureKind::kCountEver).event = size16(p.events.size()); }},
      {"a `where` behind the end", [](auto &p) { of_kind(p, FeatureKind::kCountEver).where = size16(p.where.size()); }},
      {"a window of 0", [](auto &p) { of_kind(p, FeatureKind::kCountBuckets).window = 0; }},
      {"a window that is none", [](auto &p) { of_kind(p, FeatureKind::kCountBuckets).window_kind = WindowKind::kEver; }},
      {"a kind of window that does not exist", [](auto &p) { of_kind(p, FeatureKind::kDistinct).window_kind = WindowKind::kCount; }},
      {"a plain count within a duration",
       [](auto &p) {
         of_kind(p, FeatureKind::kCountEver).window_kind = WindowKind::kDuration, of_kind(p, FeatureKind::kCountEver).window = 5;
       }},
      {"a share of no dimension", [](auto &p) { of_kind(p, FeatureKind::kShare).dimension = size16(p.dimensions.size()); }},
      {"a share of no label", [](auto &p) { of_kind(p, FeatureKind::kShare).label = size16(p.labels.size()); }},
      {"a top of no dimension", [](auto &p) { of_kind(p, FeatureKind::kTop).dimension = size16(p.dimensions.size()); }},
      {"labels of a trait behind the end",
       [](auto &p) {
         for (FeatureDef &def : p.features) {
           if (def.fact == Fact::kTrait && def.type == ValueType::kLabel) def.listed = size16(p.labels.size());
         }
       }},
  });
}

TEST_CASE("refused: `where`, events, fields, dimensions and bands that do not hold") {
  check_refused({
      {"a node that does not exist", [](auto &p) { p.where[0].op = WhereOp::kCount; }},
      {"a node that ends before itself", [](auto &p) { p.where[0].next = 0; }},
      {"a node that ends behind the end", [](auto &p) { p.where[0].next = size16(p.where.size() + 1); }},
      {"a test with children", [](auto &p) { leaf(p, WhereOp::kNumberGe).next = size16(p.where.size()); }},
      {"a test on no field", [](auto &p) { leaf(p, WhereOp::kNumberGe).field = size8(p.fields.size()); }},
      {"a text that is no string", [](auto &p) { leaf(p, WhereOp::kStartsWith).value = static_cast<int64_t>(p.string_first.size()) - 1; }},
      {"a text below 0", [](auto &p) { leaf(p, WhereOp::kStartsWith).value = -1; }},
      {"a text far behind the end", [](auto &p) { leaf(p, WhereOp::kStartsWith).value = int64_t{1} << 32; }},
      {"a text of the last number that there is", [](auto &p) { leaf(p, WhereOp::kStartsWith).value = INT64_MAX; }},
      {"an event's role that does not exist",
       [](auto &p) { p.events[0].role = static_cast<EventRole>(static_cast<int>(EventRole::kNone) + 1); }},
      {"listeners behind the end", [](auto &p) { p.events[0].listener_first = size16(p.listeners.size() + 1); }},
      {"more listeners than there are", [](auto &p) { p.events[0].listener_count = size16(p.listeners.size() + 1); }},
      {"a listener that is no feature", [](auto &p) { p.listeners[0] = size16(p.features.size()); }},
      {"a listener that is a fact", [](auto &p) { p.listeners[0] = 0; }},
      {"a field's role that does not exist", [](auto &p) { p.fields.back().role = static_cast<FieldRole>(kFieldRoles + 1); }},
      {"a dimension of no field", [](auto &p) { p.dimensions[0].field = size8(p.fields.size()); }},
      {"price bands without labels", [](auto &p) { p.band_limits.clear(), p.band_labels.clear(); }},
      {"price bands without labels that no dimension reads", [](auto &p) { p.band_labels.clear(), p.dimensions[1].field = 0; }},
      {"labels of bands without limits", [](auto &p) { p.band_limits.clear(); }},
      {"a label too few", [](auto &p) { p.band_labels.pop_back(); }},
      {"bands that do not ascend", [](auto &p) { p.band_limits[1] = p.band_limits[0]; }},
  });
}

TEST_CASE("refused: gates, segments and stages that do not hold") {
  check_refused({
      {"edges that do not begin at 0", [](auto &p) { p.edge_first[0] = 1; }},
      {"edges that end before the end", [](auto &p) { p.edges.push_back(p.edges.back()); }},
      {"edges that run back", [](auto &p) { p.edge_first[1] = 0xFFFF; }},
      {"a node too few", [](auto &p) { p.edge_first.pop_back(); }},
      {"an edge to no gate", [](auto &p) { p.edges.back() = size16(p.gates.size() << 1); }},
      {"a gate that feeds itself",
       [](auto &p) {
         const size_t node = p.conditions.size();
         for (uint32_t &first : p.edge_first) first += &first > &p.edge_first[node] ? 1u : 0u;
         p.edges.insert(p.edges.begin() + static_cast<ptrdiff_t>(p.edge_first[node]), uint16_t{0});
         ++p.gates[0].inputs;
       }},
      {"a gate with an input more than it says", [](auto &p) { --p.gates[0].inputs; }},
      {"an output that is no segment", [](auto &p) { p.gates[0].output = size16(p.segments.size()); }},
      {"an output that is no stage", [](auto &p) { p.gates[0].output = size16(kOutputStage | p.stages.size()); }},
      {"an output that is another gate's segment", [](auto &p) { p.gates[0].output = 1; }},
      {"an output that is another gate's stage", [](auto &p) { p.gates[0].output = kOutputStage; }},
      {"a segment of no gate", [](auto &p) { p.segments[0].gate = size16(p.gates.size()); }},
      {"a segment of another's gate", [](auto &p) { p.segments[0].gate = p.segments[1].gate; }},
      {"a segment with a name that is no string", [](auto &p) { p.segments[0].name = size16(p.string_first.size() - 1); }},
      {"a segment that stays longer than 400 days", [](auto &p) { p.segments[0].stay = vitrine::kMaxDuration + 1; }},
      {"a last stage with a gate", [](auto &p) { p.stages.back().gate = p.stages.front().gate; }},
      {"a stage in the middle without a gate", [](auto &p) { p.stages[0].gate = kNone16; }},
      {"a stage of a gate behind the end", [](auto &p) { p.stages[0].gate = size16(p.gates.size()); }},
      {"a stage with a name that is no string", [](auto &p) { p.stages[0].name = size16(p.string_first.size() - 1); }},
  });
}

TEST_CASE("refused: slots, variants and signals that do not hold") {
  check_refused({
      {"a kind of slot that does not exist", [](auto &p) { p.slots[0].kind = SlotKind::kCount; }},
      {"a slot with a name that is no string", [](auto &p) { p.slots[0].name = size16(p.string_first.size() - 1); }},
      {"variants behind the end", [](auto &p) { ++p.slots[0].variant_count; }},
      {"no variant", [](auto &p) { p.slots[0].variant_count = 0; }},
      {"a default with a gate", [](auto &p) { p.variants[p.slots[0].variant_count - 1u].gate = 0; }},
      {"signals behind the end", [](auto &p) { ++p.slots[1].signal_count; }},
      {"a `seen` that is no feature", [](auto &p) { p.slots[1].seen = size16(p.features.size()); }},
      {"a `seen` that is no distinct", [](auto &p) { p.slots[1].seen = 0; }},
      {"a variant with a name that is no string", [](auto &p) { p.variants[0].name = size16(p.string_first.size() - 1); }},
      {"a variant of no gate", [](auto &p) { p.variants[0].gate = size16(p.gates.size()); }},
      {"a variant of no segment", [](auto &p) { p.variants[0].segment = size16(p.segments.size()); }},
      {"a signal that does not exist", [](auto &p) { p.signals[0].kind = SignalKind::kCount; }},
      {"a signal of no dimension", [](auto &p) { p.signals[0].dimension = size8(p.dimensions.size()); }},
  });
}

TEST_CASE("refused: sections that do not follow one another, and a length that is not theirs") {
  const Bytes whole = sample().pack.bytes();
  REQUIRE(LoadedPack(whole).status() == VT_OK);
  for (uint32_t section = 0; section < kSections; ++section) {
    for (const auto &[part, more] : {std::pair<size_t, uint32_t>{0, 1}, {0, 8}, {0, 0x8000'0000u}, {4, 8}, {4, 0x8000'0000u}}) {
      Bytes bytes = whole;
      uint8_t *at = bytes.data() + sizeof(PackHeader) + section * sizeof(SectionRef) + part;
      uint32_t value = 0;
      std::memcpy(&value, at, 4);
      value += more;
      std::memcpy(at, &value, 4);
      seal_pack(bytes);
      REQUIRE(LoadedPack(bytes).status() == VT_BAD_PACK);
    }
  }
}

TEST_CASE("refused: labels that do not ascend, and one that stands twice") {
  PackBuilder builder;
  builder.event("page_view");
  const int type = builder.fact(Fact::kPageType);
  builder.any({builder.is(type, "a"), builder.is(type, "b"), builder.exists(type)});
  PackRecords records = builder.records();
  REQUIRE(loads(records));
  std::swap(records.conditions[1], records.conditions[2]);
  CHECK_FALSE(loads(records));
  records.conditions[1] = records.conditions[2];
  CHECK_FALSE(loads(records));
}
