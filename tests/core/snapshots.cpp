// Snapshots: what comes back, what a changed strategy keeps, how long they get (FORMAT.md section 4).
#include <algorithm>

#include "support/ladder.h"
#include "support/sample.h"
#include "support/snapshot_parts.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

Visitor busy(const LoadedPack &pack, uint32_t seed, int events) {
  Visitor v(pack);
  Random random(seed);
  uint32_t now = 1'000'000;
  for (int i = 0; i < events; ++i) v.take(random_event(sample(), random, now += random_step(random)));
  return v;
}

}  // namespace

TEST_CASE("a restored visitor answers like the one that went on, event after event") {
  const LoadedPack pack(sample().pack);
  for (uint32_t seed = 0; seed < 40; ++seed) {
    Visitor v = busy(pack, seed, static_cast<int>(5 + seed * 3));
    Visitor restored(pack, VT_ALL_PURPOSES, v.snapshot());
    REQUIRE(restored.restored() == VT_OK);
    REQUIRE(difference(answers(sample(), restored), answers(sample(), v)) == -1);
    REQUIRE(restored.entered() == Ids{});
    REQUIRE(restored.list(VT_OLD_STAGE) == Ids{});
    Random random(seed + 1000);
    uint32_t now = v.clock();
    for (int i = 0; i < 60; ++i) {
      const Wire event = random_event(sample(), random, now += random_step(random));
      int32_t status = VT_MORE;
      while (status == VT_MORE) {
        status = v.ingest_once(event);
        REQUIRE(restored.ingest_once(event) == status);
        REQUIRE(difference(changes(restored), changes(v)) == -1);
        REQUIRE(difference(answers(sample(), restored), answers(sample(), v)) == -1);
      }
      REQUIRE(difference(restored.snapshot(), v.snapshot()) == -1);
      REQUIRE(restored.next_change() <= v.next_change() + 0xFFFF'FFFFu - v.next_change());
    }
  }
}

TEST_CASE("a new visitor's snapshot is a head and no part, and restores to a new visitor") {
  const LoadedPack pack(sample().pack);
  const Visitor v(pack);
  CHECK(v.snapshot().size() == 16);
  const Visitor restored(pack, VT_ALL_PURPOSES, v.snapshot());
  CHECK(restored.restored() == VT_OK);
  CHECK(difference(restored.block(), v.block()) == -1);
}

TEST_CASE("a typical pack's snapshot is at most 3,000 bytes after a thousand events") {
  const LoadedPack pack(sample().pack);
  size_t longest = 0;
  for (uint32_t seed = 0; seed < 10; ++seed) longest = std::max(longest, busy(pack, seed, 1000).snapshot().size());
  INFO(longest);
  CHECK(longest <= 3000);
  CHECK(longest >= 700);  // else the sample measures nothing
}

TEST_CASE("a changed strategy keeps what it still measures, by definition, and forgets the rest") {
  PackBuilder before;
  before.segment(before.ge(before.count("search"), 1));
  before.segment(before.ge(before.count_times("search", 100, 3), 1));
  before.segment(before.ge(before.distinct("view_item", "item_id"), 1));
  before.segment(before.is(before.trait("tier", ValueType::kLabel, {"gold"}), "gold"));
  const LoadedPack old_pack(before);
  Visitor v(old_pack);
  for (int i = 0; i < 4; ++i) v.take(Wire(before, "search", 1000));
  v.take(Wire(before, "view_item", 1000).item().text("item_id", "a"));
  v.take(Wire(before, "identify", 1000).text("tier", "gold"));

  PackBuilder after;  // in another order, with a longer window and a larger `keep`
  after.event("page_view");
  const int gold = after.segment(after.is(after.trait("tier", ValueType::kLabel, {"gold"}), "gold"));
  const Ladder fewer(after, after.count_times("search", 100, 2), 5);
  const Ladder longer(after, after.count_times("search", 101, 3), 5);
  const Ladder count(after, after.count("search"), 5);
  const Ladder views(after, after.count("view_item"), 5);
  const LoadedPack new_pack(after);
  Visitor restored(new_pack, VT_ALL_PURPOSES, v.snapshot());
  CHECK(restored.restored() == VT_OK);
  CHECK(restored.is_in(gold));
  CHECK(count.of(restored) == 4);
  CHECK(fewer.of(restored) == 2);
  CHECK(longer.of(restored) == 0);
  CHECK(views.of(restored) == 0);
  CHECK(restored.clock() == 1000);
}

TEST_CASE("a strategy with a shorter visit gap finds the visit ended, and the clock does not run back") {
  PackBuilder before;
  const Ladder old_pages(before, before.fact(Fact::kVisitPages), 5);
  before.event("page_view");
  before.event("search");
  const LoadedPack old_pack(before);
  Visitor v(old_pack);
  const uint32_t now = GENERATE(as<uint32_t>{}, 1060, 1061, 2000);
  v.take(Wire(before, "page_view", 1000));
  v.until(now);
  CHECK(old_pages.of(v) == 1);

  PackBuilder after;
  after.visit_gap(60).event("page_view");
  const Ladder pages(after, after.fact(Fact::kVisitPages), 5);
  const Ladder number(after, after.fact(Fact::kVisitNumber), 5);
  const Ladder searches(after, after.count_in_visit("search"), 5);
  const LoadedPack new_pack(after);
  Visitor restored(new_pack, VT_ALL_PURPOSES, v.snapshot());
  CHECK(restored.restored() == VT_OK);
  CHECK(pages.of(restored) == 0);
  CHECK(restored.next_change() > now);
  restored.until(now + 1);
  CHECK(restored.clock() == now + 1);
  restored.take(Wire(after, "page_view", now - 10));
  CHECK(restored.clock() == now + 1);
  CHECK(number.of(restored) == 2);
  CHECK(pages.of(restored) == 1);
}

TEST_CASE("a snapshot brings nothing back that may not be remembered now") {
  const LoadedPack pack(sample().pack);
  const Visitor v = busy(pack, 3, 200);
  const int granted = GENERATE(as<int>{}, 0, VT_MEASUREMENT, VT_ALL_PURPOSES & ~VT_PERSONALIZATION);
  Visitor expected(pack, VT_ALL_PURPOSES, v.snapshot());
  expected.purposes(granted);
  const Visitor restored(pack, granted, v.snapshot());
  CHECK(restored.restored() == VT_OK);
  CHECK(difference(restored.snapshot(), expected.snapshot()) == -1);
  CHECK(difference(answers(sample(), restored), answers(sample(), expected)) == -1);
  CHECK(part_of(restored.snapshot(), part_key("orders")).empty());
  CHECK(part_of(restored.snapshot(), part_key("affinity.item_brand")).empty());
}

TEST_CASE("another strategy's snapshot brings the visit and nothing else") {
  PackBuilder other;
  other.event("search");
  const LoadedPack other_pack(other);
  const LoadedPack pack(sample().pack);
  const Visitor v = busy(pack, 4, 100);
  const Visitor restored(other_pack, VT_ALL_PURPOSES, v.snapshot());
  CHECK(restored.restored() == VT_OK);
  CHECK(restored.clock() == v.clock());
  CHECK(part_of(restored.snapshot(), part_key("visit")) == part_of(v.snapshot(), part_key("visit")));
  for (const Part &part : parts_of(restored.snapshot())) {
    bool fixed = false;
    for (const char *name : {"visit", "cart", "orders", "purchases", "refunds"}) fixed = fixed || part.key == part_key(name);
    CHECK(fixed);
  }
}

TEST_CASE("a part with an impossible content makes the whole snapshot damaged") {
  const LoadedPack pack(sample().pack);
  Visitor v = busy(pack, 5, 300);
  v.take(Wire(sample().pack, "cart_update", v.clock()).number("quantity", 1000).number("value", 1000));
  const Bytes whole = v.snapshot();
  const auto refused_with = [&](uint32_t key, size_t at, uint8_t value) {
    std::vector<Part> parts = parts_of(whole);
    for (Part &part : parts) {
      if (part.key == key && at < part.content.size()) part.content[at] = value;
    }
    return Visitor(pack, VT_ALL_PURPOSES, with_parts(whole, parts)).restored() == VT_FRESH;
  };
  CHECK(Visitor(pack, VT_ALL_PURPOSES, with_parts(whole, parts_of(whole))).restored() == VT_OK);
  CHECK(refused_with(part_key("visit"), 3, 0xFF));    // a first event ahead of the clock
  CHECK(refused_with(part_key("visit"), 7, 0xFF));    // an activity ahead of the clock
  CHECK(refused_with(part_key("visit"), 16, 8));      // a flag that does not exist
  CHECK(refused_with(part_key("cart"), 7, 0x80));     // a value below 0
  CHECK(refused_with(part_key("cart"), 11, 0xFF));    // a change ahead of the clock
  CHECK(refused_with(part_key("orders"), 7, 0x80));   // a value below 0
  CHECK(refused_with(part_key("orders"), 11, 0xFF));  // a first order ahead of the clock
  CHECK(refused_with(part_key("orders"), 15, 0xFF));  // a last one
  CHECK(refused_with(part_key("orders"), 24, 4));     // a flag that does not exist
  CHECK(refused_with(part_key("affinity.item_brand"), 3, 0xFF));   // interest ahead of the clock
  CHECK(refused_with(part_key("affinity.item_brand"), 17, 0x80));  // an interest past its limit
  const size_t last = part_of(whole, part_key("affinity.item_brand")).size() - 1;
  CHECK(refused_with(part_key("affinity.item_brand"), last, 0x80));
}

TEST_CASE("33 times are a window's most, newest first, none ahead of the clock") {
  PackBuilder builder;
  builder.segment(builder.ge(builder.count_times("search", 100, 33), 33));
  const LoadedPack pack(builder);
  Visitor v(pack);
  for (int i = 0; i < 40; ++i) v.take(Wire(builder, "search", 1000));
  const std::vector<Part> parts = parts_of(v.snapshot());
  const auto restored_with = [&](const std::vector<uint32_t> &times) {
    std::vector<Part> changed = parts;
    changed.back().content.resize(times.size() * 4);
    std::memcpy(changed.back().content.data(), times.data(), times.size() * 4);
    return Visitor(pack, VT_ALL_PURPOSES, with_parts(v.snapshot(), changed)).restored();
  };
  CHECK(parts.back().content.size() == 4 * 33);
  CHECK(restored_with(std::vector<uint32_t>(33, 1000)) == VT_OK);
  CHECK(restored_with(std::vector<uint32_t>(34, 1000)) == VT_FRESH);
  CHECK(restored_with({1000, 999}) == VT_OK);
  CHECK(restored_with({999, 1000}) == VT_FRESH);
  CHECK(restored_with({1001}) == VT_FRESH);
}

TEST_CASE("distinct values stand newest first, each with a hash, or the snapshot is damaged") {
  PackBuilder builder;
  builder.segment(builder.ge(builder.distinct("view_item", "item_id", 100), 1));
  const LoadedPack pack(builder);
  Visitor v(pack);
  v.take(Wire(builder, "view_item", 1000).item().text("item_id", "a"));
  struct Value {
    uint64_t hash;
    uint32_t seen;
  };
  const auto restored_with = [&](const std::vector<Value> &values) {
    std::vector<Part> parts = parts_of(v.snapshot());
    Bytes &content = parts.back().content;
    content.assign(values.size() * 12, 0);
    for (size_t i = 0; i < values.size(); ++i) {
      std::memcpy(content.data() + 12 * i, &values[i].hash, 8);
      std::memcpy(content.data() + 12 * i + 8, &values[i].seen, 4);
    }
    return Visitor(pack, VT_ALL_PURPOSES, with_parts(v.snapshot(), parts)).restored();
  };
  CHECK(restored_with({{1, 1000}, {2, 1000}, {3, 900}}) == VT_OK);
  CHECK(restored_with({{1, 900}, {2, 1000}}) == VT_FRESH);
  CHECK(restored_with({{1, 1001}}) == VT_FRESH);
  CHECK(restored_with({{0, 1000}}) == VT_FRESH);
  CHECK(restored_with(std::vector<Value>(16, {1, 1000})) == VT_OK);
  CHECK(restored_with(std::vector<Value>(17, {1, 1000})) == VT_FRESH);
}

TEST_CASE(
    "a bucket ahead of the clock, none, or more than are ever kept make the snapshot damaged; what has left the window does not count") {
  PackBuilder builder;
  const Ladder searches(builder, builder.count_buckets("search", 25), 30);  // buckets of 2 seconds, 13 of them
  const LoadedPack pack(builder);
  Visitor v(pack);
  v.take(Wire(builder, "search", 1001));
  const auto restored_with = [&](uint32_t newest, size_t buckets) {
    std::vector<Part> parts = parts_of(v.snapshot());
    Bytes &content = parts.back().content;
    content.assign(4 + 2 * buckets, 0);
    std::memcpy(content.data(), &newest, 4);
    for (size_t i = 0; i < buckets; ++i) content[4 + 2 * i] = 1;
    return Visitor(pack, VT_ALL_PURPOSES, with_parts(v.snapshot(), parts));
  };
  CHECK(part_of(v.snapshot(), parts_of(v.snapshot()).back().key) == Bytes{0xE8, 3, 0, 0, 1, 0});  // it began at 1,000
  CHECK(restored_with(1000, 0).restored() == VT_FRESH);
  CHECK(searches.of(restored_with(1000, 1)) == 1);
  CHECK(restored_with(1001, 1).restored() == VT_OK);
  CHECK(restored_with(1002, 1).restored() == VT_FRESH);
  CHECK(restored_with(1000, kMaxBuckets).restored() == VT_OK);
  CHECK(searches.of(restored_with(1000, kMaxBuckets)) == 13);
  CHECK(restored_with(1000, kMaxBuckets + 1).restored() == VT_FRESH);
  CHECK(searches.of(restored_with(976, 1)) == 1);
  CHECK(searches.of(restored_with(974, 1)) == 0);
}

TEST_CASE("cart and orders at their limits come back") {
  const Sample &shop = sample();
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(Wire(shop.pack, "purchase", 1'000'000).number("value", INT64_MAX));
  v.take(Wire(shop.pack, "cart_update", 1'000'000).number("quantity", INT64_MAX).number("value", INT64_MAX));
  const Visitor restored(pack, VT_ALL_PURPOSES, v.snapshot());
  CHECK(restored.restored() == VT_OK);
  CHECK(difference(restored.snapshot(), v.snapshot()) == -1);
}

TEST_CASE("a part that is too short or too long makes the whole snapshot damaged") {
  const LoadedPack pack(sample().pack);
  const Bytes whole = busy(pack, 6, 300).snapshot();
  const std::vector<Part> parts = parts_of(whole);
  REQUIRE(parts.size() > 10);
  const uint32_t text_keys[] = {part_key("trait.note"), part_key("traffic.landing_path"), part_key("traffic.campaign")};
  for (size_t i = 0; i < parts.size(); ++i) {
    const bool text = std::find(std::begin(text_keys), std::end(text_keys), parts[i].key) != std::end(text_keys);
    std::vector<Part> longer = parts;
    longer[i].content.push_back(1);
    REQUIRE(Visitor(pack, VT_ALL_PURPOSES, with_parts(whole, longer)).restored() == (text ? VT_OK : VT_FRESH));
    std::vector<Part> empty = parts;
    empty[i].content.clear();
    REQUIRE(Visitor(pack, VT_ALL_PURPOSES, with_parts(whole, empty)).restored() == VT_FRESH);
  }
}

TEST_CASE("a snapshot that does not fit says so; the place of just its length is enough") {
  const LoadedPack pack(sample().pack);
  for (const int events : {0, 1, 2, 100}) {
    Visitor v = busy(pack, 7, events);
    const Bytes whole = v.snapshot();
    for (size_t room = 0; room <= whole.size(); ++room) {
      Bytes out(room);
      const int32_t length = vt_snapshot(pack.get(), v.data(), out.data(), static_cast<int32_t>(room));
      REQUIRE(length == (room < whole.size() ? VT_NO_ROOM : static_cast<int32_t>(whole.size())));
      REQUIRE((length == VT_NO_ROOM || out == whole));
    }
  }
  Visitor v(pack);
  CHECK(vt_snapshot(pack.get(), v.data(), nullptr, 100) == VT_NO_ROOM);
  CHECK(vt_snapshot(pack.get(), v.data(), Bytes(1).data(), -1) == VT_NO_ROOM);
}
