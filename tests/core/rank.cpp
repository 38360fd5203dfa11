// Sorting a list, against a slow reference written from the words of STRATEGY.md section 5.
#include <algorithm>
#include <numeric>

#include "support/sample.h"
#include "support/snapshot_parts.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

using Order = std::vector<int>;

// A list sorted by stock alone: what an item's stock is, is its score.
struct Shop {
  PackBuilder pack;
  int free = pack.sort("free", {{SignalKind::kStock, 1000}});
  int pinned = pack.sort("pinned", {{SignalKind::kStock, 1000}}, 2);
  int shifted = pack.sort("shifted", {{SignalKind::kStock, 1000}}, 0, 1);
  int still = pack.sort("still", {{SignalKind::kStock, 1000}}, 0, 0);
  Shop() { pack.event("page_view"); }
};

Visitor arrived(const LoadedPack &pack, const PackBuilder &builder) {
  Visitor v(pack);
  v.take(Wire(builder, "page_view", 1000));
  return v;
}

RankItems stocks(const PackBuilder &pack, const std::vector<uint32_t> &all, int pinned_item = -1) {
  RankItems items(pack);
  for (size_t i = 0; i < all.size(); ++i) items.item(static_cast<int>(i) == pinned_item).signal(SignalKind::kStock, all[i]);
  return items;
}

// "For position p from the first: if the item that began at p-k is still unplaced it is placed; else the best unplaced item that began at p+k or
// earlier"; the first `pin` items and those marked pinned keep their places and are left out.
Order reference(const std::vector<int64_t> &scores, const std::vector<bool> &marked, size_t pin, size_t k) {
  const size_t n = scores.size();
  Order order(n, -1);
  std::vector<size_t> movable;
  for (size_t i = 0; i < n; ++i) {
    if (i < pin || marked[i])
      order[i] = static_cast<int>(i);
    else
      movable.push_back(i);
  }
  std::vector<bool> placed(movable.size());
  std::vector<size_t> sorted;
  for (size_t p = 0; p < movable.size(); ++p) {
    size_t chosen = movable.size();
    if (p >= k && !placed[p - k]) chosen = p - k;
    for (size_t i = 0; chosen == movable.size() || (!(p >= k && chosen == p - k) && i < movable.size()); ++i) {
      if (i >= movable.size() || i > p + k) break;
      if (!placed[i] && (chosen == movable.size() || scores[movable[i]] > scores[movable[chosen]])) chosen = i;
    }
    placed[chosen] = true;
    sorted.push_back(movable[chosen]);
  }
  size_t next = 0;
  for (int &place : order) {
    if (place < 0) place = static_cast<int>(sorted[next++]);
  }
  return order;
}

}  // namespace

TEST_CASE("the best item comes first; equal ones keep the page's order") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  const Visitor v = arrived(pack, shop.pack);
  CHECK(v.rank(shop.free, stocks(shop.pack, {1, 3, 2, 3, 1})) == Order{1, 3, 2, 0, 4});
  CHECK(v.rank(shop.free, stocks(shop.pack, {5})) == Order{0});
  CHECK(v.rank(shop.free, stocks(shop.pack, {})) == Order{});
}

TEST_CASE("the first `pin` items and those marked pinned keep their places") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  const Visitor v = arrived(pack, shop.pack);
  CHECK(v.rank(shop.pinned, stocks(shop.pack, {1, 2, 3, 4, 5})) == Order{0, 1, 4, 3, 2});
  CHECK(v.rank(shop.pinned, stocks(shop.pack, {1, 2, 3, 4, 5}, 3)) == Order{0, 1, 4, 3, 2});
  CHECK(v.rank(shop.pinned, stocks(shop.pack, {1, 2, 3, 4, 5, 6}, 3)) == Order{0, 1, 5, 3, 4, 2});
  CHECK(v.rank(shop.pinned, stocks(shop.pack, {9})) == Order{0});
}

