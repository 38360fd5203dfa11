// Purposes: what is collected only while granted, and that withdrawing leaves no byte of it (STRATEGY.md section 7).
#include <algorithm>

#include "format/reasons.h"
#include "support/ladder.h"
#include "support/sample.h"
#include "support/snapshot_parts.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

constexpr int kAll = VT_ALL_PURPOSES;
constexpr int kNotPersonal = VT_ALL_PURPOSES & ~VT_PERSONALIZATION;

// Everything that collects in one visit, none of it context.
void shop_around(const Sample &shop, Visitor &v, uint32_t time) {
  const auto at = [&](const char *event) { return Wire(shop.pack, event, time); };
  v.take(at("view_item").item().text("item_id", "a").text("item_brand", "acme").number("price", 99'000));
  v.take(at("view_item").item().text("item_id", "b").text("item_brand", "acme").number("price", 99'000));
  v.take(at("add_to_cart").item().text("item_id", "a").number("price", 99'000));
  v.take(at("size_guide_view"));
  v.take(at("search"));
  v.take(at("purchase").text("transaction_id", "t1").number("value", 99'000));
  v.take(at("refund").text("transaction_id", "t1").number("value", 1'000));
  v.take(at("add_to_cart").item().text("item_id", "b").number("price", 99'000));
  v.take(at("identify").boolean("subscriber", true).text("tier", "gold").text("note", "a vip"));
  v.take(at("view_promotion").text("creative_slot", "offer").text("creative_name", "scarce"));
  v.take(at("view_promotion").text("creative_slot", "home.hero").text("creative_name", "keen"));
  v.take(at("evidence").text("name", "stock").number("value", 3'000));
  v.take(at("evidence").text("name", "rating").number("value", 3'000));
  v.take(at("page_view")
             .text("geo_country", "DE")
             .text("geo_region", "BY")
             .text("device_class", "mobile")
             .text("page_type", "product")
             .text("page_location", "https://shop.example/?gclid=1"));
}

}  // namespace

TEST_CASE("withdrawing personalization leaves a visitor of whom nothing was ever collected, byte for byte") {
  const LoadedPack pack(sample().pack);
  Visitor once(pack);
  shop_around(sample(), once, 1'000'000);
  REQUIRE(once.in() != Ids{});
  CHECK(once.purposes(kNotPersonal) == VT_OK);
  // The same events without the purpose; what only identify says is withdrawn there too.
  Visitor never(pack, kNotPersonal);
  shop_around(sample(), never, 1'000'000);
  never.purposes(kAll);
  never.purposes(kNotPersonal);
  once.advance_once(1'000'000);
  never.advance_once(1'000'000);
  CHECK(difference(once.snapshot(), never.snapshot()) == -1);
  CHECK(difference(once.block(), never.block()) == -1);
  CHECK(difference(answers(sample(), once), answers(sample(), never)) == -1);
}

TEST_CASE("withdrawing personalization leaves no byte of exposures and evidence, in the block or in a snapshot") {
  const LoadedPack pack(sample().pack);
  const Wire still(sample().pack, "customer_sync", 1'000'000);  // what is no activity, and sets nothing
  const auto lives = [&](bool shows) {
    Visitor v(pack);
    v.take(still);
    if (shows) {
      for (const char *variant : {"scarce", "sale", "trust"})
        v.take(Wire(sample().pack, "view_promotion", 1'000'000).text("creative_slot", "offer").text("creative_name", variant));
      for (const char *name : {"stock", "rating", "other"})
        v.take(Wire(sample().pack, "evidence", 1'000'000).text("name", name).number("value", 5'000));
      CHECK(part_of(v.snapshot(), part_key("exposures offer scarce newest")) != Bytes{});
      CHECK(part_of(v.snapshot(), part_key("exposures offer sale in this visit")) != Bytes{});
      CHECK(part_of(v.snapshot(), part_key("exposures offer trust ever")) != Bytes{});
      CHECK(part_of(v.snapshot(), part_key("exposures of message discount newest")) != Bytes{});
    } else {
      v.take(Wire(sample().pack, "view_promotion", 1'000'000));  // the visit is context
    }
    v.purposes(kNotPersonal);
    v.advance_once(1'000'000);
    return v;
  };
  const Visitor shown = lives(true);
  const Visitor never = lives(false);
  CHECK(difference(shown.block(), never.block()) == -1);
  CHECK(difference(shown.snapshot(), never.snapshot()) == -1);
}

TEST_CASE("what a guard reads is needed too: a variant whose message is never for a collected segment asks for consent") {
  PackBuilder builder;
  const Input buyer = builder.ge(builder.count("purchase"), 1);
  VariantSpec offer{"offer", builder.all({}), VT_PERSONALIZATION};  // as the compiler writes it: the guard's purposes are the variant's
  offer.guarded = builder.any({buyer});
  const int slot = builder.content("slot", {offer, {"default"}});
  const LoadedPack pack(builder);
  Visitor v(pack);
  v.take(Wire(builder, "identify", 1000));
  CHECK(v.decide(slot).variant == 0);
  v.take(Wire(builder, "purchase", 1000));
  CHECK(v.decide(slot).reason == static_cast<int>(Reason::kGuarded));
  v.purposes(kNotPersonal);
  CHECK(v.decide(slot).reason == static_cast<int>(Reason::kConsent));
}

TEST_CASE("withdrawing reports the segments that are left with it") {
  const LoadedPack pack(sample().pack);
  Visitor v(pack);
  shop_around(sample(), v, 1'000'000);
  const Ids before = v.in();
  v.purposes(kNotPersonal);
  Ids after;
  for (const int id : before) {
    const Ids left = v.left();
    if (std::find(left.begin(), left.end(), id) == left.end()) after.push_back(id);
  }
  for (const int id : v.entered()) after.push_back(id);
  std::sort(after.begin(), after.end());
  CHECK(v.in() == after);
  CHECK(v.left() != Ids{});
}

TEST_CASE("context needs no purpose: page, traffic, device; and what the page itself states of cart, orders and customer") {
  PackBuilder builder;
  for (const char *name : {"page_view", "cart_update", "add_to_cart"}) builder.event(name);
  for (const char *name : {"page_location", "quantity", "orders_count", "price"}) builder.field(name);
  builder.traffic_words();
  builder.click_id("gclid", "google", "cpc");
  const int home = builder.segment(builder.is(builder.fact(Fact::kPageType), "home"));
  const int google = builder.segment(builder.is(builder.fact(Fact::kTrafficSource), "google"));
  const int mobile = builder.segment(builder.is(builder.fact(Fact::kDeviceClass), "mobile"));
  const int cart = builder.segment(builder.ge(builder.fact(Fact::kCartItems), 2));
  const int orders = builder.segment(builder.ge(builder.fact(Fact::kOrdersCount), 3));
  const int gold = builder.segment(builder.is(builder.trait("tier", ValueType::kLabel, {"gold"}), "gold"));
  const LoadedPack pack(builder);
  Visitor v(pack, 0);
  v.take(Wire(builder, "page_view", 1000)
             .text("page_type", "home")
             .text("device_class", "mobile")
             .text("page_location", "https://a.example/?gclid=1"));
  CHECK(v.in() == Ids{home, google, mobile});
  for (int i = 0; i < 3; ++i) v.take(Wire(builder, "add_to_cart", 1000).item().number("price", 1000));
  v.take(Wire(builder, "purchase", 1000));
  CHECK(v.in() == Ids{home, google, mobile});
  v.take(Wire(builder, "cart_update", 1000).number("quantity", 2000));
  v.take(Wire(builder, "customer_sync", 1000).number("orders_count", 3000));
  v.take(Wire(builder, "identify", 1000).text("tier", "gold"));
  CHECK(v.in() == Ids{home, google, mobile, cart, orders, gold});
}

TEST_CASE("geo needs location and personalization; withdrawing either forgets it for good") {
  PackBuilder builder;
  const int german = builder.segment(builder.is(builder.fact(Fact::kGeoCountry), "DE"));
  builder.event("page_view");
  const LoadedPack pack(builder);
  const int withdrawn = GENERATE(as<int>{}, VT_LOCATION, VT_PERSONALIZATION);
  const Wire event = Wire(builder, "page_view", 1000).text("geo_country", "DE");
  Visitor v(pack);
  v.take(event);
  CHECK(v.in() == Ids{german});
  v.purposes(kAll & ~withdrawn);
  CHECK(v.in() == Ids{});
  CHECK(v.left() == Ids{german});
  v.take(event);
  CHECK(v.in() == Ids{});
  v.purposes(kAll);
  CHECK(v.in() == Ids{});
  v.take(event);
  CHECK(v.in() == Ids{german});
}

TEST_CASE("withdrawing one purpose keeps what was collected under another") {
  const LoadedPack pack(sample().pack);
  Visitor v(pack);
  shop_around(sample(), v, 1'000'000);
  const Bytes before = v.snapshot();
  v.purposes(VT_PERSONALIZATION | VT_LOCATION);
  CHECK(difference(v.snapshot(), before) == -1);
}

TEST_CASE("granted later, it begins then: nothing of before is counted") {
  PackBuilder builder;
  const Ladder searches(builder, builder.count("search"), 5);
  const Ladder number(builder, builder.fact(Fact::kVisitNumber), 5);
  const LoadedPack pack(builder);
  Visitor v(pack, 0);
  v.take(Wire(builder, "search", 1000));
  CHECK(searches.of(v) == Ladder::kNoValue);
  CHECK(number.of(v) == Ladder::kNoValue);
  v.purposes(kAll);
  CHECK(searches.of(v) == 0);
  CHECK(number.of(v) == 0);
  v.take(Wire(builder, "search", 1001));
  CHECK(searches.of(v) == 1);
  v.take(Wire(builder, "search", 9000));
  CHECK(number.of(v) == 1);
}

TEST_CASE("a window that is withdrawn asks for no moment any more") {
  PackBuilder builder;
  builder.segment(builder.ge(builder.count_times("search", 10, 1), 1));
  const LoadedPack pack(builder);
  Visitor v(pack);
  v.take(Wire(builder, "search", 1000));
  CHECK(v.next_change() == 1010);
  v.purposes(kNotPersonal);
  CHECK(v.next_change() == 1000 + 1800);
}

TEST_CASE("a purpose that does not exist is a wrong argument and changes nothing") {
  const LoadedPack pack(sample().pack);
  Visitor v(pack);
  shop_around(sample(), v, 1'000'000);
  const Bytes before = v.block();
  CHECK(v.purposes(16) == VT_BAD_ARGUMENT);
  CHECK(v.purposes(-1) == VT_BAD_ARGUMENT);
  CHECK(difference(v.block(), before) == -1);
  Visitor none(pack, 16);
  CHECK(none.restored() == VT_BAD_ARGUMENT);
}

TEST_CASE("forget leaves a new visitor's block, byte for byte, with the purposes that were granted") {
  const LoadedPack pack(sample().pack);
  const int purposes = GENERATE(as<int>{}, kAll, VT_PERSONALIZATION, kNotPersonal, 0);
  Visitor v(pack);
  v.purposes(purposes);
  shop_around(sample(), v, 1'000'000);
  CHECK(v.forget() == VT_OK);
  const Visitor fresh(pack, purposes);
  CHECK(difference(v.block(), fresh.block()) == -1);
  CHECK(difference(v.snapshot(), fresh.snapshot()) == -1);
  CHECK(v.clock() == 0);
}
