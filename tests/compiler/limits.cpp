// Every limit of the compiler, at it and one past it.
#include <catch2/catch.hpp>

#include "findings.h"
#include "format/limits.h"

using namespace vitrine;
using namespace vitrine::compiler;

namespace {

// item(0),item(1),...
template <class Item>
std::string repeat(size_t count, Item item) {
  std::string out;
  for (size_t i = 0; i < count; ++i) out += (i == 0 ? "" : ",") + item(std::to_string(i));
  return out;
}

std::string segments(size_t count) {
  return "{\"segments\":{" + repeat(count, [](const std::string &n) { return "\"s" + n + "\":{\"when\":{\"cart.items\":{\"gte\":1}}}"; }) +
         "}}";
}
std::string stages(size_t count) {
  return "{\"stages\":[" +
         repeat(count - 1, [](const std::string &n) { return "{\"id\":\"s" + n + "\",\"when\":{\"cart.items\":{\"gte\":1}}}"; }) +
         ",{\"id\":\"last\"}]}";
}
std::string slots(size_t count, size_t variants) {
  const std::string list = repeat(variants - 1, [](const std::string &n) { return "{\"id\":\"v" + n + "\",\"for\":{}}"; });
  return "{\"slots\":{" +
         repeat(count,
                [&](const std::string &n) {
                  return "\"s" + n + "\":{\"kind\":\"content\",\"variants\":[" + list + (list.empty() ? "" : ",") +
                         "{\"id\":\"default\"}]}";
                }) +
         "}}";
}
std::string at_least(size_t count) {
  return with_when("{\"at_least\":2,\"of\":[" +
                   repeat(count, [](const std::string &n) { return "{\"cart.items\":{\"gte\":1" + n + "}}"; }) + "]}");
}
std::string bands(size_t count) {
  return "{\"price_bands\":[" + repeat(count, [](const std::string &n) { return n + ".5"; }) + "]}";
}
std::string dimensions(size_t count) {
  return "{\"slots\":{\"s\":{\"kind\":\"sort\",\"signals\":{" +
         repeat(count, [](const std::string &n) { return "\"affinity.f" + n + "\":1"; }) + "}}}}";
}
std::string where(const std::string &condition) {
  return "{\"features\":{\"f\":{\"count\":\"view_item\",\"where\":" + condition + "}},\"segments\":{\"a\":{\"when\":{\"f\":1}}}}";
}
std::string where_depth(size_t depth) {
  std::string condition = "{\"x\":1}";
  for (size_t i = 0; i < depth; ++i) condition = "{\"none\":[" + condition + "]}";
  return where(condition);
}
std::string where_nodes(size_t lists, size_t extra) {
  return where(
      "{\"any\":[" +
      repeat(lists, [](const std::string &n) { return "{\"f" + n + "\":[" + repeat(100, [](const std::string &v) { return v; }) + "]}"; }) +
      "," + repeat(extra, [](const std::string &n) { return "{\"x\":" + n + "}"; }) + "]}");
}
std::string event_names(size_t count) {
  return "{\"events\":[" + repeat(count, [](const std::string &n) { return "\"e" + n + "\""; }) + "],\"features\":{" +
         repeat(count, [](const std::string &n) { return "\"f" + n + "\":{\"count\":\"e" + n + "\",\"within\":\"visit\"}"; }) +
         "},\"segments\":{\"a\":{\"when\":{\"any\":[" + repeat(count, [](const std::string &n) { return "{\"f" + n + "\":{\"gte\":1}}"; }) +
         "]}}}}";
}

}  // namespace

