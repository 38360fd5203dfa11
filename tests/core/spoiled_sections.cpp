// What the verifier proves of sequences, sums, evidence, places, experiments, hosts and channels, number by number.
#include "format/limits.h"
#include "support/spoiled.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

uint16_t no_string(const PackRecords &p) { return size16(p.string_first.size() - 1); }

// A sequence of two steps with a `then_not`, a repeats, both sums, and a count by buckets that no one spoils.
PackRecords measures() {
  PackBuilder builder;
  builder.event("page_view");
  builder.field("value");
  const auto with_kind = [&](int feature, FeatureKind kind) -> FeatureDef & {
    builder.def(feature).kind = kind;
    return builder.def(feature);
  };
  FeatureDef &sequence = with_kind(builder.count_in_visit("search"), FeatureKind::kSequence);
  sequence.type = ValueType::kBoolean;
  sequence.steps = 2;
  sequence.flags = kFeatureThenNot;
  with_kind(builder.distinct("view_item", "item_id"), FeatureKind::kRepeats);
  with_kind(builder.count("purchase"), FeatureKind::kSumEver).type = ValueType::kAmount;
  FeatureDef &sums = with_kind(builder.count_buckets("purchase", 100), FeatureKind::kSumBuckets);
  sums.sum_of = static_cast<uint16_t>(SumOf::kQuantity);
  builder.count_times("page_view", 100, 2);
  const int views = builder.count("view_item");
  builder.def(views).where = builder.where({WhereOp::kNoneOf, "", 0, "", {{WhereOp::kExists, "color", 0, "", {}}}});
  const uint16_t alone = builder.where({WhereOp::kExists, "color", 0, "", {}});
  PackRecords records = builder.records();
  records.steps = {{0, kNone16}, {1, alone}, {2, kNone16}};
  return records;
}

FeatureDef &evidence(PackRecords &p) { return of_kind(p, FeatureKind::kEvidence); }
FeatureDef &zone(PackRecords &p) { return of_kind(p, FeatureKind::kFact, Fact::kGeoZone); }
ExperimentDef &experiment(PackRecords &p) { return p.experiments[0]; }

// The arm of the last buckets.
ArmDef &last_arm(PackRecords &p) { return p.arms[experiment(p).arm_first + experiment(p).arm_count - 1u]; }

}  // namespace

TEST_CASE("refused: sequences that do not hold") {
  const auto of = [](PackRecords &p) -> FeatureDef & { return of_kind(p, FeatureKind::kSequence); };
  check_refused(measures(), {
                                {"one step", [&](auto &p) { of(p).steps = 1; }},
                                {"seven steps", [&](auto &p) { p.steps.resize(8), of(p).steps = 7; }},
                                {"steps behind the end", [&](auto &p) { of(p).steps = 3; }},
                                {"no place for the step that undoes it", [&](auto &p) { p.steps.pop_back(); }},
                                {"a first step behind the end", [&](auto &p) { of(p).first_step = 1; }},
                                {"a sequence that is a number", [&](auto &p) { of(p).type = ValueType::kInteger; }},
                                {"a sequence without a window", [&](auto &p) { of(p).window_kind = WindowKind::kEver; }},
                                {"in the last 401 days", [&](auto &p) { of(p).in_last = vitrine::kMaxDuration + 1; }},
                                {"a step of no event", [](auto &p) { p.steps[2].event = size16(p.events.size()); }},
                                {"a step with a `where` behind the end", [](auto &p) { p.steps[0].where = size16(p.where.size()); }},
                                {"a step with a `where` that is no tree", [](auto &p) { p.where.back().next = 0; }},
                            });
}

