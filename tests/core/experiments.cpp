// Experiments and holdout: buckets, arms, enrolment (STRATEGY.md sections 5 and 6).
#include <algorithm>
#include <set>

#include "format/reasons.h"
#include "support/snapshot_parts.h"
#include "support/visitor.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

struct Decided {
  int variant;
  std::string reason;
  int bucket = -1;
  int experiment = -1;
  int intended = -1;
  bool operator==(const Decided &) const = default;
};
std::ostream &operator<<(std::ostream &out, const Decided &d) {
  return out << d.variant << ' ' << d.reason << " bucket " << d.bucket << " experiment " << d.experiment << " intended " << d.intended;
}

Decided decided(const Visitor &v, int slot) {
  const vt_decision d = v.decide(slot);
  return {d.variant, kReasonTexts[d.reason], d.bucket, d.experiment, d.intended};
}

// A slot with two arms before its default; everyone gets the variants once an event came.
struct Shop {
  PackBuilder pack;
  int slot;
  explicit Shop(const std::string &seed, const std::vector<ArmSpec> &arms, std::optional<Input> when = std::nullopt) {
    const Input everyone = pack.all({});
    slot = pack.content("slot", {{"a", everyone}, {"b", everyone}, {"default"}});
    pack.experiment(slot, seed, arms, when);
  }
  [[nodiscard]] Wire event(uint32_t time = 1000) const { return Wire(pack, "identify", time); }
};

const std::vector<ArmSpec> kHalves = {{0, 5'000, 5'000}, {1, 5'000, 5'000}};

Decided of_id(const Shop &shop, const std::string &id, int purposes = VT_ALL_PURPOSES) {
  const LoadedPack pack(shop.pack);
  Visitor v(pack, purposes, {}, id);
  v.take(shop.event());
  return decided(v, shop.slot);
}

int bucket_of(const std::string &seed, const std::string &id) { return of_id(Shop(seed, kHalves), id).bucket; }

}  // namespace

// Worked out by hand: fnv1a32("foobar") is 0xbf9cf968 = 3214735720 (the test value of the FNV draft), fnv1a32("3214735720") is
// 0x017f1611 = 25105937; fnv1a32("a") is 0xe40c292c = 3826002220, fnv1a32("3826002220") is 0x6e821a78 = 1854020216.
TEST_CASE("the bucket is fnv1a32 of the decimal of fnv1a32 of seed and id, modulo 10,000") {
  CHECK(bucket_of("foo", "bar") == 5937);
  CHECK(bucket_of("foobar", "") == 5937);
  CHECK(bucket_of("", "foobar") == 5937);
  CHECK(bucket_of("a", "") == 216);
  CHECK(bucket_of("hero_test", "v1") == 4724);
  CHECK(bucket_of("hero_test", "v7") == 5262);
}

TEST_CASE("an id is any bytes of any length: none, UTF-8, what is no UTF-8, a thousand") {
  CHECK(bucket_of("hero_test", "") == 8784);
  CHECK(bucket_of("hero_test",
                  "n\xC3\xA4"
                  "chste") == 1514);
  CHECK(bucket_of("hero_test", std::string("\xFF\x00\xC3", 3)) == 7783);
  CHECK(bucket_of("hero_test", std::string(1000, 'x')) == 3857);
  CHECK(bucket_of("seed", "830153") == 4130);  // its inner hash is 34, and no zeros stand in front of it
}

TEST_CASE("an id of a length below 0, or a length without an id, is a wrong argument") {
  const Shop shop("seed", kHalves);
  const LoadedPack pack(shop.pack);
  Bytes block(static_cast<size_t>(vt_visitor_size(pack.get())));
  const auto size = static_cast<int32_t>(block.size());
  const uint8_t id[1] = {'v'};
  CHECK(vt_restore(pack.get(), block.data(), size, nullptr, 0, id, -1, VT_ALL_PURPOSES) == VT_BAD_ARGUMENT);
  CHECK(vt_restore(pack.get(), block.data(), size, nullptr, 0, nullptr, 1, VT_ALL_PURPOSES) == VT_BAD_ARGUMENT);
  CHECK(vt_restore(pack.get(), block.data(), size, nullptr, 0, nullptr, 0, VT_ALL_PURPOSES) == VT_OK);
  CHECK(vt_restore(pack.get(), block.data(), size, nullptr, 0, id, 1, VT_ALL_PURPOSES) == VT_OK);
}

