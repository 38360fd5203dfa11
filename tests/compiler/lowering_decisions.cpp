// What stops a variant becomes: caps as counts with names, evidence, guards, schedules, arms, the holdout; and zones as places.
#include <catch2/catch.hpp>

#include "compiler/feature_table.h"
#include "findings.h"
#include "format/hash.h"
#include "format/limits.h"
#include "vitrine/vitrine.h"

using namespace vitrine;
using namespace vitrine::compiler;

namespace {

// A slot `hero` with these variants before its default, and what else the strategy has.
std::string with_variants(const std::string &variants, const std::string &more = "") {
  return R"({"slots":{"hero":{"kind":"content","variants":[)" + variants + R"(,{"id":"default"}]}})" + more + "}";
}

std::vector<FeatureDef> of_kind(const Records &r, FeatureKind kind) {
  std::vector<FeatureDef> found;
  for (const FeatureDef &def : r.features) {
    if (def.kind == kind) found.push_back(def);
  }
  return found;
}

const FeatureDef *of_key(const Records &r, std::string_view definition) {
  for (const FeatureDef &def : r.features) {
    if (def.key == part_key(definition)) return &def;
  }
  return nullptr;
}

std::vector<int64_t> conditions_of(const Records &r, const FeatureDef &def) {
  const auto first = r.conditions.begin() + def.condition_first;
  return {first, first + def.condition_count};
}

// The tests of a `where` as "field = text", as deep as they stand.
std::string where_of(const Records &r, const FeatureDef &def) {
  std::string out;
  REQUIRE(def.where != kNone16);
  for (uint32_t node = def.where; node < r.where[def.where].next; ++node) {
    const WhereDef &w = r.where[node];
    if (w.op <= WhereOp::kNoneOf) {
      out += "(" + std::to_string(w.need) + " ";
      continue;
    }
    const FieldRole role = r.fields[w.field].role;
    out += role == FieldRole::kCreativeSlot ? "slot " : role == FieldRole::kCreativeName ? "name " : "other ";
    for (const char *text : {"hero", "side", "offer", "sale", "deal", "a"}) {
      if (w.value == static_cast<int64_t>(hash_label(text))) out += std::string(text) + ' ';
    }
  }
  return out;
}

}  // namespace

TEST_CASE("a cap is a count of exposures with the slot and the variant as its `where`, and its name as its key") {
  const Records r = records_of(with_variants(R"({"id":"offer","for":{"page.type":"x"},"cap":{"max":3,"within":"1d"}})"));
  const auto times = of_kind(r, FeatureKind::kCountTimes);
  REQUIRE(times.size() == 1);
  CHECK(times[0].key == part_key("exposures hero offer newest"));
  CHECK(times[0].window == 86'400);
  CHECK(times[0].times == 3);
  CHECK(r.events[times[0].event].role == EventRole::kViewPromotion);
  CHECK(conditions_of(r, times[0]) == std::vector<int64_t>{3});
  CHECK(where_of(r, times[0]) == "(2 slot hero name offer ");
  CHECK(r.variants[0].capped != kNone16);
  CHECK((r.variants[0].guarded == kNone16 && r.variants[0].evident == kNone16));
  CHECK(r.variants[0].purposes == VT_PERSONALIZATION);
  CHECK((r.variants[0].from == 0 && r.variants[0].to == kNever));
  CHECK((r.variants[1].capped == kNone16 && r.variants[1].purposes == 0));
}

TEST_CASE("the key of a cap hangs on its name and on how it remembers, not on its number or its window") {
  const auto key = [](const std::string &cap) {
    const Records r = records_of(with_variants(R"({"id":"offer","for":{},"cap":)" + cap + "}"));
    for (const FeatureDef &def : r.features) {
      if (def.group == Group::kEvent) return def.key;
    }
    return uint32_t{0};
  };
  CHECK(key(R"({"max":3,"within":"1d"})") == part_key("exposures hero offer newest"));
  CHECK(key(R"({"max":9,"within":"30d"})") == part_key("exposures hero offer newest"));
  CHECK(key(R"({"max":3})") == part_key("exposures hero offer ever"));
  CHECK(key(R"({"max":3,"within":"visit"})") == part_key("exposures hero offer in this visit"));
}

TEST_CASE("a message's cap is one count over all variants of all slots that carry it; information is what carries no other") {
  const std::string slots = R"({"slots":{
    "hero":{"kind":"content","variants":[{"id":"offer","for":{},"message":"deal"},{"id":"sale","for":{},"message":"deal","cap":{"max":1}},{"id":"default"}]},
    "side":{"kind":"content","variants":[{"id":"sale","for":{},"message":"deal"},{"id":"a","for":{}},{"id":"default"}]}},
    "messages":{"deal":{"max":2,"within":"1d"},"information":{"max":5}}})";
  const Records r = records_of(slots);
  const FeatureDef *deal = of_key(r, "exposures of message deal newest");
  REQUIRE(deal != nullptr);
  CHECK(deal->times == 2);
  CHECK(where_of(r, *deal) == "(1 (2 slot hero (1 name offer name sale (2 slot side name sale ");
  const FeatureDef *information = of_key(r, "exposures of message information ever");
  REQUIRE(information != nullptr);
  CHECK(information->kind == FeatureKind::kCountEver);
  CHECK(where_of(r, *information).rfind("(1 (2 slot hero name ", 0) == 0);  // hero's default
  CHECK(of_key(r, "exposures hero sale ever") != nullptr);
  CHECK(of_kind(r, FeatureKind::kCountTimes).size() == 1);
  CHECK(r.variants[0].capped == r.variants[3].capped);  // the same count
  CHECK(r.variants[1].capped != r.variants[0].capped);  // of this one or of its own
  CHECK((r.gates[r.variants[1].capped].need == 1 && r.gates[r.variants[1].capped].inputs == 2));
  CHECK(r.variants[4].capped != kNone16);
  CHECK(r.variants[2].capped == kNone16);  // a default is never stopped
}

