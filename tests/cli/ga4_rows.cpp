// Rows of GA4's BigQuery export: which column becomes which field.
#include "cli/log/ga4_rows.h"

#include <catch2/catch.hpp>

#include "cli/log/country_codes.h"
#include "cli/log_rows.h"

using namespace vitrine;
using namespace vitrine::tool;

namespace {

using Rows = std::vector<std::string>;

// A row with what every row has, and `more` members, in which @ stands for (not set).
std::string row(std::string more) {
  for (size_t at = 0; (at = more.find('@')) != std::string::npos;) more.replace(at, 1, "(not set)");
  return R"({"event_timestamp":"1673858401132002","event_name":"view_item","user_pseudo_id":"v")" + (more.empty() ? "" : "," + more) +
         "}\n";
}
std::string event(const std::string &fields, const std::string &items = "") {
  return R"(1: {"visitor":"v","time":1673858401,"event":"view_item","fields":{)" + fields + "}" +
         (items.empty() ? "" : ",\"items\":[" + items + "]") + "}";
}
std::string fields_of(const std::string &more) { return tests::rows_of<Ga4Rows>(row(more)).at(0); }
std::string param(const std::string &key, const std::string &values) { return R"({"key":")" + key + R"(","value":{)" + values + "}}"; }

}  // namespace

TEST_CASE("a GA4 row is an event of its user_pseudo_id at its event_timestamp, which counts microseconds") {
  CHECK(tests::rows_of<Ga4Rows>(row("")) == Rows{event("")});
  CHECK(tests::rows_of<Ga4Rows>(R"({"event_timestamp":1673858401999999,"event_name":"e","user_pseudo_id":12.5,"user_id":"u"})") ==
        Rows{R"(1: {"visitor":"12.5","time":1673858401,"event":"e","fields":{}})"});
}

TEST_CASE("each event_params key is a field with its value that is not null: int before double before float before string") {
  CHECK(fields_of(R"("event_params":[)" + param("a", R"("string_value":"x","int_value":"1","float_value":3.5,"double_value":2.5)") + "," +
                  param("b", R"("string_value":"x","int_value":null,"float_value":3.5,"double_value":2.5)") + "," +
                  param("c", R"("string_value":"x","float_value":3.5)") + "," + param("d", R"("string_value":"12","int_value":null)") +
                  "]") == event(R"("a":1,"b":2.5,"c":3.5,"d":"12")"));
}

TEST_CASE("(not set) and empty texts are absent, and a key that comes twice keeps its first value") {
  CHECK(fields_of(R"("event_params":[)" + param("a", R"("string_value":"@")") + "," + param("b", R"("string_value":"")") + "," +
                  param("c", R"("int_value":null)") + "," + param("d", R"("int_value":1)") + "," + param("d", R"("int_value":2)") +
                  R"(],"device":{"category":"@"},"geo":{"country":"@","city":"@","region":""})") == event(R"("d":1)"));
}

TEST_CASE("value and transaction_id are those of the params, else of ecommerce") {
  const std::string ecommerce = R"("ecommerce":{"purchase_revenue":21.5,"transaction_id":"T2"})";
  CHECK(fields_of(ecommerce) == event(R"("value":21.5,"transaction_id":"T2")"));
  CHECK(fields_of(R"("event_params":[)" + param("value", R"("double_value":9.5)") + "," +
                  param("transaction_id", R"("string_value":"T1")") + "]," + ecommerce) == event(R"("value":9.5,"transaction_id":"T1")"));
  CHECK(fields_of(R"("ecommerce":{"purchase_revenue":null,"transaction_id":"@"})") == event(""));
  CHECK(fields_of(R"("ecommerce":null)") == event(""));
}

TEST_CASE("device and geo are context fields, the country by its code, and a name in no table is kept and counted") {
  CHECK(
      fields_of(
          R"("device":{"category":"mobile","language":"zh-cn","time_zone_offset_seconds":"28800"},"geo":{"country":"China","region":"Beijing","city":"x"})") ==
      event(R"("device_class":"mobile","language":"zh-cn","tz_offset":480,"geo_country":"CN","geo_region":"Beijing","geo_city":"x")"));
  Ga4Rows reader;
  tests::Collected collected;
  tests::read_rows(reader, row(R"("geo":{"country":"Atlantis"})") + row(R"("geo":{"country":"Peru"})") + row(R"("geo":{"country":"Mu"})"),
                   collected);
  CHECK(collected.rows.at(0) == event(R"("geo_country":"Atlantis")"));
  CHECK(reader.remark() == "2 rows have a `geo.country` that no table names, the first one `Atlantis`; it is kept as it stands");
}

