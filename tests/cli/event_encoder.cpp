// Values of fields to wire bytes: what each field wants, what wins, what is cut and what is left out.
#include "cli/log/event_encoder.h"

#include <catch2/catch.hpp>

#include "cli/log_pack.h"

using namespace vitrine;
using namespace vitrine::tool;
using Scope = EventEncoder::Scope;

namespace {

enum : uint8_t { kPrice, kName, kBoth, kFlag, kAny, kUrl, kWhen };

struct Fixture {
  std::vector<uint8_t> pack = tests::pack_of_names({"view_item", "identify"}, {{"price", kWantNumber},
                                                                               {"name", kWantText},
                                                                               {"both", kWantNumber | kWantText},
                                                                               {"flag", kWantBool},
                                                                               {"any", kWantNumber | kWantText | kWantBool},
                                                                               {"url", kWantLong},
                                                                               {"when", kWantTime}});
  EventNames names{PackView(pack)};
  EventEncoder encoder{names};

  Fixture() { encoder.begin(); }
  std::string done(uint16_t event = 0) { return tests::show(encoder.finish(event, 7)); }
  void number(Scope scope, uint8_t field, std::string_view token) {
    Number value;
    REQUIRE(read_number(token, value) == NumberFault::kNone);
    encoder.put_number(scope, field, value);
  }
  void text(uint8_t field, std::string_view value) { encoder.put_text(Scope::kFields, field, value); }
};

}  // namespace

TEST_CASE("a number goes to fields that want numbers in thousandths and to those that want texts as its text") {
  Fixture f;
  f.number(Scope::kFields, kPrice, "59.90");
  f.number(Scope::kFields, kName, "12345.0");
  f.number(Scope::kFields, kBoth, "1e21");
  f.number(Scope::kFields, kFlag, "1");
  CHECK(f.done() == "0 @7 [0:number 59900; 1:as text 12345; 2:number 9007199254740992, as text 1e+21; 3:unread]");
}

TEST_CASE("a text is also the number that it is as a plain decimal") {
  Fixture f;
  f.text(kPrice, "59.90");
  f.text(kName, "59.90");
  f.text(kBoth, "1e3");
  f.text(kAny, "5");
  CHECK(f.done() == "0 @7 [0:as number 59900; 1:text 59.90; 2:text 1e3; 4:as number 5000, text 5]");
}

TEST_CASE("a value of a type that the field does not want is given and cannot be read") {
  Fixture f;
  f.text(kPrice, "59,90 EUR");
  f.encoder.put_boolean(Scope::kFields, kName, true);
  f.number(Scope::kFields, kFlag, "1");
  CHECK(f.done() == "0 @7 [0:unread; 1:unread; 3:unread]");
  f.encoder.begin();
  f.text(kPrice, " ");
  f.text(kFlag, "true");
  CHECK(f.done() == "0 @7 [0:unread; 3:unread]");
}

TEST_CASE("a list or an object is no number and no time, and absent where none is asked for") {
  Fixture f;
  for (const uint8_t field : {kPrice, kName, kBoth, kFlag, kAny, kUrl, kWhen}) f.encoder.put_other(Scope::kFields, field);
  CHECK(f.done() == "0 @7 [0:unread; 2:unread; 4:unread; 6:unread]");
}

TEST_CASE("an empty list of items is told from none") {
  Fixture f;
  f.encoder.put_no_items();
  CHECK(f.done() == "0 @7 [] no items");
  f.encoder.begin();
  CHECK(f.done() == "0 @7 []");
}

TEST_CASE("a number is read from the whole text, before it is cut") {
  Fixture f;
  f.text(kBoth, std::string(70, ' ') + "+12.5");
  f.text(kPrice, "\t+59.9\n");
  CHECK(f.done() == "0 @7 [2:as number 12500, text " + std::string(64, ' ') + "; 0:as number 59900]");
}

TEST_CASE("booleans keep their value") {
  Fixture f;
  f.encoder.put_boolean(Scope::kFields, kFlag, false);
  f.encoder.put_boolean(Scope::kFields, kAny, true);
  CHECK(f.done() == "0 @7 [3:false; 4:true]");
}

