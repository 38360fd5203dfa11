// Packs whose bytes may be anything: refused, or run without a trap.
#include <algorithm>
#include <cstring>
#include <ctime>

#include "support/hostile.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

int32_t status_of(const Bytes &bytes) { return LoadedPack(bytes).status(); }

// Loads what may be damaged; where it loads, it runs.
bool lives(const Bytes &bytes, uint32_t seed) {
  const LoadedPack pack(bytes);
  if (pack.status() != VT_OK) {
    REQUIRE(pack.status() == VT_BAD_PACK);
    return false;
  }
  Visitor visitor(pack);
  REQUIRE(visitor.restored() == VT_OK);
  live(pack, visitor, seed, 6);
  return true;
}

}  // namespace

TEST_CASE("every truncation of a pack is refused") {
  const Bytes whole = sample().pack.bytes();
  CHECK(status_of(whole) == VT_OK);
  for (size_t length = 0; length < whole.size(); ++length)
    REQUIRE(status_of(Bytes(whole.begin(), whole.begin() + static_cast<ptrdiff_t>(length))) == VT_BAD_PACK);
  Bytes longer = whole;
  longer.resize(whole.size() + 8);
  CHECK(status_of(longer) == VT_BAD_PACK);
}

TEST_CASE("every flipped bit of a pack is refused") {
  Bytes bytes = sample().pack.bytes();
  for (size_t at = 0; at < bytes.size(); ++at) {
    for (int bit = 0; bit < 8; bit += kThin == 1 ? 1 : 3) {
      bytes[at] = static_cast<uint8_t>(bytes[at] ^ (1 << bit));
      REQUIRE(status_of(bytes) == VT_BAD_PACK);
      bytes[at] = static_cast<uint8_t>(bytes[at] ^ (1 << bit));
    }
  }
}

TEST_CASE("every byte spoiled with the checksum made right: refused, or it runs") {
  const Bytes whole = sample().pack.bytes();
  size_t ran = 0;
  size_t tried = 0;
  for (size_t at = 0; at < whole.size(); ++at) {
    for (size_t s = 0; s < 4; ++s) {
      if ((at + s) % kThin != 0 || whole[at] == kSpoilers[s]) continue;
      Bytes bytes = whole;
      bytes[at] = kSpoilers[s];
      seal_pack(bytes);
      ++tried;
      if (lives(bytes, static_cast<uint32_t>(at))) ++ran;
    }
  }
  INFO(ran << " of " << tried << " ran");
  CHECK(ran > tried / 10);
  CHECK(ran < tried * 9 / 10);
}

TEST_CASE("several numbers spoiled at once with the checksum made right: refused, or it runs") {
  const Bytes whole = sample().pack.bytes();
  const uint32_t values[] = {0,      1,      2,      15,     16,      33,         64,         255,       256,
                             0x7FFF, 0x8000, 0xFFFE, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF};
  Random random(77);
  size_t ran = 0;
  for (int round = 0; round < 6000 / static_cast<int>(kThin); ++round) {
    Bytes bytes = whole;
    for (uint32_t left = 1 + random.below(4); left > 0; --left) {
      const size_t width = size_t{1} << random.below(3);
      const size_t at = kPackHeaderBytes + random.below(static_cast<uint32_t>(whole.size() - kPackHeaderBytes - 4)) / width * width;
      const uint32_t value = values[random.below(17)];
      std::memcpy(bytes.data() + at, &value, width);
    }
    seal_pack(bytes);
    if (lives(bytes, static_cast<uint32_t>(round))) ++ran;
  }
  CHECK(ran > 100);
}

TEST_CASE("bytes that are no pack at all are refused") {
  Random random(78);
  CHECK(vt_pack_size(nullptr, 100) == VT_BAD_PACK);
  CHECK(vt_pack_size(sample().pack.bytes().data(), -1) == VT_BAD_PACK);
  for (uint32_t round = 0; round < 500; ++round) {
    Bytes bytes(random.below(600));
    for (uint8_t &byte : bytes) byte = static_cast<uint8_t>(random.below(256));
    REQUIRE(status_of(bytes) == VT_BAD_PACK);
  }
}

TEST_CASE("memory that is too small, or missing, is refused; one that was loaded before is no pack after a refusal") {
  const Bytes bytes = sample().pack.bytes();
  const auto length = static_cast<int32_t>(bytes.size());
  const int32_t size = vt_pack_size(bytes.data(), length);
  Bytes memory(static_cast<size_t>(size));
  CHECK(vt_load(memory.data(), size - 1, bytes.data(), length) == VT_NO_ROOM);
  CHECK(vt_load(nullptr, size, bytes.data(), length) == VT_NO_ROOM);
  CHECK(vt_visitor_size(memory.data()) == VT_BAD_PACK);
  CHECK(vt_load(memory.data(), size, bytes.data(), length) == VT_OK);
  CHECK(vt_visitor_size(memory.data()) > 0);
  PackRecords spoiled = sample().pack.records();
  spoiled.stages.back().gate = 0;
  const Bytes refused = pack_bytes(spoiled);
  CHECK(vt_load(memory.data(), size, refused.data(), static_cast<int32_t>(refused.size())) == VT_BAD_PACK);
  CHECK(vt_visitor_size(memory.data()) == VT_BAD_PACK);
  CHECK(vt_visitor_size(nullptr) == VT_BAD_PACK);
}

