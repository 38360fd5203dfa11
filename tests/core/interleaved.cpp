// Any number of visitors through one pack: none leaves a trace in another.
#include "support/sample.h"

using namespace vitrine;
using namespace vitrine::test;

TEST_CASE("1,000 visitors in turns are each as when alone") {
  const LoadedPack pack(sample().pack);
  constexpr uint32_t kVisitors = 1000;
  constexpr int kEvents = 20;
  struct Life {
    Visitor visitor;
    Random random;
    uint32_t now;
    explicit Life(const LoadedPack &loaded, uint32_t seed) : visitor(loaded), random(seed), now(1'000'000 + seed) {}
    void go_on() { visitor.take(random_event(sample(), random, now += random_step(random))); }
  };
  std::vector<Life> lives;
  for (uint32_t seed = 0; seed < kVisitors; ++seed) lives.emplace_back(pack, seed);
  Random turns(61);
  std::vector<int> done(kVisitors);
  for (uint32_t left = kVisitors * kEvents; left > 0; --left) {
    uint32_t turn = turns.below(kVisitors);
    while (done[turn] == kEvents) turn = (turn + 1) % kVisitors;
    lives[turn].go_on();
    ++done[turn];
  }
  for (uint32_t seed = 0; seed < kVisitors; ++seed) {
    Life alone(pack, seed);
    for (int i = 0; i < kEvents; ++i) alone.go_on();
    REQUIRE(difference(lives[seed].visitor.block(), alone.visitor.block()) == -1);
    REQUIRE(difference(lives[seed].visitor.snapshot(), alone.visitor.snapshot()) == -1);
  }
}

TEST_CASE("two packs in turns do not touch each other's visitors") {
  PackBuilder other_builder = sample().pack;
  other_builder.visit_gap(600);
  const LoadedPack pack(sample().pack);
  const LoadedPack other(other_builder);
  Visitor a(pack);
  Visitor b(other);
  Visitor a_alone(pack);
  Visitor b_alone(other);
  Random random(62);
  std::vector<Bytes> events;
  uint32_t now = 1'000'000;
  for (int i = 0; i < 300; ++i) events.push_back(random_event(sample(), random, now += random_step(random)).bytes());
  for (const Bytes &event : events) {
    a.take(event);
    b.take(event);
  }
  for (const Bytes &event : events) a_alone.take(event);
  for (const Bytes &event : events) b_alone.take(event);
  CHECK(difference(a.block(), a_alone.block()) == -1);
  CHECK(difference(b.block(), b_alone.block()) == -1);
}
