// Every kind of error of what decides: messages, caps, evidence, schedules, experiments, holdout, goals, places, brand terms, channels.
#include <catch2/catch.hpp>

#include "findings.h"

using namespace vitrine;
using namespace vitrine::compiler;

namespace {

struct Case {
  const char *text;
  const char *findings;
};

template <size_t n>
void check_cases(const Case (&cases)[n]) {
  for (const Case &c : cases) {
    INFO(c.text);
    CHECK(findings_of(c.text) == c.findings);
  }
}

// A slot whose variant has this beside its `for`, from column 64 on.
std::string variant(const std::string &more) {
  return R"({"slots":{"s":{"kind":"content","variants":[{"id":"x","for":{},)" + more + R"(},{"id":"default"}]}}})";
}
void check_variant(const std::string &more, const std::string &findings) {
  INFO(more);
  CHECK(findings_of(variant(more)) == findings);
}

// An experiment `e` that begins in line 3, column 6, over a slot `s` with the variants a, b and default, and a sort slot `g`.
std::string with_experiment(const std::string &experiment) {
  return R"({"slots":{"s":{"kind":"content","variants":[{"id":"a","for":{}},{"id":"b","for":{}},{"id":"default"}]},
"g":{"kind":"sort","signals":{"stock":1}}},"experiments":{
"e": )" + experiment +
         "}}";
}
void check_experiment(const std::string &experiment, const std::string &findings) {
  INFO(experiment);
  CHECK(findings_of(with_experiment(experiment)) == findings);
}

bool says(const std::string &text, const char *hint) { return messages_of(text).find(hint) != std::string::npos; }

constexpr const char *kX = " /slots/s/variants/0/";

}  // namespace

TEST_CASE("messages of the wrong form are told at their place") {
  check_cases({
      {R"({"messages":[]})", "wrong_type 1:13 /messages"},
      {R"({"messages":{"M":{}}})", "bad_id 1:14 /messages/M"},
      {R"({"messages":{"m":5}})", "wrong_type 1:18 /messages/m"},
      {R"({"messages":{"m":{"maxx":1}}})", "unknown_key 1:19 /messages/m/maxx"},
      {R"({"messages":{"m":{"within":"1d"}}})", "missing_key 1:19 /messages/m/within"},
      {R"({"messages":{"m":{"max":0}}})", "bad_number 1:25 /messages/m/max"},
      {R"({"messages":{"m":{"max":32}}})", ""},
      {R"({"messages":{"m":{"max":33}}})", "bad_number 1:25 /messages/m/max"},
      {R"({"messages":{"m":{"max":2,"within":7}}})", "wrong_type 1:36 /messages/m/within"},
      {R"({"messages":{"m":{"never_for":"nobody"}}})", "unknown_name 1:31 /messages/m/never_for"},
      {R"({"segments":{"buyer":{"when":{}}},"messages":{"m":{"never_for":["buyer","buyr"]}}})",
       "unknown_name 1:73 /messages/m/never_for/1"},
      {R"({"stages":[{"id":"new"}],"messages":{"m":{"never_for":"new"}}})", ""},
      {R"({"messages":{"m":{"never_for":[]}}})", "empty_list 1:31 /messages/m/never_for"},
      {R"({"messages":{"m":{"never_for":5}}})", "wrong_type 1:31 /messages/m/never_for"},
  });
  CHECK(says(R"({"segments":{"buyer":{"when":{}}},"messages":{"m":{"never_for":"buyr"}}})", "Did you mean `buyer`?"));
  CHECK(says(R"({"messages":{"m":{"within":"1d"}}})", R"(Write {"max": 3, "within": "1d"}.)"));
}

TEST_CASE("a variant's message is a known one, and an urgency states its evidence") {
  check_variant(R"("message":"discont")", std::string("unknown_message 1:74") + kX + "message");
  CHECK(says(variant(R"("message":"discont")"), "Did you mean `discount`?"));
  check_variant(R"("message":"")", std::string("empty_text 1:74") + kX + "message");
  check_variant(R"("message":5)", std::string("wrong_type 1:74") + kX + "message");
  for (const char *message : {"discount", "trust", "service", "information"})
    check_variant("\"message\":\"" + std::string(message) + '"', "");
  check_variant(R"("message":"urgency")", std::string("urgency_without_needs 1:74") + kX + "message");
  CHECK(says(variant(R"("message":"urgency")"), R"(Write "needs": {"stock": {"lt": 6, "max_age": "10m"}}.)"));
  check_variant(R"("message":"urgency","needs":{"stock":{"lt":6}})", "");
  CHECK(findings_of(
            R"({"messages":{"m":{}},"slots":{"s":{"kind":"content","variants":[{"id":"x","for":{},"message":"m"},{"id":"d"}]}}})") == "");
}