TEST_CASE("after vt_load the bytes may go away, and the pack is never written again") {
  Bytes bytes = sample().pack.bytes();
  const int32_t size = vt_pack_size(bytes.data(), static_cast<int32_t>(bytes.size()));
  Bytes memory(static_cast<size_t>(size));
  REQUIRE(vt_load(memory.data(), size, bytes.data(), static_cast<int32_t>(bytes.size())) == VT_OK);
  std::fill(bytes.begin(), bytes.end(), uint8_t{0xAA});
  const Bytes before = memory;
  Bytes block(static_cast<size_t>(vt_visitor_size(memory.data())));
  REQUIRE(vt_restore(memory.data(), block.data(), static_cast<int32_t>(block.size()), nullptr, 0, nullptr, 0, VT_ALL_PURPOSES) == VT_OK);
  Random random(1);
  for (uint32_t i = 0; i < 200; ++i) {
    const Bytes event = random_event(sample(), random, 1'000'000 + 60 * i).bytes();
    REQUIRE(vt_ingest(memory.data(), block.data(), event.data(), static_cast<int32_t>(event.size())) >= VT_OK);
  }
  CHECK(difference(memory, before) == -1);
}

TEST_CASE("a block that is too small is refused, one of another pack is no visitor of this") {
  const LoadedPack pack(sample().pack);
  const int32_t size = vt_visitor_size(pack.get());
  Bytes block(static_cast<size_t>(size));
  CHECK(vt_restore(pack.get(), block.data(), size - 1, nullptr, 0, nullptr, 0, 15) == VT_NO_ROOM);
  CHECK(vt_restore(pack.get(), nullptr, size, nullptr, 0, nullptr, 0, 15) == VT_NO_ROOM);
  CHECK(vt_restore(pack.get(), block.data(), size, nullptr, 1, nullptr, 0, 15) == VT_BAD_ARGUMENT);
  CHECK(vt_restore(pack.get(), block.data(), size, nullptr, -1, nullptr, 0, 15) == VT_BAD_ARGUMENT);
  CHECK(vt_restore(nullptr, block.data(), size, nullptr, 0, nullptr, 0, 15) == VT_BAD_PACK);
  CHECK(vt_advance(pack.get(), block.data(), 5) == VT_BAD_VISITOR);

  PackBuilder other_builder = sample().pack;
  other_builder.visit_gap(900);
  const LoadedPack other(other_builder);
  Visitor visitor(other);
  const Bytes before = visitor.block();
  const Bytes event = Wire(sample().pack, "search", 1000).bytes();
  vt_decision decision{};
  uint16_t out[4];
  Bytes items(20);
  CHECK(vt_ingest(pack.get(), visitor.data(), event.data(), static_cast<int32_t>(event.size())) == VT_BAD_VISITOR);
  CHECK(vt_advance(pack.get(), visitor.data(), 5) == VT_BAD_VISITOR);
  CHECK(vt_purposes(pack.get(), visitor.data(), 0) == VT_BAD_VISITOR);
  CHECK(vt_segments(pack.get(), visitor.data(), VT_IN, out, 4) == VT_BAD_VISITOR);
  CHECK(vt_decide(pack.get(), visitor.data(), 0, &decision) == VT_BAD_VISITOR);
  CHECK(vt_rank(pack.get(), visitor.data(), sample().grid, items.data(), 20, out, 1) == VT_BAD_VISITOR);
  CHECK(vt_next_change(pack.get(), visitor.data()) == 0xFFFF'FFFFu);
  CHECK(vt_snapshot(pack.get(), visitor.data(), items.data(), 20) == VT_BAD_VISITOR);
  CHECK(vt_forget(pack.get(), visitor.data()) == VT_BAD_VISITOR);
  CHECK(difference(visitor.block(), before) == -1);
  CHECK(vt_advance(nullptr, visitor.data(), 5) == VT_BAD_VISITOR);
  CHECK(vt_advance(other.get(), nullptr, 5) == VT_BAD_VISITOR);
}

TEST_CASE("a long event against the costliest `where` that a pack may have ends soon") {
  // `value` is the sum over all items: asked for every item by every node.
  PackBuilder builder;
  for (const char *name : {"value", "price", "quantity"}) builder.field(name);
  const Where leaf{WhereOp::kNumberGe, "value", int64_t{1} << 60, "", {}};
  const int feature = builder.count("view_item");
  builder.def(feature).where = builder.where({WhereOp::kAtLeast, "", 255, "", std::vector<Where>(1000, leaf)});
  PackRecords records = builder.records();
  EventDef &event = records.events[builder.event_index("view_item")];
  event.listener_count = 5;
  records.listeners.assign(5, builder.feature_index(feature));
  const LoadedPack pack(records);
  REQUIRE(pack.status() == VT_OK);
  Visitor v(pack);
  Wire wire(builder, "view_item", 1000);
  for (int i = 0; i < 200; ++i) {
    wire.item().number("price", 1000);
    for (int k = 0; k < 150; ++k) wire.null("price");
  }
  REQUIRE(wire.bytes().size() < 65'535);
  const std::clock_t start = std::clock();
  CHECK(v.take(wire) == VT_OK);
  CHECK(std::clock() - start < 10 * CLOCKS_PER_SEC);  // of this process alone; it takes half a second, a sum for each node a minute
}