TEST_CASE("refused: sums, repeats and windows that do not hold") {
  const auto of = [](PackRecords &p, FeatureKind kind) -> FeatureDef & { return of_kind(p, kind); };
  using enum FeatureKind;
  check_refused(measures(), {
                                {"a sum of nothing that is known", [&](auto &p) { of(p, kSumEver).sum_of = 2; }},
                                {"a sum of values that is a whole number", [&](auto &p) { of(p, kSumEver).type = ValueType::kInteger; }},
                                {"a sum of units that is an amount", [&](auto &p) { of(p, kSumBuckets).type = ValueType::kAmount; }},
                                {"a plain sum within a duration",
                                 [&](auto &p) { of(p, kSumEver).window_kind = WindowKind::kDuration, of(p, kSumEver).window = 5; }},
                                {"buckets of a sum for ever", [&](auto &p) { of(p, kSumBuckets).window_kind = WindowKind::kEver; }},
                                {"a window past 400 days", [&](auto &p) { of(p, kSumBuckets).window = vitrine::kMaxDuration + 1; }},
                                {"repeats of no field", [&](auto &p) { of(p, kRepeats).field = kNone8; }},
                                {"repeats that are a duration", [&](auto &p) { of(p, kRepeats).type = ValueType::kDuration; }},
                                {"times of a count for ever", [&](auto &p) { of(p, kCountTimes).window_kind = WindowKind::kVisit; }},
                                {"no time kept", [&](auto &p) { of(p, kCountTimes).times = 0; }},
                                {"a time too many kept", [&](auto &p) { of(p, kCountTimes).times = kMaxExact + 2; }},
                                {"a `where` whose children end behind it", [](auto &p) { p.where[1].next = 3; }},
                            });
}

TEST_CASE("refused: evidence that does not hold") {
  check_refused({
      {"names kept by no feature", [](auto &p) { evidence(p).names = size16(p.features.size()); }},
      {"names kept by what keeps none", [](auto &p) { evidence(p).names = 0; }},
      {"a name that is no label", [](auto &p) { evidence(p).label = size16(p.labels.size()); }},
      {"no test", [](auto &p) { evidence(p).where = kNone16; }},
      {"within the visit", [](auto &p) { evidence(p).window_kind = WindowKind::kVisit; }},
      {"a `max_age` of 0", [](auto &p) { evidence(p).window = 0, evidence(p).window_kind = WindowKind::kDuration; }},
      {"a `max_age` past 400 days", [](auto &p) { evidence(p).window = vitrine::kMaxDuration + 1; }},
      {"evidence that is a number", [](auto &p) { evidence(p).type = ValueType::kInteger; }},
  });
}

TEST_CASE("refused: zones and climates that do not hold") {
  check_refused({
      {"a zone with a field", [](auto &p) { zone(p).field = 0; }},
      {"places behind the end", [](auto &p) { ++of_kind(p, FeatureKind::kFact, Fact::kGeoClimate).listed; }},
      {"a first place behind the end", [](auto &p) { zone(p).first_listed = size16(p.places.size() + 1), zone(p).listed = 0; }},
      {"no places", [](auto &p) { p.places.clear(); }},
      {"a zone that is a text", [](auto &p) { zone(p).type = ValueType::kText; }},
      {"a branded that is a label", [](auto &p) { of_kind(p, FeatureKind::kFact, Fact::kTrafficBranded).type = ValueType::kLabel; }},
  });
}

TEST_CASE("refused: experiments and their arms that do not hold") {
  check_refused({
      {"a slot of no experiment", [](auto &p) { p.slots[2].experiment = size16(p.experiments.size()); }},
      {"an experiment for no gate", [](auto &p) { experiment(p).gate = size16(p.gates.size()); }},
      {"arms behind the end", [](auto &p) { experiment(p).arm_count = size16(p.arms.size() + 1); }},
      {"a first arm behind the end", [](auto &p) { experiment(p).arm_first = 1; }},
      {"no arm", [](auto &p) { experiment(p).arm_count = 0; }},
      {"an arm that is no variant of the slot", [](auto &p) { last_arm(p).variant = p.slots[2].variant_count; }},
      {"arms that end before the last bucket", [](auto &p) { last_arm(p).end = kBuckets - 1; }},
      {"arms that end behind the last bucket", [](auto &p) { last_arm(p).end = kBuckets + 1; }},
      {"arms that run back", [](auto &p) { p.arms[0].end = kBuckets + 1; }},
      {"more experiments than fit", [](auto &p) { p.experiments.resize(kMaxExperiments + 1, p.experiments[0]); }},
  });
}

