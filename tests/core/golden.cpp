// One answer everywhere: a hash over a long stream, the same in every build of the core.
#include <set>

#include "format/hash.h"
#include "support/sample.h"

using namespace vitrine;
using namespace vitrine::test;

TEST_CASE("20,000 events of 8 visitors give the golden hash: segments, stages, decisions, orders, snapshots") {
  // It changes with the meaning of a strategy, the sample or its stream, and with nothing else: say in the commit which.
  constexpr uint32_t kGolden = 0x9C6D'C43E;
  const LoadedPack pack(sample().pack);
  std::vector<Visitor> visitors;
  std::vector<uint32_t> now;
  for (uint32_t i = 0; i < 8; ++i) {
    visitors.emplace_back(pack, VT_ALL_PURPOSES, Bytes{}, "visitor-" + std::to_string(i));
    now.push_back(1'700'000'000 + 3'600 * i);
  }
  Random random(20261122);
  uint32_t hash = fnv1a32("", 0);
  const auto add = [&hash](const Bytes &bytes) { hash = fnv1a32(bytes.data(), bytes.size(), hash); };
  uint32_t stops = 0;
  std::set<int> reasons;
  for (int i = 0; i < 20'000; ++i) {
    const uint32_t who = random.below(8);
    Visitor &v = visitors[who];
    const Wire event = random_event(sample(), random, now[who] += random_step(random));
    int32_t status = VT_MORE;
    while (status == VT_MORE) {
      status = v.ingest_once(event);
      add(changes(v));
      stops += status == VT_MORE ? 1 : 0;
    }
    add(answers(sample(), v));
    reasons.insert(v.decide(sample().offer).reason);
    if (random.one_in(16)) add(v.snapshot());
    if (random.one_in(400)) v = Visitor(pack, VT_ALL_PURPOSES, v.snapshot(), "visitor-" + std::to_string(who));
    if (random.one_in(900)) v.purposes(static_cast<int>(random.below(16)));
    if (random.one_in(450)) v.purposes(VT_ALL_PURPOSES);
  }
  for (const Visitor &v : visitors) add(v.snapshot());
  CHECK(stops > 1000);
  CHECK(reasons == std::set<int>{0, 1, 2, 4, 5, 6, 7, 8, 9, 10});  // all but ERROR, which is the host's
  CHECK(hash == kGolden);
}
