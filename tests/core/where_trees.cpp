// `where`: which events and items match (STRATEGY.md sections 2 and 3).
#include <memory>

#include "support/ladder.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

// Does one event match? Built anew for each, with the fields that the tests use.
class Matcher {
 public:
  explicit Matcher(const Where &tree) {
    for (const char *name : {"color", "size", "new"}) pack_.field(name, kWantText | kWantNumber | kWantBool);
    for (const char *name : {"value", "price", "quantity"}) pack_.field(name);
    pack_.currency("EUR");
    feature_ = pack_.count("view_item");
    pack_.def(feature_).where = pack_.where(tree);
    ladder_ = std::make_unique<Ladder>(pack_, feature_, 3);
    loaded_ = std::make_unique<LoadedPack>(pack_);
  }
  [[nodiscard]] Wire event() const { return Wire(pack_, "view_item", 1000); }
  [[nodiscard]] bool matches(const Wire &event) const {
    Visitor v(*loaded_);
    REQUIRE(v.take(event) == VT_OK);
    return ladder_->of(v) == 1;
  }

 private:
  PackBuilder pack_;
  int feature_ = 0;
  std::unique_ptr<Ladder> ladder_;
  std::unique_ptr<LoadedPack> loaded_;
};

Where red() { return {WhereOp::kTextEq, "color", 0, "red", {}}; }
Where large() { return {WhereOp::kNumberGe, "size", 42'000, "", {}}; }
Where node(WhereOp op, int need, std::vector<Where> of) { return {op, "", need, "", std::move(of)}; }

}  // namespace

TEST_CASE("without items the event itself must match, with items one of them") {
  const Matcher m(red());
  CHECK(m.matches(m.event().text("color", "red")));
  CHECK_FALSE(m.matches(m.event().text("color", "blue")));
  CHECK_FALSE(m.matches(m.event()));
  CHECK(m.matches(m.event().item().text("color", "blue").item().text("color", "red")));
  CHECK_FALSE(m.matches(m.event().item().text("color", "blue").item()));
}

TEST_CASE("a field is the item's own, else the event's; a null is absent; of a field that comes twice the first counts") {
  const Matcher m(red());
  CHECK(m.matches(m.event().text("color", "red").item()));
  CHECK_FALSE(m.matches(m.event().text("color", "red").item().text("color", "blue")));
  CHECK(m.matches(m.event().text("color", "red").item().null("color")));
  CHECK_FALSE(m.matches(m.event().null("color")));
  CHECK(m.matches(m.event().text("color", "red").text("color", "blue")));
  CHECK_FALSE(m.matches(m.event().text("color", "blue").text("color", "red")));
}

TEST_CASE("all conditions must hold on the same item") {
  const Matcher m(node(WhereOp::kAtLeast, 2, {red(), large()}));
  CHECK(m.matches(m.event().item().text("color", "red").number("size", 42'000)));
  CHECK_FALSE(m.matches(m.event().item().text("color", "red").item().number("size", 42'000)));
  CHECK(m.matches(m.event().number("size", 50'000).item().text("color", "red")));
}

TEST_CASE("any, none and nests of them") {
  const Matcher any(node(WhereOp::kAtLeast, 1, {red(), large()}));
  CHECK(any.matches(any.event().text("color", "red")));
  CHECK(any.matches(any.event().number("size", 42'000)));
  CHECK_FALSE(any.matches(any.event().number("size", 41'999)));
  const Matcher none(node(WhereOp::kNoneOf, 0, {red(), large()}));
  CHECK(none.matches(none.event()));
  CHECK_FALSE(none.matches(none.event().text("color", "red")));
  CHECK(none.matches(none.event().item().text("color", "red").item()));
  const Matcher nest(node(WhereOp::kAtLeast, 2,
                          {node(WhereOp::kNoneOf, 0, {red()}), node(WhereOp::kAtLeast, 1, {large(), {WhereOp::kTrue, "new", 0, "", {}}})}));
  CHECK(nest.matches(nest.event().text("color", "blue").boolean("new", true)));
  CHECK_FALSE(nest.matches(nest.event().text("color", "red").boolean("new", true)));
  CHECK_FALSE(nest.matches(nest.event().text("color", "blue").boolean("new", false)));
  const Matcher two(node(WhereOp::kAtLeast, 2, {red(), large(), {WhereOp::kTrue, "new", 0, "", {}}}));
  CHECK(two.matches(two.event().text("color", "red").boolean("new", true)));
  CHECK_FALSE(two.matches(two.event().boolean("new", true)));
}

TEST_CASE("numbers: at least, less and equal, in thousandths; without a number every comparator is false") {
  const Matcher ge(large());
  const Matcher lt({WhereOp::kNumberLt, "size", 42'000, "", {}});
  const Matcher eq({WhereOp::kNumberEq, "size", 42'000, "", {}});
  for (const int64_t size : {int64_t{41'999}, int64_t{42'000}, int64_t{42'001}, int64_t{-1}}) {
    CHECK(ge.matches(ge.event().number("size", size)) == (size >= 42'000));
    CHECK(lt.matches(lt.event().number("size", size)) == (size < 42'000));
    CHECK(eq.matches(eq.event().number("size", size)) == (size == 42'000));
  }
  CHECK_FALSE(lt.matches(lt.event()));
  CHECK_FALSE(lt.matches(lt.event().text("size", "small")));
  CHECK_FALSE(lt.matches(lt.event().boolean("size", true)));
}

TEST_CASE("texts: begins with, ends with, contains, byte by byte; exists and missing") {
  const Matcher starts({WhereOp::kStartsWith, "color", 0, "re", {}});
  const Matcher ends({WhereOp::kEndsWith, "color", 0, "ed", {}});
  const Matcher contains({WhereOp::kContains, "color", 0, "e", {}});
  CHECK(starts.matches(starts.event().text("color", "red")));
  CHECK_FALSE(starts.matches(starts.event().text("color", "Red")));
  CHECK_FALSE(starts.matches(starts.event().text("color", "r")));
  CHECK(ends.matches(ends.event().text("color", "red")));
  CHECK_FALSE(ends.matches(ends.event().text("color", "reds")));
  CHECK(contains.matches(contains.event().text("color", "red")));
  CHECK(contains.matches(contains.event().text("color", "e")));
  CHECK_FALSE(contains.matches(contains.event().text("color", "rd")));
  CHECK_FALSE(contains.matches(contains.event()));
  const Matcher exists({WhereOp::kExists, "color", 0, "", {}});
  const Matcher missing({WhereOp::kMissing, "color", 0, "", {}});
  for (const bool there : {true, false}) {
    const auto event = [there](const Matcher &m) { return there ? m.event().boolean("color", false) : m.event().null("color"); };
    CHECK(exists.matches(event(exists)) == there);
    CHECK(missing.matches(event(missing)) != there);
  }
}

TEST_CASE("texts are compared as cut to 64 bytes, also their ends") {
  const Matcher ends({WhereOp::kEndsWith, "color", 0, "b", {}});
  CHECK(ends.matches(ends.event().text("color", std::string(63, 'a') + "b" + "cc")));
  CHECK_FALSE(ends.matches(ends.event().text("color", std::string(64, 'a') + "b")));
}

TEST_CASE("booleans are neither texts nor numbers, and only booleans are true or false") {
  const Matcher yes({WhereOp::kTrue, "new", 0, "", {}});
  const Matcher no({WhereOp::kFalse, "new", 0, "", {}});
  CHECK(yes.matches(yes.event().boolean("new", true)));
  CHECK_FALSE(yes.matches(yes.event().boolean("new", false)));
  CHECK(no.matches(no.event().boolean("new", false)));
  CHECK_FALSE(no.matches(no.event()));
  CHECK_FALSE(yes.matches(yes.event().text("new", "true")));
  CHECK_FALSE(no.matches(no.event().number("new", 0)));
}

TEST_CASE("`value` is the event's, else the sum of price x quantity over the items") {
  const Matcher m({WhereOp::kNumberGe, "value", 100'000, "", {}});
  const auto item = [](Wire wire, int64_t price, int64_t quantity) {
    return wire.item().number("price", price).number("quantity", quantity);
  };
  CHECK(m.matches(m.event().number("value", 100'000)));
  CHECK(m.matches(item(m.event(), 50'000, 2000)));
  CHECK_FALSE(m.matches(item(m.event(), 50'000, 1999)));
  CHECK(m.matches(item(item(m.event(), 50'000, 1000), 50'000, 1000)));
  CHECK(m.matches(m.event().item().number("price", 100'000)));
  CHECK_FALSE(m.matches(m.event().item().number("quantity", 1000)));
  CHECK_FALSE(m.matches(item(m.event().number("value", 1000), 50'000, 9000)));
}

TEST_CASE("a number that is given and cannot be read passes no test, and the event's does not take its place") {
  for (const char *name : {"price", "quantity", "value", "size"}) {
    CAPTURE(name);
    const Matcher any({WhereOp::kNumberGe, name, 0, "", {}});
    CHECK(any.matches(any.event().number(name, 1000).item()));
    CHECK(any.matches(any.event().number(name, 1000).item().null(name)));
    CHECK_FALSE(any.matches(any.event().number(name, 1000).item().unread(name)));
    CHECK_FALSE(any.matches(any.event().number(name, 1000).item().text(name, "many")));
    CHECK_FALSE(any.matches(any.event().number(name, 1000).item().boolean(name, true)));
  }
  for (const char *name : {"price", "quantity", "value"}) {
    CAPTURE(name);
    const Matcher text({WhereOp::kTextEq, name, 0, "many", {}});
    CHECK_FALSE(text.matches(text.event().text(name, "many")));
    const Matcher there({WhereOp::kExists, name, 0, "", {}});
    CHECK_FALSE(there.matches(there.event().text(name, "many")));
    CHECK_FALSE(there.matches(there.event().unread(name)));
    CHECK(there.matches(there.event().number(name, 0)));
    const Matcher missing({WhereOp::kMissing, name, 0, "", {}});
    CHECK(missing.matches(missing.event().text(name, "many")));
  }
  const Matcher sum({WhereOp::kNumberGe, "value", 1000, "", {}});
  CHECK(sum.matches(sum.event().item().number("price", 1000)));
  CHECK_FALSE(sum.matches(sum.event().unread("value").item().number("price", 1000)));
  CHECK(sum.matches(sum.event().text("currency", "USD").number("value", 1).item().number("price", 1000).text("currency", "EUR")));
}

TEST_CASE("amounts of another currency are absent, amounts below 0 are 0, quantities are cut to whole ones") {
  const Matcher price({WhereOp::kNumberLt, "price", 1, "", {}});
  CHECK(price.matches(price.event().number("price", -5000)));
  CHECK_FALSE(price.matches(price.event().text("currency", "USD").number("price", -5000)));
  CHECK(price.matches(price.event().text("currency", "EUR").number("price", -5000)));
  const Matcher free({WhereOp::kNumberEq, "price", 0, "", {}});
  CHECK(free.matches(free.event().number("price", -5000)));
  const Matcher no_price({WhereOp::kMissing, "price", 0, "", {}});
  CHECK(no_price.matches(no_price.event().text("currency", "USD").number("price", 5000)));
  CHECK_FALSE(no_price.matches(no_price.event().number("price", 5000)));
  const Matcher quantity({WhereOp::kNumberEq, "quantity", 2000, "", {}});
  CHECK(quantity.matches(quantity.event().number("quantity", 2999)));
  const Matcher below({WhereOp::kNumberEq, "quantity", 0, "", {}});
  CHECK(below.matches(below.event().number("quantity", -2999)));
}

TEST_CASE("distinct takes the values of just the matching items") {
  PackBuilder builder;
  builder.field("color");
  const int feature = builder.distinct("view_item", "item_id");
  builder.def(feature).where = builder.where(red());
  const Ladder ladder(builder, feature, 9);
  const LoadedPack pack(builder);
  Visitor v(pack);
  v.take(Wire(builder, "view_item", 1000)
             .item()
             .text("item_id", "1")
             .text("color", "red")
             .item()
             .text("item_id", "2")
             .text("color", "blue")
             .item()
             .text("item_id", "3")
             .text("color", "red"));
  CHECK(ladder.of(v) == 2);
}
