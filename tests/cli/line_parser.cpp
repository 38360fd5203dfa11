// Lines of a log: which are broken and why, and what the good ones become.
#include "cli/log/line_parser.h"

#include <catch2/catch.hpp>
#include <string>

#include "cli/log_pack.h"

using namespace vitrine;
using namespace vitrine::tool;

namespace {

struct Fixture {
  std::vector<uint8_t> pack =
      tests::pack_of_names({"view_item", "identify"}, {{"price", kWantNumber}, {"name", kWantText}, {"visitor", kWantText}});
  EventNames names{PackView(pack)};
  LineParser parser{names};

  // "VISITOR EVENT @TIME [fields] {items}", or the fault.
  std::string parsed(const std::string &line) {
    std::string padded = line + '\n';
    padded.resize(padded.size() + kLinePadding);
    LogEvent event;
    if (!parser.parse({padded.data(), line.size()}, event)) return parser.fault().sentence;
    return std::string(event.visitor) + ' ' + tests::show(event.wire);
  }

  // The code of the fault, or "good".
  std::string code(const std::string &line) {
    std::string padded = line + '\n';
    padded.resize(padded.size() + kLinePadding);
    LogEvent event;
    return parser.parse({padded.data(), line.size()}, event) ? "good" : code_of(parser.fault().fault);
  }
};

}  // namespace

TEST_CASE("a line is a visitor, a time, an event, its fields and items") {
  Fixture f;
  CHECK(
      f.parsed(
          R"({"visitor":"v1","time":"1970-01-01T00:00:09Z","event":"view_item","fields":{"name":"a","other":1},"items":[{"price":59.9},{"name":"b"}]})") ==
      "v1 0 @9 [1:text a] {0:number 59900} {1:text b}");
  CHECK(f.parsed(R"( { "items" : [ ] , "event" : "unheard_of" , "time" : 9 , "visitor" : "w" , "price" : 2 } )") ==
        "w ? @9 [0:number 2000] no items");
  CHECK(f.parsed("{\"visitor\":\"v\",\"time\":9,\"event\":\"view_item\"}\r") == "v 0 @9 []");
}

TEST_CASE("keys may come in any order, and `fields` wins over the top level") {
  Fixture f;
  CHECK(
      f.parsed(
          R"({"name":"top","price":1,"items":[{"price":3}],"fields":{"name":null,"price":"2"},"event":"view_item","time":9,"visitor":"v"})") ==
      "v 0 @9 [0:as number 2000] {0:number 3000}");
}

TEST_CASE("inside `fields` and items the line's own keys are fields like others") {
  Fixture f;
  CHECK(f.parsed(
            R"({"visitor":"v","time":9,"event":"view_item","fields":{"visitor":"x","time":"y"},"items":[{"visitor":"z","items":[]}]})") ==
        "v 0 @9 [2:text x] {2:text z}");
}

TEST_CASE("escapes are undone in keys, ids and values") {
  Fixture f;
  CHECK(
      f.parsed(
          R"({"visit\u006fr":"a\"b\u00e9","time":"1970-01-01\u005400:00:09Z","event":"view\u005fitem","fields":{"n\u0061me":"\ud83d\ude00\n"}})") ==
      "a\"b\xC3\xA9 0 @9 [1:text \xF0\x9F\x98\x80\n]");
}

TEST_CASE("fields and items of another type than map and list are ignored, and so are items that are no maps") {
  Fixture f;
  CHECK(f.parsed(R"({"visitor":"v","time":9,"event":"view_item","fields":[{"name":"a"}],"items":{"price":1}})") == "v 0 @9 []");
  CHECK(f.parsed(R"({"visitor":"v","time":9,"event":"view_item","fields":null,"items":[1,"x",null,[],{"price":1}]})") ==
        "v 0 @9 [] {0:number 1000}");
}

TEST_CASE("visitor, time and event must be there and of their type") {
  Fixture f;
  CHECK_THAT(f.parsed(R"({"time":9,"event":"e"})"), Catch::StartsWith("`visitor` is missing"));
  CHECK_THAT(f.parsed(R"({"visitor":"v","event":"e"})"), Catch::StartsWith("`time` is missing"));
  CHECK_THAT(f.parsed(R"({"visitor":"v","time":9})"), Catch::StartsWith("`event` is missing"));
  CHECK_THAT(f.parsed(R"({"visitor":1.5,"time":9,"event":"e"})"), Catch::StartsWith("`visitor` is neither a text nor an integer"));
  CHECK_THAT(f.parsed(R"({"visitor":"v","time":null,"event":"e"})"), Catch::StartsWith("`time` is neither a text nor a number"));
  CHECK_THAT(f.parsed(R"({"visitor":"v","time":9,"event":["e"]})"), Catch::StartsWith("`event` is no text"));
  CHECK_THAT(f.parsed("{}"), Catch::StartsWith("`visitor` is missing"));
}

