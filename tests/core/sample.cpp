// A shop with something of everything.
#include "core/sample.h"

namespace vitrine::test {
namespace {

void add_sources(PackBuilder &p) {
  p.engine("google.{}", "google", {"q"});
  p.engine("bing.com", "", {"q"});
  p.engine("ecosia.org");
  p.assistant("chatgpt.com");
  p.payment("paypal.com");
}

void append(Bytes &out, const void *bytes, size_t length) {
  const auto *at = static_cast<const uint8_t *>(bytes);
  out.insert(out.end(), at, at + length);
}

void append(Bytes &out, const Ids &ids) {
  const int size = static_cast<int>(ids.size());
  append(out, &size, sizeof size);
  for (const int id : ids) append(out, &id, sizeof id);
}

template <size_t n>
const char *pick(Random &random, const char *const (&all)[n]) {
  return all[random.below(n)];
}

void add_item(Random &random, Wire &wire) {
  static const char *const kBrands[] = {"acme", "zenith", "n\xC3\xB6rd", "plain"};
  wire.item().text("item_id", "sku-" + std::to_string(random.below(24)));
  if (!random.one_in(5)) wire.text("item_brand", pick(random, kBrands));
  if (!random.one_in(5)) wire.text("item_category", random.one_in(2) ? "shoes" : "hats");
  if (!random.one_in(4)) wire.number("price", static_cast<int64_t>(random.below(200'000)));
  if (random.one_in(2)) wire.number("quantity", static_cast<int64_t>(random.below(4'000)));
  if (random.one_in(6)) wire.number("discount", random.below(3));
}

void add_page(Random &random, Wire &wire) {
  static const char *const kTypes[] = {"home", "category", "product"};
  static const char *const kQueries[] = {"", "?gclid=1", "?utm_source=mail&utm_medium=email&utm_campaign=spring", "?q=1"};
  static const char *const kReferrers[] = {"https://www.google.de/?q=a", "https://bing.com/?x=1", "https://chatgpt.com/",
                                           "https://blog.example/a"};
  wire.text("page_type", pick(random, kTypes));
  // One draw a statement: the order inside an expression is the compiler's.
  std::string location = "https://shop.example/";
  location += random.one_in(2) ? "sale/a" : "";
  location += pick(random, kQueries);
  if (!random.one_in(4)) wire.text("page_location", location);
  if (random.one_in(2)) wire.text("page_referrer", pick(random, kReferrers));
  if (random.one_in(3)) wire.text("page_category", "shoes");
}

}  // namespace

Sample::Sample() {
  PackBuilder &p = pack;
  p.currency("EUR").half_life(2 * kDay);
  for (const char *name :
       {"page_view", "view_item", "add_to_cart", "remove_from_cart", "view_cart", "cart_update", "search", "size_guide_view"})
    p.event(name);
  for (const char *name : {"page_location", "page_referrer", "item_id", "item_category", "price", "quantity", "discount", "coupon", "value",
                           "orders_placed", "orders_count", "orders_value", "first_order_at", "last_order_at"}) {
    p.field(name);
  }
  const uint8_t brand = p.dimension("item_brand");
  const uint8_t band = p.bands({25'000, 75'000}, {"<25", "25-75", ">=75"});
  p.weight("view_item", 1000);
  p.weight("add_to_cart", 3000);
  p.weight("purchase", 5000);
  add_sources(p);

  const int views = p.count_times("view_item", 7 * kDay, 5);
  const int dear = p.count_buckets("view_item", kDay);
  p.def(dear).where = p.where({WhereOp::kAtLeast,
                               "",
                               1,
                               "",
                               {{WhereOp::kNumberGe, "price", 100'000, "", {}}, {WhereOp::kStartsWith, "item_category", 0, "ha", {}}}});
  const int guides = p.count("size_guide_view");
  const int searched = p.count_in_visit("search");
  const int last_cart = p.since("add_to_cart");
  const int products = p.distinct("view_item", "item_id", 2 * kDay);
  const int seen = p.distinct_in_visit("view_item", "item_id");
  const int acme = p.share(brand, "acme");
  const int top = p.top(band);
  const int subscriber = p.trait("subscriber", ValueType::kBoolean);
  const int tier = p.trait("tier", ValueType::kLabel, {"silver", "gold"});
  const int note = p.trait("note", ValueType::kText);
  const int granted = p.fact(Fact::kGrantedPersonalization);

  const Input keen = p.all({p.ge(views, 3), p.yes(granted)});
  const int keen_segment = p.segment(keen, VT_PERSONALIZATION);
  const Input left = p.all({p.ge(p.fact(Fact::kCartItems), 1), p.ge(p.fact(Fact::kCartIdle), 600), p.yes(granted)});
  const int left_segment = p.segment(left, VT_PERSONALIZATION);
  p.segment(p.at_least(2, {p.ge(dear, 40), p.ge(dear, 2), p.ge(guides, 1), p.ge(searched, 2)}));
  p.segment(p.any({p.lt(last_cart, 3600), p.ge(products, 4), p.ge(seen, 3)}));
  p.segment(p.all({p.ge(acme, 500), !p.is(top, "<25"), p.exists(top)}));
  p.segment(p.none({p.yes(subscriber), p.is(tier, "gold"), p.text(note, TextOp::kContains, "vip")}));
  p.segment(
      p.all({p.is(p.fact(Fact::kTrafficMedium), "organic"), p.text(p.fact(Fact::kTrafficLandingPath), TextOp::kStartsWith, "/sale")}));
  p.segment(p.any({p.is(p.fact(Fact::kTrafficSource), "google"), p.text(p.fact(Fact::kTrafficCampaign), TextOp::kEq, "spring")}));
  p.segment(p.all({p.is(p.fact(Fact::kPageType), "product"), p.is(p.fact(Fact::kPageCategory), "shoes")}));
  p.segment(p.any({p.is(p.fact(Fact::kGeoCountry), "DE"), p.is(p.fact(Fact::kDeviceClass), "mobile")}));
  p.segment(
      p.all({p.ge(p.fact(Fact::kVisitPages), 2), p.ge(p.fact(Fact::kVisitDuration), 60), p.lt(p.fact(Fact::kVisitSincePrevious), kDay)}));
  p.segment(p.any({p.ge(p.fact(Fact::kOrdersAverage), 50'000), p.ge(p.fact(Fact::kOrdersDiscountedShare), 500),
                   p.ge(p.fact(Fact::kOrdersValue), 300'000)}));

  const int orders = p.fact(Fact::kOrdersCount);
  p.stage("lapsed", p.any({p.ge(p.fact(Fact::kOrdersOverdue), 2000), p.ge(p.fact(Fact::kOrdersSince), 30 * kDay)}));
  p.stage("loyal", p.ge(orders, 3));
  p.stage("buyer", p.ge(orders, 1));
  p.stage("new", p.all({p.ge(p.fact(Fact::kVisitNumber), 1), p.lt(p.fact(Fact::kVisitNumber), 2)}));
  p.last_stage("returning");

  hero = p.content("home.hero", {{"resume", left, VT_PERSONALIZATION, left_segment},
                                 {"keen", keen, VT_PERSONALIZATION, keen_segment},
                                 {"ads", p.yes(subscriber), VT_ADS},
                                 {"default", std::nullopt}});
  grid = p.sort(
      "category.grid",
      {{SignalKind::kAffinity, 2000, brand}, {SignalKind::kAffinity, 1000, band}, {SignalKind::kStock, 500}, {SignalKind::kSeen, -250}}, 1,
      4, seen);
}

const Sample &sample() {
  static const Sample one;
  return one;
}

Wire random_event(const Sample &shop, Random &random, uint32_t time) {
  static const char *const kEvents[] = {"page_view",        "page_view", "view_item",     "view_item", "view_item",       "add_to_cart",
                                        "remove_from_cart", "view_cart", "cart_update",   "search",    "size_guide_view", "purchase",
                                        "refund",           "identify",  "customer_sync", "evidence",  "unknown"};
  const std::string name = pick(random, kEvents);
  Wire wire(shop.pack, name, time);
  if (name == "page_view") add_page(random, wire);
  if (random.one_in(6)) wire.text("geo_country", random.one_in(2) ? "DE" : "FR");
  if (random.one_in(6)) wire.text("device_class", random.one_in(2) ? "mobile" : "desktop");
  if (random.one_in(8)) wire.text("currency", random.one_in(3) ? "USD" : "EUR");
  if (name == "purchase" || name == "refund") wire.text("transaction_id", std::to_string(random.below(40)));
  if (name == "identify") {
    if (random.one_in(3))
      wire.null("subscriber");
    else
      wire.boolean("subscriber", random.one_in(2));
    wire.text("tier", random.one_in(2) ? "gold" : "silver").text("note", random.one_in(2) ? "a vip" : "none");
  }
  if (name == "customer_sync")
    wire.number("orders_count", static_cast<int64_t>(random.below(5'000))).number("last_order_at", random.below(time + 10));
  if (random.one_in(6)) wire.number("value", static_cast<int64_t>(random.below(300'000)));
  if (random.one_in(9)) wire.text("coupon", "TEN");
  if (name == "page_view" || name == "search" || name == "identify") return wire;
  for (uint32_t left = random.below(4); left > 0; --left) add_item(random, wire);
  return wire;
}

uint32_t random_step(Random &random) {
  if (random.one_in(60)) return random.below(40 * kDay);
  if (random.one_in(8)) return random.below(2 * kDay);
  return random.one_in(5) ? random.below(3'600) : random.below(120);
}

RankItems random_items(const Sample &shop, Random &random, uint32_t count) {
  RankItems items(shop.pack);
  for (uint32_t i = 0; i < count; ++i) {
    items.item(random.one_in(9)).signal(SignalKind::kStock, random.below(3) * 500'000).signal(SignalKind::kMargin, random.below(1'000'001));
    if (!random.one_in(4)) items.text("item_brand", random.one_in(2) ? "acme" : "zenith");
    if (!random.one_in(4)) items.number("price", static_cast<int64_t>(random.below(120'000)));
    if (!random.one_in(4)) items.text("item_id", "sku-" + std::to_string(random.below(24)));
  }
  return items;
}

Bytes answers(const Sample &shop, const Visitor &visitor) {
  Bytes out;
  append(out, visitor.in());
  append(out, visitor.list(VT_STAGE));
  append(out, visitor.list(VT_CLOCK));
  for (const int slot : {shop.hero, shop.grid}) {
    const vt_decision decision = visitor.decide(slot);
    append(out, &decision, sizeof decision);
  }
  Random random(5);
  append(out, visitor.rank(shop.grid, random_items(shop, random, 12)));
  return out;
}

Bytes changes(const Visitor &visitor) {
  Bytes out;
  for (const vt_segments_which which : {VT_ENTERED, VT_LEFT, VT_STAGE, VT_OLD_STAGE, VT_CLOCK}) append(out, visitor.list(which));
  return out;
}

}  // namespace vitrine::test