// Ids whose bucket under the seed "seed" is the number in their name.
constexpr const char *kBucket0 = "v7060";
constexpr const char *kBucket499 = "v6750";
constexpr const char *kBucket500 = "v14064";
constexpr const char *kBucket2499 = "v693";
constexpr const char *kBucket2500 = "v18641";
constexpr const char *kBucket4999 = "v5846";
constexpr const char *kBucket5000 = "v6382";
constexpr const char *kBucket9999 = "v5944";

TEST_CASE("arms own consecutive ranges in written order, each from its first bucket to before the next one's") {
  const Shop shop("seed", {{1, 2'500, 2'500}, {0, 2'500, 2'500}, {2, 5'000, 5'000}});
  CHECK(of_id(shop, kBucket0) == Decided{1, "SPLIT", 0, 0});
  CHECK(of_id(shop, kBucket2499) == Decided{1, "SPLIT", 2499, 0});
  CHECK(of_id(shop, kBucket2500) == Decided{0, "SPLIT", 2500, 0});
  CHECK(of_id(shop, kBucket4999) == Decided{0, "SPLIT", 4999, 0});
  CHECK(of_id(shop, kBucket5000).bucket == 5000);
  CHECK(of_id(shop, kBucket9999).bucket == 9999);
}

TEST_CASE("the default may be an arm: SPLIT when the bucket chose it and no variant was stopped, else the reason of the stop") {
  const Shop arm_before("seed", {{0, 5'000, 5'000}, {2, 5'000, 5'000}});
  CHECK(of_id(arm_before, kBucket4999) == Decided{0, "SPLIT", 4999, 0});
  CHECK(of_id(arm_before, kBucket5000) == Decided{1, "TARGETING_MATCH", 5000, 0});  // the variant between is no arm

  PackBuilder builder;
  const Input never = builder.none({builder.all({})});
  const Input everyone = builder.all({});
  const int unseen = builder.content("unseen", {{"a", never}, {"default"}});
  const int stopped = builder.content("stopped", {{"a", everyone}, {"default"}});
  VariantSpec capped{"capped", everyone};
  capped.capped = everyone;
  const int often = builder.content("often", {capped, {"a", never}, {"default"}});
  builder.experiment(unseen, "seed", {{0, 5'000, 5'000}, {1, 5'000, 5'000}});
  builder.experiment(stopped, "seed", {{0, 5'000, 5'000}, {1, 5'000, 5'000}});
  builder.experiment(often, "seed", {{1, 5'000, 5'000}, {2, 5'000, 5'000}});
  const LoadedPack pack(builder);
  Visitor v(pack, VT_ALL_PURPOSES, {}, kBucket5000);
  v.take(Wire(builder, "identify", 1000));
  CHECK(decided(v, unseen) == Decided{1, "SPLIT", 5000, 0});
  CHECK(decided(v, often) == Decided{2, "CAPPED", 5000, 2});
  CHECK(decided(v, stopped) == Decided{1, "SPLIT", 5000, 1});  // the arm that was stopped says SPLIT, too
  Visitor other(pack, VT_ALL_PURPOSES, {}, kBucket4999);
  other.take(Wire(builder, "identify", 1000));
  CHECK(decided(other, unseen) == Decided{1, "DEFAULT", 4999, 0});  // the bucket chose another
}

TEST_CASE("who is not enrolled, or outside the experiment's `for`, sees the first arm, and takes no part") {
  const Shop covered("seed", {{0, 5'000, 500}, {1, 5'000, 500}});
  CHECK(of_id(covered, kBucket499) == Decided{0, "SPLIT", 499, 0});
  CHECK(of_id(covered, kBucket500) == Decided{0, "TARGETING_MATCH"});
  CHECK(of_id(covered, kBucket4999) == Decided{0, "TARGETING_MATCH"});
  CHECK(of_id(covered, kBucket5000) == Decided{1, "SPLIT", 5000, 0});
  CHECK(of_id(covered, kBucket9999) == Decided{0, "TARGETING_MATCH"});

  PackBuilder builder;
  const Input everyone = builder.all({});
  const int slot = builder.content("slot", {{"a", everyone}, {"b", everyone}, {"default"}});
  builder.experiment(slot, "seed", {{1, 5'000, 5'000}, {0, 5'000, 5'000}}, builder.yes(builder.trait("in", ValueType::kBoolean)));
  const LoadedPack pack(builder);
  Visitor v(pack, VT_ALL_PURPOSES, {}, kBucket5000);
  v.take(Wire(builder, "identify", 1000).boolean("in", true));
  CHECK(decided(v, slot) == Decided{0, "SPLIT", 5000, 0});
  v.take(Wire(builder, "identify", 1000).boolean("in", false));
  CHECK(decided(v, slot) == Decided{1, "TARGETING_MATCH"});
}

