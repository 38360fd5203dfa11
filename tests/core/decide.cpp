// Decisions and their reasons (STRATEGY.md section 5).
#include "format/reasons.h"
#include "support/sample.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

struct Decided {
  int variant;
  Reason reason;
  int segment = -1;
  bool operator==(const Decided &) const = default;
};
std::ostream &operator<<(std::ostream &out, const Decided &d) {
  return out << d.variant << ' ' << kReasonTexts[static_cast<size_t>(d.reason)] << " segment " << d.segment;
}

Decided decided(const Visitor &v, int slot) {
  const vt_decision d = v.decide(slot);
  CHECK((d.intended == -1 && d.experiment == -1 && d.bucket == -1));
  return {d.variant, static_cast<Reason>(d.reason), d.segment};
}

struct Shop {
  PackBuilder pack;
  Input a = pack.yes(pack.trait("a", ValueType::kBoolean));
  Input b = pack.yes(pack.trait("b", ValueType::kBoolean));
  int segment = pack.segment(a);
  int hero = pack.content(
      "hero", {{"one", a, 0, segment}, {"two", b, VT_ADS}, {"three", pack.any({a, b}), VT_MEASUREMENT}, {"default", std::nullopt}});
  int alone = pack.content("alone", {{"default", std::nullopt}});
  [[nodiscard]] Wire set(bool a_on, bool b_on) const { return Wire(pack, "identify", 1000).boolean("a", a_on).boolean("b", b_on); }
};

}  // namespace

TEST_CASE("the first variant in order whose `for` holds is shown, and names its segment; else the default") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.set(true, true));
  CHECK(decided(v, shop.hero) == Decided{0, Reason::kTargetingMatch, shop.segment});
  v.take(shop.set(false, true));
  CHECK(decided(v, shop.hero) == Decided{1, Reason::kTargetingMatch});
  v.take(shop.set(false, false));
  CHECK(decided(v, shop.hero) == Decided{3, Reason::kDefault});
  CHECK(decided(v, shop.alone) == Decided{0, Reason::kDefault});
}

TEST_CASE("a variant without its purpose is stopped with CONSENT; the next one whose `for` holds is shown") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  Visitor v(pack, VT_PERSONALIZATION | VT_MEASUREMENT);
  v.take(shop.set(false, true));
  CHECK(decided(v, shop.hero) == Decided{2, Reason::kTargetingMatch});
  v.purposes(VT_PERSONALIZATION);
  v.take(shop.set(false, true));
  CHECK(decided(v, shop.hero) == Decided{3, Reason::kConsent});
  v.take(shop.set(false, false));
  CHECK(decided(v, shop.hero) == Decided{3, Reason::kDefault});  // only a variant whose `for` holds can be stopped
}

TEST_CASE("before the first event every slot shows its default") {
  Shop shop;
  const int always = shop.pack.content("always", {{"all", shop.pack.all({})}, {"default", std::nullopt}});
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  CHECK(decided(v, always) == Decided{1, Reason::kDefault});
  v.take(shop.set(false, false));
  CHECK(decided(v, always) == Decided{0, Reason::kTargetingMatch});
}

TEST_CASE("a sort slot sorts once one of its dimensions has interest, and without its purposes not at all") {
  PackBuilder builder;
  const uint8_t brand = builder.dimension("item_brand");
  const uint8_t category = builder.dimension("item_category2");
  builder.weight("view_item", 1000);
  const int grid = builder.sort("grid", {{SignalKind::kAffinity, 1000, brand}, {SignalKind::kStock, 1000}});
  const int stock = builder.sort("stock", {{SignalKind::kStock, 1000}});
  const LoadedPack pack(builder);
  Visitor v(pack);
  CHECK(decided(v, stock) == Decided{0, Reason::kDefault});
  v.take(Wire(builder, "view_item", 1000).item().text("item_category2", "shoes"));
  CHECK(decided(v, grid) == Decided{0, Reason::kDefault});
  CHECK(decided(v, stock) == Decided{1, Reason::kTargetingMatch});
  v.take(Wire(builder, "view_item", 1000).item().text("item_brand", "acme"));
  CHECK(decided(v, grid) == Decided{1, Reason::kTargetingMatch});
  v.purposes(VT_ALL_PURPOSES & ~VT_PERSONALIZATION);
  CHECK(decided(v, grid) == Decided{0, Reason::kConsent});
  CHECK(decided(v, stock) == Decided{1, Reason::kTargetingMatch});
  CHECK(category == 1);
}

TEST_CASE("a slot that is not there is a wrong argument, and so is no place for the answer") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  vt_decision decision{7, 7, 7, 7, 7, 7};
  CHECK(vt_decide(pack.get(), v.data(), -1, &decision) == VT_BAD_ARGUMENT);
  CHECK(vt_decide(pack.get(), v.data(), 2, &decision) == VT_BAD_ARGUMENT);
  CHECK(vt_decide(pack.get(), v.data(), 0, nullptr) == VT_BAD_ARGUMENT);
  CHECK(decision.variant == 7);
}
