// Every kind of error of a strategy with its exact place.
#include <catch2/catch.hpp>

#include "findings.h"

using namespace vitrine;
using namespace vitrine::compiler;

namespace {

struct Case {
  const char *text;
  const char *findings;
};

// In line 6 of with_when stands the condition itself.
void check_when(const char *when, const std::string &findings) {
  INFO(when);
  CHECK(findings_of(with_when(when)) == findings);
}

}  // namespace

TEST_CASE("settings of the wrong form are told at their place") {
  const Case cases[] = {
      {"[]", "wrong_type 1:1 "},
      {"{\"name\": 5}", "wrong_type 1:10 /name"},
      {"{\"name\": \"\"}", "empty_text 1:10 /name"},
      {"{\"currency\": \"eur\"}", "bad_currency 1:14 /currency"},
      {"{\"visit_gap\": 30}", "wrong_type 1:15 /visit_gap"},
      {"{\"visit_gap\": \"30 min\"}", "bad_duration 1:15 /visit_gap"},
      {"{\"segmnts\": {}}", "unknown_key 1:2 /segmnts"},
      {"{\"events\": {}}", "wrong_type 1:12 /events"},
      {"{\"events\": [\"a b\", \"x\", \"x\"]}", "bad_id 1:13 /events/0\nname_taken 1:25 /events/2"},
      {"{\"traits\": {\"T\": \"text\", \"a\": \"bool\", \"b\": [], \"c\": [\"x\", \"x\"], \"d\": 1}}",
       "bad_id 1:13 /traits/T\nunknown_type 1:31 /traits/a\nempty_list 1:44 /traits/b\nname_taken 1:59 /traits/c/1\nwrong_type 1:70 "
       "/traits/d"},
      {"{\"price_bands\": [25, 25]}", "impossible_range 1:22 /price_bands/1"},
      {"{\"price_bands\": [0]}", "impossible_range 1:18 /price_bands/0"},
      {"{\"price_bands\": [1.2345]}", "bad_number 1:18 /price_bands/0"},
      {"{\"affinity\": {\"half_life\": \"0d\", \"weights\": {\"view_itm\": 1, \"purchase\": 0}, \"x\": 1}}",
       "bad_duration 1:28 /affinity/half_life\nunknown_event 1:46 /affinity/weights/view_itm\nbad_number 1:73 "
       "/affinity/weights/purchase\nunknown_key 1:77 /affinity/x"},
  };
  for (const Case &c : cases) {
    INFO(c.text);
    CHECK(findings_of(c.text) == c.findings);
  }
}

TEST_CASE("features of the wrong form are told at their place") {
  const Case cases[] = {
      {R"({"features":{"f":{}}})", "missing_key 1:18 /features/f"},
      {R"({"features":{"f":{"cuont":"view_item"}}})", "unknown_key 1:19 /features/f/cuont"},
      {R"({"features":{"f":{"count":"view_itm"}}})", "unknown_event 1:27 /features/f/count"},
      {R"({"features":{"f":{"count":"view_item","since":"purchase"}}})", "two_measures 1:39 /features/f/since"},
      {R"({"features":{"f":{"count":"view_item","on":"purchase"}}})", "unknown_key 1:39 /features/f/on"},
      {R"({"features":{"f":{"count":"view_item","within":7}}})", "wrong_type 1:48 /features/f/within"},
      {R"({"features":{"f":{"since":"view_item","within":"7d"}}})", "unknown_key 1:39 /features/f/within"},
      {R"({"features":{"f":{"distinct":"item_id"}}})", "missing_key 1:19 /features/f/distinct"},
      {R"({"features":{"f":{"affinity":"item_category"}}})", "missing_key 1:19 /features/f/affinity"},
      {R"({"features":{"f":{"affinity":"price_band","value":"<5"}}})", "missing_key 1:30 /features/f/affinity"},
      {R"({"price_bands":[5],"features":{"f":{"affinity":"price_band","value":"<6"}}})", "unknown_label 1:69 /features/f/value"},
      {R"({"features":{"F":{"count":"view_item"}}})", "bad_id 1:14 /features/F"},
      {R"({"features":{"language":{"count":"view_item"},"any":{"count":"view_item"}}})",
       "name_taken 1:14 /features/language\nname_taken 1:47 /features/any"},
      {R"({"features":{"f":{"count":"view_item","where":{"segment":"a"}}}})", "unknown_name 1:48 /features/f/where/segment"},
      {R"({"features":{"f":{"count":"view_item","where":{"price":{"gte":"3"}}}}})", "wrong_type 1:63 /features/f/where/price/gte"},
      {R"({"features":{"f":{"count":"view_item","where":{"price":{"gte":5,"lt":5}}}}})",
       "impossible_range 1:70 /features/f/where/price/lt"},
      {R"({"features":{"f":{"count":"view_item","where":{"price":{"eq":9,"lt":5}}}}})", "impossible 1:62 /features/f/where/price/eq"},
      {R"({"features":{"f":{"count":"view_item","where":{"a b":1}}}})", "bad_id 1:48 /features/f/where/a b"},
  };
  for (const Case &c : cases) {
    INFO(c.text);
    CHECK(findings_of(c.text) == c.findings);
  }
}