TEST_CASE("raising the coverage moves nobody: who was enrolled keeps the arm") {
  const auto arms_at = [](uint16_t percent) {
    const auto enrolled = static_cast<uint16_t>(50 * percent);
    return Shop("seed", {{0, 5'000, enrolled}, {1, 5'000, enrolled}});
  };
  const Shop low = arms_at(20);
  const Shop high = arms_at(60);
  const LoadedPack low_pack(low.pack);
  const LoadedPack high_pack(high.pack);
  int enrolled_before = 0;
  int enrolled_after = 0;
  for (int i = 0; i < 2'000; ++i) {
    const std::string id = "visitor-" + std::to_string(i);
    Visitor before(low_pack, VT_ALL_PURPOSES, {}, id);
    Visitor after(high_pack, VT_ALL_PURPOSES, {}, id);
    before.take(low.event());
    after.take(high.event());
    const Decided was = decided(before, low.slot);
    const Decided is = decided(after, high.slot);
    enrolled_after += is.experiment == 0 ? 1 : 0;
    if (was.experiment < 0) continue;
    ++enrolled_before;
    REQUIRE(is == was);
  }
  CHECK((enrolled_before > 300 && enrolled_before < 500));
  CHECK((enrolled_after > 1'050 && enrolled_after < 1'350));
}

TEST_CASE("without personalization an arm is stopped with CONSENT, the other variants are not, and a default that is an arm is DEFAULT") {
  const int context = VT_ALL_PURPOSES & ~VT_PERSONALIZATION;
  const Shop shop("seed", kHalves);
  CHECK(of_id(shop, kBucket0, context) == Decided{2, "CONSENT"});
  CHECK(of_id(shop, kBucket9999, context) == Decided{2, "CONSENT"});
  PackBuilder builder;
  const int slot = builder.content("slot", {{"a", builder.none({builder.all({})})}, {"default"}});
  builder.experiment(slot, "seed", {{0, 5'000, 5'000}, {1, 5'000, 5'000}});
  const LoadedPack pack(builder);
  Visitor v(pack, VT_ALL_PURPOSES, {}, kBucket9999);
  v.take(Wire(builder, "identify", 1000));
  CHECK(decided(v, slot) == Decided{1, "SPLIT", 9999, 0});
  v.purposes(context);
  CHECK(decided(v, slot) == Decided{1, "DEFAULT"});
}

