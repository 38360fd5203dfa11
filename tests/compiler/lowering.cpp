// What conditions become: features, thresholds, gates, purposes. Seen in the pack's listing.
#include <catch2/catch.hpp>
#include <set>

#include "findings.h"
#include "format/limits.h"
#include "vitrine/vitrine.h"

using namespace vitrine;
using namespace vitrine::compiler;

namespace {

// The lines of the listing that begin with `begin`, without it, joined by " | ".
std::string lines(const std::string &listing, const std::string &begin) {
  std::string out;
  for (size_t at = 0; at < listing.size();) {
    const size_t end = listing.find('\n', at);
    const std::string line = listing.substr(at, end - at);
    if (line.rfind(begin, 0) == 0) out += (out.empty() ? "" : " | ") + line.substr(begin.size());
    at = end + 1;
  }
  return out;
}

std::string conditions(std::string_view when) { return lines(listing_of(with_when(when)), "  condition "); }
std::string gates(std::string_view when) { return lines(listing_of(with_when(when)), "gate "); }

}  // namespace

TEST_CASE("comparators become thresholds: lt is a threshold not reached, eq is one reached and the next not") {
  CHECK(conditions(R"({"cart.items": {"gte": 2}})") == "0: cart.items >= 2 -> 0");
  CHECK(conditions(R"({"cart.items": {"lt": 2}})") == "0: cart.items >= 2 -> not 0");
  CHECK(conditions(R"({"cart.items": 2})") == "0: cart.items >= 2 -> 0 | 1: cart.items >= 3 -> not 0");
  CHECK(gates(R"({"cart.items": 2})") == "0: 2 of 2 = segment 0");
  CHECK(conditions(R"({"cart.items": 0})") == "0: cart.items >= 1 -> not 0");
  CHECK(conditions(R"({"cart.items": {"gte": 1.001}})") == "0: cart.items >= 2 -> 0");
  CHECK(conditions(R"({"cart.value": {"gte": 9.995}})") == "0: cart.value >= 9.995 -> 0");
}

TEST_CASE("lt asks for a value too where there may be none") {
  CHECK(conditions(R"({"orders.since": {"lt": "3d"}})") == "0: orders.since exists -> 0 | 1: orders.since >= 3d -> not 0");
  CHECK(conditions(R"({"trait.vip": false})") == "0: trait.vip exists -> 0 | 1: trait.vip is true -> not 0");
  CHECK(conditions(R"({"trait.vip": {"exists": false}})") == "0: trait.vip exists -> not 0");
}

TEST_CASE("a bound that every value passes asks only for a value") {
  CHECK(conditions(R"({"cart.value": {"gte": 0, "lt": 0.001}})") == "0: cart.value >= 0.001 -> not 0");
  CHECK(conditions(R"({"orders.refunded_share": {"gte": 1, "lt": 1.001}})") ==
        "0: orders.refunded_share exists -> 0 | 1: orders.refunded_share >= 1 -> 0");
}

TEST_CASE("labels and texts stand by value, and a list is any of them") {
  CHECK(conditions(R"({"page.path": {"in": ["/b", "/a"], "contains": "x"}})") == "");  // nothing fits both
  const std::string texts = conditions(R"({"page.path": {"starts_with": "/a", "ends_with": "b"}})");
  CHECK(texts.find("page.path starts with \"/a\" -> 0") != std::string::npos);
  CHECK(texts.find("page.path ends with \"b\" -> 0") != std::string::npos);
  const std::string labels = conditions(R"({"trait.tier": ["none", "gold"]})");
  CHECK(labels.find("trait.tier = \"none\" -> 0") != std::string::npos);
  CHECK(labels.find("trait.tier = \"gold\" -> 0") != std::string::npos);
  CHECK(gates(R"({"trait.tier": ["none", "gold"]})") == "0: 1 of 2 = segment 0");
}

TEST_CASE("a windowed count keeps times for constants up to 32, and buckets beyond, each comparator by itself") {
  const auto features = [](std::string_view when) { return lines(listing_of(with_when(when)), "feature "); };
  CHECK(features(R"({"views": {"gte": 32}})").find("[count by times, integer, key ") != std::string::npos);
  CHECK(features(R"({"views": {"gte": 32}})").find("keeps 32]") != std::string::npos);
  CHECK(features(R"({"views": 32})").find("keeps 33]") != std::string::npos);
  CHECK(features(R"({"views": {"gte": 33}})").find("[count by buckets") != std::string::npos);
  CHECK(features(R"({"views": {"gte": 33}})").find("by times") == std::string::npos);
  CHECK(features(R"({"views": [3, 40]})").find("by times") == std::string::npos);
  const std::string both = features(R"({"views": {"gte": 3, "lt": 40}})");
  CHECK(both.find("by times") != std::string::npos);
  CHECK(both.find("by buckets") != std::string::npos);
}

