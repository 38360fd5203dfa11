// Snapshots whose bytes may be anything: a new visitor, or one that answers.
#include <cstring>

#include "support/hostile.h"
#include "support/snapshot_parts.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

const LoadedPack &pack() {
  static const LoadedPack one(sample().pack);
  return one;
}

Bytes busy_snapshot(uint32_t seed) {
  Visitor v(pack());
  Random random(seed);
  uint32_t now = 1'000'000;
  for (int i = 0; i < 150; ++i) v.take(random_event(sample(), random, now += random_step(random)));
  return v.snapshot();
}

bool is_fresh(const Bytes &snapshot) {
  static const Bytes fresh = Visitor(pack()).block();
  const Visitor v(pack(), VT_ALL_PURPOSES, snapshot);
  return v.restored() == VT_FRESH && difference(v.block(), fresh) == -1;
}

// True: it was taken.
bool lives(const Bytes &snapshot, uint32_t seed) {
  Visitor v(pack(), VT_ALL_PURPOSES, snapshot);
  if (v.restored() == VT_FRESH) {
    REQUIRE(is_fresh(snapshot));
    return false;
  }
  REQUIRE(v.restored() == VT_OK);
  REQUIRE(v.next_change() > v.clock());
  live(pack(), v, seed, 4);
  return true;
}

}  // namespace

TEST_CASE("every truncation of a snapshot is a new visitor") {
  const Bytes whole = busy_snapshot(1);
  REQUIRE(Visitor(pack(), VT_ALL_PURPOSES, whole).restored() == VT_OK);
  for (size_t length = 1; length < whole.size(); ++length)
    REQUIRE(is_fresh(Bytes(whole.begin(), whole.begin() + static_cast<ptrdiff_t>(length))));
}

TEST_CASE("every flipped bit of a snapshot is a new visitor, but the one that makes it VTS2, which is read as well") {
  Bytes bytes = busy_snapshot(2);
  for (size_t at = 0; at < bytes.size(); ++at) {
    for (int bit = 0; bit < 8; bit += kThin == 1 ? 1 : 3) {
      bytes[at] = static_cast<uint8_t>(bytes[at] ^ (1 << bit));
      REQUIRE(is_fresh(bytes) == (at != 3 || bit != 0));
      bytes[at] = static_cast<uint8_t>(bytes[at] ^ (1 << bit));
    }
  }
}

TEST_CASE("every truncation with the checksum made right: a new visitor, or at the end of a part one that answers") {
  const Bytes whole = busy_snapshot(3);
  size_t taken = 0;
  for (size_t length = 16; length < whole.size(); length += kThin) {
    Bytes bytes(whole.begin(), whole.begin() + static_cast<ptrdiff_t>(length));
    seal_snapshot(bytes);
    if (lives(bytes, static_cast<uint32_t>(length))) ++taken;
  }
  CHECK(taken <= parts_of(whole).size());
}

TEST_CASE("every byte of a snapshot spoiled with the checksum made right: a new visitor, or one that answers") {
  size_t taken = 0;
  size_t tried = 0;
  for (const uint32_t seed : {4u, 5u}) {
    const Bytes whole = busy_snapshot(seed);
    for (size_t at = 8; at < whole.size(); ++at) {
      for (size_t s = 0; s < 4; ++s) {
        if ((at + s) % kThin != 0 || whole[at] == kSpoilers[s]) continue;
        Bytes bytes = whole;
        bytes[at] = kSpoilers[s];
        seal_snapshot(bytes);
        ++tried;
        if (lives(bytes, static_cast<uint32_t>(at))) ++taken;
      }
    }
  }
  CHECK(taken > tried / 10);
  CHECK(taken < tried);
}

TEST_CASE("parts of every key with contents of every length: a new visitor, or one that answers") {
  const Bytes whole = busy_snapshot(6);
  const std::vector<Part> parts = parts_of(whole);
  for (const Part &part : parts) {
    for (size_t length = 0; length < 300; length += kThin) {
      for (const uint8_t filler : kSpoilers)
        (void)lives(with_parts(whole, {{part.key, Bytes(length, filler)}}), static_cast<uint32_t>(length));
    }
  }
  std::vector<Part> twice = parts;
  twice.insert(twice.end(), parts.begin(), parts.end());
  (void)lives(with_parts(whole, twice), 1);
  CHECK(parts.size() > 10);
}

TEST_CASE("a snapshot that says that no event was taken, and holds parts, is a new visitor") {
  Bytes bytes = busy_snapshot(8);
  const uint32_t none = 0;
  std::memcpy(bytes.data() + 12, &none, 4);
  seal_snapshot(bytes);
  CHECK(is_fresh(bytes));
}

TEST_CASE("a snapshot that says it is from the last second of time goes on there") {
  Bytes bytes = busy_snapshot(7);
  const uint32_t last = 0xFFFF'FFFEu;
  std::memcpy(bytes.data() + 8, &last, 4);
  seal_snapshot(bytes);
  Visitor v(pack(), VT_ALL_PURPOSES, bytes);
  REQUIRE(v.restored() == VT_OK);
  CHECK(v.next_change() == 0xFFFF'FFFFu);
  live(pack(), v, 1, 10);
  const uint32_t never = 0xFFFF'FFFFu;
  std::memcpy(bytes.data() + 8, &never, 4);
  seal_snapshot(bytes);
  CHECK(is_fresh(bytes));
}
