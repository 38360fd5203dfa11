// Events and items to rank whose bytes may be anything: a refused one changes nothing.
#include <cstring>

#include "support/hostile.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

const LoadedPack &pack() {
  static const LoadedPack one(sample().pack);
  return one;
}

Visitor busy() {
  Visitor v(pack());
  Random random(9);
  for (uint32_t i = 0; i < 60; ++i) v.take(random_event(sample(), random, 1'000'000 + 60 * i));
  return v;
}

// Refused: not a byte of the block changed. Taken: the answers hold.
int32_t status_of(const Visitor &before, const Bytes &event) {
  Visitor v = before;
  const int32_t status = v.take(event);
  if (status == VT_BAD_EVENT)
    REQUIRE(difference(v.block(), before.block()) == -1);
  else
    REQUIRE((status == VT_OK || status == VT_IGNORED));
  return status;
}

}  // namespace

TEST_CASE("every truncation of an event is refused and changes nothing, and so is a byte too many") {
  const Visitor v = busy();
  Random random(41);
  for (int i = 0; i < 40; ++i) {
    const Bytes whole = random_event(sample(), random, 1'010'000).bytes();
    for (size_t length = 0; length < whole.size(); ++length)
      REQUIRE(status_of(v, Bytes(whole.begin(), whole.begin() + static_cast<ptrdiff_t>(length))) == VT_BAD_EVENT);
    Bytes longer = whole;
    longer.push_back(0);
    REQUIRE(status_of(v, longer) == VT_BAD_EVENT);
  }
}

TEST_CASE("every byte of an event spoiled: refused and nothing changed, or taken") {
  const Visitor v = busy();
  Random random(42);
  size_t refused = 0;
  size_t taken = 0;
  for (int i = 0; i < 60 / static_cast<int>(kThin); ++i) {
    const Bytes whole = random_event(sample(), random, 1'010'000).bytes();
    for (size_t at = 4; at < whole.size(); ++at) {  // the time is another test's
      for (const uint8_t spoiler : kSpoilers) {
        Bytes bytes = whole;
        bytes[at] = spoiler;
        ++(status_of(v, bytes) == VT_BAD_EVENT ? refused : taken);
      }
    }
  }
  CHECK(refused > 100);
  CHECK(taken > 100);
}

TEST_CASE("random bytes behind a right head: refused and nothing changed, or taken") {
  const Visitor v = busy();
  Random random(43);
  for (int round = 0; round < 3000 / static_cast<int>(kThin); ++round) {
    Bytes bytes = Wire(sample().pack, random.one_in(2) ? "view_item" : "purchase", 1'010'000).bytes();
    bytes[6] = static_cast<uint8_t>(random.below(3));
    bytes[7] = static_cast<uint8_t>(random.below(4));
    for (uint32_t left = random.below(60); left > 0; --left)
      bytes.push_back(static_cast<uint8_t>(random.one_in(3) ? random.below(256) : random.below(6)));
    (void)status_of(v, bytes);
  }
  CHECK(vt_ingest(pack().get(), busy().data(), nullptr, 8) == VT_BAD_EVENT);
  CHECK(vt_ingest(pack().get(), busy().data(), Bytes(8).data(), -1) == VT_BAD_EVENT);
}

TEST_CASE("what the format forbids is refused: an unknown event, field or kind, an empty text, 201 items") {
  const Visitor v = busy();
  const auto event = [] { return Wire(sample().pack, "page_view", 1'010'000); };
  CHECK(status_of(v, event().bytes()) == VT_OK);
  Bytes bytes = event().bytes();
  bytes[4] = static_cast<uint8_t>(sample().pack.records().events.size());
  CHECK(status_of(v, bytes) == VT_BAD_EVENT);
  bytes[4] = static_cast<uint8_t>(sample().pack.records().events.size() - 1);
  CHECK(status_of(v, bytes) == VT_OK);
  bytes = event().text("page_type", "x").bytes();
  bytes[8] = static_cast<uint8_t>(sample().pack.records().fields.size());
  CHECK(status_of(v, bytes) == VT_BAD_EVENT);
  bytes = event().text("page_type", "x").bytes();
  bytes[9] |= 64;
  CHECK(status_of(v, bytes) == VT_BAD_EVENT);
  CHECK(status_of(v, event().text("page_type", "").bytes()) == VT_BAD_EVENT);
  bytes = event().number_text("page_type", 5000, "5").bytes();
  bytes[9] = 63;  // every kind at once
  CHECK(status_of(v, bytes) == VT_OK);
  Wire full = event();
  for (int i = 0; i < 200; ++i) full.item();
  CHECK(status_of(v, full.bytes()) == VT_OK);
  full.item();
  CHECK(status_of(v, full.bytes()) == VT_BAD_EVENT);
  CHECK(status_of(v, event().no_items().bytes()) == VT_OK);
  bytes = event().bytes();
  bytes[6] = 254;
  CHECK(status_of(v, bytes) == VT_BAD_EVENT);
}

