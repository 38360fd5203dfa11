// Which lines are JSON: the parser of lines against another parser of JSON, on lines spoiled in every way.
#include <simdjson.h>

#include <catch2/catch.hpp>
#include <cstring>
#include <string>
#include <vector>

#include "cli/line_parser.h"
#include "cli/log_pack.h"

using namespace vitrine;

namespace {

const std::vector<std::string> &good_lines() {
  static const std::vector<std::string> lines = {
      R"({"visitor":"v1","time":"2019-10-01T00:00:09Z","event":"view_item","items":[{"item_id":"1","price":35.79,"quantity":1,"name":"x"}]})",
      R"({"visitor":"é😀","time":9,"event":"e","fields":{"name":"a\"b\\\/\b\f\n\r\t\u00e9\ud83d\ude00","price":-0.5e-3,"other":[1,[true,{}],null]}})",
      R"( { "visitor" : "v" , "time" : 9 , "event" : "e" , "a" : [ ] , "b" : { "c" : { "d" : [ false , -12 , 0.25 , 1E+2 ] } } } )",
      R"({"event":"identify","price":"12.50","name":null,"deep":[[[[[[1]]]]]],"time":1569888000000,"visitor":"a longer id than sixteen bytes"})"};
  return lines;
}

// What a strategy makes of the line is no matter here.
enum class Verdict : uint8_t { kJson, kNoJson, kOther };

struct Fixture {
  std::vector<uint8_t> pack = tests::pack_of_names({"view_item", "identify"}, {{"price", kWantNumber | kWantText}, {"name", kWantText}});
  EventNames names{PackView(pack)};
  LineParser parser{names};
  simdjson::dom::parser other;

  Verdict verdict(const std::string &line) {
    std::string padded = line + '\n';
    padded.resize(padded.size() + kLinePadding, '"');
    LogEvent event;
    if (parser.parse({padded.data(), line.size()}, event)) return Verdict::kJson;
    const std::string &fault = parser.fault();
    return fault.rfind("it is no", 0) == 0 ? Verdict::kNoJson : Verdict::kOther;
  }

  // The other parser knows no numbers past 64 bits, and is kinder to halves of surrogate pairs.
  void compare(const std::string &line) {
    const Verdict mine = verdict(line);
    if (mine == Verdict::kOther) return;
    simdjson::dom::element element;
    const auto error = other.parse(line).get(element);
    if (error == simdjson::NUMBER_ERROR) return;
    const bool theirs = error == simdjson::SUCCESS && element.is_object();
    if (theirs && mine == Verdict::kNoJson && line.find("\\ud") != std::string::npos) return;
    if ((mine == Verdict::kJson) != theirs) {
      CAPTURE(line, parser.fault(), simdjson::error_message(error));
      CHECK((mine == Verdict::kJson) == theirs);
    }
    ++compared;
  }
  int compared = 0;
};

}  // namespace

TEST_CASE("every line with one byte changed, left out or put in is JSON for both parsers or for none") {
  Fixture f;
  const std::string bytes = std::string("\"\\{}[]:,0-.eEtnu \t\r/x") + '\x01' + '\0' + '\x7F' + '\x80' + '\xC3' + '\xFF';
  for (const std::string &line : good_lines()) {
    CHECK(f.verdict(line) == Verdict::kJson);
    f.compare(line);
    for (size_t i = 0; i < line.size(); ++i) {
      f.compare(line.substr(0, i));
      f.compare(line.substr(0, i) + line.substr(i + 1));
      for (const char byte : bytes) {
        f.compare(line.substr(0, i) + byte + line.substr(i + 1));
        f.compare(line.substr(0, i) + byte + line.substr(i));
      }
    }
  }
  CHECK(f.compared > 10'000);
}

TEST_CASE("lines put together from pieces of others are JSON for both parsers or for none") {
  Fixture f;
  uint32_t state = 1;
  const auto below = [&state](size_t n) {
    state = state * 1664525u + 1013904223u;
    return (state >> 8) % n;
  };
  for (int i = 0; i < 30'000; ++i) {
    std::string line = good_lines()[below(4)];
    for (size_t steps = 1 + below(3); steps > 0; --steps) {
      const std::string &from = good_lines()[below(4)];
      const size_t first = below(from.size());
      line.replace(below(line.size()), below(6), from.substr(first, below(12)));
    }
    f.compare(line);
  }
  CHECK(f.compared > 10'000);
}

TEST_CASE("half a surrogate pair is no JSON") {
  Fixture f;
  const std::string text =
      GENERATE(as<std::string>{}, R"(\ud83d)", R"(\ude00)", R"(\ud83d\u0041)", R"(\ud83dx)", R"(\ude00\ud83d)", R"(\ud83)");
  CAPTURE(text);
  CHECK(f.verdict(R"({"visitor":"v","time":9,"event":"e","a":")" + text + "\"}") == Verdict::kNoJson);
  CHECK(f.verdict(R"({"visitor":"v","time":9,"event":"e",")" + text + "\":1}") == Verdict::kNoJson);
}

TEST_CASE("a key that is no UTF-8 breaks every line that has it") {
  Fixture f;
  const std::string line = "{\"visitor\":\"v\",\"time\":9,\"event\":\"e\",\"\xFF\":1}";
  for (int i = 0; i < 3; ++i) CHECK(f.verdict(line) == Verdict::kNoJson);
}