TEST_CASE("a guard is any of the segments and stages that a message is never for, and brings what they need") {
  const std::string more =
      R"(,"features":{"bought":{"count":"purchase"}},"segments":{"payer":{"when":{"bought":{"gte":3}}},"home":{"when":{"page.type":"home"}}},
    "stages":[{"id":"new","when":{"cart.items":0}},{"id":"old"}],"messages":{"m":{"never_for":["payer","old"]},"n":{"never_for":"home"}})";
  const Records r =
      records_of(with_variants(R"({"id":"a","for":{},"message":"m"},{"id":"b","for":{},"message":"n"},{"id":"c","for":{}})", more));
  CHECK(r.variants[0].guarded != kNone16);
  CHECK(r.variants[0].purposes == VT_PERSONALIZATION);
  CHECK(r.gates[r.variants[0].guarded].need == 1);
  CHECK(r.gates[r.variants[0].guarded].inputs == 2);
  CHECK(r.variants[1].guarded != kNone16);
  CHECK(r.variants[1].purposes == 0);
  CHECK(r.variants[2].guarded == kNone16);
}

TEST_CASE("evidence is a test of `value` beside the names that are remembered, all of a variant's in one gate") {
  const Records r = records_of(with_variants(
      R"({"id":"a","for":{},"message":"urgency","needs":{"stock":{"lt":6,"max_age":"10m"},"rating":{"gte":4}}},{"id":"b","for":{},"needs":{"rating":{"gte":4}}})"));
  const auto names = of_kind(r, FeatureKind::kEvidenceNames);
  REQUIRE(names.size() == 1);
  CHECK(r.fields[names[0].field].role == FieldRole::kEvidenceName);
  CHECK(names[0].key == part_key("names of evidence"));
  const auto all = of_kind(r, FeatureKind::kEvidence);
  REQUIRE(all.size() == 2);
  for (const FeatureDef &def : all) {
    CHECK(r.features[def.names].kind == FeatureKind::kEvidenceNames);
    CHECK(def.type == ValueType::kBoolean);
    CHECK(r.fields[r.where[def.where].field].role == FieldRole::kValue);
  }
  CHECK(all[0].window == 600);
  CHECK(all[0].window_kind == WindowKind::kDuration);
  CHECK(r.labels[all[0].label] == hash_label("stock"));
  CHECK(r.where[all[0].where].op == WhereOp::kNumberLt);
  CHECK(r.where[all[0].where].value == 6'000);
  CHECK(all[1].window_kind == WindowKind::kEver);
  CHECK(r.gates[r.variants[0].evident].inputs == 2);
  CHECK(r.gates[r.variants[0].evident].need == 2);
  CHECK(r.variants[1].evident != r.variants[0].evident);
  CHECK(r.variants[1].purposes == VT_PERSONALIZATION);
  // The names are fed before the tests that look among them.
  uint32_t names_at = 0;
  for (const EventDef &event : r.events) {
    if (event.role != EventRole::kEvidence) continue;
    CHECK(event.listener_count == 3);
    names_at = r.listeners[event.listener_first];
  }
  CHECK(r.features[names_at].kind == FeatureKind::kEvidenceNames);
}

TEST_CASE("a schedule is seconds since 1970, whatever zone it is written in") {
  const Records r = records_of(with_variants(
      R"({"id":"a","for":{},"from":"2026-11-27T00:00:00+01:00","to":"2026-11-26T23:30:00Z"},{"id":"b","for":{},"to":"2026-11-27T00:00:00-05:30"})"));
  CHECK(r.variants[0].from == 1'795'734'000);
  CHECK(r.variants[0].to == 1'795'734'000 + 1'800);
  CHECK(r.variants[1].from == 0);
  CHECK(r.variants[1].to == 1'795'734'000 + 23'400);
}

TEST_CASE("a service message is marked, and only it") {
  const Records r =
      records_of(with_variants(R"({"id":"a","for":{},"message":"service"},{"id":"b","for":{},"message":"trust"},{"id":"c","for":{}})"));
  CHECK(r.variants[0].flags == kVariantService);
  CHECK((r.variants[1].flags == 0 && r.variants[2].flags == 0 && r.variants[3].flags == 0));
}

TEST_CASE("arms own ranges of buckets in written order, and of each the first part is enrolled") {
  const std::string variants = R"({"id":"a"},{"id":"b","for":{"page.type":"b"}},{"id":"c","for":{}})";
  const std::string experiment =
      R"(,"experiments":{"test":{"slot":"hero","for":{"cart.items":{"gte":1}},"split":{"b":0.25,"default":0.3,"a":0.45},"coverage":0.2}})";
  const Records r = records_of(with_variants(variants, experiment));
  REQUIRE(r.experiments.size() == 1);
  CHECK(r.experiments[0].seed == hash_name("test"));
  CHECK(r.experiments[0].gate != kNone16);
  CHECK(r.experiments[0].purposes == VT_PERSONALIZATION);
  REQUIRE(r.arms.size() == 3);
  const uint16_t expected[][3] = {{1, 2'500, 500}, {3, 5'500, 3'100}, {0, 10'000, 6'400}};
  for (size_t i = 0; i < 3; ++i) {
    CHECK(r.arms[i].variant == expected[i][0]);
    CHECK(r.arms[i].end == expected[i][1]);
    CHECK(r.arms[i].enrolled == expected[i][2]);
  }
  CHECK(r.slots[0].experiment == 0);
  CHECK(r.variants[0].gate == r.experiments[0].gate);  // an arm without `for` has the experiment's
  CHECK(r.variants[1].gate != r.experiments[0].gate);
  CHECK(r.variants[3].gate == kNone16);
  const uint8_t flags[] = {kVariantArm, kVariantArm, 0, kVariantArm};
  for (size_t i = 0; i < 4; ++i) CHECK(r.variants[i].flags == flags[i]);
  CHECK(r.variants[0].purposes == VT_PERSONALIZATION);
  CHECK(r.variants[2].purposes == 0);
}

TEST_CASE("a coverage whose product with a share is a whole number but for what doubles make of it is that number") {
  const Records r = records_of(with_variants(
      R"({"id":"a","for":{}})", R"(,"experiments":{"test":{"slot":"hero","split":{"a":0.01,"default":0.99},"coverage":0.29}})"));
  REQUIRE(r.arms.size() == 2);
  CHECK(r.arms[0].enrolled == 29);  // 100 x 0.29 is 28.999999999999996 in doubles
  CHECK(r.arms[1].enrolled == 100 + 2'871);
}

TEST_CASE("the seed of an experiment is its id unless it has one, that of the holdout `holdout`; a slot without one has none") {
  const Records r = records_of(
      with_variants(R"({"id":"a","for":{}})",
                    R"(,"experiments":{"test":{"slot":"hero","split":{"a":0.5,"default":0.5},"seed":"2026"}},"holdout":{"share":0.05})"));
  CHECK(r.experiments[0].seed == hash_name("2026"));
  CHECK(r.experiments[0].gate == kNone16);
  CHECK((r.arms[0].enrolled == 5'000 && r.arms[1].enrolled == 10'000));
  CHECK(r.config[0].holdout_seed == hash_name("holdout"));
  CHECK(r.config[0].holdout_buckets == 500);
  const Records other = records_of(with_variants(R"({"id":"a","for":{}})", R"(,"holdout":{"share":1,"seed":"x"})"));
  CHECK(other.config[0].holdout_seed == hash_name("x"));
  CHECK(other.config[0].holdout_buckets == 10'000);
  CHECK(other.slots[0].experiment == kNone16);
  CHECK(records_of(with_variants(R"({"id":"a","for":{}})", R"(,"holdout":{"share":0,"seed":"x"})")).config[0].holdout_buckets == 0);
}

TEST_CASE("regions stand before countries, each in written order, and a list is in the pack once") {
  const Records r = records_of(R"({"zones":{"alps":["AT","DE-BY"],"eu":["DE","FR","AT-T"]},"climates":{"mild":["FR"]},
    "segments":{"a":{"when":{"any":[{"geo.zone":"alps"},{"geo.zone":"eu"}]}},"b":{"when":{"geo.climate":{"exists":true}}}}})");
  const auto place = [&](size_t i, const char *country, const char *region, const char *area) {
    INFO(i);
    REQUIRE(i < r.places.size());
    CHECK(r.places[i].country == hash_label(country));
    CHECK(r.places[i].region == (*region == '\0' ? 0 : hash_label(region)));
    CHECK(r.places[i].area == hash_label(area));
  };
  place(0, "DE", "BY", "alps");
  place(1, "AT", "T", "eu");
  place(2, "AT", "", "alps");
  place(3, "DE", "", "eu");
  place(4, "FR", "", "eu");
  place(5, "FR", "", "mild");
  CHECK(r.places.size() == 6);
  size_t areas = 0;
  for (const FeatureDef &def : r.features) {
    if (def.fact != Fact::kGeoZone && def.fact != Fact::kGeoClimate) continue;
    ++areas;
    CHECK(def.key == 0);  // it follows from country and region
    CHECK(def.field == kNone8);
    CHECK(def.purposes == (VT_PERSONALIZATION | VT_LOCATION));
    CHECK(def.first_listed == (def.fact == Fact::kGeoZone ? 0 : 5));
    CHECK(def.listed == (def.fact == Fact::kGeoZone ? 5 : 1));
  }
  CHECK(areas == 2);
  CHECK(r.segments[0].purposes == (VT_PERSONALIZATION | VT_LOCATION));
  CHECK(records_of(R"({"zones":{"alps":["AT"]}})").places.empty());
}

TEST_CASE("what is remembered of caps and evidence counts against the snapshot") {
  std::string variants;
  for (int i = 0; i < 20; ++i)
    variants += (i == 0 ? "" : ",") + ("{\"id\":\"v" + std::to_string(i)) + R"(","for":{},"cap":{"max":32,"within":"1d"}})";
  CHECK(findings_of(with_variants(variants)).empty());  // 20 x 134 bytes
  variants += R"(,{"id":"w","for":{},"needs":{"stock":{"lt":6}}})";
  CHECK(findings_of(with_variants(variants)) == "snapshot_too_large 1:1 ");
  CHECK(messages_of(with_variants(variants)).find("can take 3020 bytes") != std::string::npos);  // 102 for the names, 8 for the bit
  CHECK(messages_of(with_variants(variants)).find("`exposures hero v0 newest` 134") != std::string::npos);
}
