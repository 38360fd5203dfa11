// Texts that are meant to break the compiler: it answers, with a pack or with findings, and never crashes.
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "findings.h"
#include "vitrine/vitrine.h"

using namespace vitrine;
using namespace vitrine::compiler;

namespace {

constexpr const char *kSample = R"({ // a bit of everything
  "name": "sample", "currency": "EUR", "visit_gap": "30m", "events": ["x"],
  "traits": {"tier": ["a", "b"], "vip": "boolean"},
  "features": {"f": {"count": "x", "within": "7d", "where": {"price": {"gte": 10.5}, "any": [{"item_id": ["\u00e9", "b"]}]}}, "t": {"top": "item_brand"}},
  "segments": {"s": {"title": "S", "when": {"f": {"gte": 2, "lt": 9}, "at_least": 1, "of": [{"stage": ["old"]}, {"t": "Acme"}]}, "export": true, "purpose": "ads"}},
  "stages": [{"id": "new", "when": {"visit.number": 1}}, {"id": "old"}],
  "slots": {"a": {"kind": "content", "variants": [{"id": "v", "for": {"segment": "s"}}, {"id": "default"}]}, "b": {"kind": "sort", "signals": {"seen": -0.5}, "pin": 1, "max_shift": 3}},
  "price_bands": [1, 2.5], "affinity": {"half_life": "14d", "weights": {"view_item": 1}} /* end */
})";

// Either a pack that the runtime takes, or at least one finding.
bool answers(std::string_view text) {
  const CompileResult result = compile(text, "hostile.json");
  return result.ok() ? !dump(result.pack, result.names).text.empty() : !result.diagnostics.empty();
}

}  // namespace

TEST_CASE("the sample itself compiles") { CHECK(messages_of(kSample) == ""); }

TEST_CASE("a strategy cut at any byte is answered with a finding") {
  const std::string_view sample = kSample;
  for (size_t length = 0; length < sample.size(); ++length) {
    INFO(length);
    CHECK(!compile(sample.substr(0, length), "s.json").diagnostics.empty());
  }
}

TEST_CASE("a strategy with any byte replaced is answered") {
  std::string text = kSample;
  for (size_t i = 0; i < text.size(); ++i) {
    const char kept = text[i];
    for (const char other : {'"', '{', ']', '0', '\xFF', ','}) {
      text[i] = other;
      INFO(i);
      REQUIRE(answers(text));
    }
    text[i] = kept;
  }
}

TEST_CASE("every value of a strategy may be of any kind") {
  const std::string_view sample = kSample;
  for (size_t i = 0; i < sample.size(); ++i) {
    if (sample[i] != ':') continue;
    for (const char *other : {"null", "true", "-1", "\"\"", "[]", "{}", "[[{}]]", "{\"a\":{\"a\":null}}"}) {
      const size_t end = sample.find_first_of(",}]", i);
      REQUIRE(answers(std::string(sample.substr(0, i + 1)) + other + std::string(sample.substr(end))));
    }
  }
}

TEST_CASE("a megabyte of brackets, keys, numbers or conditions is answered") {
  constexpr size_t kMegabyte = 1u << 20;
  CHECK(answers(std::string(kMegabyte, '[')));
  CHECK(answers(std::string(kMegabyte, '{')));
  CHECK(answers("[" + std::string(kMegabyte, '9') + "]"));
  CHECK(answers("{\"price_bands\":[1e" + std::string(kMegabyte, '9') + "]}"));
  CHECK(answers("{\"name\":\"" + std::string(kMegabyte, 'x') + "\",\"" + std::string(kMegabyte, 'y') + "\":1}"));
  std::string keys = "{";
  for (size_t i = 0; keys.size() < kMegabyte; ++i) keys += "\"k" + std::to_string(i % 50'000) + "\":0,";
  CHECK(answers(keys + "\"end\":0}"));
  std::string deep = "{}";
  for (int i = 0; i < 25; ++i) deep = "{\"any\":[" + deep + ",{\"none\":[{\"cart.items\":" + std::to_string(i + 1) + "}]}]}";
  CHECK(answers(with_when(deep)));
}

TEST_CASE("a hundred findings are told, and a text with more is answered as fast") {
  std::string keys = "{";
  for (int i = 0; i < 100'000; ++i) keys += "\"k" + std::to_string(i) + "\":0,";
  CHECK(compile(keys + "\"end\":0}", "s.json").diagnostics.size() == kMaxDiagnostics);
}

TEST_CASE("a chain of 8,000 segments is judged without recursion, and a circle through all of them is told") {
  const auto chain = [](const std::string &last) {
    std::string text = "{\"segments\":{";
    for (int i = 0; i < 8'000; ++i) text += "\"s" + std::to_string(i) + "\":{\"when\":{\"segment\":\"s" + std::to_string(i + 1) + "\"}},";
    return text + "\"s8000\":{\"when\":" + last + "}}}";
  };
  CHECK(findings_of(chain("{\"cart.items\":1}")) == "");
  CHECK(findings_of(chain("{\"segment\":\"s0\"}")).rfind("circle ", 0) == 0);
}

TEST_CASE("a damaged pack is not listed") {
  std::vector<uint8_t> pack = compile(kSample, "s.json").pack;
  REQUIRE(!pack.empty());
  for (size_t i = 0; i < pack.size(); i += 7) {
    pack[i] ^= 0x10;
    CHECK(dump(pack, "").text.empty());
    pack[i] ^= 0x10;
  }
  for (size_t length = 0; length < pack.size(); length += 5) CHECK(!dump({pack.data(), length}, "").error.empty());
  CHECK(!dump(pack, "{\"features\": 5, \"conditions\": [null, {}]}").text.empty());  // a broken sidecar costs only the names
}
