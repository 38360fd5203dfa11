// Snapshots of the measures that the sample shop has none of: sums, repeats, sequences, segments that stay, local time.
#include "support/hostile.h"
#include "support/ladder.h"
#include "support/snapshot_parts.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

constexpr uint32_t kNow = 1'000'000;

class Shop {
 public:
  PackBuilder pack;
  Shop() {
    for (const char *field : {"item_id", "price", "quantity", "value", "tz_offset"}) pack.field(field);
    for (const char *event : {"view_item", "add_to_cart"}) pack.event(event);
    pack.def(as(FeatureKind::kSumEver, pack.count("add_to_cart"))).type = ValueType::kAmount;
    as(FeatureKind::kSumBuckets, pack.count_buckets("add_to_cart", 25));
    pack.def(last_).sum_of = static_cast<uint16_t>(SumOf::kQuantity);
    as(FeatureKind::kRepeats, pack.distinct("view_item", "item_id"));
    as(FeatureKind::kRepeats, pack.distinct("view_item", "item_id", 600));
    as(FeatureKind::kSequence, pack.count_times("view_item", 600, 3));
    pack.def(last_).type = ValueType::kBoolean;
    pack.def(last_).in_last = 900;
    for (const int feature : features_) ladders_.emplace_back(pack, feature, 5);
    ladders_.emplace_back(pack, pack.fact(Fact::kTimeHour), 23);
  }
  [[nodiscard]] PackRecords records() const {
    PackRecords records = pack.records();
    const uint16_t view = pack.event_index("view_item");
    for (int step = 0; step < 3; ++step) records.steps.push_back({view, kNone16});
    // Every other segment stays.
    for (size_t i = 0; i < records.segments.size(); i += 2) {
      records.segments[i].stay = 300;
      records.segments[i].key = part_key("stay " + std::to_string(i));
    }
    return records;
  }
  [[nodiscard]] std::vector<int64_t> answers(const Visitor &v) const {
    std::vector<int64_t> all;
    for (const Ladder &ladder : ladders_) all.push_back(ladder.of(v));
    return all;
  }
  [[nodiscard]] Wire event(Random &random, uint32_t time) const {
    Wire wire(pack, random.one_in(3) ? "add_to_cart" : "view_item", time);
    wire.number("tz_offset", 120'000).number("value", static_cast<int64_t>(random.below(90'000)));
    wire.item().text("item_id", "sku-" + std::to_string(random.below(20))).number("quantity", 1000);
    return wire;
  }

 private:
  int as(FeatureKind kind, int feature) {
    pack.def(feature).kind = kind;
    features_.push_back(feature);
    return last_ = feature;
  }
  std::vector<int> features_;
  std::vector<Ladder> ladders_;
  int last_ = 0;
};

Visitor busy(const Shop &shop, const LoadedPack &pack, uint32_t seed) {
  Visitor v(pack);
  Random random(seed);
  for (uint32_t i = 0; i < 60; ++i) v.take(shop.event(random, kNow + 7 * i));
  v.until(v.clock() + 30);
  return v;
}

// Goes on for some events and an hour; its own snapshot brings it back.
void go_on(const Shop &shop, const LoadedPack &pack, Visitor &v, uint32_t seed) {
  Random random(seed);
  const uint32_t far = 0xF000'0000u;
  for (uint32_t i = 0; i < 4; ++i) {
    const Wire event = shop.event(random, v.clock() < far ? v.clock() + random.below(400) : v.clock());
    int32_t status = VT_MORE;
    for (int stops = 0; stops < 200 && status == VT_MORE; ++stops) {
      status = v.ingest_once(event);
      REQUIRE(v.next_change() > v.clock());
    }
    REQUIRE(status == VT_OK);
  }
  const Visitor restored(pack, VT_ALL_PURPOSES, v.snapshot());
  REQUIRE(restored.restored() == VT_OK);
  REQUIRE(shop.answers(restored) == shop.answers(v));
  REQUIRE(difference(restored.snapshot(), v.snapshot()) == -1);
}

}  // namespace

TEST_CASE("sums, repeats, sequences, what stays and local time come back from a snapshot") {
  const Shop shop;
  const LoadedPack pack(shop.records());
  REQUIRE(pack.status() == VT_OK);
  for (uint32_t seed = 1; seed < 10; ++seed) {
    Visitor v = busy(shop, pack, seed);
    REQUIRE(parts_of(v.snapshot()).size() >= 8);
    go_on(shop, pack, v, seed);
  }
}

TEST_CASE("every byte of their parts spoiled: a new visitor, or one that answers and goes on") {
  const Shop shop;
  const LoadedPack pack(shop.records());
  const Bytes whole = busy(shop, pack, 1).snapshot();
  size_t taken = 0;
  size_t refused = 0;
  for (size_t at = 8; at < whole.size(); at += kThin) {
    for (const uint8_t spoiler : kSpoilers) {
      Bytes bytes = whole;
      bytes[at] = spoiler;
      seal_snapshot(bytes);
      Visitor v(pack, VT_ALL_PURPOSES, bytes);
      ++(v.restored() == VT_OK ? taken : refused);
      go_on(shop, pack, v, static_cast<uint32_t>(at));
    }
  }
  CHECK(taken > 100);
  CHECK(refused > 100);
}

TEST_CASE("their parts with contents of every length: a new visitor, or one that answers and goes on") {
  const Shop shop;
  const LoadedPack pack(shop.records());
  const Bytes whole = busy(shop, pack, 1).snapshot();
  for (const Part &part : parts_of(whole)) {
    for (size_t length = 0; length < 420; length += kThin) {
      for (const uint8_t filler : Bytes{0x00, 0x01, 0x03, 0x7F, 0xFF}) {
        Visitor v(pack, VT_ALL_PURPOSES, with_parts(whole, {{part.key, Bytes(length, filler)}}));
        if (length == 0) REQUIRE(v.restored() == VT_FRESH);
        go_on(shop, pack, v, static_cast<uint32_t>(length));
      }
    }
  }
}
