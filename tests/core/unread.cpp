// Numbers that are given and cannot be read, numbers that are absent, and amounts in another currency (STRATEGY.md section 1).
#include "support/ladder.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

struct Shop {
  PackBuilder pack;
  Ladder items{pack, pack.fact(Fact::kCartItems), {0, 1, 2, 3, 4, 5, 6}};
  Ladder cart{pack, pack.fact(Fact::kCartValue), {0, 1, 10'000, 20'000, 30'000, 60'000}};
  Ladder idle{pack, pack.fact(Fact::kCartIdle), {0, 1, 50, 60}};
  Ladder orders{pack, pack.fact(Fact::kOrdersValue), {0, 1, 10'000, 20'000, 30'000, 60'000}};
  Ladder placed{pack, pack.fact(Fact::kOrdersPlaced), {0, 1, 2, 3}};
  Ladder discounted{pack, pack.fact(Fact::kOrdersDiscountedShare), {0, 1, 1000}};
  Ladder quantity{pack, sum(SumOf::kQuantity, "quantity"), {0, 1, 2, 3, 4, 5, 6}};
  Ladder bought{pack, sum(SumOf::kValue, "value"), {0, 1, 10'000, 20'000, 30'000, 60'000}};
  Ladder matched{pack, matching(), {0, 1, 10'000, 20'000, 30'000, 60'000}};
  Shop() {
    pack.currency("EUR");
    for (const char *name : {"price", "coupon", "discount", "orders_value", "orders_placed", "first_order_at"}) pack.field(name);
    for (const char *name : {"add_to_cart", "remove_from_cart", "view_cart", "cart_update"}) pack.event(name);
  }
  int sum(SumOf of, const char *field) {
    const int feature = pack.count("purchase");
    FeatureDef &def = pack.def(feature);
    def.kind = FeatureKind::kSumEver;
    def.type = of == SumOf::kValue ? ValueType::kAmount : ValueType::kInteger;
    def.sum_of = static_cast<uint16_t>(of);
    def.field = pack.field(field);
    return feature;
  }
  // The value of items whose price is not below 10; of those without a price, too.
  int matching() {
    const int feature = sum(SumOf::kValue, "value");
    pack.def(feature).where = pack.where({WhereOp::kNoneOf, "", 0, "", {{WhereOp::kNumberLt, "price", 10'000, "", {}}}});
    return feature;
  }
  [[nodiscard]] Wire at(uint32_t time, const char *event) const { return Wire(pack, event, time); }
  [[nodiscard]] Wire purchase() const { return at(1000, "purchase"); }
};

// A visitor after one event.
struct After {
  LoadedPack pack;
  Visitor v{pack};
  After(const Shop &shop, const Wire &event) : pack(shop.pack) { REQUIRE(v.take(event) == VT_OK); }
};

Wire item(Wire wire, int64_t price, int64_t quantity) { return wire.item().number("price", price).number("quantity", quantity); }

}  // namespace

TEST_CASE("a `value` that cannot be read is no value; the items take its place only where it is absent") {
  const Shop shop;
  const auto orders = [&](const Wire &event) { return shop.orders.of(After(shop, event).v); };
  CHECK(orders(item(shop.purchase(), 10'000, 2000)) == 20'000);
  CHECK(orders(item(shop.purchase().null("value"), 10'000, 2000)) == 20'000);
  CHECK(orders(item(shop.purchase().unread("value"), 10'000, 2000)) == 0);
  CHECK(orders(item(shop.purchase().text("value", "4,245.42"), 10'000, 2000)) == 0);
  CHECK(orders(item(shop.purchase().boolean("value", true), 10'000, 2000)) == 0);
  CHECK(shop.bought.of(After(shop, item(shop.purchase().unread("value"), 10'000, 2000)).v) == 0);
}

TEST_CASE("an item without a readable price, or with a quantity that cannot be read, adds no value") {
  const Shop shop;
  const auto orders = [&](const Wire &event) { return shop.orders.of(After(shop, event).v); };
  CHECK(orders(item(shop.purchase(), 10'000, 1000).item().number("price", 10'000)) == 20'000);
  CHECK(orders(item(shop.purchase(), 10'000, 1000).item().unread("price")) == 10'000);
  CHECK(orders(item(shop.purchase(), 10'000, 1000).item().number("price", 10'000).null("quantity")) == 20'000);
  CHECK(orders(item(shop.purchase(), 10'000, 1000).item().number("price", 10'000).unread("quantity")) == 10'000);
  CHECK(orders(shop.purchase().item().number("price", 10'000).text("quantity", "two")) == 0);
}

TEST_CASE("an item whose quantity cannot be read adds no unit; absent is 1") {
  const Shop shop;
  const auto units = [&](const Wire &event) { return shop.quantity.of(After(shop, event).v); };
  CHECK(units(shop.purchase().item()) == 1);
  CHECK(units(shop.purchase().item().null("quantity").item().number("quantity", 3000)) == 4);
  CHECK(units(shop.purchase().item().unread("quantity").item().number("quantity", 3000)) == 3);
  CHECK(units(shop.purchase().number("quantity", 5000).item().unread("quantity")) == 0);
  CHECK(units(shop.purchase().unread("quantity")) == 0);
  const auto cart = [&](const Wire &event) { return shop.items.of(After(shop, event).v); };
  CHECK(cart(shop.at(1000, "add_to_cart").item().unread("quantity").item()) == 1);
  CHECK(cart(shop.at(1000, "add_to_cart").item().text("quantity", "1 pair")) == 0);
}

TEST_CASE("what cart_update and view_cart cannot say is kept, and where they say nothing the cart did not change") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  struct Case {
    Wire event;
    int64_t items, value, idle;
  };
  const auto at = [&](const char *event) { return shop.at(1050, event); };
  const Case cases[] = {
      {at("cart_update"), 2, 20'000, 50},
      {at("cart_update").null("quantity").null("value"), 2, 20'000, 50},
      {at("cart_update").unread("quantity").unread("value"), 2, 20'000, 50},
      {item(at("cart_update").unread("quantity"), 30'000, 1000), 2, 30'000, 0},
      {item(at("cart_update").unread("value"), 30'000, 1000), 1, 20'000, 0},
      {item(at("cart_update").unread("value").unread("quantity"), 30'000, 1000), 2, 20'000, 50},
      {at("cart_update").item().unread("quantity").number("price", 30'000), 2, 20'000, 50},
      {at("cart_update").item().unread("price"), 1, 20'000, 0},
      {at("cart_update").no_items(), 0, 0, Ladder::kNoValue},
      {at("cart_update").no_items().number("value", 30'000), 0, 0, Ladder::kNoValue},
      {at("cart_update").no_items().number("quantity", 3000), 3, 20'000, 0},
      {at("cart_update").no_items().unread("quantity"), 2, 20'000, 50},
      {at("cart_update").number("quantity", 0).number("value", 30'000), 0, 0, Ladder::kNoValue},
      {at("view_cart").no_items(), 2, 20'000, 50},
      {at("view_cart").number("quantity", 3000), 2, 20'000, 50},
      {at("view_cart").unread("value").item().unread("quantity"), 2, 20'000, 50},
      {item(at("view_cart"), 10'000, 3000), 3, 30'000, 0},
      {at("view_cart").text("currency", "USD").number("value", 5000).item().text("currency", "EUR").number("price", 10'000), 1, 10'000, 0},
      {at("cart_update").text("currency", "USD").number("value", 5000), 2, 20'000, 50},
  };
  for (const Case &one : cases) {
    CAPTURE(&one - cases);
    Visitor v(pack);
    v.take(item(shop.at(1000, "add_to_cart"), 10'000, 2000));
    v.take(one.event);
    CHECK(shop.items.of(v) == one.items);
    CHECK(shop.cart.of(v) == one.value);
    CHECK(shop.idle.of(v) == one.idle);
  }
}

TEST_CASE("a currency is the item's, else the event's, and compared without case") {
  const Shop shop;
  const auto orders = [&](const Wire &event) { return shop.orders.of(After(shop, event).v); };
  const auto worth = [&](const std::string &event, const std::string &own) {
    Wire wire = shop.purchase();
    if (!event.empty()) wire.text("currency", event);
    wire.item().number("price", 10'000);
    if (!own.empty()) wire.text("currency", own);
    return orders(wire);
  };
  for (const char *own : {"EUR", "eur", "eUr"}) {
    CHECK(worth("", own) == 10'000);
    CHECK(worth("USD", own) == 10'000);
    CHECK(worth(own, "") == 10'000);
    CHECK(worth(own, "USD") == 0);
  }
  for (const char *foreign : {"USD", "EU", "EURO", " EUR", "E\x15R", "EU\xD2", "978", "\xC3\xA9ur"}) {
    CAPTURE(foreign);
    CHECK(worth(foreign, "") == 0);
    CHECK(worth("EUR", foreign) == 0);
  }
  // What is no text is none.
  CHECK(orders(shop.purchase().unread("currency").number("value", 10'000)) == 10'000);
  CHECK(orders(item(shop.purchase().text("currency", "USD"), 10'000, 1000).unread("currency")) == 0);
}

TEST_CASE("a `value` in another currency is absent, so the items in ours are summed; one that cannot be read is not") {
  const Shop shop;
  const auto orders = [&](const Wire &event) { return shop.orders.of(After(shop, event).v); };
  const Wire dollars = shop.purchase().text("currency", "USD");
  CHECK(orders(Wire(dollars).number("value", 50'000)) == 0);
  CHECK(orders(item(item(Wire(dollars).number("value", 50'000), 10'000, 1000), 20'000, 1000).text("currency", "EUR")) == 20'000);
  CHECK(orders(item(Wire(dollars).unread("value"), 20'000, 1000).text("currency", "EUR")) == 0);
  CHECK(orders(item(shop.purchase().number("value", 30'000), 10'000, 1000).text("currency", "USD")) == 30'000);
  const Wire sync = shop.at(1000, "customer_sync").number("orders_value", 30'000);
  CHECK(orders(sync) == 30'000);
  CHECK(orders(Wire(sync).text("currency", "usd")) == 0);
}

TEST_CASE("an item's discount is in the item's currency") {
  const Shop shop;
  const auto share = [&](const Wire &event) { return shop.discounted.of(After(shop, event).v); };
  CHECK(share(shop.purchase().item().number("discount", 1000)) == 1000);
  CHECK(share(shop.purchase().item().number("discount", 1000).text("currency", "USD")) == 0);
  CHECK(share(shop.purchase().text("currency", "USD").item().number("discount", 1000).text("currency", "EUR")) == 1000);
  CHECK(share(shop.purchase().item().unread("discount")) == 0);
}

TEST_CASE("customer_sync sets what is given and readable") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.at(1000, "customer_sync").number("orders_placed", 2000).number("orders_value", 30'000));
  v.take(shop.at(1001, "customer_sync").unread("orders_placed").unread("orders_value").unread("first_order_at"));
  CHECK(shop.placed.of(v) == 2);
  CHECK(shop.orders.of(v) == 30'000);
}

TEST_CASE("a price that cannot be read, or in another currency, is not replaced by the event's in `where`") {
  const Shop shop;
  const auto matched = [&](const Wire &event) { return shop.matched.of(After(shop, event).v); };
  // No item has a price, so the event's `value` counts where one matches.
  CHECK(matched(shop.purchase().number("value", 20'000).number("price", 5'000).item()) == 0);
  CHECK(matched(shop.purchase().number("value", 20'000).number("price", 5'000).item().unread("price")) == 20'000);
  CHECK(matched(item(shop.purchase().number("value", 20'000).number("price", 5'000), 20'000, 1000).text("currency", "USD")) == 20'000);
  // The event's price is in the event's currency, whatever the item's.
  CHECK(matched(shop.purchase().number("value", 20'000).number("price", 5'000).item().text("currency", "USD")) == 0);
}
