// Facts of the page, of context and of traits (STRATEGY.md section 2).
#include "support/ladder.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

struct Shop {
  PackBuilder pack;
  int type = pack.fact(Fact::kPageType);
  int path = pack.fact(Fact::kPagePath);
  int category = pack.fact(Fact::kPageCategory);
  int item = pack.fact(Fact::kPageItem);
  int device = pack.fact(Fact::kDeviceClass);
  int country = pack.fact(Fact::kGeoCountry);
  Shop() {
    for (const char *name : {"page_location", "item_id", "item_category", "page_type"}) pack.field(name);
    for (const char *name : {"page_view", "view_item", "search"}) pack.event(name);
  }
  [[nodiscard]] Wire at(uint32_t time, const char *event = "page_view") const { return Wire(pack, event, time); }
};

}  // namespace

TEST_CASE("page facts come from the newest page_view that says where it is; what that does not give has no value") {
  Shop shop;
  const int product = shop.pack.segment(shop.pack.is(shop.type, "product"));
  const int shoes = shop.pack.segment(shop.pack.is(shop.category, "shoes"));
  const int any = shop.pack.segment(shop.pack.exists(shop.category));
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.at(1000).text("page_path", "/a").text("page_type", "product").text("page_category", "shoes"));
  CHECK(v.in() == Ids{product, shoes, any});
  v.take(shop.at(1001, "search").text("page_type", "home"));
  CHECK(v.in() == Ids{product, shoes, any});
  v.take(shop.at(1002).text("page_path", "/a").text("page_category", "hats"));
  CHECK(v.in() == Ids{any});
  v.until(9000);
  CHECK(v.in() == Ids{any});
  v.take(shop.at(9001).text("page_location", "https://shop.example/"));
  CHECK(v.in() == Ids{});
}

