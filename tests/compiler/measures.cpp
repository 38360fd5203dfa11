// Sums, repeats, sequences, segments that stay, time and place: what they become, and what is refused.
#include <catch2/catch.hpp>

#include "findings.h"
#include "format/hash.h"
#include "format/limits.h"
#include "vitrine/vitrine.h"

using namespace vitrine;
using namespace vitrine::compiler;

namespace {

// A strategy with this feature `f` and a segment `a` whose `when` tests it.
std::string with_feature(const std::string &feature, const std::string &test) {
  return "{\"features\":{\"f\":" + feature + "},\"segments\":{\"a\":{\"when\":{\"f\":" + test + "}}}}";
}

std::string with_fact(const std::string &name, const std::string &test) {
  return "{\"segments\":{\"a\":{\"when\":{\"" + name + "\":" + test + "}}}}";
}

// The one feature that is no consent.
FeatureDef feature_of(const Records &records) {
  FeatureDef found{};
  for (const FeatureDef &feature : records.features) {
    if (feature.group != Group::kPurpose) found = feature;
  }
  return found;
}

const EventDef *event_of(const Records &records, std::string_view name) {
  for (const EventDef &event : records.events) {
    if (event.hash == fnv1a32(name.data(), name.size())) return &event;
  }
  return nullptr;
}

bool has_field(const Records &records, FieldRole role) {
  for (const FieldDef &field : records.fields) {
    if (field.role == role) return true;
  }
  return false;
}

std::vector<int64_t> thresholds(const std::string &text) {
  const Records records = records_of(text);
  const FeatureDef feature = feature_of(records);
  const auto first = records.conditions.begin() + feature.condition_first;
  return {first, first + feature.condition_count};
}

constexpr char kLeft[] = R"({"sequence":["view_item",{"event":"add_to_cart","where":{"price":{"gte":20}}},"view_item"],"within":"1d")";

}  // namespace