TEST_CASE("the key of a count does not hang on how many times are kept, but on window and where") {
  const auto key = [](const char *feature, const char *test) {
    const Records records =
        records_of(std::string("{\"features\":{\"f\":") + feature + "},\"segments\":{\"a\":{\"when\":{\"f\":" + test + "}}}}");
    return records.features.back().key;
  };
  const uint32_t views = key(R"({"count":"view_item","within":"7d"})", "{\"gte\":3}");
  CHECK(views != 0);
  CHECK(key(R"({"count":"view_item","within":"168h"})", "{\"gte\":9}") == views);
  CHECK(key(R"({"count":"view_item","within":"8d"})", "{\"gte\":3}") != views);
  CHECK(key(R"({"count":"view_item","within":"7d","where":{"price":1}})", "{\"gte\":3}") != views);
  CHECK(key(R"({"count":"view_item","within":"7d"})", "{\"gte\":40}") != views);  // buckets are another memory
}

TEST_CASE("equal features and equal conditions are there once, whatever they are called") {
  const Records records = records_of(R"({"features":{"f":{"count":"view_item"},"g":{"count":"view_item"}},
    "segments":{"a":{"when":{"any":[{"f":{"gte":2}},{"f":{"gte":3}}],"page.type":"x"}},"b":{"when":{"any":[{"g":{"gte":2}},{"g":{"gte":3}}]}}}})");
  CHECK(records.features.size() == 3);  // consent, the count, page.type
  CHECK(records.conditions.size() == 4);
  CHECK(records.gates.size() == 3);     // the shared any, a, b
}

TEST_CASE("segments need the purposes of all that they read, through segments and stages, and their own") {
  const std::string text = R"({"features":{"f":{"count":"view_item"}},"segments":{
    "context":{"when":{"page.type":"home","cart.items":1}},
    "collected":{"when":{"f":{"gte":1}}},
    "own":{"when":{"page.type":"home"},"purpose":["ads","measurement"]},
    "through":{"when":{"segment":["own","collected"]}},
    "staged":{"when":{"stage":"new"}}},
    "stages":[{"id":"old","when":{"visit.number":{"gte":2}}},{"id":"new"}],
    "slots":{"s":{"kind":"content","variants":[{"id":"x","for":{"segment":"through"},"purpose":"location"},{"id":"y","for":{"page.type":"a"}},{"id":"default"}]},
             "t":{"kind":"sort","signals":{"stock":1}},"u":{"kind":"sort","signals":{"seen":1}}}})";
  const Records records = records_of(text);
  REQUIRE(records.segments.size() == 5);
  CHECK(records.segments[0].purposes == 0);
  CHECK(records.segments[1].purposes == VT_PERSONALIZATION);
  CHECK(records.segments[2].purposes == (VT_ADS | VT_MEASUREMENT));
  CHECK(records.segments[3].purposes == (VT_ADS | VT_MEASUREMENT | VT_PERSONALIZATION));
  CHECK(records.segments[4].purposes == VT_PERSONALIZATION);
  CHECK(records.variants[0].purposes == VT_ALL_PURPOSES);
  CHECK(records.variants[0].segment == 3);
  CHECK(records.variants[1].purposes == 0);
  CHECK(records.variants[1].segment == kNone16);
  CHECK(records.variants[2].gate == kNone16);
  CHECK(records.slots[1].purposes == 0);
  CHECK(records.slots[1].seen == kNone16);
  CHECK(records.slots[2].purposes == VT_PERSONALIZATION);
  CHECK(records.features[records.slots[2].seen].kind == FeatureKind::kDistinct);
}

TEST_CASE("a stage's when asks for consent where a missing value would pass for a small one") {
  const std::string listing = listing_of(R"({"stages":[{"id":"new","when":{"visit.pages":{"lt":3}}},{"id":"old"}]})");
  CHECK(lines(listing, "  condition ") == "0: consent to personalization is true -> 0 | 1: visit.pages >= 3 -> not 0");
  CHECK(lines(listing, "gate ") == "0: 2 of 2 = when of stage 0");
}

TEST_CASE("a stage reference holds where its when does and no earlier one") {
  const std::string listing =
      listing_of(R"({"stages":[{"id":"x","when":{"cart.items":{"gte":3}}},{"id":"y","when":{"cart.items":{"gte":2}}},{"id":"z"}],
    "segments":{"in_y":{"when":{"stage":"y"}},"in_z":{"when":{"stage":"z"}}}})");
  CHECK(lines(listing, "gate ") ==
        "0: 1 of 1 = when of stage 0 -> not 2, not 3 | 1: 1 of 1 = when of stage 1 -> 2, not 3 | 2: 2 of 2 = segment 0 | 3: 2 of 2 = "
        "segment 1");
}