TEST_CASE("segments, stages and slots of the wrong form are told at their place") {
  const Case cases[] = {
      {R"({"segments":{"a":{}}})", "missing_key 1:14 /segments/a"},
      {R"({"segments":{"A":{"when":{}}}})", "bad_id 1:14 /segments/A"},
      {R"({"segments":{"a":{"when":{},"titel":"x"}}})", "unknown_key 1:29 /segments/a/titel"},
      {R"({"segments":{"a":{"when":{},"purpose":"adds"}}})", "unknown_purpose 1:39 /segments/a/purpose"},
      {R"({"segments":{"a":{"when":{},"purpose":["ads","x"]}}})", "unknown_purpose 1:46 /segments/a/purpose/1"},
      {R"({"segments":{"a":{"when":{},"export":"yes"}}})", "wrong_type 1:38 /segments/a/export"},
      {R"({"stages":[]})", "empty_list 1:11 /stages"},
      {R"({"stages":[{"id":"a","when":{}}]})", "last_stage 1:22 /stages/0/when"},
      {R"({"stages":[{"id":"a"},{"id":"b"}]})", "missing_key 1:18 /stages/0/id"},
      {R"({"stages":[{"id":"a","when":{}},{"id":"a"}]})", "name_taken 1:39 /stages/1/id"},
      {R"({"segments":{"a":{"when":{}}},"stages":[{"id":"a"}]})", "name_taken 1:47 /stages/0/id"},
      {R"({"slots":{"a":{"variants":[]}}})", "missing_key 1:11 /slots/a"},
      {R"({"slots":{"a":{"kind":"contnt"}}})", "unknown_kind 1:23 /slots/a/kind"},
      {R"({"slots":{"a":{"kind":"content"}}})", "missing_key 1:11 /slots/a"},
      {R"({"slots":{"a":{"kind":"content","variants":[{"id":"x","for":{}}]}}})", "missing_default 1:33 /slots/a/variants"},
      {R"({"slots":{"a":{"kind":"content","variants":[{"id":"x"},{"id":"default"}]}}})", "default_not_last 1:51 /slots/a/variants/0/id"},
      {R"({"slots":{"a":{"kind":"content","variants":[{"id":"x","for":{}},{"id":"x"}]}}})", "name_taken 1:71 /slots/a/variants/1/id"},
      {R"({"slots":{"a":{"kind":"content","variants":[{"for":{}},{"id":"x"}]}}})", "missing_key 1:45 /slots/a/variants/0"},
      {R"({"slots":{"a":{"kind":"sort"}}})", "missing_key 1:11 /slots/a"},
      {R"({"slots":{"a":{"kind":"sort","signals":{"stok":1}}}})", "unknown_signal 1:41 /slots/a/signals/stok"},
      {R"({"slots":{"a":{"kind":"sort","signals":{"stock":0.0001}}}})", "bad_number 1:49 /slots/a/signals/stock"},
      {R"({"slots":{"a":{"kind":"sort","signals":{"stock":1001}}}})", "bad_number 1:49 /slots/a/signals/stock"},
      {R"({"slots":{"a":{"kind":"sort","signals":{"affinity.price_band":1}}}})", "missing_key 1:63 /slots/a/signals/affinity.price_band"},
      {R"({"slots":{"a":{"kind":"sort","signals":{"stock":1},"pin":-1,"max_shift":1.5}}})",
       "bad_number 1:58 /slots/a/pin\nbad_number 1:73 /slots/a/max_shift"},
  };
  for (const Case &c : cases) {
    INFO(c.text);
    CHECK(findings_of(c.text) == c.findings);
  }
}

