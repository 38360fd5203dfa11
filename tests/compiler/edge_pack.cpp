// What slots read of the page, the pack for the edge, and what its cookie can hold.
#include <catch2/catch.hpp>
#include <string>

#include "findings.h"
#include "format/limits.h"

using namespace vitrine;
using namespace vitrine::compiler;

namespace {

// Segments, then the slots' variants beside the default.
std::string with_slots(std::string_view more, std::string_view variant) {
  return R"({"traits":{"tier":["none","gold"]},"features":{"views":{"count":"view_item"},"seen":{"distinct":"item_id","on":"view_item"}},)" +
         std::string(more) + R"("slots":{"s":{"kind":"content","variants":[{"id":"v",)" + std::string(variant) +
         R"(},{"id":"default"}]}}})";
}

uint16_t reads_of(std::string_view more, std::string_view variant) { return records_of(with_slots(more, variant)).slots.front().reads; }

CompileResult for_edge(std::string_view text) { return compile(text, "s.json", PackFor::kEdge); }

}  // namespace

TEST_CASE("a slot that reads cart, orders or traits, itself or through segments, stages and messages, reads the page's state") {
  const struct {
    const char *more;
    const char *variant;
    uint16_t reads;
  } cases[] = {
      {"", R"("for":{"cart.items":1})", kReadsState},
      {"", R"("for":{"trait.tier":"gold"})", kReadsState},
      {"", R"("for":{"orders.count":{"gte":1}})", kReadsState},
      {"", R"("for":{"views":{"gte":1}})", 0},
      {R"("segments":{"a":{"when":{"segment":"b"}},"b":{"when":{"any":[{"cart.items":1},{"views":3}]}}},)", R"("for":{"segment":"a"})",
       kReadsState},
      {R"("segments":{"a":{"when":{"views":1}},"b":{"when":{"cart.items":1}}},)", R"("for":{"segment":"a"})", 0},
      {R"("stages":[{"id":"new","when":{"orders.count":0}},{"id":"old"}],)", R"("for":{"stage":"old"})", kReadsState},
      {R"("segments":{"a":{"when":{"cart.items":1}}},"messages":{"urgency":{"never_for":["a"]}},)",
       R"("for":{"views":1},"message":"urgency","needs":{"stock":{"lt":3}})", kReadsState | kReadsEvidence},
      {"", R"("for":{"views":1},"needs":{"stock":{"lt":3}})", kReadsEvidence},
  };
  for (const auto &one : cases) {
    INFO(with_slots(one.more, one.variant));
    CHECK(findings_of(with_slots(one.more, one.variant)).empty());
    CHECK(reads_of(one.more, one.variant) == one.reads);
  }
}

TEST_CASE("an experiment's condition is read by its slot") {
  const std::string text = R"({"experiments":{"e":{"slot":"s","for":{"cart.items":1},"split":{"v":0.5,"default":0.5}}},)"
                           R"("slots":{"s":{"kind":"content","variants":[{"id":"v"},{"id":"default"}]}}})";
  CHECK(findings_of(text).empty());
  CHECK(records_of(text).slots.front().reads == kReadsState);
}

TEST_CASE("the pack for the edge leaves out segments, stages and features that no slot reads") {
  const std::string text = with_slots(R"("segments":{"a":{"when":{"views":{"gte":1}}},"b":{"when":{"seen":{"gte":2}},"export":true}},)"
                                      R"("stages":[{"id":"new","when":{"orders.count":0}},{"id":"old"}],)",
                                      R"("for":{"segment":"a"})");
  const CompileResult whole = compile(text, "s.json");
  const CompileResult edge = for_edge(text);
  REQUIRE(edge.ok());
  const Records all = read_pack(whole.pack);
  const Records few = read_pack(edge.pack);
  CHECK(all.segments.size() == 2);
  CHECK(few.segments.size() == 1);
  CHECK(all.stages.size() == 2);
  CHECK(few.stages.size() == 1);
  CHECK(few.features.size() < all.features.size());
  CHECK(few.slots.size() == all.slots.size());
  CHECK(edge.edge_bytes == whole.edge_bytes);
}

TEST_CASE("stages stay where a slot reads one") {
  const CompileResult edge =
      for_edge(with_slots(R"("stages":[{"id":"new","when":{"orders.count":0}},{"id":"old"}],)", R"("for":{"stage":"new"})"));
  REQUIRE(edge.ok());
  CHECK(read_pack(edge.pack).stages.size() == 2);
}

TEST_CASE("what the edge's cookie cannot hold is an error with `edge`, and else only a number") {
  // Each distinct value list takes 198 bytes.
  std::string features;
  std::string all;
  for (int i = 0; i < 3; ++i) {
    features += (i == 0 ? "\"" : ",\"") + std::string("f") + std::to_string(i) +
                R"(":{"distinct":"item_id","on":"view_item","where":{"price":{"gte":)" + std::to_string(i + 1) + "}}}";
    all += (i == 0 ? "\"f" : ",\"f") + std::to_string(i) + R"(":{"gte":2})";
  }
  const auto text = [&](const char *edge) {
    return std::string("{") + edge + "\"features\":{" + features + R"(},"slots":{"s":{"kind":"content","variants":[{"id":"v","for":{)" +
           all + R"(}},{"id":"default"}]}}})";
  };
  const CompileResult plain = compile(text(""), "s.json");
  CHECK(plain.ok());
  CHECK(plain.edge_bytes > kMaxEdgeBytes);
  CHECK_FALSE(plain.is_for_edge);
  CHECK(findings_of(text("\"edge\":true,")) == "edge_memory 1:2 /edge");
  CHECK(findings_of(text("\"edge\":false,")).empty());
  const CompileResult asked = for_edge(text(""));
  REQUIRE(asked.diagnostics.size() == 1);
  CHECK(asked.diagnostics.front().code == "edge_memory");
  CHECK(findings_of(R"({"edge":"yes"})") == "wrong_type 1:9 /edge");
}
