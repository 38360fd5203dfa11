// The memory that a caller hands in: aligned to 8 bytes, and no range inside another; else the call is refused and changes nothing.

#include <cstring>

#include "support/visitor.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

// A shop in memory with room for a step of a byte.
struct Shop {
  PackBuilder builder;
  Bytes bytes;
  int32_t pack_size;
  std::vector<uint64_t> pack;
  int32_t size = 0;
  std::vector<uint64_t> block;
  Shop() {
    builder.segment(builder.ge(builder.count("search"), 1));
    builder.sort("grid", {{SignalKind::kStock, 1000}});
    bytes = builder.bytes();
    pack_size = vt_pack_size(bytes.data(), static_cast<int32_t>(bytes.size()));
    REQUIRE(pack_size > 0);
    pack.resize(static_cast<size_t>(pack_size) / 8 + 2);
    REQUIRE(load(pack.data()) == VT_OK);
    size = vt_visitor_size(pack.data());
    block.resize(static_cast<size_t>(size) / 8 + 2);
    REQUIRE(restore(block.data()) == VT_OK);
  }
  int32_t load(void *memory) { return vt_load(memory, pack_size, bytes.data(), static_cast<int32_t>(bytes.size())); }
  int32_t restore(void *memory) { return vt_restore(pack.data(), memory, size, nullptr, 0, nullptr, 0, VT_ALL_PURPOSES); }
  [[nodiscard]] uint8_t *at(size_t offset) { return reinterpret_cast<uint8_t *>(block.data()) + offset; }
  [[nodiscard]] Bytes search(uint32_t time) const { return Wire(builder, "search", time).bytes(); }
};

template <class T>
uint8_t *step(std::vector<T> &memory, size_t bytes) {
  return reinterpret_cast<uint8_t *>(memory.data()) + bytes;
}

}  // namespace

TEST_CASE("memory of a pack or a visitor that is not aligned to 8 bytes is refused by every call") {
  Shop shop;
  for (size_t off = 1; off < 8; ++off) {
    std::vector<uint64_t> pack(shop.pack.size() + 1);
    CHECK(shop.load(step(pack, off)) == VT_BAD_ARGUMENT);
    const void *odd_pack = step(shop.pack, off);
    void *odd_block = step(shop.block, off);
    CHECK(shop.restore(odd_block) == VT_BAD_ARGUMENT);
    CHECK(vt_visitor_size(odd_pack) == VT_BAD_PACK);
    CHECK(vt_restore(odd_pack, shop.block.data(), shop.size, nullptr, 0, nullptr, 0, 0) == VT_BAD_PACK);
    CHECK(vt_advance(odd_pack, shop.block.data(), 5) == VT_BAD_VISITOR);
    CHECK(vt_advance(shop.pack.data(), odd_block, 5) == VT_BAD_VISITOR);
    CHECK(vt_forget(shop.pack.data(), odd_block) == VT_BAD_VISITOR);
    CHECK(vt_segments(shop.pack.data(), odd_block, VT_IN, nullptr, 0) == VT_BAD_VISITOR);
    CHECK(vt_next_change(shop.pack.data(), odd_block) == kNever);
  }
  CHECK(vt_without_changed(vt_advance(shop.pack.data(), shop.block.data(), 5)) == VT_OK);
}