TEST_CASE("as many segments, stages, slots and variants fit as the runtime takes, and one more is told") {
  CHECK(findings_of(segments(kMaxSegments)) == "");
  CHECK(findings_of(segments(kMaxSegments + 1)) == "limit 1:2 /segments");
  CHECK(findings_of(stages(kMaxStages)) == "");
  CHECK(findings_of(stages(kMaxStages + 1)) == "limit 1:2 /stages");
  CHECK(findings_of(slots(kMaxSlots, 1)) == "");
  CHECK(findings_of(slots(kMaxSlots + 1, 1)) == "limit 1:2 /slots");
  CHECK(findings_of(slots(4, kMaxVariants / 4)) == "");
  CHECK(findings_of(slots(5, kMaxVariants / 5 + 1)) == "limit 1:1 ");
  CHECK(messages_of(segments(kMaxSegments + 1)).find("kMaxSegments") != std::string::npos);
}

TEST_CASE("at_least takes 255 conditions; all, any and none are split where they have more") {
  CHECK(findings_of(at_least(kMaxGateInputs)) == "");
  CHECK(findings_of(at_least(kMaxGateInputs + 1)) == "limit 5:2 /segments/a/when/at_least");
  for (const char *word : {"all", "any", "none"}) {
    const std::string text = with_when("{\"" + std::string(word) + "\":[" +
                                       repeat(600, [](const std::string &n) { return "{\"cart.items\":{\"gte\":1" + n + "}}"; }) + "]}");
    CHECK(findings_of(text) == "");
    CHECK(records_of(text).gates.size() == 4);
  }
}

TEST_CASE("dimensions, price limits, events and where have their limits") {
  CHECK(findings_of(bands(kMaxBands)) == "");
  CHECK(findings_of(bands(kMaxBands + 1)) == "limit 1:16 /price_bands");
  CHECK(findings_of(dimensions(kMaxDimensions)) == "");
  CHECK(findings_of(dimensions(kMaxDimensions + 1)) == "limit 1:1 ");
  CHECK(findings_of(where_depth(kMaxWhereDepth)) == "");
  CHECK(findings_of(where_depth(kMaxWhereDepth + 1)) == "limit 1:2 /features");
  CHECK(findings_of(where_nodes(40, kMaxWhereNodes - 1 - 40 * 101)) == "");
  CHECK(findings_of(where_nodes(40, kMaxWhereNodes - 40 * 101)) == "limit 1:2 /features");
  CHECK(findings_of(where("{\"x\":[" + repeat(kMaxGateInputs, [](const std::string &n) { return n; }) + "]}")) == "");
  CHECK(findings_of(where("{\"x\":[" + repeat(kMaxGateInputs + 1, [](const std::string &n) { return n; }) + "]}")) ==
        "limit 1:52 /features/f/where/x");
}

TEST_CASE("a snapshot that could outgrow its cookie is told with its largest parts") {
  const auto distinct = [](size_t count) {
    return "{\"features\":{" +
           repeat(count, [](const std::string &n) { return "\"f" + n + "\":{\"distinct\":\"x" + n + "\",\"on\":\"view_item\"}"; }) +
           "},\"segments\":{\"a\":{\"when\":{\"any\":[" +
           repeat(count, [](const std::string &n) { return "{\"f" + n + "\":{\"gte\":1}}"; }) + "]}}}}";
  };
  CHECK(findings_of(distinct(13)) == "");
  CHECK(findings_of(distinct(14)) == "snapshot_too_large 1:2 /features");
  CHECK(messages_of(distinct(14)).find("can take 3002 bytes; a cookie holds 3000") != std::string::npos);
  CHECK(messages_of(distinct(14)).find("`f0` 198") != std::string::npos);
}

TEST_CASE("more events than fit are told") {
  CHECK(findings_of(event_names(kMaxEvents - 5)).find("limit") == std::string::npos);  // five are always there
  CHECK(findings_of(event_names(kMaxEvents - 4)).find("limit 1:") != std::string::npos);
}

TEST_CASE("a text longer than 4 MiB is not read at all") {
  const std::string text = "{}" + std::string((4u << 20) - 2, ' ');
  CHECK(findings_of(text) == "");
  CHECK(findings_of(text + ' ') == "too_long 1:1 ");
}
