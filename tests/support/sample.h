// A pack with something of everything, and a stream of events for it: for the tests that need a whole shop.
#pragma once

#include "support/random.h"
#include "support/visitor.h"

namespace vitrine::test {

struct Sample {
  PackBuilder pack;
  int hero;
  int grid;
  int offer;  // with everything that can stop a variant, and an experiment
  Sample();
};
[[nodiscard]] const Sample &sample();

// The next event at `time`, of any kind.
[[nodiscard]] Wire random_event(const Sample &shop, Random &random, uint32_t time);
// A step of the clock: mostly within a visit, sometimes to the next, seldom past every window.
[[nodiscard]] uint32_t random_step(Random &random);
[[nodiscard]] RankItems random_items(const Sample &shop, Random &random, uint32_t count);

// All that can be asked of a visitor, as bytes.
[[nodiscard]] Bytes answers(const Sample &shop, const Visitor &visitor);
[[nodiscard]] Bytes changes(const Visitor &visitor);

}  // namespace vitrine::test
