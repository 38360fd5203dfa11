// Evidence: what the shop states under a name, newest first, and how old it may be (STRATEGY.md section 5).
#include "format/limits.h"
#include "format/reasons.h"
#include "support/snapshot_parts.h"
#include "support/visitor.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

const Where kFew{WhereOp::kNumberLt, "value", 6'000, "", {}};
const Where kAny{WhereOp::kExists, "value", 0, "", {}};

// `scarce` needs stock below 6, no older than `max_age` seconds; 0: of any age.
struct Shop {
  PackBuilder pack;
  int slot;
  explicit Shop(uint32_t max_age = 600, const Where &test = kFew) {
    VariantSpec scarce{"scarce", pack.all({}), VT_PERSONALIZATION};
    scarce.evident = pack.yes(pack.evidence("stock", test, max_age));
    slot = pack.content("slot", {scarce, {"default"}});
    for (const char *field : {"price", "quantity"}) pack.field(field);
  }
  [[nodiscard]] Wire states(uint32_t time, const std::string &name) const { return Wire(pack, "evidence", time).text("name", name); }
  [[nodiscard]] Wire stock(uint32_t time, int64_t units) const { return states(time, "stock").number("value", units * 1'000); }
  [[nodiscard]] Wire stock_at(uint32_t time, int64_t units, int64_t at) const { return stock(time, units).number("at", at); }
};

std::string reason_of(const Visitor &v, int slot) { return kReasonTexts[v.decide(slot).reason]; }

// Shown, or missing its evidence; nothing else.
bool shown(const Visitor &v, const Shop &shop) {
  const std::string reason = reason_of(v, shop.slot);
  CHECK((reason == "TARGETING_MATCH" || reason == "EVIDENCE_MISSING"));
  return reason == "TARGETING_MATCH";
}

}  // namespace

TEST_CASE("evidence is missing until it is stated, and the newest of a name counts") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.states(1000, "other").number("value", 1'000));
  CHECK_FALSE(shown(v, shop));
  v.take(shop.stock(1000, 5));
  CHECK(shown(v, shop));
  v.take(shop.stock(1001, 6));
  CHECK_FALSE(shown(v, shop));
  v.take(shop.stock(1002, 3));
  CHECK(shown(v, shop));
}

TEST_CASE("evidence of just `max_age` is too old, a second younger is not; stated again it is young") {
  const Shop shop(600);
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.stock(1000, 3));
  v.until(1599);
  CHECK(shown(v, shop));
  v.until(1600);
  CHECK_FALSE(shown(v, shop));
  v.take(shop.stock(1700, 3));
  v.take(shop.stock(1800, 3));
  v.until(2399);
  CHECK(shown(v, shop));
  v.until(2400);
  CHECK_FALSE(shown(v, shop));
}

TEST_CASE("without `max_age` evidence holds at any age") {
  const Shop shop(0);
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.stock(1000, 3));
  v.until(0xFFFF'FFFEu);
  CHECK(shown(v, shop));
}

TEST_CASE("evidence without a value, with one of another type, or without a name passes no test") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.states(1000, "stock"));
  CHECK_FALSE(shown(v, shop));
  v.take(shop.stock(1000, 3));
  CHECK(shown(v, shop));
  v.take(shop.states(1000, "stock"));  // the newest one says nothing
  CHECK_FALSE(shown(v, shop));
  v.take(shop.stock(1000, 3));
  v.take(shop.states(1000, "stock").null("value"));
  CHECK_FALSE(shown(v, shop));
  v.take(shop.stock(1000, 3));
  v.take(shop.states(1000, "stock").text("value", "few"));
  CHECK_FALSE(shown(v, shop));
  v.take(shop.stock(1000, 3));
  v.take(Wire(shop.pack, "evidence", 1000).number("value", 9'000));  // nobody's
  CHECK(shown(v, shop));
}

TEST_CASE("a test of whether there is a value holds for any") {
  const Shop shop(0, kAny);
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.states(1000, "stock"));
  CHECK_FALSE(shown(v, shop));
  v.take(shop.stock(1000, 99));
  CHECK(shown(v, shop));
}

TEST_CASE("eight names are remembered: a ninth forgets the one that was set longest ago, whoever asks for it") {
  const Shop shop(0);
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.stock(1000, 3));
  for (uint32_t i = 1; i < kMaxEvidence; ++i) v.take(shop.states(1000 + i, "n" + std::to_string(i)));
  CHECK(shown(v, shop));
  v.take(shop.states(2000, "n1"));  // one of the eight
  CHECK(shown(v, shop));
  v.take(shop.states(2001, "ninth"));
  CHECK_FALSE(shown(v, shop));
  v.take(shop.stock(2002, 3));
  CHECK(shown(v, shop));
  v.take(shop.stock(2003, 3));
  for (uint32_t i = 1; i < kMaxEvidence; ++i) v.take(shop.states(2003, "m" + std::to_string(i)));
  CHECK(shown(v, shop));  // set again, so the others were set longer ago
  v.take(shop.states(2003, "m8"));
  CHECK_FALSE(shown(v, shop));
}