TEST_CASE("the first buckets are held out: they are told what they would see, and get the default") {
  PackBuilder builder;
  const Input everyone = builder.all({});
  VariantSpec service{"service", builder.yes(builder.trait("late", ValueType::kBoolean))};
  service.service = true;
  const int slot = builder.content("slot", {service, {"offer", everyone}, {"default"}});
  const int grid = builder.sort("grid", {{SignalKind::kStock, 1'000}});
  const int plain = builder.content("plain", {{"default"}});
  builder.holdout("seed", 500);
  const LoadedPack pack(builder);
  Visitor held(pack, VT_ALL_PURPOSES, {}, kBucket499);
  held.take(Wire(builder, "identify", 1000));
  CHECK(decided(held, slot) == Decided{2, "HOLDOUT", -1, -1, 1});
  CHECK(decided(held, grid) == Decided{0, "HOLDOUT", -1, -1, 1});
  CHECK(decided(held, plain) == Decided{0, "DEFAULT"});
  held.take(Wire(builder, "identify", 1000).boolean("late", true));
  CHECK(decided(held, slot) == Decided{0, "TARGETING_MATCH"});  // a service message is exempt
  Visitor free(pack, VT_ALL_PURPOSES, {}, kBucket500);
  free.take(Wire(builder, "identify", 1000));
  CHECK(decided(free, slot) == Decided{1, "TARGETING_MATCH"});
  CHECK(decided(free, grid) == Decided{1, "TARGETING_MATCH"});
}

TEST_CASE(
    "a held out list is told with CONSENT where its signals may not be remembered, and with what it would be where it has no interest") {
  PackBuilder builder;
  const int grid = builder.sort("grid", {{SignalKind::kAffinity, 1'000, builder.dimension("item_brand")}});
  builder.weight("view_item", 1'000);
  builder.holdout("seed", 500);
  const LoadedPack pack(builder);
  Visitor v(pack, VT_ALL_PURPOSES & ~VT_PERSONALIZATION, {}, kBucket499);
  v.take(Wire(builder, "identify", 1000));
  CHECK(decided(v, grid) == Decided{0, "CONSENT"});
  v.purposes(VT_ALL_PURPOSES);
  CHECK(decided(v, grid) == Decided{0, "HOLDOUT", -1, -1, 0});
  v.take(Wire(builder, "view_item", 1000).item().text("item_brand", "acme"));
  CHECK(decided(v, grid) == Decided{0, "HOLDOUT", -1, -1, 1});
}

TEST_CASE("what a held out visitor would see comes from all that stops it but the holdout, the arm of the bucket too") {
  PackBuilder builder;
  const Input everyone = builder.all({});
  VariantSpec capped{"capped", everyone};
  capped.capped = everyone;
  const int slot = builder.content("slot", {capped, {"a", everyone}, {"b", everyone}, {"default"}});
  builder.experiment(slot, "seed", {{1, 5'000, 5'000}, {2, 5'000, 5'000}});
  builder.holdout("other", 10'000);
  const LoadedPack pack(builder);
  Visitor v(pack, VT_ALL_PURPOSES, {}, kBucket5000);
  v.take(Wire(builder, "identify", 1000));
  CHECK(decided(v, slot) == Decided{3, "HOLDOUT", 5000, 0, 2});
}

TEST_CASE("a holdout of no bucket holds nobody out, and one of all everybody") {
  for (const char *id : {kBucket0, kBucket9999}) {
    for (const uint16_t buckets : {uint16_t{0}, uint16_t{10'000}}) {
      PackBuilder builder;
      const int slot = builder.content("slot", {{"a", builder.all({})}, {"default"}});
      builder.holdout("seed", buckets);
      const LoadedPack pack(builder);
      Visitor v(pack, VT_ALL_PURPOSES, {}, id);
      v.take(Wire(builder, "identify", 1000));
      CHECK(decided(v, slot).reason == (buckets == 0 ? "TARGETING_MATCH" : "HOLDOUT"));
    }
  }
}

TEST_CASE("forgetting, withdrawing and damaged snapshots keep the buckets, and a snapshot does not carry them") {
  const Shop shop("seed", kHalves);
  const LoadedPack pack(shop.pack);
  Visitor v(pack, VT_ALL_PURPOSES, {}, kBucket5000);
  v.take(shop.event());
  const Bytes snapshot = v.snapshot();
  CHECK(v.forget() == VT_OK);
  v.take(shop.event());
  CHECK(decided(v, shop.slot) == Decided{1, "SPLIT", 5000, 0});
  v.purposes(0);
  v.purposes(VT_ALL_PURPOSES);
  CHECK(decided(v, shop.slot) == Decided{1, "SPLIT", 5000, 0});
  const Visitor other(pack, VT_ALL_PURPOSES, snapshot, kBucket0);
  CHECK(decided(other, shop.slot) == Decided{0, "SPLIT", 0, 0});
  Bytes damaged = snapshot;
  damaged.back() ^= 1;
  Visitor fresh(pack, VT_ALL_PURPOSES, damaged, kBucket5000);
  CHECK(fresh.restored() == VT_FRESH);
  fresh.take(shop.event());
  CHECK(decided(fresh, shop.slot) == Decided{1, "SPLIT", 5000, 0});
}

TEST_CASE("every experiment has a bucket of its own, and so has the holdout") {
  PackBuilder builder;
  const Input everyone = builder.all({});
  std::vector<int> slots;
  for (const char *seed : {"foo", "seed", "hero_test"}) {
    slots.push_back(builder.content(seed, {{"a", everyone}, {"default"}}));
    builder.experiment(slots.back(), seed, {{0, 10'000, 10'000}});
  }
  builder.holdout("foo", 0);
  const LoadedPack pack(builder);
  Visitor v(pack, VT_ALL_PURPOSES, {}, "bar");
  v.take(Wire(builder, "identify", 1000));
  std::set<int> buckets;
  for (size_t i = 0; i < slots.size(); ++i) {
    CHECK(v.decide(slots[i]).experiment == static_cast<int>(i));
    buckets.insert(v.decide(slots[i]).bucket);
  }
  CHECK(v.decide(slots[0]).bucket == 5937);
  CHECK(buckets.size() == 3);
}
