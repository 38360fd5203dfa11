// Cart and orders: what events and the store say about them (STRATEGY.md section 2, "Built-in facts").
#include "support/ladder.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

struct Shop {
  PackBuilder pack;
  Ladder items{pack, pack.fact(Fact::kCartItems), {0, 1, 2, 3, 4, 5, 6, 65'534, 65'535}};
  Ladder cart{pack, pack.fact(Fact::kCartValue), {0, 1, 9'999, 10'000, 20'000, 25'000, 30'000, 60'000, int64_t{1} << 52}};
  Ladder idle{pack, pack.fact(Fact::kCartIdle), {0, 1, 60, 100}};
  Ladder placed{pack, pack.fact(Fact::kOrdersPlaced), {0, 1, 2, 3, 4, 5, 8, 9, 10, 65'535}};
  Ladder count{pack, pack.fact(Fact::kOrdersCount), {0, 1, 2, 3, 4, 5}};
  Ladder value{pack, pack.fact(Fact::kOrdersValue), {0, 1, 10'000, 20'000, 30'000, 60'000, int64_t{1} << 52}};
  Ladder average{pack, pack.fact(Fact::kOrdersAverage), {0, 9'999, 10'000, 10'001, 15'000, 20'000}};
  Ladder since{pack, pack.fact(Fact::kOrdersSince), {0, 1, 60, 100, 500}};
  Ladder interval{pack, pack.fact(Fact::kOrdersInterval), {0, 99, 100, 101, 150, 200}};
  Ladder overdue{pack, pack.fact(Fact::kOrdersOverdue), {0, 999, 1000, 1500, 2000}};
  Ladder discounted{pack, pack.fact(Fact::kOrdersDiscountedShare), {0, 333, 334, 500, 1000}};
  Ladder refunded{pack, pack.fact(Fact::kOrdersRefundedShare), {0, 333, 334, 500, 1000}};
  Shop() {
    pack.currency("EUR");
    for (const char *name : {"value", "price", "quantity", "coupon", "discount", "orders_placed", "orders_count", "orders_value",
                             "first_order_at", "last_order_at", "orders_discounted", "orders_refunded"}) {
      pack.field(name);
    }
    for (const char *name : {"add_to_cart", "remove_from_cart", "view_cart", "cart_update", "page_view"}) pack.event(name);
  }
  [[nodiscard]] Wire at(uint32_t time, const char *event) const { return Wire(pack, event, time); }
  [[nodiscard]] Wire bought(uint32_t time, int64_t amount) const { return at(time, "purchase").number("value", amount); }
};

Wire item(Wire wire, int64_t price, int64_t quantity) { return wire.item().number("price", price).number("quantity", quantity); }

}  // namespace

TEST_CASE("add_to_cart adds units and value, remove_from_cart takes away; an item without quantity is one unit") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(item(shop.at(1000, "add_to_cart"), 10'000, 2000));
  CHECK(shop.items.of(v) == 2);
  CHECK(shop.cart.of(v) == 20'000);
  v.take(shop.at(1001, "add_to_cart").item().number("price", 10'000));
  CHECK(shop.items.of(v) == 3);
  CHECK(shop.cart.of(v) == 30'000);
  v.take(item(shop.at(1002, "remove_from_cart"), 10'000, 1000));
  CHECK(shop.items.of(v) == 2);
  CHECK(shop.cart.of(v) == 20'000);
}

TEST_CASE("neither units nor value fall below 0, and at 0 units the value is 0") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(item(shop.at(1000, "add_to_cart"), 10'000, 3000));
  v.take(item(shop.at(1000, "remove_from_cart"), 90'000, 1000));
  CHECK(shop.items.of(v) == 2);
  CHECK(shop.cart.of(v) == 0);
  v.take(item(shop.at(1000, "add_to_cart"), 10'000, 1000));
  v.take(item(shop.at(1000, "remove_from_cart"), 1000, 9000));
  CHECK(shop.items.of(v) == 0);
  CHECK(shop.cart.of(v) == 0);
  CHECK(shop.idle.of(v) == Ladder::kNoValue);
}

TEST_CASE("add_to_cart and remove_from_cart without items, and view_cart without items, change nothing") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(item(shop.at(1000, "add_to_cart"), 10'000, 1000));
  v.until(1060);
  for (const char *event : {"add_to_cart", "remove_from_cart", "view_cart"})
    v.take(shop.at(1060, event).number("value", 60'000).number("quantity", 5000));
  CHECK(shop.items.of(v) == 1);
  CHECK(shop.cart.of(v) == 10'000);
  CHECK(shop.idle.of(v) == 60);
}

TEST_CASE("view_cart with items and cart_update set: quantity, else the items' sum, else kept; value likewise") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(item(shop.at(1000, "add_to_cart"), 10'000, 1000));
  v.take(item(item(shop.at(1001, "view_cart"), 10'000, 1000), 5'000, 3000));
  CHECK(shop.items.of(v) == 4);
  CHECK(shop.cart.of(v) == 25'000);
  v.take(shop.at(1002, "cart_update").number("quantity", 2500));
  CHECK(shop.items.of(v) == 2);
  CHECK(shop.cart.of(v) == 25'000);
  v.take(shop.at(1003, "cart_update").number("value", 30'000));
  CHECK(shop.items.of(v) == 2);
  CHECK(shop.cart.of(v) == 30'000);
  v.take(item(shop.at(1004, "cart_update").number("quantity", 6000).number("value", 60'000), 1, 1000));
  CHECK(shop.items.of(v) == 6);
  CHECK(shop.cart.of(v) == 60'000);
  v.take(shop.at(1005, "cart_update").number("quantity", 0).number("value", 60'000));
  CHECK(shop.items.of(v) == 0);
  CHECK(shop.cart.of(v) == 0);
}

TEST_CASE("a purchase empties the cart; idle runs from the last change and has no value in an empty cart") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.at(1000, "page_view"));
  CHECK(shop.idle.of(v) == Ladder::kNoValue);
  v.take(item(shop.at(1000, "add_to_cart"), 10'000, 1000));
  CHECK(shop.idle.of(v) == 0);
  v.until(1099);
  CHECK(shop.idle.of(v) == 60);
  v.until(1100);
  CHECK(shop.idle.of(v) == 100);
  v.take(shop.bought(1101, 10'000));
  CHECK(shop.items.of(v) == 0);
  CHECK(shop.cart.of(v) == 0);
  CHECK(shop.idle.of(v) == Ladder::kNoValue);
}

TEST_CASE("what is added in another currency has units, but no value") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(item(shop.at(1000, "add_to_cart").text("currency", "USD"), 10'000, 1000));
  CHECK(shop.items.of(v) == 1);
  CHECK(shop.cart.of(v) == 0);
  v.take(shop.bought(1001, 10'000).text("currency", "USD"));
  CHECK(shop.count.of(v) == 1);
  CHECK(shop.value.of(v) == 0);
}

TEST_CASE("units stop at 65,535 and amounts at 2^52 thousandths") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(item(shop.at(1000, "add_to_cart"), int64_t{1} << 52, 65'534'000));
  CHECK(shop.items.of(v) == 65'534);
  CHECK(shop.cart.of(v) == int64_t{1} << 52);
  v.take(item(shop.at(1000, "add_to_cart"), INT64_MAX, INT64_MAX));
  CHECK(shop.items.of(v) == 65'535);
  CHECK(shop.cart.of(v) == int64_t{1} << 52);
  v.take(shop.bought(1000, INT64_MAX));
  v.take(shop.bought(1000, INT64_MAX));
  CHECK(shop.value.of(v) == int64_t{1} << 52);
}

TEST_CASE("purchases add, whole refunds take one away, every refund takes its value, never below 0 at any step") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.at(1000, "refund").number("value", 5000));
  CHECK(shop.count.of(v) == 0);
  v.take(shop.bought(1000, 10'000));
  v.take(shop.bought(1000, 20'000));
  CHECK(shop.placed.of(v) == 2);
  CHECK(shop.value.of(v) == 30'000);
  CHECK(shop.average.of(v) == 15'000);
  v.take(item(shop.at(1001, "refund").number("value", 10'000), 1, 1000));  // partial
  CHECK(shop.count.of(v) == 2);
  CHECK(shop.value.of(v) == 20'000);
  v.take(shop.at(1001, "refund"));
  CHECK(shop.count.of(v) == 1);
  CHECK(shop.placed.of(v) == 2);
  CHECK(shop.value.of(v) == 20'000);
  v.take(shop.at(1001, "refund").number("value", 90'000));
  CHECK(shop.count.of(v) == 0);
  CHECK(shop.value.of(v) == 0);
  CHECK(shop.average.of(v) == Ladder::kNoValue);
  v.take(shop.bought(1002, 10'000));
  CHECK(shop.value.of(v) == 10'000);
}

TEST_CASE("the average is a fraction: 20,001 thousandths in two orders reach 10.000 and not 10.001") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.bought(1000, 10'000));
  v.take(shop.bought(1000, 10'001));
  CHECK(shop.average.of(v) == 10'000);
}

TEST_CASE("the interval is (last - first) / (placed - 1) cut to seconds; overdue is since / interval, by the clock alone") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.bought(1000, 1));
  CHECK(shop.since.of(v) == 0);
  CHECK(shop.interval.of(v) == Ladder::kNoValue);
  v.take(shop.bought(1050, 1));
  v.take(shop.bought(1201, 1));
  CHECK(shop.interval.of(v) == 100);  // 201 / 2
  CHECK(shop.overdue.of(v) == 0);
  v.until(1300);
  CHECK(shop.overdue.of(v) == 0);
  v.until(1301);
  CHECK(shop.overdue.of(v) == 1000);
  CHECK(shop.since.of(v) == 100);
  v.until(1350);
  CHECK(shop.overdue.of(v) == 1000);
  v.until(1351);
  CHECK(shop.overdue.of(v) == 1500);
  v.until(1401);
  CHECK(shop.overdue.of(v) == 2000);
}

TEST_CASE("with an interval of 0 overdue has no value") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.bought(1000, 1));
  v.take(shop.bought(1000, 1));
  CHECK(shop.interval.of(v) == 0);
  CHECK(shop.overdue.of(v) == Ladder::kNoValue);
}

TEST_CASE("a coupon of the event or an item, or an item's discount above 0, makes a purchase discounted") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.at(1000, "page_view"));
  CHECK(shop.discounted.of(v) == Ladder::kNoValue);
  CHECK(shop.refunded.of(v) == Ladder::kNoValue);
  v.take(shop.bought(1000, 1));
  v.take(item(shop.bought(1000, 1), 1, 1000).number("discount", 0));
  CHECK(shop.discounted.of(v) == 0);
  v.take(item(shop.bought(1000, 1), 1, 1000).number("discount", 1));
  CHECK(shop.discounted.of(v) == 333);
  v.take(shop.bought(1000, 1).text("coupon", "TEN"));
  CHECK(shop.discounted.of(v) == 500);
  v.take(item(shop.bought(1000, 1), 1, 1000).text("coupon", "TEN"));
  CHECK(shop.discounted.of(v) == 500);  // 3 of 5
}

TEST_CASE("whole refunds / placed is at most 1") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.bought(1000, 1));
  for (int i = 0; i < 3; ++i) v.take(shop.at(1000, "refund"));
  CHECK(shop.refunded.of(v) == 1000);
  v.take(shop.bought(1000, 1));
  v.take(shop.bought(1000, 1));
  v.take(shop.bought(1000, 1));
  v.take(shop.bought(1000, 1));
  v.take(shop.bought(1000, 1));
  CHECK(shop.refunded.of(v) == 500);
}

TEST_CASE("customer_sync sets each number that it gives, alone; a time ahead of the clock is the clock") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.bought(1000, 10'000));
  v.take(shop.at(2000, "customer_sync").number("orders_placed", 5000));
  CHECK(shop.placed.of(v) == 5);
  CHECK(shop.count.of(v) == 1);
  CHECK(shop.value.of(v) == 10'000);
  v.take(shop.at(2000, "customer_sync").number("orders_count", 4000).number("orders_value", 60'000));
  CHECK(shop.count.of(v) == 4);
  CHECK(shop.average.of(v) == 15'000);
  v.take(shop.at(2000, "customer_sync").number("first_order_at", 1400).number("last_order_at", 99'999));
  CHECK(shop.since.of(v) == 0);
  CHECK(shop.interval.of(v) == 150);  // (2000 - 1400) / 4
  v.take(shop.at(2000, "customer_sync").number("orders_discounted", 9000).number("orders_refunded", 2500));
  CHECK(shop.discounted.of(v) == 1000);
  CHECK(shop.refunded.of(v) == 334);  // 2 of 5
}

TEST_CASE("an interval needs both the first and the last order") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  const std::string given = GENERATE("first_order_at", "last_order_at");
  Visitor v(pack);
  v.take(shop.at(2000, "customer_sync").number("orders_placed", 5000).number(given, 1000));
  CHECK(shop.interval.of(v) == Ladder::kNoValue);
  CHECK(shop.overdue.of(v) == Ladder::kNoValue);
}

TEST_CASE("customer_sync in another currency has no orders_value, but its numbers") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.at(2000, "customer_sync").text("currency", "USD").number("orders_value", 60'000).number("orders_count", 3000));
  CHECK(shop.count.of(v) == 3);
  CHECK(shop.value.of(v) == 0);
}

TEST_CASE("a purchase among the last 8 ids is ignored whole: clock, visit, cart and counts stay") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  const auto buy = [&](uint32_t time, int id) { return shop.bought(time, 1).text("transaction_id", std::to_string(id)); };
  for (int id = 0; id < 8; ++id) CHECK(v.take(buy(1000, id)) == VT_OK);
  v.take(item(shop.at(1000, "add_to_cart"), 10'000, 1000));
  const Bytes before = v.snapshot();
  for (int id = 0; id < 8; ++id) CHECK(v.take(buy(9000, id)) == VT_IGNORED);
  CHECK(difference(v.snapshot(), before) == -1);
  CHECK(v.clock() == 1000);
  CHECK(v.take(buy(1001, 8)) == VT_OK);       // pushes 0 out
  CHECK(v.take(buy(1001, 1)) == VT_IGNORED);  // a repetition renews nothing
  CHECK(v.take(buy(1001, 0)) == VT_OK);
  CHECK(v.take(buy(1001, 1)) == VT_OK);
  CHECK(v.take(buy(1001, 3)) == VT_IGNORED);
}

TEST_CASE("purchases without an id are never repetitions, and take no place among the last 8") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  CHECK(v.take(shop.bought(1000, 1).text("transaction_id", "a")) == VT_OK);
  for (int i = 0; i < 9; ++i) CHECK(v.take(shop.bought(1000, 1)) == VT_OK);
  CHECK(shop.placed.of(v) == 10);
  CHECK(v.take(shop.bought(1000, 1).text("transaction_id", "a")) == VT_IGNORED);
}

TEST_CASE("a whole refund among the last 8 is ignored, a partial one never; ids of refunds and purchases do not meet") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  const auto whole = [&] { return shop.at(1000, "refund").text("transaction_id", "a").number("value", 10'000); };
  CHECK(v.take(shop.bought(1000, 60'000).text("transaction_id", "a")) == VT_OK);
  CHECK(v.take(item(whole(), 1, 1000)) == VT_OK);
  CHECK(v.take(item(whole(), 1, 1000)) == VT_OK);
  CHECK(v.take(whole()) == VT_OK);
  CHECK(shop.value.of(v) == 30'000);
  CHECK(v.take(whole()) == VT_IGNORED);
  CHECK(shop.value.of(v) == 30'000);
}

TEST_CASE("a repeated purchase does not even move the clock past a change") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.bought(1000, 1).text("transaction_id", "a"));
  CHECK(v.ingest_once(shop.bought(1100, 1).text("transaction_id", "a")) == VT_IGNORED);
  CHECK(v.clock() == 1000);
  CHECK(v.ingest_once(shop.bought(1100, 1).text("transaction_id", "b")) == VT_MORE);  // orders.since passes 1
}
