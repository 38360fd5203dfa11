// JSON text to tree: places, order, comments, and what is wrong with a text that is none.
#include <catch2/catch.hpp>

#include "compiler/read.h"

using namespace vitrine;
using namespace vitrine::compiler;

namespace {

std::string places(std::string_view text) {
  Diagnostics out;
  const Document document = read_document(text, out);
  std::string list;
  for (const Node &node : document.nodes) {
    list += (list.empty() ? "" : " ") + pointer_to(node) + '@' + std::to_string(node.place.line) + ':' + std::to_string(node.place.column);
  }
  return list;
}

std::string finding(std::string_view text) {
  Diagnostics out;
  const Document document = read_document(text, out);
  const auto list = out.take();
  if (list.empty()) return "";
  return list[0].code + ' ' + std::to_string(list[0].place.line) + ':' + std::to_string(list[0].place.column) + ' ' + list[0].sentence;
}

}  // namespace

TEST_CASE("every value knows its line and its column in UTF-8 bytes") {
  CHECK(places("{\"a\": [1,\n  \"x\"]}") == "@1:1 /a@1:7 /a/0@1:8 /a/1@2:3");
  CHECK(places("[\"\xC3\xA9\", 1]") == "@1:1 /0@1:2 /1@1:8");
  CHECK(places("[1,\r\n2,\r3]") == "@1:1 /0@1:2 /1@2:1 /2@3:1");
  CHECK(places("\xEF\xBB\xBF[1]") == "@1:1 /0@1:2");
}

TEST_CASE("comments count as white space, and their lines count") {
  CHECK(places("// one\n[ /* two\n three */ 1, // four\n 2]") == "@2:1 /0@3:11 /1@4:2");
  CHECK(finding("[1] // the end") == "");
}

TEST_CASE("pointers escape slash and tilde") {
  Diagnostics out;
  const Document document = read_document(R"({"a/b":{"c~d":[true]}})", out);
  CHECK(pointer_to(document.nodes.back()) == "/a~1b/c~0d/0");
}

TEST_CASE("the text of a number is kept as written, and the order of members too") {
  Diagnostics out;
  const Document document = read_document(R"({"z":1.50,"a":-0,"m":12345678901234567890})", out);
  REQUIRE(document.root != nullptr);
  const auto &members = document.root->children;
  REQUIRE(members.size() == 3);
  CHECK((members[0]->key == "z" && members[0]->text == "1.50"));
  CHECK((members[1]->key == "a" && members[1]->text == "-0"));
  CHECK((members[2]->key == "m" && members[2]->text == "12345678901234567890"));
}

TEST_CASE("a text that is no JSON is refused at the place where it stops being JSON") {
  const struct {
    const char *text;
    const char *finding;
  } cases[] = {
      {"", "syntax 1:1 The text ends here, but a value should follow."},
      {R"({"a":1 "b":2})", "syntax 1:8 Here should stand a `,` or `}`."},
      {R"({"a" 1})", "syntax 1:6 Here should stand a `:` between key and value."},
      {"{\"a\":1,\n}", "syntax 2:1 A comma stands before the end of this list or map."},
      {"[1,]", "syntax 1:4 A comma stands before the end of this list or map."},
      {"[1,,2]", "syntax 1:4 Here should stand a value."},
      {"{'a':1}", "syntax 1:2 Single quotes do not make a text."},
      {"{a:1}", "syntax 1:2 Here should stand a key in double quotes or `}`."},
      {R"({"a":True})", "syntax 1:6 Here should stand a value."},
      {R"({"a":"b)", "syntax 1:6 This text has no end."},
      {"{\"a\":\"b\nc\"}", "syntax 1:8 This cannot stand in a text."},
      {R"({"a":"\x"})", "syntax 1:8 This cannot stand in a text."},
      {R"({"a":{"b":1})", "syntax 1:13 The text ends here, but a `,` or `}` should follow."},
      {"[01]", "syntax 1:3 Here should stand a `,` or `]`."},
      {"[1e999]", "bad_number 1:2 This number cannot be read, or is too large."},
      {"[-]", "bad_number 1:2 This number cannot be read, or is too large."},
      {"nullull", "syntax 1:5 Something stands behind the end of the strategy."},
      {"[falsey]", "syntax 1:7 Here should stand a `,` or `]`."},
      {"[1] x", "syntax 1:5 Something stands behind the end of the strategy."},
      {"[1] /* x", "syntax 1:5 This comment has no end."},
      {"[1, /* x", "syntax 1:5 This comment has no end."},
  };
  for (const auto &c : cases) CHECK(finding(c.text) == c.finding);
}

TEST_CASE("bytes that are no UTF-8 are refused at their place, in comments too") {
  CHECK(finding("[\n \"a\xFF\"]") == "invalid_utf8 2:4 These bytes are not UTF-8.");
  CHECK(finding("[1] // \xC0\xAF") == "invalid_utf8 1:8 These bytes are not UTF-8.");          // overlong
  CHECK(finding("[\"\xED\xA0\x80\"]") == "invalid_utf8 1:3 These bytes are not UTF-8.");        // a surrogate
  CHECK(finding("[\"\xF4\x90\x80\x80\"]") == "invalid_utf8 1:3 These bytes are not UTF-8.");    // past U+10FFFF
  CHECK(finding("[\"\xE2\x82\"]") == "invalid_utf8 1:3 These bytes are not UTF-8.");            // cut short
  CHECK(finding("[\"\xF0\x9F\x98\x80\xE2\x82\xAC\xC3\xA9\"]") == "");
  CHECK(finding(std::string_view("[1]\0[2]", 7)) == "invalid_utf8 1:4 A zero byte stands here.");
}

TEST_CASE("a key that stands twice is an error at its second place, in every map for itself") {
  CHECK(finding("{\"a\":1,\n \"a\":2}") == "duplicate_key 2:2 The key `a` stands twice in this map; it was first written in line 1.");
  CHECK(finding(R"({"a":{"x":1},"b":{"x":1}})") == "");
  CHECK(finding("{\"a\":1,\"\\u0061\":2}") == "duplicate_key 1:8 The key `a` stands twice in this map; it was first written in line 1.");
}

TEST_CASE("nesting reaches to 64 and not further") {
  CHECK(finding(std::string(kMaxDepth, '[') + std::string(kMaxDepth, ']')) == "");
  CHECK(finding(std::string(kMaxDepth + 1, '[') + std::string(kMaxDepth + 1, ']')) ==
        "too_deep 1:65 Lists and maps stand more than 64 deep in each other.");
}