TEST_CASE("a page_view that names neither path nor location is of the page before and changes only what it gives") {
  Shop shop;
  const int product = shop.pack.segment(shop.pack.is(shop.type, "product"));
  const int shoes = shop.pack.segment(shop.pack.is(shop.category, "shoes"));
  const int hats = shop.pack.segment(shop.pack.is(shop.category, "hats"));
  const int at_a = shop.pack.segment(shop.pack.text(shop.path, TextOp::kEq, "/a"));
  const int any = shop.pack.segment(shop.pack.exists(shop.path));
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.at(999).text("page_category", "shoes"));  // there is no page before
  CHECK(v.in() == Ids{shoes});
  v.take(shop.at(1000).text("page_path", "/a").text("page_type", "product").text("page_category", "shoes"));
  CHECK(v.in() == Ids{product, shoes, at_a, any});
  v.take(shop.at(1001));
  CHECK(v.in() == Ids{product, shoes, at_a, any});
  v.take(shop.at(1002).text("page_category", "hats"));
  CHECK(v.in() == Ids{product, hats, at_a, any});
  v.take(shop.at(1003).null("page_path").unread("page_location").unread("page_type"));
  CHECK(v.in() == Ids{product, hats, at_a, any});
  v.take(shop.at(90'000));  // the last visit's page
  CHECK(v.in() == Ids{product, hats, at_a, any});
  v.take(Wire(shop.pack, "view_item", 90'001).item().text("item_category", "shoes"));
  v.take(shop.at(90'002));
  CHECK(v.in() == Ids{product, shoes, at_a, any});
  v.take(shop.at(90'003).text("page_location", "shop.example?a=b"));  // an address, if an odd one
  CHECK(v.in() == Ids{any});
}

TEST_CASE("page.path is page_path, else the path of page_location without query and fragment") {
  Shop shop;
  const int segment = shop.pack.segment(shop.pack.text(shop.path, TextOp::kEq, "/a/b"));
  const int root = shop.pack.segment(shop.pack.text(shop.path, TextOp::kEq, "/"));
  const LoadedPack pack(shop.pack);
  const auto in_for = [&](const char *field, const std::string &value) {
    Visitor v(pack);
    v.take(shop.at(1000).text(field, value));
    return v.in();
  };
  CHECK(in_for("page_path", "/a/b") == Ids{segment});
  CHECK(in_for("page_path", "/a/b?q=1") == Ids{});
  CHECK(in_for("page_location", "https://shop.example/a/b?q=1#top") == Ids{segment});
  CHECK(in_for("page_location", "https://shop.example:8080/a/b") == Ids{segment});
  CHECK(in_for("page_location", "/a/b#top") == Ids{segment});
  CHECK(in_for("page_location", "https://shop.example") == Ids{root});
  CHECK(in_for("page_location", "https://shop.example?q=/a/b") == Ids{root});
  Visitor both(pack);
  both.take(shop.at(1000).text("page_path", "/a/b").text("page_location", "https://shop.example/"));
  CHECK(both.in() == Ids{segment});
}

TEST_CASE("texts: equal, begins, ends, contains, exists") {
  Shop shop;
  const Ids all = {shop.pack.segment(shop.pack.text(shop.path, TextOp::kStartsWith, "/shoes/")),
                   shop.pack.segment(shop.pack.text(shop.path, TextOp::kEndsWith, ".html")),
                   shop.pack.segment(shop.pack.text(shop.path, TextOp::kContains, "red")),
                   shop.pack.segment(shop.pack.exists(shop.path)),
                   shop.pack.segment(!shop.pack.exists(shop.path)),
                   shop.pack.segment(!shop.pack.text(shop.path, TextOp::kContains, "red"))};
  const LoadedPack pack(shop.pack);
  const auto in_for = [&](const std::string &path) {
    Visitor v(pack);
    v.take(path.empty() ? shop.at(1000) : shop.at(1000).text("page_path", path));
    return v.in();
  };
  CHECK(in_for("/shoes/red.html") == Ids{0, 1, 2, 3});
  CHECK(in_for("/shoes/") == Ids{0, 3, 5});
  CHECK(in_for("red") == Ids{2, 3});
  CHECK(in_for("") == Ids{4, 5});
  CHECK(in_for("/" + std::string(63, 'x') + ".html") == Ids{3, 5});  // cut to 64 bytes
  CHECK(all == Ids{0, 1, 2, 3, 4, 5});
}

TEST_CASE("a feature with more than 32 texts") {
  Shop shop;
  for (int i = 0; i < 70; ++i) shop.pack.segment(shop.pack.text(shop.path, TextOp::kEq, "/" + std::to_string(i)));
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  for (const int i : {0, 31, 32, 63, 64, 69, 5}) {
    v.take(shop.at(1000).text("page_path", "/" + std::to_string(i)));
    CHECK(v.in() == Ids{i});
  }
}

TEST_CASE("a view_item after the page_view sets item and category from its first item, absent: no value") {
  Shop shop;
  const int one = shop.pack.segment(shop.pack.is(shop.item, "sku-1"));
  const int shoes = shop.pack.segment(shop.pack.is(shop.category, "shoes"));
  const int product = shop.pack.segment(shop.pack.is(shop.type, "product"));
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.at(1000).text("page_type", "product").text("page_item", "sku-9").text("page_category", "shoes"));
  CHECK(v.in() == Ids{shoes, product});
  v.take(shop.at(1001, "view_item").item().text("item_id", "sku-1").text("item_category", "hats").item().text("item_category", "shoes"));
  CHECK(v.in() == Ids{one, product});
  v.take(shop.at(1002, "view_item").item().text("item_category", "shoes"));
  CHECK(v.in() == Ids{shoes, product});
  v.take(shop.at(1003, "view_item").text("item_id", "sku-1"));
  CHECK(v.in() == Ids{product});
}

TEST_CASE("context comes from the newest of any event that gives it, also of one with an unknown name; a null keeps it") {
  Shop shop;
  const int mobile = shop.pack.segment(shop.pack.is(shop.device, "mobile"));
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.at(1000, "never heard of").text("device_class", "mobile"));
  CHECK(v.in() == Ids{mobile});
  v.take(shop.at(1001));
  v.take(shop.at(1001).null("device_class"));
  CHECK(v.in() == Ids{mobile});
  v.take(shop.at(1002, "identify").text("device_class", "desktop"));
  CHECK(v.in() == Ids{});
}

TEST_CASE("labels: each constant has its own condition, whatever its place among hundreds") {
  Shop shop;
  for (int i = 0; i < 300; ++i) shop.pack.segment(shop.pack.is(shop.country, "c" + std::to_string(i)));
  const int any = shop.pack.segment(shop.pack.exists(shop.country));
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.at(1000));
  for (int i = 0; i < 300; ++i) {
    v.take(shop.at(1000).text("geo_country", "c" + std::to_string(i)));
    REQUIRE(v.in() == Ids{i, any});
  }
  v.take(shop.at(1000).text("geo_country", "elsewhere"));
  CHECK(v.in() == Ids{any});
}

TEST_CASE("traits are taken from identify alone; another event's field of that name is none") {
  PackBuilder builder;
  builder.event("page_view");
  const int tier = builder.trait("loyalty_tier", ValueType::kLabel, {"none", "silver", "gold"});
  const int gold = builder.segment(builder.is(tier, "gold"));
  const LoadedPack pack(builder);
  Visitor v(pack);
  v.take(Wire(builder, "page_view", 1000).text("loyalty_tier", "gold"));
  CHECK(v.in() == Ids{});
  v.take(Wire(builder, "identify", 1000).text("loyalty_tier", "gold"));
  CHECK(v.in() == Ids{gold});
  v.take(Wire(builder, "identify", 1001));
  CHECK(v.in() == Ids{gold});
}

TEST_CASE("traits are typed: what is wrongly typed or not in the list is ignored, null removes") {
  PackBuilder builder;
  const int tier = builder.trait("tier", ValueType::kLabel, {"silver", "gold"});
  const int subscriber = builder.trait("subscriber", ValueType::kBoolean);
  const int margin = builder.trait("margin", ValueType::kAmount);
  const int note = builder.trait("note", ValueType::kText);
  const int gold = builder.segment(builder.is(tier, "gold"));
  const int yes = builder.segment(builder.yes(subscriber));
  const int no = builder.segment(builder.all({builder.exists(subscriber), !builder.yes(subscriber)}));
  const int rich = builder.segment(builder.ge(margin, 500));
  const int hello = builder.segment(builder.text(note, TextOp::kStartsWith, "hello"));
  const LoadedPack pack(builder);
  Visitor v(pack);
  const auto identify = [&] { return Wire(builder, "identify", 1000); };
  v.take(identify().text("tier", "gold").boolean("subscriber", true).number("margin", 500).text("note", "hello there"));
  const Ids all = {gold, yes, rich, hello};
  CHECK(v.in() == all);
  v.take(identify().text("tier", "platinum"));
  v.take(identify().number_text("tier", 1000, "gold"));
  v.take(identify().boolean("tier", true));
  v.take(identify().text("subscriber", "false"));
  v.take(identify().number("subscriber", 0));
  v.take(identify().boolean("margin", false));
  v.take(identify().text("margin", "none"));
  v.take(identify().number_text("note", 1000, "1"));
  v.take(identify().boolean("note", false));
  CHECK(v.in() == all);
  v.take(identify().boolean("subscriber", false).number("margin", 499));
  CHECK(v.in() == Ids{gold, no, hello});
  v.take(identify().null("tier").null("subscriber").null("margin").null("note"));
  CHECK(v.in() == Ids{});
}

TEST_CASE("a number trait may be below 0") {
  PackBuilder builder;
  const int margin = builder.trait("margin", ValueType::kAmount);
  const Ladder ladder(builder, margin, {-1000, 0, 1000});
  const LoadedPack pack(builder);
  Visitor v(pack);
  v.take(Wire(builder, "identify", 1000).number("margin", -1001));
  CHECK(ladder.of(v) == Ladder::kBelow);
  v.take(Wire(builder, "identify", 1000).number("margin", -1000));
  CHECK(ladder.of(v) == -1000);
}
