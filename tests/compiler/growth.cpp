// Strategies as long as they may be: the work is as much as the text is long, so each is answered in a second or so, and rightly. Where a list was
// searched for each entry of another it took minutes: then ctest's limit of time ends the test, whatever else the machine does.
#include <catch2/catch.hpp>

#include "compiler/read.h"
#include "findings.h"

using namespace vitrine;
using namespace vitrine::compiler;

namespace {

// Entries made by `entry(i)` with commas, as many as `bytes` hold.
template <class Entry>
std::string filled(size_t bytes, Entry entry) {
  std::string out;
  for (size_t i = 0;; ++i) {
    const std::string next = entry(std::to_string(i));
    if (out.size() + next.size() + 1 > bytes) return out;
    out += (i == 0 ? "" : ",") + next;
  }
}

constexpr size_t kAll = kMaxStrategyBytes - 1000;
constexpr size_t kHalf = kAll / 2;

std::string quoted(const std::string &before, const std::string &number) { return '"' + before + number + '"'; }

}  // namespace

TEST_CASE("4 MB of events: each is declared, and a second one of a name is told with its place") {
  const std::string events = filled(kAll, [](const std::string &n) { return quoted("event_", n); });
  CHECK(findings_of("{\"events\":[" + events + "]}").empty());
  const std::string twice = findings_of("{\"events\":[" + events + ",\"event_7\"]}");
  CHECK(twice.find("name_taken") == 0);
}

TEST_CASE("2 MB of labels and as many constants that name them: one that the list does not have is told") {
  const std::string labels = filled(kHalf, [](const std::string &n) { return quoted("l", n); });
  const std::string tests = filled(kHalf, [](const std::string &n) { return "{\"trait.t\":\"l" + n + "\"}"; });
  const std::string traits = "{\"traits\":{\"t\":[" + labels + "]},\"segments\":{\"s\":{\"when\":{\"any\":[";
  CHECK(findings_of(traits + tests + "]}}}}").find("limit") == 0);
  CHECK(findings_of(traits + tests + ",{\"trait.t\":\"none\"}]}}}}").find("unknown_label") == 0);
}

TEST_CASE("features on as many events, all of them read: what is past a limit is told, and no event's work is asked for") {
  constexpr size_t kThird = kAll / 3;
  const std::string events = filled(kThird, [](const std::string &n) { return quoted("e", n); });
  const std::string features = filled(kThird, [](const std::string &n) { return "\"f" + n + "\":{\"count\":\"e" + n + "\"}"; });
  const std::string tests = filled(kThird, [](const std::string &n) { return "{\"f" + std::to_string(std::stoi(n) % 30'000) + "\":1}"; });
  const std::string told = findings_of("{\"events\":[" + events + "],\"features\":{" + features +
                                       "},\"segments\":{\"s\":{\"when\":{\"any\":[" + tests + "]}}}}");
  CHECK(told.find("limit") == 0);
  CHECK(told.find("internal") == std::string::npos);
}

TEST_CASE("features on events that nobody declared: a hundred are told, and no known name is looked for among as many") {
  const std::string events = filled(kHalf, [](const std::string &n) { return quoted("e", n); });
  const std::string features = filled(kHalf, [](const std::string &n) { return "\"f" + n + "\":{\"count\":\"other_" + n + "\"}"; });
  const std::string told = findings_of("{\"events\":[" + events + "],\"features\":{" + features + "}}");
  CHECK(told.find("unknown_event") == 0);
}

TEST_CASE("a ring of segments, each of which closes a circle with the first") {
  const std::string ring = filled(kAll, [](const std::string &n) {
    return "\"s" + n + "\":{\"when\":{\"segment\":[\"s0\",\"s" + std::to_string(std::stoi(n) + 1) + "\"]}}";
  });
  CHECK(findings_of("{\"segments\":{" + ring + "}}").find("circle") != std::string::npos);
}

TEST_CASE("variants and messages, and an experiment with an arm for each variant") {
  const std::string messages = filled(kHalf, [](const std::string &n) { return "\"m" + n + "\":{\"max\":2}"; });
  const std::string variants =
      filled(kHalf, [](const std::string &n) { return "{\"id\":\"v" + n + "\",\"for\":{},\"message\":\"m" + n + "\"}"; });
  const std::string slot = "\"slots\":{\"s\":{\"kind\":\"content\",\"variants\":[";
  CHECK(findings_of("{\"messages\":{" + messages + "}," + slot + variants + ",{\"id\":\"d\"}]}}}").find("limit") != std::string::npos);
  const std::string plain = filled(kHalf, [](const std::string &n) { return "{\"id\":\"v" + n + "\"}"; });
  const std::string arms = filled(kHalf, [](const std::string &n) { return quoted("v", n) + ":0.0001"; });
  CHECK(findings_of("{" + slot + plain + ",{\"id\":\"d\"}]}},\"experiments\":{\"x\":{\"slot\":\"s\",\"split\":{" + arms + "}}}}")
            .find("limit") != std::string::npos);
}
