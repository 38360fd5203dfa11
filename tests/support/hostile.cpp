// A visitor's life under a pack or a snapshot that may say anything.
#include "support/hostile.h"

#include <algorithm>

#include "format/limits.h"
#include "format/reasons.h"

namespace vitrine::test {
namespace {

bool is_one_of(int32_t status, std::initializer_list<int32_t> allowed) {
  return std::find(allowed.begin(), allowed.end(), status) != allowed.end();
}

bool ascending(const Ids &ids) {
  for (size_t i = 1; i < ids.size(); ++i) {
    if (ids[i - 1] >= ids[i]) return false;
  }
  return true;
}

bool permutation(std::vector<uint16_t> order) {
  std::sort(order.begin(), order.end());
  for (size_t i = 0; i < order.size(); ++i) {
    if (order[i] != i) return false;
  }
  return true;
}

// The clock goes on, never back; a hostile pack may want a stop at very many seconds: 50 of them are enough.
template <class Step>
void go_on(const Visitor &visitor, std::initializer_list<int32_t> allowed, Step step) {
  int32_t status = VT_MORE;
  for (int i = 0; i < 50 && status == VT_MORE; ++i) {
    const uint32_t before = visitor.clock();
    status = step();
    REQUIRE(is_one_of(status, allowed));
    REQUIRE(visitor.clock() >= before);
    REQUIRE(visitor.next_change() > visitor.clock());
  }
}

void ask(const LoadedPack &pack, const Visitor &visitor, Random &random) {
  for (const vt_segments_which which : {VT_IN, VT_ENTERED, VT_LEFT}) {
    const Ids ids = visitor.list(which);
    REQUIRE(ids.size() <= kMaxSegments);
    REQUIRE(ascending(ids));
  }
  REQUIRE(visitor.stage() < static_cast<int>(kMaxStages));
  const RankItems items = random_items(sample(), random, 6);
  for (int slot = 0; slot < static_cast<int>(kMaxSlots); ++slot) {
    vt_decision decision{};
    if (vt_decide(pack.get(), visitor.block().data(), slot, &decision) != VT_OK) break;
    REQUIRE((decision.variant >= 0 && decision.variant <= 0xFFFF && decision.reason >= 0 && decision.reason < 11));
    REQUIRE((decision.intended >= -1 && decision.experiment >= -1 && decision.bucket >= -1 && decision.bucket < 10'000));
    Bytes scratch = items.bytes();
    std::vector<uint16_t> order(static_cast<size_t>(items.count()));
    const auto length = static_cast<int32_t>(scratch.size());
    const int32_t status = vt_rank(pack.get(), visitor.block().data(), slot, scratch.data(), length, order.data(), items.count());
    REQUIRE(is_one_of(status, {VT_OK, VT_BAD_EVENT, VT_BAD_ARGUMENT}));
    if (status == VT_OK) REQUIRE(permutation(order));
  }
}

}  // namespace

void live(const LoadedPack &pack, Visitor &visitor, uint32_t seed, int events) {
  Random random(seed);
  uint32_t now = std::max<uint32_t>(visitor.clock(), 1'000'000);
  for (int i = 0; i < events; ++i) {
    now += random_step(random);
    const Wire event = random_event(sample(), random, now);
    go_on(visitor, {VT_OK, VT_MORE, VT_IGNORED, VT_BAD_EVENT}, [&] { return visitor.ingest_once(event); });
  }
  ask(pack, visitor, random);
  go_on(visitor, {VT_OK, VT_MORE},
        [&] { return visitor.advance_once(visitor.clock() < 0xF000'0000u ? visitor.clock() + 40 * kDay : visitor.clock()); });
  Bytes snapshot(1 << 16);
  const int32_t length = vt_snapshot(pack.get(), visitor.data(), snapshot.data(), static_cast<int32_t>(snapshot.size()));
  REQUIRE((length >= 16 || length == VT_NO_ROOM));
  snapshot.resize(length > 0 ? static_cast<size_t>(length) : 0);
  const Visitor restored(pack, VT_ALL_PURPOSES, snapshot);
  REQUIRE(is_one_of(restored.restored(), {VT_OK, VT_FRESH}));
  ask(pack, restored, random);
  REQUIRE(visitor.purposes(static_cast<int>(random.below(16))) == VT_OK);
  ask(pack, visitor, random);
}

}  // namespace vitrine::test