TEST_CASE("all evidence of a variant must hold, and each by itself") {
  PackBuilder builder;
  VariantSpec both{"both", builder.all({}), VT_PERSONALIZATION};
  const Where good{WhereOp::kNumberGe, "value", 4'000, "", {}};
  both.evident = builder.all({builder.yes(builder.evidence("stock", kFew, 600)), builder.yes(builder.evidence("rating", good))});
  const int slot = builder.content("slot", {both, {"default"}});
  const LoadedPack pack(builder);
  Visitor v(pack);
  const auto states = [&](const char *name, int64_t value) {
    v.take(Wire(builder, "evidence", 1000).text("name", name).number("value", value));
    return reason_of(v, slot);
  };
  CHECK(states("stock", 1'000) == "EVIDENCE_MISSING");
  CHECK(states("rating", 3'900) == "EVIDENCE_MISSING");
  CHECK(states("rating", 4'500) == "TARGETING_MATCH");
  v.until(1600);
  CHECK(reason_of(v, slot) == "EVIDENCE_MISSING");
  CHECK(states("stock", 1'000) == "TARGETING_MATCH");
}

TEST_CASE("evidence survives a snapshot with its age and its place among the names, and a changed test forgets it") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.stock(1000, 3));
  for (uint32_t i = 1; i < kMaxEvidence; ++i) v.take(shop.states(1001, "n" + std::to_string(i)));
  Visitor restored(pack, VT_ALL_PURPOSES, v.snapshot());
  REQUIRE(restored.restored() == VT_OK);
  CHECK(shown(restored, shop));
  CHECK(difference(restored.snapshot(), v.snapshot()) == -1);
  restored.until(1599);
  CHECK(shown(restored, shop));
  restored.until(1600);
  CHECK_FALSE(shown(restored, shop));
  Visitor pushed(pack, VT_ALL_PURPOSES, v.snapshot());
  pushed.take(shop.states(1002, "ninth"));
  CHECK_FALSE(shown(pushed, shop));

  const Shop other(600, {WhereOp::kNumberLt, "value", 7'000, "", {}});
  const LoadedPack other_pack(other.pack);
  const Visitor changed(other_pack, VT_ALL_PURPOSES, v.snapshot());
  CHECK(changed.restored() == VT_OK);
  CHECK_FALSE(shown(changed, other));
}

TEST_CASE("a snapshot whose evidence has no number, or more names than fit, is damaged") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.stock(1000, 3));
  const std::vector<Part> parts = parts_of(v.snapshot());
  REQUIRE(parts.size() == 2);  // names, whether it passed; evidence is no activity, so there is no visit
  const auto restored_with = [&](size_t part, const Bytes &content) {
    std::vector<Part> changed = parts;
    changed[part].content = content;
    return Visitor(pack, VT_ALL_PURPOSES, with_parts(v.snapshot(), changed)).restored();
  };
  CHECK(restored_with(1, {1, 0}) == VT_OK);
  CHECK(restored_with(1, {1}) == VT_FRESH);
  CHECK(restored_with(1, {1, 0, 0}) == VT_FRESH);
  CHECK(restored_with(1, {}) == VT_FRESH);
  CHECK(restored_with(0, {}) == VT_FRESH);
  const auto names = [&](size_t count) {
    Bytes all;
    for (size_t i = 0; i < count; ++i) {
      const Bytes name = {1, 1, 1, 1, 1, 1, 1, static_cast<uint8_t>(i), static_cast<uint8_t>(i), 0, 0, 0};  // was true in second i
      all.insert(all.end(), name.begin(), name.end());
    }
    return all;
  };
  CHECK(restored_with(0, names(kMaxEvidence)) == VT_OK);  // which are not in the order of their times
  CHECK(restored_with(0, names(kMaxEvidence + 1)) == VT_FRESH);
  Bytes ahead = names(1);
  ahead[9] = 0xFF;
  CHECK(restored_with(0, ahead) == VT_FRESH);
}

TEST_CASE("`max_age` counts from `at`, and where that is ahead from the clock at which the event is taken") {
  const Shop shop(600);
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.stock_at(1000, 3, 900));
  v.until(1499);
  CHECK(shown(v, shop));
  v.until(1500);
  CHECK_FALSE(shown(v, shop));
  v.take(shop.stock_at(1600, 3, 1001));
  CHECK(shown(v, shop));
  v.until(1601);
  CHECK_FALSE(shown(v, shop));
  v.take(shop.stock_at(2000, 3, 9000));
  v.until(2599);
  CHECK(shown(v, shop));
  v.until(2600);
  CHECK_FALSE(shown(v, shop));
  v.take(shop.stock_at(2100, 3, 2500));  // it comes late: the clock is at 2600
  v.until(3099);
  CHECK(shown(v, shop));
  v.until(3100);
  CHECK_FALSE(shown(v, shop));
}

TEST_CASE("an `at` that cannot be read sets nothing, a null one is absent") {
  const Shop shop(600);
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.stock(1000, 3).unread("at"));
  v.take(shop.stock(1000, 3).text("at", "yesterday"));
  v.take(shop.stock_at(1000, 3, -1));
  CHECK_FALSE(shown(v, shop));
  v.take(shop.stock(1000, 3).null("at"));
  CHECK(shown(v, shop));
  v.take(shop.stock(1001, 9).unread("at"));
  CHECK(shown(v, shop));
  v.take(shop.stock(1001, 9));
  CHECK_FALSE(shown(v, shop));
}

TEST_CASE("evidence older than what is kept of its name changes nothing; of two of one second the later event counts") {
  const Shop shop(0);
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.stock_at(1000, 3, 900));
  v.take(shop.stock_at(1001, 9, 899));
  CHECK(shown(v, shop));
  v.take(shop.stock_at(1001, 9, 900));
  CHECK_FALSE(shown(v, shop));
  v.take(shop.stock_at(1001, 3, 5000));  // is 1001
  CHECK(shown(v, shop));
  v.take(shop.stock_at(1001, 9, 1001));
  CHECK_FALSE(shown(v, shop));
  v.take(shop.stock_at(1002, 3, 1000));
  CHECK_FALSE(shown(v, shop));
  v.take(shop.states(1003, "other").number("value", 1'000).number("at", 1));  // another name has a time of its own
  v.take(shop.stock(1003, 3));
  CHECK(shown(v, shop));
}

TEST_CASE("forgotten is the name whose kept evidence arrived longest ago, whatever its `at`, and whole") {
  const Shop shop(0);
  const LoadedPack pack(shop.pack);
  const auto others = [&](Visitor &v, uint32_t count) {
    for (uint32_t i = 0; i < count; ++i) v.take(shop.states(3000, "n" + std::to_string(i)).number("at", 10 + i));
  };
  Visitor v(pack);
  v.take(shop.stock_at(2000, 3, 2000));  // of all the newest `at`
  others(v, kMaxEvidence - 1);
  CHECK(shown(v, shop));
  v.take(shop.stock_at(3000, 9, 1999));  // changes nothing, its place neither
  CHECK(shown(v, shop));
  v.take(shop.states(3000, "ninth").number("at", 1));
  CHECK_FALSE(shown(v, shop));
  v.take(shop.stock_at(3000, 3, 1500));  // nothing newer is known any more
  CHECK(shown(v, shop));

  Visitor last(pack);
  last.take(shop.stock_at(2000, 3, 2));  // of all the oldest `at`, but it arrived last
  others(last, kMaxEvidence - 1);
  last.take(shop.stock_at(3000, 3, 2));
  last.take(shop.states(3000, "ninth").number("at", 9));
  CHECK(shown(last, shop));
  Visitor restored(pack, VT_ALL_PURPOSES, last.snapshot());
  REQUIRE(restored.restored() == VT_OK);
  CHECK(difference(restored.snapshot(), last.snapshot()) == -1);
  for (const char *name : {"a", "b", "c", "d", "e", "f"}) restored.take(shop.states(3000, name));
  CHECK(shown(restored, shop));
  restored.take(shop.states(3000, "g"));
  CHECK_FALSE(shown(restored, shop));
}

TEST_CASE("without personalization no evidence is kept, and what needs it is stopped with CONSENT") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  Visitor v(pack, VT_ALL_PURPOSES & ~VT_PERSONALIZATION);
  v.take(shop.stock(1000, 3));
  CHECK(reason_of(v, shop.slot) == "CONSENT");
  v.purposes(VT_ALL_PURPOSES);
  CHECK(reason_of(v, shop.slot) == "EVIDENCE_MISSING");
  v.take(shop.stock(1000, 3));
  v.purposes(VT_ALL_PURPOSES & ~VT_PERSONALIZATION);
  v.purposes(VT_ALL_PURPOSES);
  CHECK(reason_of(v, shop.slot) == "EVIDENCE_MISSING");
}
