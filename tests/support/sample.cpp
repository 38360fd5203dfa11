// A shop with something of everything.
#include "support/sample.h"

namespace vitrine::test {
namespace {

constexpr int kPaidBit = 6;
constexpr int kOrganicBit = 7;
constexpr int kSaleBit = 8;

// Known hosts, click ids, and a few rows of channels.
void add_sources(PackBuilder &p) {
  p.traffic_words();
  p.click_id("gclid", "google", "cpc");
  p.click_id("srsltid", "google", "organic", "Free Listings");
  p.source("google.com", kSourceSearch);
  p.source("blog.example", kSourceSocial | kSourceYields);
  p.source("google", kSourceSearch, 0);
  p.mail_label(TextOp::kEq, "mail", 3);
  p.mail_label(TextOp::kStartsWith, "deref-", 2);
  p.mail("outlook.live.com");
  p.app("com.pinterest", "blog.example");
  p.channel_test(ChannelField::kMedium, TextOp::kContains, "cp", kPaidBit);
  p.channel_test(ChannelField::kMedium, TextOp::kEq, "organic", kOrganicBit);
  p.channel_test(ChannelField::kCampaign, TextOp::kContains, "spring", kSaleBit, true);
  p.channel_row(kChannelPaidSearch, kSourceSearch | 1u << kPaidBit);
  p.channel_row(kChannelOrganicSearch, 1u << kOrganicBit);
  p.channel_row(3, kSourceSocial);
  p.channel_row(4, 1u << kSaleBit);
  p.channel_row(5, 0);
  p.brand_term("acme");
  p.brand_term("listings");
  p.engine("google.{}", "google", {"q"});
  p.engine("bing.com", "", {"q"});
  p.engine("ecosia.org");
  p.assistant("chatgpt.com");
  p.passed("paypal.com");
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
  static const char *const brands[] = {"acme", "zenith", "n\xC3\xB6rd", "plain"};
  wire.item().text("item_id", "sku-" + std::to_string(random.below(24)));
  if (!random.one_in(5)) wire.text("item_brand", pick(random, brands));
  if (!random.one_in(5)) wire.text("item_category", random.one_in(2) ? "shoes" : "hats");
  if (!random.one_in(4)) wire.number("price", static_cast<int64_t>(random.below(200'000)));
  if (random.one_in(2)) wire.number("quantity", static_cast<int64_t>(random.below(4'000)));
  if (random.one_in(6)) wire.number("discount", random.below(3));
  if (random.one_in(8)) wire.text("currency", random.one_in(2) ? "usd" : "eur");
  if (random.one_in(12)) wire.unread("price");
}

void add_page(Random &random, Wire &wire) {
  static const char *const types[] = {"home", "category", "product"};
  static const char *const queries[] = {"", "?gclid=1", "?srsltid=2", "?utm_source=mail&utm_medium=email&utm_campaign=spring", "?q=1"};
  static const char *const referrers[] = {
      "https://www.google.de/?q=Acme", "https://bing.com/?x=1",           "https://chatgpt.com/",
      "https://blog.example/a",        "https://mail.blog.example.:443/", "android-app://com.pinterest/x"};
  wire.text("page_type", pick(random, types));
  // One draw a statement: the order inside an expression is the compiler's.
  std::string location = "https://shop.example/";
  location += random.one_in(2) ? "sale/a" : "";
  location += pick(random, queries);
  if (!random.one_in(4)) wire.text("page_location", location);
  if (random.one_in(2)) wire.text("page_referrer", pick(random, referrers));
  if (random.one_in(3)) wire.text("page_category", "shoes");
}

void add_exposure(Random &random, Wire &wire) {
  static const char *const variants[] = {"scarce", "sale", "trust", "keen"};
  const std::string variant = pick(random, variants);
  wire.text("creative_slot", variant == "keen" ? "home.hero" : "offer").text("creative_name", variant);
}

void add_evidence(Random &random, Wire &wire, uint32_t time) {
  static const char *const names[] = {"stock", "stock", "rating", "sold"};
  std::string name = pick(random, names);
  if (name == "sold") name += std::to_string(random.below(12));
  wire.text("name", name);
  if (!random.one_in(5)) wire.number("value", static_cast<int64_t>(random.below(9'000)));
  if (random.one_in(3)) wire.number("at", random.below(time + 1'000));
  if (random.one_in(12)) wire.unread("at");
}

// The features that segments, stages and slots speak of.
struct Measured {
  uint8_t brand, band;
  int views, dear, guides, searched, last_cart, products, seen, acme, top, subscriber, tier, note, granted;
};

void declare_names(PackBuilder &p) {
  p.currency("EUR").half_life(2 * kDay);
  for (const char *name :
       {"page_view", "view_item", "add_to_cart", "remove_from_cart", "view_cart", "cart_update", "search", "size_guide_view"}) {
    p.event(name);
  }
  for (const char *name : {"page_location", "page_referrer", "item_id", "item_category", "price", "quantity", "discount", "coupon", "value",
                           "orders_placed", "orders_count", "orders_value", "first_order_at", "last_order_at"}) {
    p.field(name);
  }
}

Measured measure_all(PackBuilder &p) {
  Measured m{};
  m.brand = p.dimension("item_brand");
  m.band = p.bands({25'000, 75'000}, {"<25", "25-75", ">=75"});
  p.weight("view_item", 1000);
  p.weight("add_to_cart", 3000);
  p.weight("purchase", 5000);
  add_sources(p);
  m.views = p.count_times("view_item", 7 * kDay, 5);
  m.dear = p.count_buckets("view_item", kDay);
  const Where price{WhereOp::kNumberGe, "price", 100'000, "", {}};
  const Where hats{WhereOp::kStartsWith, "item_category", 0, "ha", {}};
  p.def(m.dear).where = p.where({WhereOp::kAtLeast, "", 1, "", {price, hats}});
  m.guides = p.count("size_guide_view");
  m.searched = p.count_in_visit("search");
  m.last_cart = p.since("add_to_cart");
  m.products = p.distinct("view_item", "item_id", 2 * kDay);
  m.seen = p.distinct_in_visit("view_item", "item_id");
  m.acme = p.share(m.brand, "acme");
  m.top = p.top(m.band);
  m.subscriber = p.trait("subscriber", ValueType::kBoolean);
  m.tier = p.trait("tier", ValueType::kLabel, {"silver", "gold"});
  m.note = p.trait("note", ValueType::kText);
  m.granted = p.fact(Fact::kGrantedPersonalization);
  return m;
}

void add_segments(PackBuilder &p, const Measured &m) {
  p.segment(p.at_least(2, {p.ge(m.dear, 40), p.ge(m.dear, 2), p.ge(m.guides, 1), p.ge(m.searched, 2)}));
  p.segment(p.any({p.lt(m.last_cart, 3600), p.ge(m.products, 4), p.ge(m.seen, 3)}));
  p.segment(p.all({p.ge(m.acme, 500), !p.is(m.top, "<25"), p.exists(m.top)}));
  p.segment(p.none({p.yes(m.subscriber), p.is(m.tier, "gold"), p.text(m.note, TextOp::kContains, "vip")}));
  const Input organic = p.is(p.fact(Fact::kTrafficMedium), "organic");
  p.segment(p.all({organic, p.text(p.fact(Fact::kTrafficLandingPath), TextOp::kStartsWith, "/sale")}));
  const Input google = p.is(p.fact(Fact::kTrafficSource), "google");
  p.segment(p.any({google, p.text(p.fact(Fact::kTrafficCampaign), TextOp::kEq, "spring")}));
  p.segment(p.all({p.is(p.fact(Fact::kPageType), "product"), p.is(p.fact(Fact::kPageCategory), "shoes")}));
  p.segment(p.any({p.is(p.fact(Fact::kGeoCountry), "DE"), p.is(p.fact(Fact::kDeviceClass), "mobile")}));
  p.segment(p.is(p.fact(Fact::kGeoRegion), "BY"));
  p.segment(p.is(p.area(Fact::kGeoZone, {{"DE", "BY", "south"}, {"FR", "BY", "north"}, {"DE", "", "north"}}), "north"));
  p.segment(p.exists(p.area(Fact::kGeoClimate, {{"FR", "", "mild"}})));
  const int channel = p.fact(Fact::kTrafficChannel);
  for (const int64_t c : {1, 2, 3, 5}) p.segment(p.ge(channel, c));
  p.segment(p.yes(p.fact(Fact::kTrafficBranded)));
  const Input looked_around = p.all({p.ge(p.fact(Fact::kVisitPages), 2), p.ge(p.fact(Fact::kVisitDuration), 60)});
  p.segment(p.all({looked_around, p.lt(p.fact(Fact::kVisitSincePrevious), kDay)}));
  const Input spends = p.any({p.ge(p.fact(Fact::kOrdersAverage), 50'000), p.ge(p.fact(Fact::kOrdersValue), 300'000)});
  p.segment(p.any({spends, p.ge(p.fact(Fact::kOrdersDiscountedShare), 500)}));
}

void add_stages(PackBuilder &p) {
  const int orders = p.fact(Fact::kOrdersCount);
  p.stage("lapsed", p.any({p.ge(p.fact(Fact::kOrdersOverdue), 2000), p.ge(p.fact(Fact::kOrdersSince), 30 * kDay)}));
  p.stage("loyal", p.ge(orders, 3));
  p.stage("buyer", p.ge(orders, 1));
  const int visits = p.fact(Fact::kVisitNumber);
  p.stage("new", p.all({p.ge(visits, 1), p.lt(visits, 2)}));
  p.last_stage("returning");
}

// Caps, a message over both slots, evidence, a guard, a schedule, and an experiment whose last arm is the default.
int add_offer(PackBuilder &p, const Measured &m) {
  const int scarce = p.exposures("offer scarce", {{"offer", "scarce"}}, kDay, 2);
  const int sale = p.exposures_in_visit("offer sale", {{"offer", "sale"}});
  const int trust = p.exposures("offer trust", {{"offer", "trust"}});
  const int message = p.exposures("of message discount", {{"home.hero", "keen"}, {"offer", "sale"}}, 2 * kDay, 3);
  const Input few = p.yes(p.evidence("stock", {WhereOp::kNumberLt, "value", 6'000, "", {}}, 600));
  const Input rated = p.yes(p.evidence("rating", {WhereOp::kNumberGe, "value", 4'000, "", {}}));
  const Input gold = p.is(m.tier, "gold");
  const Input viewed = p.ge(m.views, 1);
  VariantSpec with_evidence{"scarce", viewed, VT_PERSONALIZATION};
  with_evidence.evident = p.all({few, rated});
  with_evidence.capped = p.any({p.ge(scarce, 2)});
  VariantSpec with_message{"sale", p.ge(m.views, 2), VT_PERSONALIZATION};
  with_message.guarded = p.any({gold});
  with_message.capped = p.any({p.ge(sale, 1), p.ge(message, 3)});
  with_message.from = 1'000'000 + 2 * kDay;
  with_message.to = 1'760'000'000;
  VariantSpec service{"trust", p.ge(m.views, 3), VT_PERSONALIZATION};
  service.service = true;
  service.capped = p.any({p.ge(trust, 30)});
  const int offer = p.content("offer", {with_message, with_evidence, service, {"bold", p.yes(m.subscriber)}, {"default"}});
  p.experiment(offer, "offer_test", {{3, 2'500, 1'500}, {4, 7'500, 6'000}}, p.any({p.yes(m.subscriber)}));
  p.holdout("2026", 2'000);
  return offer;
}

}  // namespace

Sample::Sample() {
  PackBuilder &p = pack;
  declare_names(p);
  const Measured m = measure_all(p);
  const Input keen = p.all({p.ge(m.views, 3), p.yes(m.granted)});
  const int keen_segment = p.segment(keen, VT_PERSONALIZATION);
  const Input left = p.all({p.ge(p.fact(Fact::kCartItems), 1), p.ge(p.fact(Fact::kCartIdle), 600), p.yes(m.granted)});
  const int left_segment = p.segment(left, VT_PERSONALIZATION);
  add_segments(p, m);
  add_stages(p);
  hero = p.content("home.hero", {{"resume", left, VT_PERSONALIZATION, left_segment},
                                 {"keen", keen, VT_PERSONALIZATION, keen_segment},
                                 {"ads", p.yes(m.subscriber), VT_ADS},
                                 {"default", std::nullopt}});
  const std::vector<SignalSpec> signals = {
      {SignalKind::kAffinity, 2000, m.brand}, {SignalKind::kAffinity, 1000, m.band}, {SignalKind::kStock, 500}, {SignalKind::kSeen, -250}};
  grid = p.sort("category.grid", signals, 1, 4, m.seen);
  offer = add_offer(p, m);
}

const Sample &sample() {
  static const Sample one;
  return one;
}

Wire random_event(const Sample &shop, Random &random, uint32_t time) {
  static const char *const events[] = {"page_view",        "page_view", "view_item",     "view_item", "view_item",       "add_to_cart",
                                       "remove_from_cart", "view_cart", "cart_update",   "search",    "size_guide_view", "purchase",
                                       "refund",           "identify",  "customer_sync", "evidence",  "view_promotion",  "unknown"};
  const std::string name = pick(random, events);
  Wire wire(shop.pack, name, time);
  if (name == "page_view") add_page(random, wire);
  if (random.one_in(6)) wire.text("geo_country", random.one_in(2) ? "DE" : "FR");
  if (random.one_in(8)) wire.text("geo_region", random.one_in(2) ? "BY" : "HH");
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
  if (name == "view_promotion") add_exposure(random, wire);
  if (name == "evidence") add_evidence(random, wire, time);
  if (name == "customer_sync")
    wire.number("orders_count", static_cast<int64_t>(random.below(5'000))).number("last_order_at", random.below(time + 10));
  if (name != "evidence" && random.one_in(6)) wire.number("value", static_cast<int64_t>(random.below(300'000)));
  if (name != "evidence" && random.one_in(12)) wire.unread(random.one_in(2) ? "value" : "quantity");
  if (random.one_in(9)) wire.text("coupon", "TEN");
  if (name == "page_view" || name == "search" || name == "identify" || name == "evidence") return wire;
  const uint32_t items = random.below(4);
  for (uint32_t left = items; left > 0; --left) add_item(random, wire);
  if (items == 0 && random.one_in(3)) wire.no_items();
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
  for (const int slot : {shop.hero, shop.grid, shop.offer}) {
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