TEST_CASE("a pack's bytes inside the memory that it is loaded into are refused, beside it they are not") {
  Shop shop;
  const auto length = static_cast<int32_t>(shop.bytes.size());
  std::vector<uint64_t> memory(shop.pack.size() + 2 * shop.bytes.size() / 8 + 2);
  const auto room = static_cast<int32_t>(shop.pack.size() * 8);
  for (const size_t at : {size_t{0}, size_t{8}, static_cast<size_t>(room) - 8}) {
    std::memcpy(step(memory, at), shop.bytes.data(), shop.bytes.size());
    CHECK(vt_load(memory.data(), room, step(memory, at), length) == VT_BAD_ARGUMENT);
  }
  std::memcpy(step(memory, static_cast<size_t>(room)), shop.bytes.data(), shop.bytes.size());
  CHECK(vt_load(memory.data(), room, step(memory, static_cast<size_t>(room)), length) == VT_OK);
  // Bytes that end inside the memory.
  std::memcpy(memory.data(), shop.bytes.data(), shop.bytes.size());
  CHECK(vt_load(step(memory, shop.bytes.size() - 8), room, reinterpret_cast<const uint8_t *>(memory.data()), length) == VT_BAD_ARGUMENT);
  std::memcpy(memory.data(), shop.bytes.data(), shop.bytes.size());
  CHECK(vt_load(step(memory, shop.bytes.size()), room, reinterpret_cast<const uint8_t *>(memory.data()), length) == VT_OK);
}

TEST_CASE("an event, snapshot, list of items or room for a snapshot inside the visitor's block is refused and changes nothing") {
  Shop shop;
  const void *pack = shop.pack.data();
  void *block = shop.block.data();
  const Bytes event = shop.search(1000);
  const auto length = static_cast<int32_t>(event.size());
  REQUIRE(vt_without_changed(vt_ingest(pack, block, event.data(), length)) == VT_OK);
  for (const size_t at : {size_t{0}, size_t{16}, static_cast<size_t>(shop.size) - 1}) {
    const std::vector<uint64_t> before = shop.block;
    CHECK(vt_ingest(pack, block, shop.at(at), length) == VT_BAD_VISITOR);
    CHECK(vt_restore(pack, block, shop.size, shop.at(at), 40, nullptr, 0, 0) == VT_BAD_ARGUMENT);
    CHECK(vt_snapshot(pack, block, shop.at(at), 3'000) == VT_BAD_VISITOR);
    uint16_t order[2];
    CHECK(vt_rank(pack, block, 0, shop.at(at), 40, order, 2) == VT_BAD_VISITOR);
    CHECK(shop.block == before);
  }
}

TEST_CASE("an order inside the items or the block is refused, items as far as they go") {
  Shop shop;
  const RankItems items = RankItems(shop.builder).item().signal(SignalKind::kStock, 5).item().signal(SignalKind::kStock, 9);
  const auto length = static_cast<int32_t>(items.bytes().size());
  std::vector<uint64_t> room(static_cast<size_t>(length) / 8 + 4);
  std::memcpy(room.data(), items.bytes().data(), items.bytes().size());
  const Bytes event = shop.search(1000);
  REQUIRE(vt_ingest(shop.pack.data(), shop.block.data(), event.data(), static_cast<int32_t>(event.size())) >= VT_OK);
  const auto rank = [&](void *order) {
    return vt_rank(shop.pack.data(), shop.block.data(), 0, reinterpret_cast<uint8_t *>(room.data()), length, static_cast<uint16_t *>(order),
                   2);
  };
  CHECK(rank(room.data()) == VT_BAD_ARGUMENT);
  CHECK(rank(step(room, static_cast<size_t>(length) - 2)) == VT_BAD_ARGUMENT);

  CHECK(rank(step(room, (static_cast<size_t>(length) + 1) / 2 * 2)) == VT_OK);
}

TEST_CASE("a pack loaded a second time elsewhere is the same pack, and a block copied to other memory the same visitor") {
  Shop shop;
  const Bytes event = shop.search(1000);
  REQUIRE(vt_ingest(shop.pack.data(), shop.block.data(), event.data(), static_cast<int32_t>(event.size())) >= VT_OK);
  std::vector<uint64_t> again(shop.pack.size());
  REQUIRE(shop.load(again.data()) == VT_OK);
  std::vector<uint64_t> copy = shop.block;
  for (const void *pack : {static_cast<const void *>(shop.pack.data()), static_cast<const void *>(again.data())}) {
    CHECK(vt_segments(pack, shop.block.data(), VT_IN, nullptr, 0) == 1);
    CHECK(vt_segments(pack, copy.data(), VT_IN, nullptr, 0) == 1);
  }
}