TEST_CASE("a visitor may be an integer, taken as its digits stand, and no text that is empty") {
  Fixture f;
  const auto parsed = [&f](const std::string &visitor) { return f.parsed(R"({"visitor":)" + visitor + R"(,"time":9,"event":"e"})"); };
  CHECK(parsed("7") == "7 ? @9 []");
  CHECK(parsed("-0") == "-0 ? @9 []");
  CHECK(parsed(" 123456789012345678901234567890 ") == "123456789012345678901234567890 ? @9 []");
  CHECK(parsed(std::string(400, '9')) == std::string(400, '9') + " ? @9 []");
  for (const char *const none : {"1.5", "1e3", "1.0", "true", "null", "[1]", "{}"})
    CHECK_THAT(parsed(none), Catch::StartsWith("`visitor` is neither a text nor an integer"));
  CHECK_THAT(parsed("\"\""), Catch::StartsWith("`visitor` is empty"));
  for (const char *const none : {"01", "-", "1x"}) CHECK_THAT(parsed(none), Catch::Contains("it is no valid JSON"));
}

TEST_CASE("a line is read like an entry of a dataLayer: what `ecommerce` says wins, then `fields`, then the top level") {
  Fixture f;
  const std::string head = R"({"visitor":"v","time":9,"event":"view_item")";
  const std::string result = "v 0 @9 [0:number 2000; 1:text a] {0:number 3000}";
  for (
      const char *const more : {
          R"(,"ecommerce":{"price":2,"name":"a","items":[{"price":3}]}})",
          R"(,"fields":{"ecommerce":{"price":2,"items":[{"price":3}],"name":"a"}},"ecommerce":{"price":7,"items":[{"price":8}]}})",
          R"(,"ecommerce":{"items":[{"price":3}],"price":2},"fields":{"price":5,"name":"a"},"price":6,"items":[{"price":7}]})",
          R"(,"price":6,"items":[{"price":7}],"fields":{"name":"a","items":[{"price":8}],"price":5},"ecommerce":{"price":2,"items":[{"price":3}]}})",
          R"(,"items":[{"price":7}],"fields":{"price":2,"items":[{"price":3}]},"name":"a"})",
          R"(,"fields":{"price":2},"items":[{"price":3}],"name":"\u0061","ecommerce":null})",
          R"(,"fields":{"price":2,"ecommerce":"x"},"items":[{"price":3}],"name":"a","ecommerce":{"price":9}})",
          R"(,"fields":{"name":"a"},"items":[{"price":3}],"ecommerce":{"price":2}})",
      })
    CHECK(f.parsed(head + more) == result);
  CHECK(f.parsed(head + R"(,"fields":{"items":{"1":{"price":3}}},"items":[{"price":3}]})") == "v 0 @9 []");
  CHECK(f.parsed(head + R"(,"ecommerce":{"items":[{"price":3}],"ecommerce":{"price":1}},"x":1})") == "v 0 @9 [] {0:number 3000}");
  CHECK(f.parsed(R"({"fields":{"name":"a"},"ecommerce":{"price":2},"visitor":"\u0076","time":9,"event":"view_item"})") ==
        "v 0 @9 [0:number 2000; 1:text a]");
  CHECK_THAT(f.parsed(head + R"(,"ecommerce":{"a":1,"a":2}})"), Catch::StartsWith("the key `a` stands twice"));
  CHECK_THAT(f.parsed(head + R"(,"ecommerce":{"items":[{"a":1,"a":2}]}})"), Catch::StartsWith("the key `a` stands twice"));
  CHECK_THAT(f.parsed(head + R"(,"ecommerce":nul})"), Catch::Contains("no valid JSON"));
}

TEST_CASE("a time of 10^14 and more is told as microseconds") {
  Fixture f;
  CHECK_THAT(f.parsed(R"({"visitor":"v","time":100000000000000,"event":"e"})"), Catch::Contains("microseconds"));
  CHECK_THAT(f.parsed(R"({"visitor":"v","time":1673858401132002,"event":"e"})"), Catch::Contains("microseconds"));
  CHECK_THAT(f.parsed(R"({"visitor":"v","time":99999999999999,"event":"e"})"), Catch::Contains("lies after 2106"));
}