TEST_CASE("caps of the wrong form are told at their place") {
  check_variant(R"("cap":{})", std::string("missing_key 1:64") + kX + "cap");
  check_variant(R"("cap":3)", std::string("wrong_type 1:70") + kX + "cap");
  check_variant(R"("cap":{"max":0})", std::string("bad_number 1:77") + kX + "cap/max");
  check_variant(R"("cap":{"max":32})", "");
  check_variant(R"("cap":{"max":33})", std::string("bad_number 1:77") + kX + "cap/max");
  check_variant(R"("cap":{"max":1.5})", std::string("bad_number 1:77") + kX + "cap/max");
  check_variant(R"("cap":{"max":3,"within":"visit"})", "");
  check_variant(R"("cap":{"within":"1d"})", std::string("missing_key 1:71") + kX + "cap/within");
  check_variant(R"("cap":{"max":3,"within":"401d"})", std::string("bad_duration 1:88") + kX + "cap/within");
  check_variant(R"("cap":{"most":3,"max":1})", std::string("unknown_key 1:71") + kX + "cap/most");
  CHECK(says(variant(R"("cap":{"max":33})"), "`max` must be a whole number from 1 to 32, not `33`."));
}

TEST_CASE("evidence of the wrong form is told at its place") {
  check_variant(R"("needs":{})", std::string("empty_list 1:72") + kX + "needs");
  check_variant(R"("needs":[])", std::string("wrong_type 1:72") + kX + "needs");
  check_variant(R"("needs":{"":1})", std::string("empty_text 1:73") + kX + "needs/");
  check_variant(R"("needs":{"stock":{}})", std::string("empty_test 1:81") + kX + "needs/stock");
  check_variant(R"("needs":{"stock":{"lt":6,"max_age":10}})", std::string("wrong_type 1:99") + kX + "needs/stock/max_age");
  check_variant(R"("needs":{"stock":{"lt":6,"max_age":"0s"}})", std::string("bad_duration 1:99") + kX + "needs/stock/max_age");
  check_variant(R"("needs":{"stock":{"lt":"6"}})", std::string("wrong_type 1:87") + kX + "needs/stock/lt");
  check_variant(R"("needs":{"stock":{"less":6}})", std::string("unknown_comparator 1:82") + kX + "needs/stock/less");
  check_variant(R"("needs":{"stock":{"gte":6,"lt":6}})", std::string("impossible_range 1:95") + kX + "needs/stock/lt");
  check_variant(R"("needs":{"stock":null})", std::string("wrong_type 1:81") + kX + "needs/stock");
  check_variant(R"("needs":{"stock":3,"fresh":true,"size":"x","kind":[1,2],"any":{"exists":true,"max_age":"400d"},"new":{"max_age":"1d"}})",
                "");
}

TEST_CASE("a schedule has its zone, is in the calendar, and ends after it begins") {
  for (const char *time : {"2026-11-27", "2026-11-27T00:00", "2026-11-27T00:00:00"}) {
    check_variant("\"from\":\"" + std::string(time) + '"', std::string("no_zone 1:71") + kX + "from");
    check_variant("\"to\":\"" + std::string(time) + '"', std::string("no_zone 1:69") + kX + "to");
  }
  CHECK(says(variant(R"("to":"2026-11-27")"), R"(Write it with its zone, as in "2026-11-27T00:00:00+01:00")"));
  check_variant(R"("from":"2026-11-27T00:00:00+01:00","to":"2026-11-26T23:00:01Z")", "");
  check_variant(R"("from":"2026-11-27T00:00:00+01:00","to":"2026-11-26T23:00:00Z")", std::string("impossible_range 1:104") + kX + "to");
  CHECK(says(variant(R"("from":"2026-11-27T00:00:00Z","to":"2026-11-26T23:00:00Z")"), "Make `to` later."));
  check_variant(R"("from":"tomorrow")", std::string("bad_time 1:71") + kX + "from");
  check_variant(R"("from":5)", std::string("wrong_type 1:71") + kX + "from");
  check_variant(R"("to":"2026-13-01T00:00:00Z")", std::string("bad_time 1:69") + kX + "to");
}