TEST_CASE("conditions that nothing can change become gates that are always or never on") {
  CHECK(gates("{}") == "0: 0 of 0 = segment 0");
  CHECK(gates(R"({"cart.items": {"exists": true}})") == "0: 0 of 0 = segment 0");
  CHECK(gates(R"({"cart.items": {"exists": false}})") == "0: 1 of 0 = segment 0");
  CHECK(gates(R"({"none": [{"cart.items": {"gte": 1}}, {}]})") == "0: 1 of 0 = segment 0");
  CHECK(gates(R"({"at_least": 2, "of": [{}, {"cart.items": {"gte": 1}}, {"cart.items": {"gte": 2}}]})") == "0: 1 of 2 = segment 0");
}

TEST_CASE("segments with the same condition keep gates of their own") {
  const Records records = records_of(
      R"({"segments":{"a":{"when":{"any":[{"cart.items":1},{"page.type":"x"}]}},"b":{"when":{"any":[{"cart.items":1},{"page.type":"x"}]}}}})");
  REQUIRE(records.segments.size() == 2);
  CHECK(records.segments[0].gate != records.segments[1].gate);
}

TEST_CASE("a price band dimension brings the bands, and dimensions bring the weights of their events") {
  const Records records = records_of(
      R"({"price_bands":[25,75.5],"slots":{"s":{"kind":"sort","signals":{"affinity.price_band":1}}},"affinity":{"half_life":"7d","weights":{"view_item":0.25}}})");
  CHECK(records.band_limits == std::vector<int64_t>{25'000, 75'500});
  CHECK(records.band_labels.size() == 3);
  CHECK(records.config[0].half_life == 7 * 86'400);
  uint32_t weights = 0;
  for (const EventDef &event : records.events) weights += event.weight;
  CHECK(weights == 250);
  CHECK(records_of(R"({"price_bands":[25]})").band_limits.empty());
}

TEST_CASE("what nothing reads is not in the pack") {
  const Records records = records_of(R"({"events":["x"],"traits":{"t":"text"},"features":{"f":{"count":"x"},"g":{"top":"item_brand"}}})");
  CHECK(records.features.empty());
  CHECK(records.dimensions.empty());
  CHECK(records.host_keys.empty());
  CHECK(records.events.size() == 5);  // purchase, refund, identify, customer_sync, evidence
}

TEST_CASE("conditions of every feature are ascending and unique, and fan-out goes upward only") {
  std::string segments;
  for (int i = 0; i < 300; ++i) {
    const std::string n = std::to_string(i);
    segments += (i == 0 ? "" : ",") + ("\"s" + n) + R"(":{"when":{"any":[{"views":)" + std::to_string(i * 7 % 90 + 1) +
                R"(},{"page.type":["a)" + std::to_string(i % 11) + R"(","b"]},{"page.path":{"contains":"p)" + std::to_string(i % 13) +
                R"("}},{"orders.since":{"lt":")" + std::to_string(i % 40 + 1) + R"(d"}}],"none":[{"cart.value":{"gte":)" +
                std::to_string(i % 17 + 1) + R"(.5}}]}})";
  }
  const Records r = records_of("{\"features\":{\"views\":{\"count\":\"view_item\",\"within\":\"7d\"}},\"segments\":{" + segments + "}}");
  REQUIRE(r.segments.size() == 300);
  for (const FeatureDef &f : r.features) {
    for (uint32_t c = 1; c < f.condition_count; ++c) {
      const int64_t before = r.conditions[f.condition_first + c - 1];
      const int64_t here = r.conditions[f.condition_first + c];
      if (f.type == ValueType::kLabel)
        CHECK(static_cast<uint64_t>(before) < static_cast<uint64_t>(here));
      else
        CHECK(before < here);
    }
  }
  for (uint32_t n = 0; n + 1 < r.edge_first.size(); ++n) {
    for (uint32_t e = r.edge_first[n]; e < r.edge_first[n + 1]; ++e) {
      if (n >= r.conditions.size()) CHECK((r.edges[e] >> 1) > n - r.conditions.size());
    }
  }
}

TEST_CASE("the same text gives the same bytes, and another text another id") {
  const auto pack = compile(with_when(R"({"views":3})"), "s.json").pack;
  CHECK(compile(with_when(R"({"views":3})"), "t.json").pack == pack);
  CHECK(strategy_id_text(compile(with_when(R"({"views":4})"), "s.json").pack) != strategy_id_text(pack));
  CHECK(strategy_id_text(pack).size() == 16);
}