TEST_CASE("refused items change neither the list nor the order nor the visitor") {
  const Visitor v = busy();
  Random random(44);
  for (uint32_t round = 0; round < 30; ++round) {
    const RankItems items = random_items(sample(), random, 1 + random.below(8));
    const Bytes &whole = items.bytes();
    for (size_t length = 0; length < whole.size(); ++length) {
      const Bytes cut(whole.begin(), whole.begin() + static_cast<ptrdiff_t>(length));
      Bytes scratch = cut;
      std::vector<uint16_t> order(static_cast<size_t>(items.count()), 7);
      REQUIRE(vt_rank(pack().get(), v.block().data(), sample().grid, scratch.data(), static_cast<int32_t>(length), order.data(),
                      items.count()) == (length == 0 ? VT_BAD_ARGUMENT : VT_BAD_EVENT));
      REQUIRE(scratch == cut);
      REQUIRE(order == std::vector<uint16_t>(order.size(), 7));
    }
  }
}

TEST_CASE("every byte of items spoiled: refused and nothing changed, or a permutation") {
  const Visitor v = busy();
  const RankItems items = [] {
    Random random(45);
    return random_items(sample(), random, 9);
  }();
  const Bytes before(v.block().begin(), v.block().end());
  for (size_t at = 0; at < items.bytes().size(); ++at) {
    for (const uint8_t spoiler : kSpoilers) {
      Bytes bytes = items.bytes();
      bytes[at] = spoiler;
      const Bytes spoiled = bytes;
      std::vector<uint16_t> order(9, 7);
      const int32_t status =
          vt_rank(pack().get(), v.block().data(), sample().grid, bytes.data(), static_cast<int32_t>(bytes.size()), order.data(), 9);
      uint32_t places = 0;
      for (const uint16_t place : order) places |= 1u << (place % 32);
      if (status == VT_OK)
        REQUIRE(places == 0x1FF);
      else
        REQUIRE((status == VT_BAD_EVENT && bytes == spoiled && places == 1u << 7));
    }
  }
  CHECK(difference(v.block(), before) == -1);
}

TEST_CASE("a wrong slot, count or length is a wrong argument") {
  const Visitor v = busy();
  Bytes items(40);
  uint16_t order[2] = {7, 7};
  const auto rank = [&](int slot, uint8_t *at, int32_t length, uint16_t *out, int32_t count) {
    return vt_rank(pack().get(), v.block().data(), slot, at, length, out, count);
  };
  CHECK(rank(sample().grid, items.data(), 40, order, 2) == VT_OK);
  CHECK(rank(sample().hero, items.data(), 40, order, 2) == VT_BAD_ARGUMENT);
  CHECK(rank(-1, items.data(), 40, order, 2) == VT_BAD_ARGUMENT);
  CHECK(rank(99, items.data(), 40, order, 2) == VT_BAD_ARGUMENT);
  CHECK(rank(sample().grid, items.data(), -1, order, 2) == VT_BAD_ARGUMENT);
  CHECK(rank(sample().grid, items.data(), 40, order, -1) == VT_BAD_ARGUMENT);
  CHECK(rank(sample().grid, nullptr, 40, order, 2) == VT_BAD_ARGUMENT);
  CHECK(rank(sample().grid, items.data(), 40, nullptr, 2) == VT_BAD_ARGUMENT);
  CHECK(rank(sample().grid, nullptr, 0, nullptr, 0) == VT_OK);
}

TEST_CASE("bytes of packs, snapshots, events and items may begin at any address") {
  const auto shifted = [](const Bytes &bytes) {
    Bytes out(bytes.size() + 1);
    std::memcpy(out.data() + 1, bytes.data(), bytes.size());
    return out;
  };
  const Bytes bytes = shifted(sample().pack.bytes());
  const auto length = static_cast<int32_t>(bytes.size() - 1);
  Bytes memory(static_cast<size_t>(vt_pack_size(bytes.data() + 1, length)));
  REQUIRE(vt_load(memory.data(), static_cast<int32_t>(memory.size()), bytes.data() + 1, length) == VT_OK);
  const Visitor v = busy();
  Bytes snapshot = shifted(v.snapshot());
  Bytes block(v.block().size());
  CHECK(vt_restore(memory.data(), block.data(), v.size(), snapshot.data() + 1, static_cast<int32_t>(snapshot.size()) - 1, nullptr, 0, 15) ==
        VT_OK);
  CHECK(vt_snapshot(memory.data(), block.data(), snapshot.data() + 1, static_cast<int32_t>(snapshot.size()) - 1) > 0);
  Random random(46);
  for (uint32_t i = 0; i < 100; ++i) {
    const Bytes event = shifted(random_event(sample(), random, 1'010'000 + i).bytes());
    int32_t status = VT_MORE;
    while (status == VT_MORE)
      status = vt_without_changed(vt_ingest(memory.data(), block.data(), event.data() + 1, static_cast<int32_t>(event.size()) - 1));
    REQUIRE(status >= VT_OK);
  }
  Bytes items = shifted(random_items(sample(), random, 9).bytes());
  std::vector<uint16_t> order(9);
  CHECK(vt_rank(memory.data(), block.data(), sample().grid, items.data() + 1, static_cast<int32_t>(items.size()) - 1, order.data(), 9) ==
        VT_OK);
}
