// Why a variant is stopped, one reason after another, in the order of STRATEGY.md section 5.
#include "format/reasons.h"

#include "support/visitor.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

struct Decided {
  int variant;
  std::string reason;
  int intended = -1;
  bool operator==(const Decided &) const = default;
};
std::ostream &operator<<(std::ostream &out, const Decided &d) { return out << d.variant << ' ' << d.reason << " intended " << d.intended; }

Decided decided(const Visitor &v, int slot) {
  const vt_decision d = v.decide(slot);
  return {d.variant, kReasonTexts[d.reason], d.intended};
}

constexpr const char *kEverybody = "everybody is held out";
constexpr const char *kNobody = "nobody is";

// Each way to stop a variant has a switch of its own: a trait that is on or off, the purpose `ads`, and the second 2000.
struct Shop {
  PackBuilder pack;
  int slot = -1;
  int others = -1;

  Input on(const char *trait) { return pack.yes(pack.trait(trait, ValueType::kBoolean)); }

  // `arm`: the variant is the second arm of an experiment that gives everyone the first.
  Shop(const char *holdout, bool arm) {
    VariantSpec all{"all", pack.all({}), VT_ADS};
    all.guarded = on("guarded");
    all.evident = on("evident");
    all.capped = on("capped");
    all.from = 1000;
    all.to = 2000;
    slot = pack.content("slot", {all, {"other", on("other")}, {"default"}});
    if (arm) pack.experiment(slot, "seed", {{1, 10'000, 10'000}, {0, 0, 0}});
    if (holdout == kEverybody) pack.holdout("seed", 10'000);
  }
  [[nodiscard]] Wire set(const std::vector<std::string> &traits, uint32_t time) const {
    Wire wire(pack, "identify", time);
    for (const char *trait : {"guarded", "evident", "capped", "other"})
      wire.boolean(trait, std::find(traits.begin(), traits.end(), trait) != traits.end());
    return wire;
  }
};

// What is decided for a visitor with these traits at this second.
Decided with(const Shop &shop, const std::vector<std::string> &traits, int purposes = VT_ALL_PURPOSES, uint32_t time = 1500) {
  const LoadedPack pack(shop.pack);
  Visitor v(pack, purposes);
  v.take(shop.set(traits, time));
  return decided(v, shop.slot);
}

}  // namespace

TEST_CASE("each thing that stops a variant has its reason, and nothing stops it where none holds") {
  const Shop shop(kNobody, false);
  CHECK(with(shop, {"evident"}) == Decided{0, "TARGETING_MATCH"});
  CHECK(with(shop, {"evident"}, VT_ALL_PURPOSES & ~VT_ADS) == Decided{2, "CONSENT"});
  CHECK(with(shop, {"evident", "guarded"}) == Decided{2, "GUARDED"});
  CHECK(with(shop, {}) == Decided{2, "EVIDENCE_MISSING"});
  CHECK(with(shop, {"evident", "capped"}) == Decided{2, "CAPPED"});
  CHECK(with(shop, {"evident"}, VT_ALL_PURPOSES, 2500) == Decided{2, "DISABLED"});
  CHECK(with(Shop(kEverybody, false), {"evident"}) == Decided{2, "HOLDOUT", 0});
  CHECK(with(Shop(kNobody, true), {"evident"}) == Decided{2, "SPLIT"});
}

TEST_CASE("of all that stops one variant the reason is the first of consent, holdout, split, guard, evidence, cap, schedule") {
  const std::vector<std::string> all = {"guarded", "capped"};  // and no evidence, and past its time
  const uint32_t late = 2500;
  CHECK(with(Shop(kEverybody, true), all, VT_ALL_PURPOSES & ~VT_ADS, late) == Decided{2, "CONSENT"});
  CHECK(with(Shop(kEverybody, true), all, VT_ALL_PURPOSES, late).reason == "HOLDOUT");
  CHECK(with(Shop(kNobody, true), all, VT_ALL_PURPOSES, late) == Decided{2, "SPLIT"});
  CHECK(with(Shop(kNobody, false), all, VT_ALL_PURPOSES, late) == Decided{2, "GUARDED"});
  CHECK(with(Shop(kNobody, false), {"capped"}, VT_ALL_PURPOSES, late) == Decided{2, "EVIDENCE_MISSING"});
  CHECK(with(Shop(kNobody, false), {"evident", "capped"}, VT_ALL_PURPOSES, late) == Decided{2, "CAPPED"});
  CHECK(with(Shop(kNobody, false), {"evident"}, VT_ALL_PURPOSES, late) == Decided{2, "DISABLED"});
}

TEST_CASE("behind a stopped variant the next one is shown, as if it were the first") {
  const Shop shop(kNobody, false);
  CHECK(with(shop, {"guarded", "other"}) == Decided{1, "TARGETING_MATCH"});
  CHECK(with(shop, {"other"}, VT_ALL_PURPOSES & ~VT_ADS) == Decided{1, "TARGETING_MATCH"});
}

TEST_CASE("where the default is shown the reason is that of the first variant that was stopped, whatever stops the others") {
  PackBuilder builder;
  const auto on = [&](const char *trait) { return builder.yes(builder.trait(trait, ValueType::kBoolean)); };
  const auto stopped = [&](const char *name, std::optional<Input> guarded, std::optional<Input> capped, uint32_t to) {
    VariantSpec spec{name, on(name)};
    spec.guarded = guarded;
    spec.capped = capped;
    spec.to = to;
    return spec;
  };
  const Input always = builder.all({});
  const int slot = builder.content("slot", {stopped("late", std::nullopt, std::nullopt, 10),
                                            stopped("often", std::nullopt, always, kNever),
                                            stopped("never", always, std::nullopt, kNever),
                                            {"default"}});
  const LoadedPack pack(builder);
  const auto reason_of = [&](bool late, bool often, bool never) {
    Visitor v(pack);
    v.take(Wire(builder, "identify", 1000).boolean("late", late).boolean("often", often).boolean("never", never));
    CHECK(v.decide(slot).variant == 3);
    return std::string(kReasonTexts[v.decide(slot).reason]);
  };
  CHECK(reason_of(true, true, true) == "DISABLED");
  CHECK(reason_of(false, true, true) == "CAPPED");
  CHECK(reason_of(false, false, true) == "GUARDED");
  CHECK(reason_of(false, false, false) == "DEFAULT");  // a variant whose `for` does not hold is not stopped
}

TEST_CASE("`from` and `to` are half-open: shown from the second of the one to before the second of the other") {
  const Shop shop(kNobody, false);
  const auto at = [&](uint32_t time) { return with(shop, {"evident"}, VT_ALL_PURPOSES, time).reason; };
  CHECK(at(999) == "DISABLED");
  CHECK(at(1000) == "TARGETING_MATCH");
  CHECK(at(1999) == "TARGETING_MATCH");
  CHECK(at(2000) == "DISABLED");
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.set({"evident"}, 900));
  CHECK(decided(v, shop.slot) == Decided{2, "DISABLED"});
  v.until(1000);  // the clock alone
  CHECK(decided(v, shop.slot) == Decided{0, "TARGETING_MATCH"});
  v.until(2000);
  CHECK(decided(v, shop.slot) == Decided{2, "DISABLED"});
}

TEST_CASE("the default is never stopped, and everything that is on at once is a decision") {
  PackBuilder builder;
  VariantSpec last{"default"};
  const int slot = builder.content("slot", {last});
  const LoadedPack pack(builder);
  Visitor v(pack, 0);
  v.take(Wire(builder, "identify", 1000));
  CHECK(decided(v, slot) == Decided{0, "DEFAULT"});
}