TEST_CASE("a time that is none, before 1970 or after 2106 breaks a line") {
  Fixture f;
  CHECK_THAT(f.parsed(R"({"visitor":"v","time":"soon","event":"e"})"), Catch::StartsWith("the time `\"soon\"` is none"));
  CHECK_THAT(f.parsed(R"({"visitor":"v","time":-1,"event":"e"})"), Catch::StartsWith("the time `-1` lies before 1970"));
  CHECK_THAT(f.parsed(R"({"visitor":"v","time":"2106-02-07T06:28:15Z","event":"e"})"), Catch::Contains("lies after 2106"));
  CHECK_THAT(f.parsed(R"({"visitor":"v","time":"2023-02-29","event":"e"})"), Catch::Contains("is not in the calendar"));
}

TEST_CASE("a key that stands twice breaks a line, at any depth and however it is written") {
  Fixture f;
  const std::string head = R"({"visitor":"v","time":9,"event":"e")";
  CHECK_THAT(f.parsed(head + R"(,"time":9})"), Catch::StartsWith("the key `time` stands twice"));
  CHECK_THAT(f.parsed(head + R"(,"a":1,"\u0061":2})"), Catch::StartsWith("the key `a` stands twice"));
  CHECK_THAT(f.parsed(head + R"(,"fields":{"a":1,"b":2,"a":1}})"), Catch::StartsWith("the key `a` stands twice"));
  CHECK_THAT(f.parsed(head + R"(,"items":[{"a":1},{"b":1,"b":1}]})"), Catch::StartsWith("the key `b` stands twice"));
  CHECK_THAT(f.parsed(head + R"(,"x":[{"y":{"c":1,"c":1}}]})"), Catch::StartsWith("the key `c` stands twice"));
  CHECK(f.parsed(head + R"(,"fields":{"a":1,"x":{"a":1}},"a":1,"items":[{"a":1},{"a":1}]})") == "v ? @9 [] {} {}");
}

TEST_CASE("long keys, and keys after thousands of others, are compared all the same") {
  Fixture f;
  const std::string long_key(100, 'k');
  const std::string head = R"({"visitor":"v","time":9,"event":"e")";
  CHECK(f.parsed(head + ",\"" + long_key + "\":1,\"" + long_key + "x\":1}") == "v ? @9 []");
  CHECK_THAT(f.parsed(head + ",\"" + long_key + "\":1,\"b\":{\"" + long_key + "\":1},\"" + long_key + "\":1}"),
             Catch::Contains("stands twice"));
  std::string many = head;
  for (uint32_t i = 0; i < NameTable::kMost + 10; ++i) many += ",\"key" + std::to_string(i) + "\":1";
  CHECK(f.parsed(many + "}") == "v ? @9 []");
  CHECK_THAT(f.parsed(many + ",\"key" + std::to_string(NameTable::kMost + 5) + "\":1}"), Catch::Contains("stands twice"));
  CHECK(f.parsed(head + R"(,"name":"still found","another":2})") == "v ? @9 [1:text still found]");
}

TEST_CASE("what is no JSON object breaks a line") {
  Fixture f;
  const std::string line = GENERATE(
      as<std::string>{}, "x", "[]", "1", "\"text\"", "null", "{", "}", "{\"visitor\":\"v\"", R"({"visitor":"v","time":9,"event":"e",})",
      R"({"visitor":"v","time":9 "event":"e"})", R"({"visitor":"v","time":9,"event":"e"} {})", R"({"visitor":"v","time":9,"event":"e"}x)",
      R"({"visitor":"v","time":9,"event":"e","a":})", R"({"visitor":"v","time":9,"event":"e","a":tru})",
      R"({"visitor":"v","time":9,"event":"e","a":truex})", R"({"visitor":"v","time":9,"event":"e","a":01})",
      R"({"visitor":"v","time":9,"event":"e","a":"b":1})", R"({"visitor":"v","time":9,"event":"e","a":[1 2]})",
      R"({"visitor":"v","time":9,"event":"e","a":[1,]})", R"({"visitor":"v","time":9,"event":"e","a":[1}})",
      R"({"visitor":"v","time":9,"event":"e","a":"\x"})", R"({"visitor":"v","time":9,"event":"e","a":"\ud800"})",
      R"({"visitor":"v","time":9,"event":"e","a":1e999})", R"({"visitor":"v","time":9,"event":"e","a":{1:2}})",
      "{\"visitor\":\"v\",\"time\":9,\"event\":\"e\",\"a\":\"\t\"}", "{\"visitor\":\"v\",\"time\":9,\"event\":\"e\",\"a\":\"\xFF\"}",
      "{\"visitor\":\"v\",\"time\":9,\"event\":\"\xC3\"}", "\xEF\xBB\xBF{\"visitor\":\"v\",\"time\":9,\"event\":\"e\"}",
      R"({'visitor':'v','time':9,'event':'e'})", R"({"visitor":"v","time":9,"event":"e"} // note)",
      std::string("{\"visitor\":\"v\",\"time\":9,\"event\":\"e\",\"a\":\"\0\"}", 45));
  CAPTURE(line);
  CHECK_THAT(f.parsed(line), Catch::StartsWith("it is no ") || Catch::StartsWith("the number "));
}