TEST_CASE("experiments of the wrong form are told at their place") {
  check_cases({
      {R"({"experiments":[]})", "wrong_type 1:16 /experiments"},
      {R"({"experiments":{"E":{}}})", "bad_id 1:17 /experiments/E"},
      {R"({"experiments":{"e":5}})", "wrong_type 1:21 /experiments/e"},
      {R"({"experiments":{"e":{}}})", "missing_key 1:17 /experiments/e\nmissing_key 1:17 /experiments/e"},
  });
  check_experiment(R"({"slot":"s"})", "missing_key 3:1 /experiments/e");
  check_experiment(R"({"slot":5,"split":{"a":0.5,"b":0.5}})", "wrong_type 3:14 /experiments/e/slot");
  check_experiment(R"({"slot":"s","split":[0.5]})", "wrong_type 3:26 /experiments/e/split");
  check_experiment(R"({"slot":"s","split":{}})", "empty_list 3:26 /experiments/e/split");
  check_experiment(R"({"slot":"s","split":{"a":1}})", "empty_list 3:26 /experiments/e/split");
  check_experiment(R"({"slot":"s","split":{"a":0.5,"b":0.5},"sed":"x"})", "unknown_key 3:44 /experiments/e/sed");
  check_experiment(R"({"slot":"s","split":{"a":0.5,"b":0.5},"seed":""})", "empty_text 3:51 /experiments/e/seed");
  check_experiment(R"({"slot":"s","split":{"a":0.5,"b":0.5},"for":{"page.typ":"x"}})", "unknown_name 3:51 /experiments/e/for/page.typ");
  check_experiment(R"({"slot":"s","split":{"a":0.5,"b":0.5},"seed":"x","varies":"offer","coverage":1,"for":{"page.type":"x"}})", "");
}

TEST_CASE("shares have at most 4 decimals and sum to 1") {
  check_experiment(R"({"slot":"s","split":{"a":0.5,"b":0.4}})", "bad_sum 3:26 /experiments/e/split");
  check_experiment(R"({"slot":"s","split":{"a":0.5,"b":0.5001}})", "bad_sum 3:26 /experiments/e/split");
  check_experiment(R"({"slot":"s","split":{"a":0.3333,"b":0.3333,"default":0.3334}})", "");
  check_experiment(R"({"slot":"s","split":{"a":0.1,"b":0.2,"default":0.7}})", "");  // whose sum as doubles is not 1
  check_experiment(R"({"slot":"s","split":{"a":0.50005,"b":0.49995}})",
                   "bad_number 3:31 /experiments/e/split/a\nbad_number 3:43 /experiments/e/split/b");
  check_experiment(R"({"slot":"s","split":{"a":1.5,"b":-0.5}})",
                   "bad_number 3:31 /experiments/e/split/a\nbad_number 3:39 /experiments/e/split/b");
  check_experiment(R"({"slot":"s","split":{"a":"0.5","b":0.5}})", "wrong_type 3:31 /experiments/e/split/a");
  CHECK(says(with_experiment(R"({"slot":"s","split":{"a":0.50005,"b":0.49995}})"), "Visitors fall into 10,000 buckets: round it."));
  CHECK(says(with_experiment(R"({"slot":"s","split":{"a":0.5,"b":0.4}})"), "Change them so that every visitor has an arm."));
}

TEST_CASE("an arm with a share that cannot be read is still an arm: its variant is not told for having no `for`") {
  CHECK(findings_of(R"({"slots":{"s":{"kind":"content","variants":[{"id":"a"},{"id":"b"},{"id":"default"}]}},
"experiments":{"e":{"slot":"s","split":{"a":0.50005,"b":0.5}}}})") == "bad_number 2:45 /experiments/e/split/a");
}