TEST_CASE("conditions of the wrong form are told at their place") {
  check_when(R"([])", "wrong_type 5:1 /segments/a/when");
  check_when(R"({"any": []})", "empty_list 5:9 /segments/a/when/any");
  check_when(R"({"all": [5]})", "wrong_type 5:10 /segments/a/when/all/0");
  check_when(R"({"at_least": 1})", "missing_key 5:2 /segments/a/when/at_least");
  check_when(R"({"of": [{}]})", "missing_key 5:2 /segments/a/when/of");
  check_when(R"({"at_least": 3, "of": [{}, {}]})", "bad_number 5:14 /segments/a/when/at_least");
  check_when(R"({"at_least": 0, "of": [{}, {}]})", "bad_number 5:14 /segments/a/when/at_least");
  check_when(R"({"views": {}})", "empty_test 5:11 /segments/a/when/views");
  check_when(R"({"views": null})", "wrong_type 5:11 /segments/a/when/views");
  check_when(R"({"views": []})", "empty_list 5:11 /segments/a/when/views");
  check_when(R"({"views": [[1]]})", "wrong_type 5:12 /segments/a/when/views/0");
  check_when(R"({"views": {"gt": 3}})", "unknown_comparator 5:12 /segments/a/when/views/gt");
  check_when(R"({"views": {"eq": [3]}})", "wrong_type 5:18 /segments/a/when/views/eq");
  check_when(R"({"views": {"exists": 1}})", "wrong_type 5:22 /segments/a/when/views/exists");
  check_when(R"({"segment": 5})", "wrong_type 5:13 /segments/a/when/segment");
  check_when(R"({"segment": []})", "empty_list 5:13 /segments/a/when/segment");
}

TEST_CASE("`gt` and `lte` are answered by `gte` and `lt` with the next value, where there is one") {
  struct Row {
    const char *when;
    const char *hint;
  };
  const Row row = GENERATE(values<Row>({
      {R"({"views": {"gt": 5}})", R"({"gte": 6})"},
      {R"({"views": {"gt": 5.5}})", R"({"gte": 6})"},
      {R"({"views": {"lte": 5}})", R"({"lt": 6})"},
      {R"({"views": {"<=": 5}})", R"({"lt": 6})"},
      {R"({"views": {">": 5}})", R"({"gte": 6})"},
      {R"({"views": {"max": 5}})", R"({"lt": 6})"},
      {R"({"cart.value": {"gt": 5}})", R"({"gte": 5.001})"},
      {R"({"trait.margin": {"gt": -0.001}})", R"({"gte": 0})"},
      {R"({"trait.margin": {"lte": -5}})", R"({"lt": -4.999})"},
      {R"({"bought": {"gt": "3d"}})", R"({"gte": "259201s"})"},
      {R"({"bought": {"lte": "59s"}})", R"({"lt": "1m"})"},
      {R"({"bought": {"gt": "400d"}})", "with the next value, because"},
      {R"({"shoes": {"gt": 0.4}})", R"(Write {"gte": 0.4}: `gte` includes 0.4)"},
      {R"({"orders.average": {"lte": 50}})", R"(Write {"lt": 50}: `gte` includes 50, `lt` does not)"},
      {R"({"brand": {"gt": "Acme"}})", "neither above nor below"},
      {R"({"views": {"gt": "5"}})", "with the next value, because"},
      {R"({"veiws": {"gt": 5}})", R"({"gte": 6})"},
      {R"({"views": {"min": 5}})", "Write `gte` (at least this value)."},
      {R"({"views": {"<": 5}})", "Write `lt` (below this value)."},
  }));
  INFO(row.when);
  const std::string messages = messages_of(with_when(row.when));
  INFO(messages);
  CHECK(messages.find("error unknown_comparator: There is no comparator") != std::string::npos);
  CHECK(messages.find(row.hint) != std::string::npos);
}

TEST_CASE("`gt` in `where` and `needs` is answered in thousandths, as every number of an event is taken") {
  CHECK(messages_of(R"({"features":{"f":{"count":"view_item","where":{"price":{"gt":5}}}}})").find(R"(Write {"gte": 5.001})") !=
        std::string::npos);
  CHECK(messages_of(R"({"slots":{"a":{"kind":"content","variants":[{"id":"b","needs":{"stock":{"lte":5}}},{"id":"default"}]}}})")
            .find(R"(Write {"lt": 5.001})") != std::string::npos);
}