TEST_CASE("a line that ends too early is told as such, and so is what stands behind the object") {
  Fixture f;
  const std::string head = R"({"visitor":"v","time":9,"event":"e","a":)";
  const std::string cut = GENERATE(as<std::string>{}, "", "1", "{", "{\"b\":1}", "[1", "[1,", "[{\"b\":1}", "[{\"b\":1},");
  CAPTURE(cut);
  CHECK_THAT(f.parsed(head + cut), Catch::StartsWith("it is no valid JSON: it ends too early"));
  CHECK_THAT(f.parsed(head + "1}" + cut + " x"), Catch::Contains("something stands behind"));
  CHECK(f.parsed(head + "[1}") == "it is no valid JSON");
  CHECK(f.parsed(head + "tru}") == "it is no valid JSON: `tru` is no value");
  CHECK(f.parsed(head + "-1e999}") == "the number `-1e999` is too large for a double");
}

TEST_CASE("numbers of any length are valid") {
  Fixture f;
  CHECK(f.parsed(R"({"visitor":"v","time":9.0e0,"event":"e","a":123456789012345678901234567890,"price":-1.50e1,"b":1e-999})") ==
        "v ? @9 [0:number -15000]");
}

TEST_CASE("nesting is bounded, so that no line can end the program") {
  Fixture f;
  const std::string head = R"({"visitor":"v","time":9,"event":"e","a":)";
  const auto nested = [&head](size_t depth) { return head + std::string(depth, '[') + std::string(depth, ']') + "}"; };
  CHECK(f.parsed(nested(LineParser::kDeepest)) == "v ? @9 []");
  CHECK_THAT(f.parsed(nested(LineParser::kDeepest + 1)), Catch::StartsWith("it is nested too deeply"));
  CHECK_THAT(f.parsed(nested(1'000'000)), Catch::StartsWith("it is nested too deeply"));
  std::string objects = head;
  for (int i = 0; i < 600; ++i) objects += "{\"a\":";
  CHECK_THAT(f.parsed(objects + "1" + std::string(600, '}') + "}"), Catch::StartsWith("it is nested too deeply"));
}

TEST_CASE("a broken line leaves nothing behind for the next one") {
  Fixture f;
  CHECK_THAT(f.parsed(R"({"visitor":"v","time":9,"event":"view_item","fields":{"name":"old"},"items":[{"price":1},{"price":)"),
             Catch::StartsWith("it is no"));
  CHECK(f.parsed(R"({"visitor":"w","time":8,"event":"identify","price":1})") == "w 1 @8 [0:number 1000]");
  CHECK_THAT(f.parsed(R"({"event":"view_item"})"), Catch::StartsWith("`visitor` is missing"));
}

TEST_CASE("a fault shows no control characters and no endless texts") {
  Fixture f;
  const std::string fault = f.parsed("{\"visitor\":\"v\",\"time\":\"\\u001b[31m" + std::string(500, 'x') + "\",\"event\":\"e\"}");
  CHECK(fault.size() < 200);
  CHECK(fault.find('\x1b') == std::string::npos);
}

