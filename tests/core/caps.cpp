// Caps: exposures of a variant, and of a message over all slots, within a window (STRATEGY.md section 5).
#include "format/reasons.h"
#include "support/snapshot_parts.h"
#include "support/visitor.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

constexpr int kContext = VT_ALL_PURPOSES & ~VT_PERSONALIZATION;

std::string reason_of(const Visitor &v, int slot) { return kReasonTexts[v.decide(slot).reason]; }

Wire exposure(const PackBuilder &pack, uint32_t time, const std::string &slot, const std::string &variant) {
  return Wire(pack, "view_promotion", time).text("creative_slot", slot).text("creative_name", variant);
}

// A hero with `offer`, which at most `max` exposures stop. `window`: 0 for ever, 1 within the visit, else seconds.
struct Shop {
  PackBuilder pack;
  int hero;
  explicit Shop(uint32_t window, uint16_t max) {
    const PackBuilder::Shown shown = {{"hero", "offer"}};
    const int feature = window == 1 ? pack.exposures_in_visit("hero offer", shown) : pack.exposures("hero offer", shown, window, max);
    VariantSpec offer{"offer", pack.all({}), VT_PERSONALIZATION};
    offer.capped = pack.ge(feature, max);
    hero = pack.content("hero", {offer, {"default"}});
    pack.event("page_view");
  }
  [[nodiscard]] Wire shown(uint32_t time) const { return exposure(pack, time, "hero", "offer"); }
};

}  // namespace

TEST_CASE("a cap is reached with its last exposure, and ends in the very second in which the oldest one leaves the window") {
  const Shop shop(600, 2);
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.shown(1000));
  CHECK(reason_of(v, shop.hero) == "TARGETING_MATCH");
  v.take(shop.shown(1100));
  CHECK(reason_of(v, shop.hero) == "CAPPED");
  v.until(1599);
  CHECK(reason_of(v, shop.hero) == "CAPPED");
  v.until(1600);
  CHECK(reason_of(v, shop.hero) == "TARGETING_MATCH");
  v.take(shop.shown(1600));
  CHECK(reason_of(v, shop.hero) == "CAPPED");
  v.until(1700);
  CHECK(reason_of(v, shop.hero) == "TARGETING_MATCH");
}

TEST_CASE("a cap without a window is for ever, and one within the visit ends with it") {
  const Shop ever(0, 2);
  const Shop visit(1, 2);
  const LoadedPack ever_pack(ever.pack);
  const LoadedPack visit_pack(visit.pack);
  Visitor a(ever_pack);
  Visitor b(visit_pack);
  for (const uint32_t time : {1000u, 1001u}) {
    CHECK(reason_of(a, ever.hero) != "CAPPED");
    a.take(ever.shown(time));
    b.take(visit.shown(time));
  }
  CHECK(reason_of(a, ever.hero) == "CAPPED");
  CHECK(reason_of(b, visit.hero) == "CAPPED");
  a.until(1001 + 1800);
  b.until(1001 + 1799);
  CHECK(reason_of(b, visit.hero) == "CAPPED");
  b.until(1001 + 1800);
  CHECK(reason_of(b, visit.hero) == "TARGETING_MATCH");
  a.until(400'000'000);
  CHECK(reason_of(a, ever.hero) == "CAPPED");
}

TEST_CASE("an exposure is of this slot and this variant, and counts once however many items the event has") {
  const Shop shop(600, 1);
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(exposure(shop.pack, 1000, "hero", "other"));
  v.take(exposure(shop.pack, 1000, "other", "offer"));
  v.take(Wire(shop.pack, "view_promotion", 1000).text("creative_name", "offer"));
  v.take(Wire(shop.pack, "page_view", 1000).text("creative_slot", "hero").text("creative_name", "offer"));
  CHECK(reason_of(v, shop.hero) == "TARGETING_MATCH");
  const Shop two(600, 2);
  const LoadedPack two_pack(two.pack);
  Visitor w(two_pack);
  Wire many = two.shown(1000);
  many.item().text("creative_slot", "hero").item().text("creative_name", "offer").item();
  w.take(many);
  CHECK(reason_of(w, two.hero) == "TARGETING_MATCH");
  w.take(many);
  CHECK(reason_of(w, two.hero) == "CAPPED");
}

