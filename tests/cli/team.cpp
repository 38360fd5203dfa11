// Threads that work in rounds: every task once, and each round sees what the one before did.
#include "cli/replay/thread_team.h"

#include <catch2/catch.hpp>
#include <numeric>

using namespace vitrine;
using namespace vitrine::tool;

TEST_CASE("every task is done once, by a member there is, and its work is seen behind the round") {
  const uint32_t members = GENERATE(1u, 2u, 3u, 8u);
  Team team(members);
  std::vector<uint32_t> done(100);
  for (uint32_t round = 1; round <= 300; ++round) {
    const size_t count = round % done.size();
    std::vector<uint32_t> by(count, members);
    team.run(count, [&](size_t task, uint32_t member) {
      ++done[task];
      by[task] = member;
    });
    for (const uint32_t member : by) REQUIRE(member < members);
  }
  for (size_t task = 0; task < done.size(); ++task) REQUIRE(done[task] == 3 * (done.size() - 1 - task));
}

TEST_CASE("a round may have no task, and a team no round") {
  Team team(3);
  team.run(0, [](size_t, uint32_t) { FAIL(); });
  const Team idle(4);
}