TEST_CASE("no item moves more than max_shift places; with 0 none moves") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  const Visitor v = arrived(pack, shop.pack);
  CHECK(v.rank(shop.shifted, stocks(shop.pack, {1, 2, 3, 4})) == Order{1, 0, 3, 2});
  CHECK(v.rank(shop.shifted, stocks(shop.pack, {2, 1, 9, 9})) == Order{0, 2, 1, 3});
  CHECK(v.rank(shop.still, stocks(shop.pack, {1, 2, 3, 4})) == Order{0, 1, 2, 3});
}

TEST_CASE("a signal above a millionth of millions is cut, and weights of thousandths decide between millionths") {
  PackBuilder builder;
  builder.event("page_view");
  const int cut = builder.sort("cut", {{SignalKind::kStock, 1}});
  const int down = builder.sort(
      "down", {{SignalKind::kStock, -1000}, {SignalKind::kMargin, 999}, {SignalKind::kNovelty, 1}, {SignalKind::kPopularity, 1}});
  const LoadedPack pack(builder);
  const Visitor v = arrived(pack, builder);
  CHECK(v.rank(cut, stocks(builder, {1'000'000, 4'000'000'000u, 999'999})) == Order{0, 1, 2});
  RankItems items(builder);
  items.item().signal(SignalKind::kStock, 1);  // -1000
  items.item().signal(SignalKind::kStock, 1).signal(SignalKind::kMargin, 1);  // -1
  items.item()
      .signal(SignalKind::kStock, 1)
      .signal(SignalKind::kMargin, 1)
      .signal(SignalKind::kNovelty, 1)
      .signal(SignalKind::kPopularity, 1);  // +1
  items.item();  // 0
  CHECK(v.rank(down, items) == Order{2, 3, 1, 0});
}