TEST_CASE("a sum of value is an amount in thousandths, one of quantity a whole number") {
  const Records value = records_of(with_feature(R"({"sum":"value","on":"purchase"})", R"({"gte":99.995})"));
  CHECK(feature_of(value).kind == FeatureKind::kSumEver);
  CHECK(feature_of(value).type == ValueType::kAmount);
  CHECK(feature_of(value).sum_of == static_cast<uint16_t>(SumOf::kValue));
  CHECK(feature_of(value).window_kind == WindowKind::kEver);
  for (const FieldRole role : {FieldRole::kValue, FieldRole::kPrice, FieldRole::kQuantity, FieldRole::kCurrency})
    CHECK(has_field(value, role));
  CHECK(thresholds(with_feature(R"({"sum":"value","on":"purchase"})", R"({"gte":99.995})")) == std::vector<int64_t>{99'995});

  const std::string units = with_feature(R"({"sum":"quantity","on":"add_to_cart","within":"visit","where":{"item_brand":"acme"}})", "3");
  const Records records = records_of(units);
  CHECK(feature_of(records).kind == FeatureKind::kSumEver);
  CHECK(feature_of(records).type == ValueType::kInteger);
  CHECK(feature_of(records).sum_of == static_cast<uint16_t>(SumOf::kQuantity));
  CHECK(feature_of(records).window_kind == WindowKind::kVisit);
  CHECK(feature_of(records).where != kNone16);
  CHECK(has_field(records, FieldRole::kQuantity));
  CHECK(!has_field(records, FieldRole::kPrice));
  CHECK(thresholds(units) == std::vector<int64_t>{3, 4});
  REQUIRE(event_of(records, "add_to_cart") != nullptr);
  CHECK(event_of(records, "add_to_cart")->listener_count == 1);
}

TEST_CASE("a sum within a duration is kept in buckets") {
  const Records records = records_of(with_feature(R"({"sum":"value","on":"purchase","within":"30d"})", R"({"gte":1})"));
  CHECK(feature_of(records).kind == FeatureKind::kSumBuckets);
  CHECK(feature_of(records).window == 30u * 86'400);
  CHECK(feature_of(records).purposes == VT_PERSONALIZATION);
}

TEST_CASE("a sum adds up value or quantity, and stops at 2^52 thousandths") {
  CHECK(findings_of(with_feature(R"({"sum":"price","on":"purchase"})", "1")) == "unknown_field 1:25 /features/f/sum");
  CHECK(findings_of(with_feature(R"({"sum":"value"})", "1")) == "missing_key 1:19 /features/f/sum");
  CHECK(findings_of(with_feature(R"({"sum":"value","on":"purchas"})", "1")) == "unknown_event 1:38 /features/f/on");
  const std::string spent = R"({"sum":"value","on":"purchase"})";
  CHECK(findings_of(with_feature(spent, R"({"gte":4503599627370.496})")) == "");
  CHECK(findings_of(with_feature(spent, R"({"gte":4503599627370.497})")) == "never_true 1:87 /segments/a/when/f/gte");
  CHECK(findings_of(with_feature(spent, R"({"lt":4503599627370.497})")) == "always_true 1:86 /segments/a/when/f/lt");
  const std::string units = R"({"sum":"quantity","on":"purchase"})";
  CHECK(findings_of(with_feature(units, R"({"gte":4503599627370})")) == "");
  CHECK(findings_of(with_feature(units, R"({"gte":4503599627371})")) == "never_true 1:90 /segments/a/when/f/gte");
}

TEST_CASE("repeats stops at 16, within a duration at 4") {
  const Records records = records_of(with_feature(R"({"repeats":"item_id","on":"view_item","within":"7d"})", R"({"gte":2})"));
  CHECK(feature_of(records).kind == FeatureKind::kRepeats);
  CHECK(feature_of(records).type == ValueType::kInteger);
  REQUIRE(feature_of(records).field < records.fields.size());
  CHECK(records.fields[feature_of(records).field].role == FieldRole::kItemId);
  for (const std::string within : {"", R"(,"within":"visit")"}) {
    const std::string feature = R"({"repeats":"item_id","on":"view_item")" + within + "}";
    CHECK(findings_of(with_feature(feature, "16")) == "");
    CHECK(findings_of(with_feature(feature, "17")).rfind("never_true", 0) == 0);
    CHECK(findings_of(with_feature(feature, R"({"lt":17})")).rfind("always_true", 0) == 0);
  }
  const std::string week = R"({"repeats":"item_id","on":"view_item","within":"7d"})";
  CHECK(findings_of(with_feature(week, R"({"gte":4})")) == "");
  CHECK(messages_of(with_feature(week, R"({"gte":5})")).find("`f` is never above 4, so this comparison is never true.") !=
        std::string::npos);
}

TEST_CASE("a sequence has its steps in order, and behind them the one that undoes it") {
  const Records records = records_of(with_feature(std::string(kLeft) + R"(,"in_last":"12h","then_not":"purchase"})", "true"));
  const FeatureDef feature = feature_of(records);
  CHECK(feature.kind == FeatureKind::kSequence);
  CHECK(feature.type == ValueType::kBoolean);
  CHECK(feature.flags == kFeatureThenNot);
  CHECK(feature.steps == 3);
  CHECK(feature.window_kind == WindowKind::kDuration);
  CHECK(feature.window == 86'400);
  CHECK(feature.in_last == 43'200);
  CHECK(feature.event == kNone16);
  CHECK(feature.where == kNone16);
  REQUIRE(records.steps.size() == 4);
  const char *events[] = {"view_item", "add_to_cart", "view_item", "purchase"};
  for (size_t i = 0; i < 4; ++i) {
    CHECK(records.events[records.steps[feature.first_step + i].event].hash == event_of(records, events[i])->hash);
    CHECK((records.steps[feature.first_step + i].where != kNone16) == (i == 1));
  }
  for (const char *name : {"view_item", "add_to_cart", "purchase"}) CHECK(event_of(records, name)->listener_count == 1);
  CHECK(event_of(records, "refund")->listener_count == 0);
  CHECK(has_field(records, FieldRole::kCurrency));  // a step's `where` reads an amount
}

TEST_CASE("a sequence that did not come is false and not unknown") {
  const std::string feature = R"({"sequence":["view_item","purchase"],"within":"visit"})";
  CHECK(thresholds(with_feature(feature, "false")) == std::vector<int64_t>{1});
  CHECK(feature_of(records_of(with_feature(feature, "false"))).window_kind == WindowKind::kVisit);
  CHECK(feature_of(records_of(with_feature(feature, "false"))).flags == 0);
}

TEST_CASE("equal sequences are there once; each part of the definition is in the key") {
  const auto key = [](const std::string &end) { return feature_of(records_of(with_feature(kLeft + end + "}", "true"))).key; };
  const uint32_t plain = key("");
  CHECK(plain != 0);
  CHECK(key(R"(,"then_not":"purchase")") != plain);
  CHECK(key(R"(,"in_last":"1h")") != plain);
  CHECK(key(R"(,"then_not":{"event":"purchase","where":{"coupon":"x"}})") != key(R"(,"then_not":"purchase")"));
  const std::string twice = "{\"features\":{\"f\":" + std::string(kLeft) + "},\"g\":" + kLeft +
                            R"(}},"segments":{"a":{"when":{"f":true}},"b":{"when":{"g":false}}}})";
  CHECK(records_of(twice).steps.size() == 3);
}

TEST_CASE("a sequence says what is missing or wrong in it") {
  const auto findings = [](const std::string &feature) { return findings_of(with_feature(feature, "true")); };
  CHECK(findings(R"({"sequence":["view_item","purchase"]})") == "missing_key 1:19 /features/f/sequence");
  CHECK(findings(R"({"sequence":["view_item"],"within":"1d"})") == "limit 1:30 /features/f/sequence");
  CHECK(findings(R"({"sequence":["scroll","scroll","scroll","scroll","scroll","scroll"],"within":"1d"})") == "");
  CHECK(findings(R"({"sequence":["scroll","scroll","scroll","scroll","scroll","scroll","scroll"],"within":"1d"})") ==
        "limit 1:30 /features/f/sequence");
  CHECK(findings(R"({"sequence":"view_item","within":"1d"})") == "wrong_type 1:30 /features/f/sequence");
  CHECK(findings(R"({"sequence":["view_item",5],"within":"1d"})") == "wrong_type 1:43 /features/f/sequence/1");
  CHECK(findings(R"({"sequence":["view_item","purchas"],"within":"1d"})") == "unknown_event 1:43 /features/f/sequence/1");
  CHECK(findings(R"({"sequence":["view_item",{"where":{}}],"within":"1d"})") == "missing_key 1:43 /features/f/sequence/1");
  CHECK(findings(R"({"sequence":["view_item","purchase"],"within":"1d","then_not":"refun"})") == "unknown_event 1:80 /features/f/then_not");
  CHECK(findings(R"({"sequence":["view_item","purchase"],"within":"1d","in_last":"visit"})") == "bad_duration 1:79 /features/f/in_last");
  CHECK(findings(R"({"sequence":["view_item","purchase"],"within":"1d","where":{"price":1}})") == "unknown_key 1:69 /features/f/where");
  CHECK(findings_of(with_feature(R"({"sequence":["view_item","purchase"],"within":"1d"})", "1")) == "wrong_type 1:100 /segments/a/when/f");
}

TEST_CASE("a segment that stays has a gate of its own, and its key knows how long") {
  const std::string any = R"("when":{"any":[{"cart.items":1},{"page.type":"x"}]})";
  const Records records =
      records_of("{\"segments\":{\"a\":{" + any + R"(,"stay":"10m"},"b":{)" + any + R"(},"c":{"when":{"segment":"a"}}}})");
  REQUIRE(records.segments.size() == 3);
  CHECK(records.segments[0].stay == 600);
  CHECK(records.segments[1].stay == 0);
  // Nothing but `segment: a` reads the gate that is kept on: its outputs lead to c alone.
  const size_t node = records.conditions.size() + records.segments[0].gate;
  REQUIRE(records.edge_first[node + 1] - records.edge_first[node] == 1);
  CHECK(records.edges[records.edge_first[node]] >> 1 == records.segments[2].gate);
  const auto key = [](const std::string &stay) {
    return records_of(R"({"segments":{"a":{"when":{"cart.items":1})" + stay + "}}}").segments[0].key;
  };
  CHECK(key(R"(,"stay":"10m")") == key(R"(,"stay":"600s")"));
  CHECK(key(R"(,"stay":"10m")") != key(R"(,"stay":"11m")"));
  CHECK(findings_of(R"({"segments":{"a":{"when":{},"stay":600}}})") == "wrong_type 1:36 /segments/a/stay");
}

TEST_CASE("facts of time bring the offset and know their range; one that every hour passes only asks for a value") {
  const Records records = records_of(with_fact("time.hour", R"({"gte":20})"));
  CHECK(feature_of(records).key == 0);
  CHECK(feature_of(records).purposes == 0);
  CHECK(has_field(records, FieldRole::kTzOffset));
  const struct {
    const char *name;
    const char *least;
    const char *most;
    const char *below;
    const char *above;
  } facts[] = {{"time.hour", "0", "23", "-1", "24"}, {"time.weekday", "1", "7", "0", "8"}, {"time.month", "1", "12", "0", "13"}};
  for (const auto &fact : facts) {
    INFO(fact.name);
    CHECK(findings_of(with_fact(fact.name, fact.least)) == "");
    CHECK(findings_of(with_fact(fact.name, fact.most)) == "");
    CHECK(findings_of(with_fact(fact.name, fact.below)).rfind("never_true", 0) == 0);
    CHECK(findings_of(with_fact(fact.name, fact.above)).rfind("never_true", 0) == 0);
    CHECK(thresholds(with_fact(fact.name, "{\"lt\":" + std::string(fact.above) + "}")) == std::vector<int64_t>{INT64_MIN});
  }
}

TEST_CASE("place needs consent to location and personalization, the search term to personalization") {
  CHECK(records_of(with_fact("geo.country", R"("DE")")).segments[0].purposes == (VT_PERSONALIZATION | VT_LOCATION));
  CHECK(has_field(records_of(with_fact("geo.city", R"("Linz")")), FieldRole::kGeoCity));
  const Records search = records_of(with_fact("last.search_term", R"({"contains":"shoe"})"));
  CHECK(search.segments[0].purposes == VT_PERSONALIZATION);
  CHECK(feature_of(search).type == ValueType::kText);
  REQUIRE(event_of(search, "search") != nullptr);
  CHECK(event_of(search, "search")->role == EventRole::kSearch);
  CHECK(has_field(search, FieldRole::kSearchTerm));
}

TEST_CASE("words tell sums, repeats, sequences and how long a segment stays") {
  const auto told = [](const std::string &text) { return words(text, "s.json").text; };
  CHECK(told(with_feature(R"({"sum":"value","on":"purchase","within":"30d"})", R"({"gte":100})")) ==
        "A visitor is in the segment a while the value of all purchase events in the last 30 days is at least 100.\n");
  CHECK(told(with_feature(R"({"repeats":"item_id","on":"view_item"})", "2")) ==
        "A visitor is in the segment a while how often the same item_id came in view_item events is 2.\n");
  CHECK(told(with_feature(R"({"sequence":["view_item","add_to_cart"],"within":"1d","then_not":"purchase"})", "true")) ==
        "A visitor is in the segment a while view_item, then add_to_cart came within 1 day, with no purchase since.\n");
  CHECK(told(R"({"segments":{"a":{"when":{"cart.items":1},"stay":"10m"}}})") ==
        "A visitor is in the segment a while the number of items in the cart is 1, and until that has not been so for 10 minutes.\n");
}

TEST_CASE("the listing names the steps of a sequence and how long a segment stays") {
  const std::string text = R"({"features":{"f":{"sequence":["view_item","add_to_cart"],"within":"1d","then_not":"purchase"}},
    "segments":{"a":{"when":{"f":true},"stay":"10m"}}})";
  const std::string listing = listing_of(text);
  CHECK(listing.find("  step 0: view_item\n  step 1: add_to_cart\n  then not 2: purchase\n") != std::string::npos);
  CHECK(listing.find("sequence view_item, add_to_cart within 86400s then not purchase [sequence, boolean, key ") != std::string::npos);
  CHECK(listing.find("segment 0: a gate 0 stays 10m") != std::string::npos);
}

TEST_CASE("a snapshot counts the new parts at their worst") {
  std::string features;
  std::string any;
  for (size_t i = 0; i < 14; ++i) {  // 3,002 bytes alone, so that the size is always told
    const std::string n = std::to_string(i);
    features += ",\"d" + n + "\":{\"distinct\":\"x" + n + "\",\"on\":\"view_item\"}";
    any += ",{\"d" + n + "\":{\"gte\":1}}";
  }
  const auto bytes = [&](const std::string &feature, const std::string &test, const std::string &stay) {
    const std::string text = messages_of("{\"features\":{\"f\":" + feature + features + "},\"segments\":{\"a\":{\"when\":{\"any\":[" +
                                         test + any + "]}" + stay + "}}}");
    const std::string before = "can take ";
    const size_t at = text.find(before);
    return at == std::string::npos ? 0 : std::stoi(text.substr(at + before.size())) - 3'002;
  };
  const std::string f = R"({"f":{"gte":1}})";
  CHECK(bytes(R"({"sum":"value","on":"purchase"})", f, "") == 6 + 8);
  CHECK(bytes(R"({"sum":"value","on":"purchase","within":"7d"})", f, "") == 6 + 196);
  CHECK(bytes(R"({"repeats":"item_id","on":"view_item"})", f, "") == 6 + 144);
  CHECK(bytes(R"({"repeats":"item_id","on":"view_item","within":"7d"})", f, "") == 6 + 400);
  const std::string sequence = R"({"sequence":["scroll","scroll","scroll","scroll","scroll","scroll"],"within":"1d","then_not":"click"})";
  CHECK(bytes(sequence, R"({"f":true})", "") == 6 + 24);
  CHECK(bytes(sequence, R"({"page.path":{"exists":true}})", R"(,"stay":"1d")") == 6 + 64 + 6 + 4);
  CHECK(bytes(sequence, R"({"time.hour":1,"time.month":2})", "") == 6 + 4);  // one offset for all facts of time
}