TEST_CASE("names that nothing has are told with the nearest one that something has") {
  check_when(R"({"veiws": 1})", "unknown_name 5:2 /segments/a/when/veiws");
  check_when(R"({"segment": "b"})", "unknown_name 5:13 /segments/a/when/segment");
  check_when(R"({"stage": ["x"]})", "unknown_name 5:12 /segments/a/when/stage/0");
  check_when(R"({"trait.tire": "gold"})", "unknown_name 5:2 /segments/a/when/trait.tire");
  check_when(R"({"trait.tier": "glod"})", "unknown_label 5:16 /segments/a/when/trait.tier");
  CHECK(messages_of(with_when(R"({"veiws": 1})")) ==
        "s.json:5:2: error unknown_name: Nothing is called `veiws`.\n  at /segments/a/when/veiws\n  Did you mean `views`?\n");
  CHECK(messages_of(with_when(R"({"cart.item": 1})")).find("Did you mean `cart.items`?") != std::string::npos);
  CHECK(messages_of(with_when(R"({"trait.tier": "glod"})")).find("Did you mean `gold`?") != std::string::npos);
  CHECK(messages_of(with_when(R"({"a": 1})")).find(R"(write {"segment": "a"})") != std::string::npos);
  CHECK(messages_of(with_when(R"({"view_item": 1})")).find(R"({"count": "view_item"})") != std::string::npos);
}

TEST_CASE("a comparator that its type does not have is told with those it has") {
  check_when(R"({"bought": "3d"})", "bad_comparator 5:12 /segments/a/when/bought");
  check_when(R"({"shoes": 0.5})", "bad_comparator 5:11 /segments/a/when/shoes");
  check_when(R"({"orders.overdue": [1, 2]})", "bad_comparator 5:20 /segments/a/when/orders.overdue");
  check_when(R"({"page.type": {"starts_with": "c"}})", "bad_comparator 5:31 /segments/a/when/page.type/starts_with");
  check_when(R"({"page.path": {"gte": 1}})", "bad_comparator 5:23 /segments/a/when/page.path/gte");
  check_when(R"({"trait.vip": {"lt": 1}})", "bad_comparator 5:22 /segments/a/when/trait.vip/lt");
}

TEST_CASE("a constant of another type is told, and a bare number says how a duration is written") {
  check_when(R"({"bought": {"lt": 3}})", "wrong_type 5:19 /segments/a/when/bought/lt");
  CHECK(messages_of(with_when(R"({"bought": {"lt": 3}})")).find("as in \"3d\"") != std::string::npos);
  check_when(R"({"bought": {"lt": "3 days"}})", "bad_duration 5:19 /segments/a/when/bought/lt");
  check_when(R"({"views": "2"})", "wrong_type 5:11 /segments/a/when/views");
  check_when(R"({"page.type": 3})", "wrong_type 5:15 /segments/a/when/page.type");
  check_when(R"({"page.type": ""})", "empty_text 5:15 /segments/a/when/page.type");
  check_when(R"({"trait.vip": "true"})", "wrong_type 5:15 /segments/a/when/trait.vip");
  check_when(R"({"cart.value": {"gte": 9.9999}})", "bad_number 5:24 /segments/a/when/cart.value/gte");
}

TEST_CASE("a comparison that a bound makes constant is an error, one inside the bound is none") {
  check_when(R"({"views": {"gte": 0}})", "");  // true by nature, not by a bound: it asks for a value
  check_when(R"({"views": {"gte": -2}})", "");
  check_when(R"({"views": {"lt": 0}})", "never_true 5:18 /segments/a/when/views/lt");
  check_when(R"({"views": {"gte": 65535}})", "");
  check_when(R"({"views": {"gte": 65536}})", "never_true 5:19 /segments/a/when/views/gte");
  check_when(R"({"views": {"lt": 65536}})", "always_true 5:18 /segments/a/when/views/lt");
  check_when(R"({"views": 65536})", "never_true 5:11 /segments/a/when/views");
  check_when(R"({"views": 2.5})", "never_true 5:11 /segments/a/when/views");
  check_when(R"({"views": [1, -1]})", "never_true 5:15 /segments/a/when/views/1");
  check_when(R"({"items": {"gte": 16}})", "");
  check_when(R"({"items": {"gte": 17}})", "never_true 5:19 /segments/a/when/items/gte");
  check_when(R"({"shoes": {"gte": 1}})", "");
  check_when(R"({"shoes": {"gte": 1.001}})", "never_true 5:19 /segments/a/when/shoes/gte");
  check_when(R"({"shoes": {"gte": 0}})", "");
  check_when(R"({"cart.value": {"lt": 0}})", "never_true 5:23 /segments/a/when/cart.value/lt");
  check_when(R"({"trait.margin": {"lt": -5}})", "");
  check_when(R"({"cart.value": {"gte": 0, "lt": 0.001}})", "");  // what always holds may stand beside what does not
  check_when(R"({"shoes": {"lt": 1.001, "gte": 1}})", "");
  check_when(R"({"shoes": {"gte": 0, "lt": 1.001}})", "");
}