TEST_CASE("a field that wants a time gets seconds of texts and numbers") {
  Fixture f;
  f.text(kWhen, "1970-01-02T00:00:00.9Z");
  CHECK(f.done() == "0 @7 [6:as number 86400]");
  f.encoder.begin();
  f.number(Scope::kFields, kWhen, "1795341600123");
  CHECK(f.done() == "0 @7 [6:number 1795341600]");
  f.encoder.begin();
  f.text(kWhen, "yesterday");
  CHECK(f.done() == "0 @7 [6:unread]");
}

TEST_CASE("a text is cut to 64 bytes at a character, a URL to 8,192") {
  Fixture f;
  f.text(kName, std::string(63, 'x') + "\xC3\xA9");
  f.text(kBoth, std::string(62, 'x') + "\xC3\xA9y");
  f.text(kUrl, std::string(9'000, 'u'));
  CHECK(f.done() ==
        "0 @7 [1:text " + std::string(63, 'x') + "; 2:text " + std::string(62, 'x') + "\xC3\xA9; 5:text " + std::string(8'192, 'u') + "]");
}

TEST_CASE("an empty text is no value") {
  Fixture f;
  f.text(kName, "");
  CHECK(f.done() == "0 @7 []");
}

TEST_CASE("null is carried by identify alone, where it removes a trait") {
  Fixture f;
  f.encoder.put_null(Scope::kFields, kName);
  CHECK(f.done(0) == "0 @7 []");
  CHECK(f.done(1) == "1 @7 [1:null]");
  CHECK(f.done(kNone16) == "? @7 []");
}

TEST_CASE("a field of `fields` wins over the top level's, whichever comes first and whatever it holds") {
  Fixture f;
  f.number(Scope::kTop, kPrice, "1");
  f.number(Scope::kFields, kPrice, "2");
  f.encoder.put_null(Scope::kFields, kName);
  f.encoder.put_text(Scope::kTop, kName, "top");
  f.encoder.put_other(Scope::kFields, kBoth);
  f.number(Scope::kTop, kBoth, "3");
  f.number(Scope::kTop, kAny, "4");
  CHECK(f.done() == "0 @7 [0:number 2000; 2:unread; 4:number 4000, as text 4]");
}

TEST_CASE("items carry their own fields, without nulls") {
  Fixture f;
  REQUIRE(f.encoder.begin_item());
  f.number(Scope::kItem, kPrice, "1");
  f.encoder.put_null(Scope::kItem, kName);
  REQUIRE(f.encoder.begin_item());
  REQUIRE(f.encoder.begin_item());
  f.encoder.put_text(Scope::kItem, kName, "b");
  f.number(Scope::kFields, kPrice, "9");
  CHECK(f.done() == "0 @7 [0:number 9000] {0:number 1000} {} {1:text b}");
}

TEST_CASE("items behind the first 200 are left out") {
  Fixture f;
  for (int i = 0; i < 200; ++i) REQUIRE(f.encoder.begin_item());
  CHECK_FALSE(f.encoder.begin_item());
  CHECK(f.encoder.finish(0, 7).size() == 8 + 200);
}

TEST_CASE("what does not fit 65,535 bytes is left out: single fields, then the first item that does not fit and all behind it") {
  const std::string long_text(8'192, 'u');
  std::vector<std::pair<std::string_view, int>> fields = {{"a", kWantLong}, {"b", kWantLong}, {"c", kWantLong},
                                                          {"d", kWantLong}, {"e", kWantLong}, {"f", kWantLong},
                                                          {"g", kWantLong}, {"h", kWantLong}, {"i", kWantNumber}};
  const auto pack = tests::pack_of_names({"view_item"}, fields);
  const EventNames names{PackView(pack)};
  EventEncoder encoder(names);
  encoder.begin();
  for (uint8_t field = 0; field < 8; ++field) encoder.put_text(Scope::kFields, field, long_text);
  encoder.put_text(Scope::kFields, 8, "5");
  REQUIRE(encoder.begin_item());
  encoder.put_text(Scope::kItem, 8, "6");
  REQUIRE(encoder.begin_item());
  encoder.put_text(Scope::kItem, 0, long_text);
  REQUIRE(encoder.begin_item());
  const auto wire = encoder.finish(0, 7);
  CHECK(wire.size() == 8 + 7 * (4 + 8'192) + 10 + 11);  // seven texts, the number, the first item
  CHECK(wire[7] == 8);
  CHECK(wire[6] == 1);
}
