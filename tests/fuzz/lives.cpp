// The lives that packs, snapshots and strategies are tried with.
#include "fuzz/lives.h"

#include <algorithm>

#include "format/limits.h"

namespace vitrine::fuzz {
namespace {

constexpr int kEvents = 3;

// Where a visitor stands that comes from nowhere.
uint32_t begin_of(const Visitor &visitor) { return std::max<uint32_t>(visitor.clock(), 1'700'000'000); }

uint32_t later(uint32_t time, uint32_t step) { return time > kNever - 1 - step ? kNever - 1 : time + step; }

}  // namespace

void rank_all(const LoadedPack &pack, const std::vector<std::string> &words, Visitor &visitor, Random &random, size_t count) {
  const Maker maker(pack, words);
  for (int32_t slot = 0; slot < pack.slots(); ++slot) {
    const bool sorts = pack.view().slots()[static_cast<size_t>(slot)].kind == SlotKind::kSort;
    const int32_t status = visitor.rank(slot, bytes_of(maker.items(random, count)), count);
    must(sorts ? status == VT_OK || status == VT_BAD_EVENT : status == VT_BAD_ARGUMENT, "just a sort slot ranks");
  }
}

void live(const LoadedPack &pack, const std::vector<std::string> &words, Visitor &visitor, uint64_t seed) {
  Random random(seed);
  const Maker maker(pack, words);
  uint32_t now = begin_of(visitor);
  for (int i = 0; i < kEvents; ++i) {
    now = later(now, random_step(random));
    (void)visitor.take(bytes_of(maker.event(random, now)));
  }
  rank_all(pack, words, visitor, random, 1 + random.below(8));
  (void)visitor.advance(later(visitor.clock(), random_step(random)));
  const Bytes snapshot = visitor.snapshot();
  Visitor restored(pack, snapshot);
  visitor.set_purposes(static_cast<int32_t>(random.below(16)));
  visitor.forget();
}

bool live_on(const World &world, BytesView snapshot, uint64_t seed) {
  Random random(seed);
  const auto purposes = static_cast<int32_t>(random.one_in(3) ? random.below(16) : uint32_t{VT_ALL_PURPOSES});
  const std::string id = std::to_string(random.below(16));
  Visitor visitor(world.pack, snapshot, purposes, id);
  if (visitor.restored() == VT_FRESH) {
    must(visitor.block() == Visitor(world.pack, {}, purposes, id).block(), "a visitor whose snapshot is damaged is a new one");
    return false;
  }
  const Bytes kept = visitor.snapshot();
  must(!kept.empty() && kept.size() <= kMaxSnapshotBytes, "a snapshot takes at most 3,000 bytes");
  Visitor twin(world.pack, kept, purposes, id);
  must(twin.restored() == VT_OK, "a snapshot that was written can be read");
  must_agree(visitor, twin);
  const Maker maker(world.pack, world.words);
  uint32_t now = begin_of(visitor);
  for (int i = 0; i < kEvents; ++i) {
    now = later(now, random_step(random));
    const Bytes event = bytes_of(maker.event(random, now));
    must(visitor.take(event) == twin.take(event), "two visitors that are the same take an event alike");
  }
  must_agree(visitor, twin);
  rank_all(world.pack, world.words, visitor, random, 6);
  const uint32_t until = later(visitor.clock(), random_step(random));
  must(visitor.advance(until) == twin.advance(until), "time passes alike for two visitors that are the same");
  must_agree(visitor, twin);
  must(visitor.snapshot().size() <= kMaxSnapshotBytes, "a snapshot takes at most 3,000 bytes");
  visitor.set_purposes(static_cast<int32_t>(random.below(16)));
  twin.forget();
  must(twin.block() == Visitor(world.pack, {}, purposes, id).block(), "of a visitor that is forgotten no byte is left");
  return true;
}

bool try_snapshot(BytesView sealed) { return live_on(rich(), sealed, seed_of(sealed)); }

bool try_pack(const LoadedPack &pack, uint64_t seed) {
  if (!pack.ok()) return false;
  Visitor visitor(pack, {});
  live(pack, rich().words, visitor, seed);
  return true;
}

// Enough events that nearly every part stands in the snapshot.
Bytes busy_snapshot(uint64_t seed) {
  const World &world = rich();
  const Maker maker(world.pack, world.words);
  Random random(seed);
  Visitor visitor(world.pack, {});
  uint32_t now = 1'700'000'000;
  for (int i = 0; i < 400; ++i) {
    now += random_step(random) % 86'400;
    (void)visitor.take(bytes_of(maker.event(random, now)));
  }
  return visitor.snapshot();
}

}  // namespace vitrine::fuzz
