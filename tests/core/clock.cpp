// The clock: every second in which something changes is told by itself, and next_change is never later than the truth.
#include "support/sample.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

// `quick`: left 10 seconds after a search, `slow`: after 20; both windows of the same event.
struct Shop {
  PackBuilder pack;
  int quick = pack.segment(pack.ge(pack.count_times("search", 10, 1), 1));
  int slow = pack.segment(pack.ge(pack.count_times("search", 20, 1), 1));
  [[nodiscard]] Wire search(uint32_t time) const { return Wire(pack, "search", time); }
};

}  // namespace

TEST_CASE("advance stops at each second with changes, in order, and says VT_OK when it is there") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.search(1000));
  CHECK(v.next_change() == 1010);
  CHECK(v.advance_once(5000) == VT_MORE);
  CHECK(v.clock() == 1010);
  CHECK(v.left() == Ids{shop.quick});
  CHECK(v.in() == Ids{shop.slow});
  CHECK(v.advance_once(5000) == VT_MORE);
  CHECK(v.clock() == 1020);
  CHECK(v.left() == Ids{shop.slow});
  CHECK(v.advance_once(5000) == VT_OK);
  CHECK(v.clock() == 5000);
  CHECK(v.left() == Ids{});
}

TEST_CASE("advance to the very second of a change tells it and is there; again it tells nothing; back it does not go") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.search(1000));
  CHECK(v.advance_once(1009) == VT_OK);
  CHECK(v.left() == Ids{});
  CHECK(v.advance_once(1010) == VT_OK);
  CHECK(v.left() == Ids{shop.quick});
  CHECK(v.advance_once(1010) == VT_OK);
  CHECK(v.left() == Ids{});
  CHECK(v.advance_once(1000) == VT_OK);
  CHECK(v.clock() == 1010);
}

TEST_CASE("ingest says VT_MORE for each second before the event and takes it last, once") {
  const Shop shop;
  PackBuilder builder = shop.pack;
  const int two = builder.segment(builder.ge(builder.count("search"), 2));
  const LoadedPack pack(builder);
  Visitor v(pack);
  v.take(shop.search(1000));
  const Wire event = shop.search(1020);
  CHECK(v.ingest_once(event) == VT_MORE);
  CHECK(v.clock() == 1010);
  CHECK(v.left() == Ids{shop.quick});
  CHECK_FALSE(v.is_in(two));
  CHECK(v.ingest_once(event) == VT_MORE);
  CHECK(v.clock() == 1020);
  CHECK(v.left() == Ids{shop.slow});
  CHECK_FALSE(v.is_in(two));
  CHECK(v.ingest_once(event) == VT_OK);
  CHECK(v.entered() == Ids{shop.quick, shop.slow, two});
}

TEST_CASE("all that ends in one second is told together") {
  PackBuilder builder;
  const Input first = builder.ge(builder.count_times("search", 10, 1), 1);
  const Input second = builder.ge(builder.count_times("search", 10, 2), 2);
  const int a = builder.segment(first);
  const int b = builder.segment(second);
  const int neither = builder.segment(builder.none({first, second}));
  const LoadedPack pack(builder);
  Visitor v(pack);
  v.take(Wire(builder, "search", 1000));
  v.take(Wire(builder, "search", 1000));
  CHECK(v.advance_once(2000) == VT_MORE);
  CHECK(v.left() == Ids{a, b});
  CHECK(v.entered() == Ids{neither});
  CHECK(v.clock() == 1010);
}

TEST_CASE("advance to a second, then an event of it, is the event alone") {
  const LoadedPack pack(sample().pack);
  Visitor with(pack);
  Visitor without(pack);
  Random random(21);
  uint32_t now = 1'000'000;
  for (int i = 0; i < 1500; ++i) {
    now += random_step(random);
    const Wire event = random_event(sample(), random, now);
    with.until(now);
    const int32_t status = with.take(event);
    REQUIRE(without.take(event) == status);
    if (status == VT_IGNORED) without.until(now);
    REQUIRE(difference(with.snapshot(), without.snapshot()) == -1);
    REQUIRE(difference(answers(sample(), with), answers(sample(), without)) == -1);
  }
}

TEST_CASE("next_change is never later than the truth: no second before it changes anything") {
  const LoadedPack pack(sample().pack);
  Visitor v(pack);
  Random random(22);
  uint32_t now = 1'000'000;
  for (int i = 0; i < 1500; ++i) {
    now += random_step(random);
    v.take(random_event(sample(), random, now));
    const uint32_t next = v.next_change();
    REQUIRE(next > v.clock());
    if (next == 0xFFFF'FFFFu) continue;
    const Bytes snapshot = v.snapshot();
    Visitor other(pack, VT_ALL_PURPOSES, snapshot);
    const Bytes before = answers(sample(), other);
    REQUIRE(other.advance_once(next - 1) == VT_OK);
    REQUIRE(other.entered() == Ids{});
    REQUIRE(other.left() == Ids{});
    REQUIRE(other.in() == v.in());
    REQUIRE(other.stage() == v.stage());
    REQUIRE(before.size() == answers(sample(), other).size());
  }
}

TEST_CASE("going by next_change alone misses nothing that going second by second sees") {
  const LoadedPack pack(sample().pack);
  Random random(23);
  uint32_t now = 1'000'000;
  Visitor fast(pack);
  Visitor slow(pack);
  for (int i = 0; i < 60; ++i) {
    const Wire event = random_event(sample(), random, now);
    fast.take(event);
    slow.take(event);
    now = slow.clock();
    const uint32_t end = now + random.below(3'000);
    std::vector<Bytes> told_fast;
    std::vector<Bytes> told_slow;
    while (fast.next_change() <= end) {
      REQUIRE(fast.advance_once(fast.next_change()) == VT_OK);
      if (!fast.entered().empty() || !fast.left().empty() || !fast.list(VT_OLD_STAGE).empty()) told_fast.push_back(changes(fast));
    }
    for (uint32_t second = now + 1; second <= end; ++second) {
      REQUIRE(slow.advance_once(second) == VT_OK);
      if (!slow.entered().empty() || !slow.left().empty() || !slow.list(VT_OLD_STAGE).empty()) told_slow.push_back(changes(slow));
    }
    fast.until(end);
    REQUIRE(told_fast == told_slow);
    REQUIRE(difference(fast.snapshot(), slow.snapshot()) == -1);
    now = end;
  }
}