TEST_CASE("affinity is the share of the item's value cut to millionths, a missing value is 0") {
  PackBuilder builder;
  const uint8_t brand = builder.dimension("item_brand");
  builder.weight("view_item", 1000);
  const int grid = builder.sort("grid", {{SignalKind::kAffinity, 1000, brand}, {SignalKind::kStock, 1000}});
  const LoadedPack pack(builder);
  Visitor v(pack);
  for (const char *value : {"a", "b", "c"}) v.take(Wire(builder, "view_item", 1000).item().text("item_brand", value));
  RankItems items(builder);
  items.item().signal(SignalKind::kStock, 333'333).text("item_brand", "unknown");
  items.item().text("item_brand", "a");  // a third, cut to 333,333: a tie with the first
  items.item().signal(SignalKind::kStock, 333'334);
  CHECK(v.rank(grid, items) == Order{2, 0, 1});
}

TEST_CASE("seen: among the 16 items viewed most recently, and viewed in the running visit") {
  PackBuilder builder;
  const int seen = builder.distinct_in_visit("view_item", "item_id");
  builder.field("item_brand");
  const int grid = builder.sort("grid", {{SignalKind::kSeen, -1000}}, 0, kNone16, seen);
  const LoadedPack pack(builder);
  Visitor v(pack);
  const auto order = [&] {
    RankItems items(builder);
    for (const char *id : {"a", "b", "c"}) items.item().text("item_brand", "x").text("item_id", id);
    items.item().text("item_brand", "a");  // a brand is no id
    return v.rank(grid, items);
  };
  v.take(Wire(builder, "view_item", 1000).item().text("item_id", "a"));
  CHECK(order() == Order{1, 2, 3, 0});
  v.until(1000 + 1800);
  CHECK(order() == Order{0, 1, 2, 3});
  v.take(Wire(builder, "view_item", 5000).item().text("item_id", "b"));
  CHECK(order() == Order{0, 2, 3, 1});
  for (int i = 0; i < 16; ++i) v.take(Wire(builder, "view_item", 5000).item().text("item_id", std::to_string(i)));
  CHECK(order() == Order{0, 1, 2, 3});
}

TEST_CASE("seen without a feature that remembers is 0, and so is an item without an id") {
  PackBuilder builder;
  builder.event("page_view");
  builder.field("item_id");
  builder.field("item_brand");
  const int grid = builder.sort("grid", {{SignalKind::kSeen, 1000}, {SignalKind::kStock, 1}});
  const LoadedPack pack(builder);
  const Visitor v = arrived(pack, builder);
  RankItems items(builder);
  items.item().text("item_id", "a");
  items.item().text("item_id", "b").signal(SignalKind::kStock, 1);
  items.item();
  CHECK(v.rank(grid, items) == Order{1, 0, 2});
}

TEST_CASE("a slot that is not sorted leaves the page's order") {
  PackBuilder builder;
  const uint8_t brand = builder.dimension("item_brand");
  builder.event("page_view");
  const int grid = builder.sort("grid", {{SignalKind::kAffinity, 1000, brand}, {SignalKind::kStock, 1000}});
  const LoadedPack pack(builder);
  Visitor v(pack);
  CHECK(v.rank(grid, stocks(builder, {1, 2, 3})) == Order{0, 1, 2});
  v.take(Wire(builder, "page_view", 1000));
  CHECK(v.rank(grid, stocks(builder, {1, 2, 3})) == Order{0, 1, 2});
}

TEST_CASE("random lists, pins and shifts are as the reference has them, and always permutations") {
  Random random(31);
  for (int round = 0; round < 400; ++round) {
    const auto pin = static_cast<uint16_t>(random.below(4));
    const bool limited = !random.one_in(4);
    const auto shift = static_cast<uint16_t>(limited ? random.below(9) : kNone16);
    PackBuilder builder;
    builder.event("page_view");
    const int slot = builder.sort("slot", {{SignalKind::kStock, 700}, {SignalKind::kMargin, -300}}, pin, shift);
    const LoadedPack pack(builder);
    const Visitor v = arrived(pack, builder);
    const uint32_t count = random.below(40);
    RankItems items(builder);
    std::vector<int64_t> scores;
    std::vector<bool> marked;
    for (uint32_t i = 0; i < count; ++i) {
      const uint32_t stock = random.below(5) * 200'000;
      const uint32_t margin = random.below(3) * 400'000;
      marked.push_back(random.one_in(7));
      items.item(marked.back()).signal(SignalKind::kStock, stock).signal(SignalKind::kMargin, margin);
      scores.push_back(int64_t{700} * stock - int64_t{300} * margin);
    }
    const Order order = v.rank(slot, items);
    REQUIRE(order == reference(scores, marked, pin, limited ? shift : count));
    Order sorted = order;
    std::sort(sorted.begin(), sorted.end());
    Order identity(count);
    std::iota(identity.begin(), identity.end(), 0);
    REQUIRE(sorted == identity);
    if (pin == 0 && limited && std::find(marked.begin(), marked.end(), true) == marked.end()) {
      for (size_t i = 0; i < order.size(); ++i) REQUIRE(std::abs(order[i] - static_cast<int>(i)) <= shift);
    }
  }
}

TEST_CASE("65,535 items are sorted, 65,536 are a wrong argument") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  Visitor v = arrived(pack, shop.pack);
  RankItems items(shop.pack);
  for (uint32_t i = 0; i < 65'535; ++i) items.item().signal(SignalKind::kStock, i);
  const Order order = v.rank(shop.free, items);
  bool reversed = true;
  for (size_t i = 0; i < order.size(); ++i) reversed = reversed && order[i] == static_cast<int>(65'534 - i);
  CHECK(reversed);
  items.item();
  Bytes scratch = items.bytes();
  std::vector<uint16_t> out(65'536, 7);
  CHECK(vt_rank(pack.get(), v.data(), shop.free, scratch.data(), static_cast<int32_t>(scratch.size()), out.data(), 65'536) ==
        VT_BAD_ARGUMENT);
  CHECK(scratch == items.bytes());
}