TEST_CASE("a message's cap counts over all its variants in all slots, and stops each of them") {
  PackBuilder builder;
  const Input everyone = builder.all({});
  const int discounts = builder.exposures("of message discount", {{"hero", "ten"}, {"side", "twenty"}}, 600, 2);
  const auto with_cap = [&](const char *name) {
    VariantSpec spec{name, everyone, VT_PERSONALIZATION};
    spec.capped = builder.any({builder.ge(discounts, 2)});
    return spec;
  };
  const int hero = builder.content("hero", {with_cap("ten"), {"default"}});
  const int side = builder.content("side", {with_cap("twenty"), {"plain", everyone}, {"default"}});
  const LoadedPack pack(builder);
  Visitor v(pack);
  v.take(exposure(builder, 1000, "hero", "ten"));
  v.take(exposure(builder, 1000, "hero", "twenty"));  // no such variant there
  v.take(exposure(builder, 1000, "side", "plain"));   // another message
  CHECK(reason_of(v, hero) == "TARGETING_MATCH");
  CHECK(v.decide(side).variant == 0);
  v.take(exposure(builder, 1001, "side", "twenty"));
  CHECK(reason_of(v, hero) == "CAPPED");
  CHECK(v.decide(side).variant == 1);
  CHECK(reason_of(v, side) == "TARGETING_MATCH");
  v.until(1600);
  CHECK(reason_of(v, hero) == "TARGETING_MATCH");
}

TEST_CASE("without personalization no exposure is kept, and a capped variant is stopped with CONSENT") {
  const Shop shop(600, 1);
  const LoadedPack pack(shop.pack);
  Visitor v(pack, kContext);
  v.take(shop.shown(1000));
  CHECK(reason_of(v, shop.hero) == "CONSENT");
  v.purposes(VT_ALL_PURPOSES);
  CHECK(reason_of(v, shop.hero) == "TARGETING_MATCH");
}

TEST_CASE("a cap that now counts less, more or longer still knows what was shown: its part has the variant's name") {
  const Shop before(600, 3);
  const LoadedPack old_pack(before.pack);
  Visitor v(old_pack);
  for (const uint32_t time : {1000u, 1100u, 1200u}) v.take(before.shown(time));
  CHECK(part_of(v.snapshot(), part_key("exposures hero offer newest")).size() == 12);
  const auto reason_with = [&](uint32_t window, uint16_t max, uint32_t time) {
    const Shop after(window, max);
    const LoadedPack pack(after.pack);
    Visitor restored(pack, VT_ALL_PURPOSES, v.snapshot());
    REQUIRE(restored.restored() == VT_OK);
    restored.until(time);
    return reason_of(restored, after.hero);
  };
  CHECK(reason_with(600, 3, 1599) == "CAPPED");
  CHECK(reason_with(600, 3, 1600) == "TARGETING_MATCH");
  CHECK(reason_with(600, 2, 1699) == "CAPPED");  // the two newest
  CHECK(reason_with(600, 2, 1700) == "TARGETING_MATCH");
  CHECK(reason_with(600, 4, 1200) == "TARGETING_MATCH");
  CHECK(reason_with(2'000, 3, 2'999) == "CAPPED");
  CHECK(reason_with(2'000, 3, 3'000) == "TARGETING_MATCH");
  CHECK(reason_with(300, 2, 1399) == "CAPPED");
  CHECK(reason_with(300, 2, 1400) == "TARGETING_MATCH");
  CHECK(reason_with(0, 1, 1200) == "TARGETING_MATCH");  // for ever is another memory: it has counted since it was asked
}

TEST_CASE("exposures that a snapshot says to lie ahead, or not to stand newest first, make it damaged") {
  const Shop shop(600, 2);
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.shown(1000));
  const auto restored_with = [&](const std::vector<uint32_t> &times) {
    std::vector<Part> parts = parts_of(v.snapshot());
    for (Part &part : parts) {
      if (part.key != part_key("exposures hero offer newest")) continue;
      const auto *bytes = reinterpret_cast<const uint8_t *>(times.data());
      part.content.assign(bytes, bytes + 4 * times.size());
    }
    return Visitor(pack, VT_ALL_PURPOSES, with_parts(v.snapshot(), parts)).restored();
  };
  CHECK(restored_with({1000, 999}) == VT_OK);
  CHECK(restored_with({1001}) == VT_FRESH);
  CHECK(restored_with({999, 1000}) == VT_FRESH);
  CHECK(restored_with({}) == VT_FRESH);
}