TEST_CASE("the coverage makes a whole number of buckets of every arm") {
  check_experiment(R"({"slot":"s","split":{"a":0.5,"b":0.5},"coverage":0.33333})", "bad_number 3:55 /experiments/e/coverage");
  check_experiment(R"({"slot":"s","split":{"a":0.3333,"b":0.6667},"coverage":0.5})", "bad_number 3:61 /experiments/e/coverage");
  check_experiment(R"({"slot":"s","split":{"a":0.5,"b":0.5},"coverage":0.0002})", "");
  check_experiment(R"({"slot":"s","split":{"a":0.5,"b":0.5},"coverage":0})", "");
  check_experiment(R"({"slot":"s","split":{"a":0.5,"b":0.5},"coverage":2})", "bad_number 3:55 /experiments/e/coverage");
  CHECK(says(with_experiment(R"({"slot":"s","split":{"a":0.5,"b":0.5},"coverage":0.33333})"), "Choose a rounder coverage."));
}

TEST_CASE("an experiment has a content slot of its own, arms that it has, and varies one known thing") {
  check_experiment(R"({"slot":"t","split":{"a":0.5,"b":0.5}})", "unknown_name 3:14 /experiments/e/slot");
  check_experiment(R"({"slot":"g","split":{"a":0.5,"b":0.5}})", "unknown_name 3:14 /experiments/e/slot");
  CHECK(says(with_experiment(R"({"slot":"g","split":{"a":0.5,"b":0.5}})"), "There is no content slot `g`."));
  check_experiment(R"({"slot":"s","split":{"a":0.5,"defalt":0.5}})", "unknown_name 3:35 /experiments/e/split/defalt");
  CHECK(says(with_experiment(R"({"slot":"s","split":{"a":0.5,"defalt":0.5}})"), "Did you mean `default`?"));
  check_experiment(R"({"slot":"s","split":{"a":0.5,"a":0.5}})", "duplicate_key 3:35 /experiments/e/split/a");
  check_experiment(R"({"slot":"s","split":{"a":0.5,"b":0.5}},"f":{"slot":"s","split":{"a":0.5,"b":0.5}})",
                   "name_taken 3:57 /experiments/f/slot");
  CHECK(says(with_experiment(R"({"slot":"s","split":{"a":0.5,"b":0.5}},"f":{"slot":"s","split":{"a":0.5,"b":0.5}})"),
             "One experiment a slot: end one of them."));
  check_experiment(R"({"slot":"s","split":{"a":0.5,"b":0.5},"varies":"creativ"})", "unknown_varies 3:53 /experiments/e/varies");
  CHECK(says(with_experiment(R"({"slot":"s","split":{"a":0.5,"b":0.5},"varies":"creativ"})"), "Did you mean `creative`?"));
  check_experiment(R"({"slot":"s","split":{"a":0.5,"b":0.5},"varies":["creative"]})", "wrong_type 3:53 /experiments/e/varies");
}

TEST_CASE("holdout and goals of the wrong form are told at their place") {
  check_cases({
      {R"({"holdout":{}})", "missing_key 1:2 /holdout"},
      {R"({"holdout":5})", "wrong_type 1:12 /holdout"},
      {R"({"holdout":{"share":0.0001}})", ""},
      {R"({"holdout":{"share":0.00001}})", "bad_number 1:21 /holdout/share"},
      {R"({"holdout":{"share":1.1}})", "bad_number 1:21 /holdout/share"},
      {R"({"holdout":{"share":"x"}})", "wrong_type 1:21 /holdout/share"},
      {R"({"holdout":{"share":0.05,"seed":5}})", "wrong_type 1:33 /holdout/seed"},
      {R"({"holdout":{"share":0.05,"sed":"x"}})", "unknown_key 1:26 /holdout/sed"},
      {R"({"goals":[]})", "wrong_type 1:10 /goals"},
      {R"({"goals":{"g":{}}})", "missing_key 1:11 /goals/g"},
      {R"({"goals":{"G":{"event":"purchase"}}})", "bad_id 1:11 /goals/G"},
      {R"({"goals":{"g":{"event":"purchas"}}})", "unknown_event 1:24 /goals/g/event"},
      {R"({"goals":{"g":{"event":"purchase","value":"value"}}})", ""},
      {R"({"goals":{"g":{"event":"purchase","value":5}}})", "wrong_type 1:43 /goals/g/value"},
      {R"({"goals":{"g":{"event":"purchase","vlue":"value"}}})", "unknown_key 1:35 /goals/g/vlue"},
  });
  CHECK(says(R"({"goals":{"g":{"event":"purchas"}}})", "Did you mean `purchase`?"));
}