TEST_CASE("refused: what stops a variant, by a gate that is none") {
  check_refused({
      {"a guard", [](auto &p) { p.variants[0].guarded = size16(p.gates.size()); }},
      {"evidence", [](auto &p) { p.variants[0].evident = size16(p.gates.size()); }},
      {"a cap", [](auto &p) { p.variants[0].capped = size16(p.gates.size()); }},
  });
}

TEST_CASE("refused: tables of hosts that do not hold") {
  check_refused({
      {"a bucket too few", [](auto &p) { p.host_counts.pop_back(); }},
      {"a bucket too many", [](auto &p) { p.host_counts.push_back(0); }},
      {"no buckets", [](auto &p) { p.host_counts.clear(); }},
      {"a host more than its bucket counts", [](auto &p) { p.host_keys.push_back(1), p.host_classes.push_back(0); }},
      {"a bucket that counts one more", [](auto &p) { ++p.host_counts[0]; }},
      {"a key too few", [](auto &p) { p.host_keys.pop_back(); }},
      {"a class too few", [](auto &p) { p.host_classes.pop_back(); }},
      {"a class that is no kind", [](auto &p) { p.host_classes[0] = size8(p.host_kinds.size()); }},
      {"a kind with a rule that is none", [](auto &p) { p.host_kinds[0].rule = size8(p.host_rules.size()); }},
      {"a kind with a name that is none", [](auto &p) { p.host_kinds[0].name = size16(p.source_names.size()); }},
      {"parameters behind the end", [](auto &p) { p.host_rules[1].param_count = size16(p.host_params.size() + 1); }},
      {"a first parameter behind the end", [](auto &p) { p.host_rules[0].param_first = size16(p.host_params.size() + 1); }},
  });
}

TEST_CASE("refused: words of traffic, click ids, apps, channels and brand terms that are no strings") {
  check_refused({
      {"two sets of words", [](auto &p) { p.traffic.push_back(p.traffic[0]); }},
      {"not set", [](auto &p) { p.traffic[0].not_set = no_string(p); }},
      {"direct", [](auto &p) { p.traffic[0].direct = no_string(p); }},
      {"none", [](auto &p) { p.traffic[0].none = no_string(p); }},
      {"assistant", [](auto &p) { p.traffic[0].assistant = no_string(p); }},
      {"email", [](auto &p) { p.traffic[0].email = no_string(p); }},
      {"organic", [](auto &p) { p.traffic[0].organic = no_string(p); }},
      {"referral", [](auto &p) { p.traffic[0].referral = kNone16; }},
      {"a click id's source", [](auto &p) { p.click_ids[0].source = no_string(p); }},
      {"a click id's medium", [](auto &p) { p.click_ids[0].medium = kNone16; }},
      {"a click id's campaign", [](auto &p) { p.click_ids[0].campaign = no_string(p); }},
      {"the host of an app", [](auto &p) { p.apps[0].host = no_string(p); }},
      {"the text of a test", [](auto &p) { p.channel_tests[0].string = no_string(p); }},
      {"a brand term", [](auto &p) { p.brand_terms[0] = no_string(p); }},
  });
}

TEST_CASE("refused: tests of channels that do not exist") {
  check_refused({
      {"a field", [](auto &p) { p.channel_tests[0].field = ChannelField::kCount; }},
      {"an operator", [](auto &p) { p.channel_tests[0].op = TextOp::kExists; }},
      {"a bit", [](auto &p) { p.channel_tests[0].bit = 32; }},
  });
}
