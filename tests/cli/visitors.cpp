// Visitors in memory: found by id, and the same whether they are blocks or slept as snapshots in between.
#include "cli/replay/visitors.h"

#include <catch2/catch.hpp>
#include <string>

#include "cli/log/text_hash.h"
#include "support/sample.h"

using namespace vitrine;
using namespace vitrine::tool;

namespace {

uint32_t hash_of(const std::string &id) { return static_cast<uint32_t>(text_hash(id)); }

struct Shop {
  test::LoadedPack pack{test::sample().pack};
  size_t block_bytes = static_cast<size_t>(vt_visitor_size(pack.get()));
};

const std::vector<int32_t> kState = {VT_IN, VT_STAGE, VT_CLOCK};
const std::vector<int32_t> kStep = {VT_IN, VT_STAGE, VT_CLOCK, VT_ENTERED, VT_LEFT, VT_OLD_STAGE};

std::vector<uint16_t> lists_of(const Shop &shop, const uint64_t *block, const std::vector<int32_t> &lists) {
  std::vector<uint16_t> all;
  for (const int32_t which : lists) {
    std::vector<uint16_t> list(static_cast<size_t>(vt_segments(shop.pack.get(), block, which, nullptr, 0)));
    vt_segments(shop.pack.get(), block, which, list.data(), static_cast<int32_t>(list.size()));
    all.push_back(static_cast<uint16_t>(list.size()));
    all.insert(all.end(), list.begin(), list.end());
  }
  return all;
}

// What random events of 40 visitors change, with so many of them awake.
std::vector<std::vector<uint16_t>> live(const Shop &shop, size_t awake) {
  Visitors visitors(shop.pack.get(), shop.block_bytes, awake);
  test::Random random(7);
  std::vector<std::vector<uint16_t>> said;
  uint32_t time = 1'700'000'000;
  for (int i = 0; i < 8'000; ++i) {
    const std::string id = "visitor " + std::to_string(random.below(2 + random.below(39)));
    time += random.below(40) * (random.one_in(50) ? 3'000 : 1);
    const auto event = test::random_event(test::sample(), random, time).bytes();
    uint64_t *const block = visitors.block(visitors.find_or_add(id, hash_of(id)));
    REQUIRE(block != nullptr);
    for (int32_t status = VT_MORE; status == VT_MORE;) {
      status = vt_without_changed(vt_ingest(shop.pack.get(), block, event.data(), static_cast<int32_t>(event.size())));
      REQUIRE(status >= 0);
      said.push_back(lists_of(shop, block, kStep));
    }
  }
  for (const uint32_t visitor : visitors.by_id()) said.push_back(lists_of(shop, visitors.block_for_last_time(visitor), kState));
  return said;
}

}  // namespace

TEST_CASE("a visitor who slept as a snapshot goes on as if it had not") {
  const Shop shop;
  const auto all_awake = live(shop, 100);
  for (const size_t awake : {size_t{1}, size_t{7}}) {
    const auto some_asleep = live(shop, awake);
    REQUIRE(some_asleep.size() == all_awake.size());
    for (size_t step = 0; step < all_awake.size(); ++step) {
      CAPTURE(awake, step);
      REQUIRE(some_asleep[step] == all_awake[step]);
    }
  }
}

TEST_CASE("visitors are found again by their ids, of any length, and sorted by the bytes of them") {
  const Shop shop;
  Visitors visitors(shop.pack.get(), shop.block_bytes, 4);
  std::vector<std::string> ids = {"", "é", "a", "b", std::string(200'000, 'x'), std::string(65'532, 'y'), std::string(65'533, 'z')};
  for (int i = 0; i < 5'000; ++i) ids.push_back(std::string(static_cast<size_t>(i % 60), '-') + std::to_string(i));
  for (uint32_t i = 0; i < ids.size(); ++i) REQUIRE(visitors.find_or_add(ids[i], hash_of(ids[i])) == i);
  for (uint32_t i = 0; i < ids.size(); ++i) {
    REQUIRE(visitors.find_or_add(ids[i], hash_of(ids[i])) == i);
    REQUIRE(visitors.id(i) == ids[i]);
  }
  CHECK(visitors.size() == ids.size());
  const std::vector<uint32_t> order = visitors.by_id();
  for (size_t i = 1; i < order.size(); ++i) REQUIRE(ids[order[i - 1]] < ids[order[i]]);
}

TEST_CASE("two ids with one hash are two visitors") {
  const Shop shop;
  Visitors visitors(shop.pack.get(), shop.block_bytes, 4);
  CHECK(visitors.find_or_add("a", 5) == 0);
  CHECK(visitors.find_or_add("b", 5) == 1);
  CHECK(visitors.find_or_add("a", 5) == 0);
}

TEST_CASE("room of snapshots is used again") {
  SnapshotStore store;
  const std::vector<uint8_t> one(100, 1);
  const std::vector<uint8_t> two(99, 2);
  const uint32_t first = store.put(one);
  const uint32_t second = store.put(std::vector<uint8_t>(SnapshotStore::kLongest, 3));
  store.erase(first);
  CHECK(store.put(two) == first);
  CHECK(std::vector<uint8_t>(store.get(first).begin(), store.get(first).end()) == two);
  CHECK(store.get(second).size() == SnapshotStore::kLongest);
  CHECK(store.get(second).back() == 3);
}