TEST_CASE("a range that nothing fits is an error at the comparator that empties it") {
  check_when(R"({"views": {"gte": 3, "lt": 3}})", "impossible_range 5:28 /segments/a/when/views/lt");
  check_when(R"({"views": {"lt": 3, "gte": 4}})", "impossible_range 5:28 /segments/a/when/views/gte");
  check_when(R"({"views": {"gte": 2.1, "lt": 2.9}})", "impossible_range 5:30 /segments/a/when/views/lt");
  check_when(R"({"views": {"gte": 3, "lt": 4}})", "");
  check_when(R"({"bought": {"gte": "2d", "lt": "48h"}})", "impossible_range 5:32 /segments/a/when/bought/lt");
  check_when(R"({"views": {"eq": 5, "lt": 5}})", "impossible 5:18 /segments/a/when/views/eq");
  check_when(R"({"views": {"eq": 5, "in": [4, 6]}})", "impossible 5:18 /segments/a/when/views/eq");
  check_when(R"({"views": {"in": [1, 5], "gte": 5}})", "");
  check_when(R"({"views": {"exists": false, "gte": 5}})", "impossible 5:22 /segments/a/when/views/exists");
  check_when(R"({"page.path": {"eq": "/a", "starts_with": "/b"}})", "impossible 5:22 /segments/a/when/page.path/eq");
  check_when(R"({"page.path": {"in": ["/a", "/b"], "starts_with": "/b"}})", "");
}

TEST_CASE("circles are told with their way") {
  CHECK(messages_of(R"({"segments":{"a":{"when":{"segment":"b"}},"b":{"when":{"any":[{"segment":"a"}]}}}})") ==
        "s.json:1:74: error circle: This closes a circle: `a` > `b` > `a`.\n  at /segments/b/when/any/0/segment\n  Leave one of these "
        "references out.\n");
  CHECK(findings_of(R"({"segments":{"a":{"when":{"segment":"a"}}}})") == "circle 1:37 /segments/a/when/segment");
  CHECK(findings_of(R"({"stages":[{"id":"s","when":{"stage":"t"}},{"id":"t"}]})") == "circle 1:38 /stages/0/when/stage");
  CHECK(findings_of(R"({"segments":{"a":{"when":{"stage":"t"}}},"stages":[{"id":"s","when":{"segment":"a"}},{"id":"t"}]})") ==
        "circle 1:80 /stages/0/when/segment");
  CHECK(findings_of(R"({"segments":{"a":{"when":{"segment":["b","c"]}},"b":{"when":{"segment":"c"}},"c":{"when":{}}}})") == "");
}

TEST_CASE("all errors come in one go, in the order of their places") {
  CHECK(findings_of("{\"slots\":{\"x\":{}},\n\"currency\":1,\n\"segments\":{\"a\":{\"when\":{\"nothing\":1}}}}") ==
        "missing_key 1:11 /slots/x\nwrong_type 2:12 /currency\nunknown_name 3:26 /segments/a/when/nothing");
}

TEST_CASE("findings as JSON have every part") {
  const auto result = compile("{\"nmae\":\"\\\"\"}", "s \"1\".json");
  CHECK(diagnostics_json(result.diagnostics, result.file) ==
        "{\"file\":\"s "
        "\\\"1\\\".json\",\"errors\":1,\"warnings\":0,\"diagnostics\":[{\"severity\":\"error\",\"code\":\"unknown_key\",\"line\":1,"
        "\"column\":2,"
        "\"pointer\":\"/nmae\",\"sentence\":\"A strategy has no key `nmae`.\",\"hint\":\"Did you mean `name`?\"}]}\n");
}