TEST_CASE("keys are told apart whatever stood in their place in the lines before") {
  Fixture f;
  const std::string head = R"({"visitor":"v","time":9,"event":"e",)";
  CHECK(f.parsed(head + R"("name":"a","price":1})") == "v ? @9 [1:text a; 0:number 1000]");
  CHECK(f.parsed(head + R"("names":"a","price":1})") == "v ? @9 [0:number 1000]");
  CHECK(f.parsed(head + R"("nam":"a","name":"b"})") == "v ? @9 [1:text b]");
  CHECK(f.parsed(head + R"("price":1,"name":"b"})") == "v ? @9 [0:number 1000; 1:text b]");
  CHECK(f.parsed(head + R"("na\"me":"a","name":"b"})") == "v ? @9 [1:text b]");
  CHECK(f.parsed(head + R"("name\":\"x":"y","name":"b"})") == "v ? @9 [1:text b]");
  CHECK(f.parsed(head + R"("name":"x","price":2})") == "v ? @9 [1:text x; 0:number 2000]");
  CHECK_THAT(f.parsed(head + R"("name":"x","name":"y"})"), Catch::StartsWith("the key `name` stands twice"));
}

TEST_CASE("two keys that take turns in one place are told apart, and one twice is still found") {
  Fixture f;
  const std::string head = R"({"visitor":"v","time":9,"event":"e",)";
  for (int i = 0; i < 3; ++i) {
    CHECK(f.parsed(head + R"("x":1,"name":"a"})") == "v ? @9 [1:text a]");
    CHECK(f.parsed(head + R"("x":1,"price":1})") == "v ? @9 [0:number 1000]");
    CHECK(f.parsed(head + R"("x":1,"n\u0061me":"a","price":1})") == "v ? @9 [1:text a; 0:number 1000]");
    CHECK_THAT(f.parsed(head + R"("x":1,"price":1,"x":1})"), Catch::StartsWith("the key `x` stands twice"));
    CHECK_THAT(f.parsed(head + R"("x":1,"name":1,"\u006eame":1})"), Catch::StartsWith("the key `name` stands twice"));
  }
}

TEST_CASE("half a surrogate pair breaks a line, in a text and in a key") {
  Fixture f;
  const std::string text =
      GENERATE(as<std::string>{}, R"(\ud83d)", R"(\ude00)", R"(\ud83d\u0041)", R"(\ud83dx)", R"(\ude00\ud83d)", R"(\ud83)");
  CHECK_THAT(f.parsed(R"({"visitor":"v","time":9,"event":"e","a":")" + text + "\"}"), Catch::Contains("half of a surrogate pair"));
  CHECK_THAT(f.parsed(R"({"visitor":"v","time":9,"event":"e",")" + text + "\":1}"), Catch::Contains("half of a surrogate pair"));
}

TEST_CASE("a key that is no UTF-8 breaks every line that has it") {
  Fixture f;
  for (int i = 0; i < 3; ++i) CHECK(f.parsed("{\"visitor\":\"v\",\"time\":9,\"event\":\"e\",\"\xFF\":1}") == "it is no valid UTF-8");
}

TEST_CASE("every broken line has a code for its reason") {
  struct Row {
    const char *code;
    std::string line;
  };
  const std::string head = R"({"visitor":"v","time":9,"event":"e","a":)";
  const Row row = GENERATE_COPY(values<Row>({{"good", head + "1}"},
                                             {"utf8", head + "\"\xFF\"}"},
                                             {"json", head + "tru}"},
                                             {"json", head + "\"\t\"}"},
                                             {"json", head},
                                             {"json", head + "1} x"},
                                             {"json", head + "\"\\ud800\"}"},
                                             {"no_object", "[]"},
                                             {"too_deep", head + std::string(600, '[') + std::string(600, ']') + '}'},
                                             {"duplicate_key", head + "1,\"a\":2}"},
                                             {"number_too_large", head + "1e999}"},
                                             {"visitor_missing", R"({"time":9,"event":"e"})"},
                                             {"visitor_type", R"({"visitor":[],"time":9,"event":"e"})"},
                                             {"time_missing", R"({"visitor":"v","event":"e"})"},
                                             {"time_type", R"({"visitor":"v","time":null,"event":"e"})"},
                                             {"time", R"({"visitor":"v","time":"soon","event":"e"})"},
                                             {"time", R"({"visitor":"v","time":-1,"event":"e"})"},
                                             {"event_missing", R"({"visitor":"v","time":9})"},
                                             {"event_type", R"({"visitor":"v","time":9,"event":1})"}}));
  CAPTURE(row.line);
  Fixture f;
  CHECK(f.code(row.line) == row.code);
}