TEST_CASE("zones, climates and brand terms of the wrong form are told at their place") {
  check_cases({
      {R"({"zones":[]})", "wrong_type 1:10 /zones"},
      {R"({"zones":{"N":["DE"]}})", "bad_id 1:11 /zones/N"},
      {R"({"zones":{"n":[]}})", "empty_list 1:15 /zones/n"},
      {R"({"zones":{"n":"DE"}})", "wrong_type 1:15 /zones/n"},
      {R"({"zones":{"n":["DE-","-BY","DE-BY","DE",5,""]}})",
       "bad_place 1:16 /zones/n/0\nbad_place 1:22 /zones/n/1\nwrong_type 1:41 /zones/n/4\nempty_text 1:43 /zones/n/5"},
      {R"({"climates":{"n":["DE-"]}})", "bad_place 1:19 /climates/n/0"},
      {R"({"brand_terms":"acme"})", "wrong_type 1:16 /brand_terms"},
      {R"({"brand_terms":[]})", "empty_list 1:16 /brand_terms"},
      {R"({"brand_terms":["",5,"acme"]})", "empty_text 1:17 /brand_terms/0\nwrong_type 1:20 /brand_terms/1"},
  });
  CHECK(says(R"({"zones":{"n":["DE-"]}})", R"(Write a country, or a region of it, as in "DE" or "DE-BY".)"));
}

TEST_CASE("geo.zone and geo.climate ask for their lists, and compare with what those name") {
  check_cases({
      {R"({"segments":{"a":{"when":{"geo.zone":"north"}}}})", "missing_key 1:27 /segments/a/when/geo.zone"},
      {R"({"segments":{"a":{"when":{"geo.zone":{"exists":true}}}}})", "missing_key 1:27 /segments/a/when/geo.zone"},
      {R"({"zones":{"north":["DE"]},"segments":{"a":{"when":{"geo.climate":"north"}}}})", "missing_key 1:52 /segments/a/when/geo.climate"},
      {R"({"zones":{"north":["DE"]},"segments":{"a":{"when":{"geo.zone":"norht"}}}})", "unknown_label 1:63 /segments/a/when/geo.zone"},
      {R"({"zones":{"north":["DE"]},"segments":{"a":{"when":{"geo.zone":{"contains":"n"}}}}})",
       "bad_comparator 1:75 /segments/a/when/geo.zone/contains"},
  });
  CHECK(says(R"({"zones":{"north":["DE"]},"segments":{"a":{"when":{"geo.zone":"norht"}}}})", "Did you mean `north`?"));
  CHECK(says(R"({"segments":{"a":{"when":{"geo.zone":"x"}}}})", R"(as in "zones": {"alps")"));
  CHECK(says(R"({"segments":{"a":{"when":{"geo.climate":"x"}}}})", R"(as in "climates": {"alps")"));
}

TEST_CASE("a channel that there is not is told with the nearest one that there is") {
  check_cases({
      {R"({"segments":{"a":{"when":{"traffic.channel":"Payed Search"}}}})", "unknown_label 1:45 /segments/a/when/traffic.channel"},
      {R"({"segments":{"a":{"when":{"traffic.channel":["Paid Search","paid search"]}}}})",
       "unknown_label 1:60 /segments/a/when/traffic.channel/1"},
      {R"({"segments":{"a":{"when":{"traffic.channel":""}}}})", "empty_text 1:45 /segments/a/when/traffic.channel"},
      {R"({"segments":{"a":{"when":{"traffic.channel":{"starts_with":"Paid"}}}}})",
       "bad_comparator 1:60 /segments/a/when/traffic.channel/starts_with"},
      {R"({"segments":{"a":{"when":{"traffic.branded":"yes"}}}})", "wrong_type 1:45 /segments/a/when/traffic.branded"},
  });
  CHECK(says(R"({"segments":{"a":{"when":{"traffic.channel":"Payed Search"}}}})", "Did you mean `Paid Search`?"));
}
