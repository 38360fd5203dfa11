// Affinity in integer steps, with numbers worked out by hand from STRATEGY.md section 2.
#include "support/ladder.h"
#include "support/snapshot_parts.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

using Interests = std::vector<std::pair<std::string, int64_t>>;

// A half-life of 16 seconds: one step a second. A view adds 1,024,000, an add_to_cart three times that.
struct Shop {
  PackBuilder pack;
  uint8_t brand;
  Shop() {
    pack.half_life(16);
    brand = pack.dimension("item_brand");
    pack.weight("view_item", 1000);
    pack.weight("add_to_cart", 3000);
  }
  [[nodiscard]] Wire view(uint32_t time, const std::string &value) const {
    return Wire(pack, "view_item", time).item().text("item_brand", value);
  }
  [[nodiscard]] Interests of(const Visitor &v, const std::vector<std::string> &names) const {
    Interests out;
    for (const auto &[hash, interest] : interests_of(part_of(v.snapshot(), part_key("affinity.item_brand")))) {
      std::string name = "?";
      for (const std::string &each : names) {
        if (label_hash(each.data(), each.size()) == hash) name = each;
      }
      out.push_back({name, interest});
    }
    return out;
  }
};

}  // namespace

TEST_CASE("interest decays by the table of sixteenths, whole half-lives shift, and every step cuts") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.view(100, "a"));
  CHECK(shop.of(v, {"a"}) == Interests{{"a", 1'024'000}});
  // 1,024,000 * 62757 / 65536 = 980,578.1
  v.take(shop.view(101, "b"));
  CHECK(shop.of(v, {"a", "b"}) == Interests{{"b", 1'024'000}, {"a", 980'578}});
  // 40 steps: R[8] = 46341, then two half-lives. a: 693,374 >> 2; b: 724,078 >> 2.
  v.take(shop.view(141, "a"));
  CHECK(shop.of(v, {"a", "b"}) == Interests{{"a", 173'343 + 1'024'000}, {"b", 181'019}});
  // The same step again: no decay.
  v.take(shop.view(141, "b"));
  CHECK(shop.of(v, {"a", "b"}) == Interests{{"b", 181'019 + 1'024'000}, {"a", 1'197'343}});
}

TEST_CASE("each of the sixteen steps of the table") {
  const uint32_t table[16] = {65536, 62757, 60097, 57549, 55109, 52773, 50535, 48393,
                              46341, 44376, 42495, 40693, 38968, 37316, 35734, 34219};
  const Shop shop;
  const LoadedPack pack(shop.pack);
  for (uint32_t d = 0; d < 48; ++d) {
    Visitor v(pack);
    v.take(shop.view(1000, "a"));
    v.take(shop.view(1000 + d, "b"));
    const int64_t expected = (int64_t{1'024'000} * table[d % 16] / 65536) >> (d / 16);
    REQUIRE(shop.of(v, {"a", "b"}) == Interests{{"b", 1'024'000}, {"a", expected}});
  }
}

TEST_CASE("a step is floor(16 t / H): with 14 days it is 75,600 seconds") {
  Shop shop;
  shop.pack.half_life(14 * kDay);
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.view(75'599, "a"));
  v.take(shop.view(75'600, "b"));
  CHECK(shop.of(v, {"a", "b"}) == Interests{{"b", 1'024'000}, {"a", 980'578}});
  v.take(shop.view(2 * 75'600 - 1, "b"));
  CHECK(shop.of(v, {"a", "b"}) == Interests{{"b", 2'048'000}, {"a", 980'578}});
}

TEST_CASE("an interest of 0 is forgotten") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.view(100, "a"));
  v.take(shop.view(100 + 319, "b"));
  CHECK(shop.of(v, {"a", "b"}) == Interests{{"b", 1'024'000}, {"a", 1}});
  v.take(shop.view(100 + 320, "b"));  // the 1 of a decays to 0
  CHECK(shop.of(v, {"a", "b"}) == Interests{{"b", 1'024'000 + 980'578}});
  v.take(shop.view(4'000'000, "c"));
  CHECK(shop.of(v, {"b", "c"}) == Interests{{"c", 1'024'000}});
}

TEST_CASE("when 16 values are kept the weakest makes room and takes its interest out of the total") {
  Shop shop;
  const Ladder share(shop.pack, shop.pack.share(shop.brand, "new"), {1, 52, 53, 58, 59});
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(Wire(shop.pack, "add_to_cart", 100).item().text("item_brand", "first"));
  for (int i = 0; i < 15; ++i) v.take(shop.view(100, "b" + std::to_string(i)));
  CHECK(share.of(v) == Ladder::kBelow);
  // b0 is, of the weakest, the least recently seen: 1 of 3 + 15 remains for the new one, 0.0555.
  v.take(shop.view(100, "new"));
  const Interests all = shop.of(v, {"new", "b0", "b1", "first"});
  CHECK(all.size() == 16);
  CHECK(all.front() == std::pair<std::string, int64_t>{"new", 1'024'000});
  CHECK(all[14].first == "b1");
  CHECK(all[15] == std::pair<std::string, int64_t>{"first", 3'072'000});
  CHECK(share.of(v) == 53);
}

TEST_CASE("shares are compared as fractions: a third is at least 0.333 and not 0.334, a half is at least 0.5") {
  Shop shop;
  const Ladder share(shop.pack, shop.pack.share(shop.brand, "a"), {0, 333, 334, 500, 501, 1000});
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(Wire(shop.pack, "view_item", 100));
  CHECK(share.of(v) == Ladder::kNoValue);
  v.take(shop.view(100, "b"));
  CHECK(share.of(v) == 0);
  v.take(shop.view(100, "c"));
  v.take(shop.view(100, "a"));
  CHECK(share.of(v) == 333);
  v.take(shop.view(100, "a"));
  CHECK(share.of(v) == 500);
}

TEST_CASE("time alone changes no share") {
  Shop shop;
  const Ladder share(shop.pack, shop.pack.share(shop.brand, "a"), {0, 500, 1000});
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.view(100, "a"));
  v.until(400 * kDay);
  CHECK(share.of(v) == 1000);
  CHECK(v.next_change() == 0xFFFF'FFFFu);
}

TEST_CASE("top is the value with the largest share; of equal ones the most recently seen") {
  Shop shop;
  const int top = shop.pack.top(shop.brand);
  const int a = shop.pack.segment(shop.pack.is(top, "a"));
  const int b = shop.pack.segment(shop.pack.is(top, "b"));
  const int any = shop.pack.segment(shop.pack.exists(top));
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(Wire(shop.pack, "view_item", 100));
  CHECK(v.in() == Ids{});
  v.take(shop.view(100, "a"));
  CHECK(v.in() == Ids{a, any});
  v.take(shop.view(100, "b"));
  CHECK(v.in() == Ids{b, any});
  v.take(shop.view(100, "a"));
  CHECK(v.in() == Ids{a, any});
  v.take(shop.view(100, "c"));
  v.take(shop.view(100, "c"));
  CHECK(v.in() == Ids{any});
}

TEST_CASE("each item adds the weight once, whatever its quantity; the item's value, else the event's") {
  const Shop shop;
  PackBuilder builder = shop.pack;
  builder.field("quantity");
  const LoadedPack pack(builder);
  Visitor v(pack);
  v.take(Wire(builder, "add_to_cart", 100).text("item_brand", "event").item().text("item_brand", "a").number("quantity", 9000).item());
  CHECK(shop.of(v, {"a", "event"}) == Interests{{"event", 3'072'000}, {"a", 3'072'000}});
  v.take(Wire(builder, "view_item", 100).text("item_brand", "event"));  // no item
  v.take(Wire(builder, "page_view", 100).item().text("item_brand", "a"));  // no weight
  CHECK(shop.of(v, {"a", "event"}) == Interests{{"event", 3'072'000}, {"a", 3'072'000}});
}

TEST_CASE("the interest of a value stops at 2^40") {
  Shop shop;
  shop.pack.weight("view_item", (1u << 30) - 1);
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.view(100, "a"));
  CHECK(shop.of(v, {"a"}) == Interests{{"a", (int64_t{1} << 40) - 1024}});
  v.take(shop.view(100, "a"));
  CHECK(shop.of(v, {"a"}) == Interests{{"a", int64_t{1} << 40}});
}

TEST_CASE("price bands include their lower bound; a price below 0 is 0; no price or a foreign one is in no band") {
  PackBuilder builder;
  builder.currency("EUR");
  const uint8_t band = builder.bands({25'000, 75'000}, {"<25", "25-75", ">=75"});
  builder.weight("view_item", 1000);
  const int top = builder.top(band);
  const int low = builder.segment(builder.is(top, "<25"));
  const int middle = builder.segment(builder.is(top, "25-75"));
  const int high = builder.segment(builder.is(top, ">=75"));
  const LoadedPack pack(builder);
  const auto [price, segment] = GENERATE_COPY(table<int64_t, int>(
      {{-1, low}, {0, low}, {24'999, low}, {25'000, middle}, {74'999, middle}, {75'000, high}, {int64_t{1} << 60, high}}));
  Visitor v(pack);
  v.take(Wire(builder, "view_item", 100).item().number("price", price));
  CHECK(v.in() == Ids{segment});
  Visitor without(pack);
  without.take(Wire(builder, "view_item", 100).item());
  CHECK(without.in() == Ids{});
  Visitor foreign(pack);
  foreign.take(Wire(builder, "view_item", 100).text("currency", "USD").item().number("price", price));
  CHECK(foreign.in() == Ids{});
  foreign.take(Wire(builder, "view_item", 100).number("price", 1).item().number("price", price).text("currency", "USD"));
  CHECK(foreign.in() == Ids{});
  foreign.take(Wire(builder, "view_item", 100).number("price", 1).item().unread("price"));
  CHECK(foreign.in() == Ids{});
  foreign.take(Wire(builder, "view_item", 100).number("price", price).item().text("currency", "USD"));  // the event's, and in its currency
  CHECK(foreign.in() == Ids{segment});
}

TEST_CASE("dimensions do not touch each other") {
  Shop shop;
  const uint8_t category = shop.pack.dimension("item_category2");
  const Ladder share(shop.pack, shop.pack.share(category, "shoes"), {0, 500, 1000});
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.view(100, "shoes"));
  CHECK(share.of(v) == Ladder::kNoValue);
  v.take(Wire(shop.pack, "view_item", 140).item().text("item_category2", "shoes"));
  CHECK(share.of(v) == 1000);
  CHECK(shop.of(v, {"shoes"}) == Interests{{"shoes", 1'024'000}});
}
