// Segment calls: which property becomes which field, and which name which event.
#include "cli/log/segment_calls.h"

#include <catch2/catch.hpp>

#include "cli/log_rows.h"

using namespace vitrine;
using namespace vitrine::tool;

namespace {

using Rows = std::vector<std::string>;

std::string call(const std::string &more) { return R"({"anonymousId":"v","timestamp":"1970-01-01T00:00:09.5Z",)" + more + "}\n"; }
std::string track(const std::string &event, const std::string &properties) {
  return tests::rows_of<SegmentCalls>(call(R"("type":"track","event":")" + event + R"(","properties":{)" + properties + "}")).at(0);
}
std::string line(const std::string &event, const std::string &fields, const std::string &items = "") {
  return R"(1: {"visitor":"v","time":9,"event":")" + event + R"(","fields":{)" + fields + "}" +
         (items.empty() ? "" : ",\"items\":[" + items + "]") + "}";
}

struct Name {
  std::string theirs;
  std::string ours;
};
const Name kNames[] = {
#include "cli/log/segment_names.inc"
};

}  // namespace

TEST_CASE("the table of Segment's names has 24, and each is found whatever its case") {
  CHECK(std::size(kNames) == 24);
  for (const Name &name : kNames) {
    CHECK(track(name.theirs, "") == line(name.ours, ""));
    std::string small = name.theirs;
    for (char &c : small) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    CHECK(track(small, "") == line(name.ours, ""));
  }
  CHECK(track("Size Guide Opened", "") == line("Size Guide Opened", ""));
}

TEST_CASE("an order has its number, its revenue else its total, and its products") {
  CHECK(
      track(
          "Order Completed",
          R"("order_id":"T1","total":"21.40","revenue":"20.00","currency":"GBP","products":[{"sku":"a","price":"20.00","quantity":1},{"product_id":"b","sku":"c","name":"n","brand":"m","category":"k","variant":"r","coupon":"x","size":"L"}])") ==
      line(
          "purchase", R"("value":"20.00","transaction_id":"T1","order_id":"T1","total":"21.40","revenue":"20.00","currency":"GBP")",
          R"({"item_id":"a","price":"20.00","quantity":1},{"item_id":"b","item_name":"n","item_brand":"m","item_category":"k","item_variant":"r","coupon":"x","size":"L"})"));
  CHECK(track("Completed Order", R"("total":5,"revenue":null)") == line("purchase", R"("value":5,"total":5)"));
  CHECK(track("Cart Viewed", R"("value":7)") == line("view_cart", R"("value":7)"));
}

TEST_CASE("a product event without products is about the product in its properties") {
  CHECK(track("Product Added", R"("product_id":12,"name":"n","price":9.5,"quantity":2,"currency":"EUR","cart_id":"c")") ==
        line("add_to_cart", R"("currency":"EUR","cart_id":"c")", R"({"item_id":12,"item_name":"n","price":9.5,"quantity":2})"));
  CHECK(track("Viewed Product", R"("sku":"s")") == line("view_item", "", R"({"item_id":"s"})"));
}

TEST_CASE("searches and promotions have GA4's fields") {
  CHECK(track("Products Searched", R"("query":"shoes")") == line("search", R"("search_term":"shoes","query":"shoes")"));
  CHECK(
      track("Promotion Viewed", R"("promotion_id":"p","creative":"welcome","position":"home.hero","name":"n")") ==
      line(
          "view_promotion",
          R"("creative_name":"welcome","creative_slot":"home.hero","promotion_name":"n","promotion_id":"p","creative":"welcome","position":"home.hero","name":"n")"));
}

TEST_CASE("a page call is a page_view, by its properties, else by its context") {
  CHECK(
      tests::rows_of<SegmentCalls>(call(
          R"("type":"page","name":"Home","properties":{"url":"https://s.example/p?x","path":"/p","referrer":"https://r.example/","title":"t","page_type":"home"})")) ==
      Rows{line(
          "page_view",
          R"("page_location":"https://s.example/p?x","page_path":"/p","page_referrer":"https://r.example/","page_title":"t","page_type":"home")")});
  CHECK(tests::rows_of<SegmentCalls>(
            call(R"("type":"page","properties":{"path":"/p"},"context":{"page":{"url":"https://s.example/q","path":"/q"}})")) ==
        Rows{line("page_view", R"("page_path":"/p","page_location":"https://s.example/q")")});
}

TEST_CASE("traits of identify and group are an identify, null takes one away") {
  CHECK(tests::rows_of<SegmentCalls>(
            call(R"("type":"identify","traits":{"loyalty_tier":"gold","email_subscriber":true,"old":null,"address":{"a":1}})")) ==
        Rows{line("identify", R"("loyalty_tier":"gold","email_subscriber":true,"old":null,"address":[])")});
  CHECK(tests::rows_of<SegmentCalls>(call(R"("type":"group","groupId":"g","traits":{"plan":"x"})")) ==
        Rows{line("identify", R"("plan":"x")")});
}

TEST_CASE("the visitor is anonymousId else userId, the time is timestamp else originalTimestamp") {
  CHECK(tests::rows_of<SegmentCalls>(
            R"({"type":"track","event":"e","userId":"u","anonymousId":null,"originalTimestamp":"1970-01-01T00:00:08Z"})") ==
        Rows{R"(1: {"visitor":"u","time":8,"event":"e","fields":{}})"});
  CHECK(
      tests::rows_of<SegmentCalls>(
          R"({"type":"track","event":"e","userId":"u","anonymousId":"a","timestamp":"1970-01-01T00:00:07Z","originalTimestamp":"1970-01-01T00:00:08Z"})") ==
      Rows{R"(1: {"visitor":"a","time":7,"event":"e","fields":{}})"});
}

TEST_CASE("a call that is no event, or lacks something, is skipped with its reason") {
  CHECK(tests::rows_of<SegmentCalls>("{\"type\":\"track\",\"event\":\"e\",\"timestamp\":\"1970-01-01\",\"anonymousId\":\"\"}\n"
                                     "{\"type\":\"track\",\"event\":\"e\",\"anonymousId\":\"v\"}\n"
                                     "{\"type\":\"track\",\"event\":\"e\",\"anonymousId\":\"v\",\"timestamp\":\"soon\"}\n"
                                     "{\"type\":\"track\",\"event\":\"e\",\"anonymousId\":\"v\",\"timestamp\":1673858401132002}\n"
                                     "{\"type\":\"track\",\"anonymousId\":\"v\",\"timestamp\":\"1970-01-01\"}\n"
                                     "{\"type\":\"alias\",\"anonymousId\":\"v\",\"timestamp\":\"1970-01-01\"}\n"
                                     "{\"anonymousId\":\"v\"}\n") ==
        Rows{"1 skipped: without_visitor", "2 skipped: time_missing", "3 skipped: time", "4 skipped: microseconds",
             "5 skipped: event_missing", "6 skipped: other_type", "7 skipped: other_type"});
}

TEST_CASE("calls are ordered by fractions of a second too") {
  SegmentCalls reader;
  tests::Collected collected;
  tests::read_rows(reader, call(R"("type":"page")"), collected);
  CHECK(collected.orders.at(0).microseconds == 9'500'000);
}
