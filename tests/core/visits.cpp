// Visits: when they begin and end, and what the facts of a visit say (STRATEGY.md sections 1 and 2).
#include "support/ladder.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

// The default gap of 30 minutes; page views and searches are activity, `identify` is none.
struct Shop {
  PackBuilder pack;
  Ladder number{pack, pack.fact(Fact::kVisitNumber), 5};
  Ladder pages{pack, pack.fact(Fact::kVisitPages), 5};
  Ladder duration{pack, pack.fact(Fact::kVisitDuration), {0, 1, 60, 100, 1799}};
  Ladder previous{pack, pack.fact(Fact::kVisitSincePrevious), {0, 1800, 1801, 5000}};
  Ladder searches{pack, pack.count_in_visit("search"), 5};
  Shop() { pack.event("page_view"); }
  [[nodiscard]] Wire at(uint32_t time, const char *event = "page_view") const { return Wire(pack, event, time); }
};

}  // namespace

TEST_CASE("the first activity begins the first visit, and before any event no segment is in") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  CHECK(v.in().empty());
  CHECK(v.take(shop.at(1000)) == VT_OK);
  CHECK(shop.number.of(v) == 1);
  CHECK(shop.pages.of(v) == 1);
  CHECK(shop.previous.of(v) == Ladder::kNoValue);
}

TEST_CASE("a visit ends in the very second, 30 minutes after its last activity") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.at(1000));
  v.take(shop.at(1100));
  v.until(1100 + 1799);
  CHECK(shop.pages.of(v) == 2);
  CHECK(shop.duration.of(v) == 100);
  v.until(1100 + 1800);
  CHECK(shop.pages.of(v) == 0);
  CHECK(shop.duration.of(v) == 0);
  CHECK(shop.number.of(v) == 1);
}

TEST_CASE("an activity one second before the end prolongs the visit, one in the second of the end begins the next") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  const auto [time, number, duration] = GENERATE(table<uint32_t, int, int64_t>({{1000 + 1799, 1, 1799}, {1000 + 1800, 2, 0}}));
  Visitor v(pack);
  v.take(shop.at(1000));
  v.take(shop.at(time));
  CHECK(shop.number.of(v) == number);
  CHECK(shop.duration.of(v) == duration);
}

TEST_CASE("visit.since_previous runs from the last event of the visit before to the first of this one") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.at(1000));
  v.take(shop.at(2000));
  v.take(shop.at(2000 + 1801));
  CHECK(shop.previous.of(v) == 1801);
  v.take(shop.at(5000));
  CHECK(shop.previous.of(v) == 1801);
  v.until(50'000);
  CHECK(shop.previous.of(v) == 1801);
}

TEST_CASE("refund, customer_sync, identify and evidence move the clock, but neither begin nor prolong a visit") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  const std::string event = GENERATE("refund", "customer_sync", "identify", "evidence");
  Visitor fresh(pack);
  fresh.take(shop.at(1000, event.c_str()));
  CHECK(shop.number.of(fresh) == 0);
  CHECK(fresh.clock() == 1000);
  Visitor v(pack);
  v.take(shop.at(1000));
  v.take(shop.at(2000, event.c_str()));
  CHECK(shop.duration.of(v) == 0);
  v.until(1000 + 1800);
  CHECK(shop.pages.of(v) == 0);
}

TEST_CASE("a name that the strategy does not know is activity") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.at(1000, "never heard of"));
  CHECK(shop.number.of(v) == 1);
  CHECK(shop.pages.of(v) == 0);
  v.take(shop.at(1060, "never heard of"));
  CHECK(shop.duration.of(v) == 60);
}

TEST_CASE("an event earlier than the clock is taken at the clock") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.at(2000));
  v.take(shop.at(1000));
  CHECK(v.clock() == 2000);
  CHECK(shop.duration.of(v) == 0);
  v.until(2000 + 1799);
  CHECK(shop.pages.of(v) == 2);
}

TEST_CASE("a count within the visit begins anew in each visit, and is 0 between visits") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.at(1000, "search"));
  v.take(shop.at(1000, "search"));
  CHECK(shop.searches.of(v) == 2);
  v.until(1000 + 1800);
  CHECK(shop.searches.of(v) == 0);
  v.take(shop.at(5000, "search"));
  CHECK(shop.searches.of(v) == 1);
}

TEST_CASE("what is no activity is in no visit: a count of it within the visit stays 0") {
  PackBuilder builder;
  builder.event("page_view");
  const Ladder refunds(builder, builder.count_in_visit("refund"), 2);
  const Ladder all(builder, builder.count("refund"), 2);
  const LoadedPack pack(builder);
  Visitor v(pack);
  v.take(Wire(builder, "page_view", 1000));
  v.take(Wire(builder, "refund", 1001));
  CHECK(refunds.of(v) == 0);
  CHECK(all.of(v) == 1);
}

TEST_CASE("the visit gap is the strategy's") {
  PackBuilder builder;
  builder.visit_gap(1).event("page_view");
  const Ladder number(builder, builder.fact(Fact::kVisitNumber), 5);
  const LoadedPack pack(builder);
  Visitor v(pack);
  for (uint32_t time : {1000u, 1000u, 1001u, 1001u, 1003u}) v.take(Wire(builder, "page_view", time));
  CHECK(number.of(v) == 3);
}

TEST_CASE("the clock stops at the last second before never") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.at(0xFFFF'FFFEu));
  CHECK(shop.pages.of(v) == 1);
  CHECK(v.clock() == 0xFFFF'FFFEu);
  CHECK(v.next_change() == 0xFFFF'FFFFu);
  CHECK(v.advance_once(0xFFFF'FFFFu) == VT_BAD_ARGUMENT);
  CHECK(v.take(shop.at(0xFFFF'FFFFu)) == VT_BAD_EVENT);
}