TEST_CASE("names of countries that Google writes have codes") {
  CHECK(country_code("United States") == "US");
  CHECK(country_code("Côte d’Ivoire") == "CI");
  CHECK(country_code("Bosnia & Herzegovina") == "BA");
  CHECK(country_code("Bosnia and Herzegovina") == "BA");
  CHECK(country_code("Congo - Kinshasa") == "CD");
  CHECK(country_code("Türkiye") == "TR");
  CHECK(country_code("Turkey") == "TR");
  CHECK(country_code("Hong Kong") == "HK");
  CHECK(country_code("Myanmar (Burma)") == "MM");
  CHECK(country_code("Czechia") == "CZ");
  CHECK(country_code("Kosovo") == "XK");
  CHECK(country_code("atlantis").empty());
}

TEST_CASE("the collected traffic source adds its campaign to a page_location that has none") {
  const std::string source =
      R"(,"collected_traffic_source":{"manual_source":"new letter","manual_medium":"email","manual_campaign_name":"a&b","gclid":"G1","manual_term":null,"manual_content":"@"})";
  const auto location = [&](const std::string &address) {
    const std::string text =
        fields_of(R"("event_params":[)" + param("page_location", R"("string_value":")" + address + "\"") + "]" + source);
    const size_t at = text.find("\"page_location\":\"") + 17;
    return text.substr(at, text.find('"', at) - at);
  };
  const std::string added = "utm_source=new%20letter&utm_medium=email&utm_campaign=a%26b&gclid=G1";
  CHECK(location("https://s.example/p") == "https://s.example/p?" + added);
  CHECK(location("https://s.example/p?") == "https://s.example/p?" + added);
  CHECK(location("https://s.example/p?x=1#top") == "https://s.example/p?x=1&" + added + "#top");
  CHECK(location("https://s.example/p?UTM_Source=x") == "https://s.example/p?UTM_Source=x");
  CHECK(location("https://s.example/p?gclid=x") == "https://s.example/p?gclid=x");
  CHECK(location("https://s.example/p#utm_source=x") == "https://s.example/p#utm_source=x");
  CHECK(fields_of(R"("event_params":[])" + source) == event(""));
}

TEST_CASE("items keep their fields and take those of item_params") {
  CHECK(fields_of(R"("items":[{"item_id":"a","item_name":"@","price":9.5,"quantity":"2","item_brand":null,"item_params":[)" +
                  param("size", R"("string_value":"L")") + "," + param("price", R"("int_value":1)") + R"(]},{"item_id":"b"}])") ==
        event("", R"({"item_id":"a","price":9.5,"quantity":2,"size":"L"},{"item_id":"b"})"));
  CHECK(fields_of(R"("items":[])") == event(""));
}

TEST_CASE("a row without user_pseudo_id is skipped as without visitor, one that is no row of GA4 as what it lacks") {
  CHECK(tests::rows_of<Ga4Rows>(R"({"event_timestamp":"1","event_name":"e","user_pseudo_id":null,"user_id":"u"})"
                                "\n\n"
                                R"({"event_timestamp":"1","event_name":"e"})"
                                "\n"
                                R"({"event_timestamp":"1","user_pseudo_id":"v"})"
                                "\n"
                                R"({"event_name":"e","user_pseudo_id":"v"})"
                                "\n"
                                R"({"event_timestamp":"soon","event_name":"e","user_pseudo_id":"v"})"
                                "\n"
                                R"({"event_timestamp":"-1","event_name":"e","user_pseudo_id":"v"})"
                                "\n[]\n{\n") == Rows{"1 skipped: without_visitor", "3 skipped: without_visitor", "4 skipped: event_missing",
                                                     "5 skipped: time_missing", "6 skipped: time", "7 skipped: time",
                                                     "8 skipped: no_object", "9 skipped: json"});
}

TEST_CASE("rows of one moment are in the order of event_bundle_sequence_id") {
  Ga4Rows reader;
  tests::Collected collected;
  tests::read_rows(reader, row(R"("event_bundle_sequence_id":"22")") + row(R"("event_bundle_sequence_id":-3)") + row(""), collected);
  CHECK(collected.orders.at(0).microseconds == 1'673'858'401'132'002);
  CHECK(collected.orders.at(0).sequence == 22);
  CHECK(collected.orders.at(1).sequence == -3);
  CHECK(collected.orders.at(2).sequence == 0);
}
