// Small letters, by which brand terms and sources compare.
#include "format/letters.h"

#include <catch2/catch.hpp>
#include <string>

namespace {

std::string small(std::string text) {
  vitrine::to_lower(text.data(), static_cast<uint32_t>(text.size()));
  return text;
}

}  // namespace

TEST_CASE("capitals of Latin, Greek and Cyrillic have their small letters, and what has none stays") {
  CHECK(small("ACME Shop 24") == "acme shop 24");
  CHECK(small("\u00c0\u00d6\u00d7\u00d8\u00de\u00df\u00ff") ==
        "\u00e0\u00f6\u00d7\u00f8\u00fe\u00df\u00ff");  // the multiplication sign is no letter
  CHECK(small("\u0100\u0136\u0139\u0147\u014a\u0176\u0179\u017d") == "\u0101\u0137\u013a\u0148\u014b\u0177\u017a\u017e");
  CHECK(small("\u0101\u0138\u013a\u0149\u017a\u017f") == "\u0101\u0138\u013a\u0149\u017a\u017f");
  CHECK(small("\u0391\u03a3\u03a9\u03b1") == "\u03b1\u03c3\u03c9\u03b1");
  CHECK(small("\u0400\u040f\u0410\u042f\u0430") == "\u0450\u045f\u0430\u044f\u0430");
}

TEST_CASE("what is no letter of two bytes, or is cut off in the middle, stays as it is") {
  CHECK(small("\u20ac\u4e2d\U0001f600") == "\u20ac\u4e2d\U0001f600");
  CHECK(small("A\xc3") == "a\xc3");
}
