// Numbers of events: thousandths of what was written, and texts of numbers as ECMAScript writes them.
#include "text/decimals.h"

#include <catch2/catch.hpp>
#include <limits>
#include <string>

using namespace vitrine;

namespace {

int64_t thousandths(std::string_view token) {
  Number number;
  REQUIRE(read_number(token, number) == NumberFault::kNone);
  return number.thousandths;
}

NumberFault fault_of(std::string_view token) {
  Number number;
  return read_number(token, number);
}

std::string text_of(double value) { return std::string(number_text(value).view()); }

}  // namespace

TEST_CASE("a number is taken in thousandths of what was written") {
  CHECK(thousandths("59.9") == 59'900);
  CHECK(thousandths("35.79") == 35'790);
  CHECK(thousandths("0") == 0);
  CHECK(thousandths("-0") == 0);
  CHECK(thousandths("-12.345") == -12'345);
  CHECK(thousandths("1e3") == 1'000'000);
  CHECK(thousandths("1.5E-2") == 15);
  CHECK(thousandths("12.500000") == 12'500);
}

TEST_CASE("halves of a thousandth are rounded away from zero") {
  CHECK(thousandths("0.0005") == 1);
  CHECK(thousandths("-0.0005") == -1);
  CHECK(thousandths("0.00049999") == 0);
  CHECK(thousandths("1.0005") == 1'001);
  CHECK(thousandths("2.0014999") == 2'001);
  CHECK(thousandths("1e-7") == 0);
  CHECK(thousandths("5e-4") == 1);
}

TEST_CASE("digits that a double cannot tell apart do not count") {
  CHECK(thousandths("1.00049999999999999999") == 1'001);  // the double is that of 1.0005
  CHECK(thousandths("0.1000000000000000055511151231257827") == 100);
  CHECK(thousandths("9007199254740.993") == 9'007'199'254'740'992);  // past 2^53 thousandths
}

TEST_CASE("numbers beyond 2^53 thousandths are taken as that") {
  CHECK(thousandths("9007199254740.992") == kLargestThousandths);
  CHECK(thousandths("900719925474.991") == 900'719'925'474'991);
  CHECK(thousandths("9007199254740.5") == 9'007'199'254'740'500);
  CHECK(thousandths("1e300") == kLargestThousandths);
  CHECK(thousandths("-1e300") == -kLargestThousandths);
  CHECK(thousandths("123456789012345678901234567890") == kLargestThousandths);
  CHECK(thousandths("1e-400") == 0);
  CHECK(thousandths("4.9e-324") == 0);
}

TEST_CASE("what is no JSON number is refused") {
  const std::string_view token = GENERATE(as<std::string_view>{}, "", "-", "01", "-01", "1.", ".5", "+1", "1e", "1e+", "1.e5", "0x10",
                                          "1_000", "NaN", "Infinity", "1 2", "1,5", "1.5.2", "12a", "\"1\"");
  CAPTURE(token);
  CHECK(fault_of(token) == NumberFault::kForm);
}

TEST_CASE("a number beyond every double is told apart") {
  CHECK(fault_of("1e309") == NumberFault::kTooLarge);
  CHECK(fault_of("-1e999") == NumberFault::kTooLarge);
  CHECK(fault_of(std::string(400, '9')) == NumberFault::kTooLarge);
  CHECK(fault_of("1.7976931348623157e308") == NumberFault::kNone);
}

TEST_CASE("a text is a number only when it is a plain decimal") {
  const auto plain = [](std::string_view text) {
    int64_t value = -1;
    return plain_decimal(text, value) ? value : INT64_MIN;
  };
  CHECK(plain("12.50") == 12'500);
  CHECK(plain("-3") == -3'000);
  CHECK(plain("007") == 7'000);
  CHECK(plain("0.0005") == 1);
  CHECK(plain("00000000000000000000000000000012") == 12'000);
  CHECK(plain("+1") == 1'000);
  CHECK(plain("+4245.42") == 4'245'420);
  CHECK(plain(" 1") == 1'000);
  CHECK(plain("\t\r\n\v\f 4245.42 \f\v\n\r\t") == 4'245'420);
  CHECK(plain(std::string(9'000, ' ') + "-7" + std::string(9'000, '\n')) == -7'000);
  CHECK(plain("+123456789.123456789") == 123'456'789'123);  // more digits than are taken without a double
  for (const std::string_view text :
       {"",      "-",     "+",        " ",         "\t",       ".5",  "5.",         "+-5",           "-+5",
        "++1",   "--1",   "- 1",      "+ 1",       "1e3",      "1E3", "1 2",        "1,5",           "1.2.3",
        "x",     "0x10",  "4,245.42", "59,90 EUR", "Infinity", "NaN", "\xC2\xA0 1", "1\xE2\x80\x89", "\xEF\xBB\xBF 1",
        "1\x1C", "\x08 1"}) {
    CAPTURE(text);
    CHECK(plain(text) == INT64_MIN);
  }
  CHECK(plain(std::string_view("1\0", 2)) == INT64_MIN);
}

TEST_CASE("a text beyond a double is the greatest number there is") {
  int64_t value = 0;
  CHECK(plain_decimal(std::string(400, '9'), value));
  CHECK(value == kLargestThousandths);
  CHECK(plain_decimal("+" + std::string(400, '9') + ".5", value));
  CHECK(value == kLargestThousandths);
  CHECK(plain_decimal(" -" + std::string(400, '9') + " ", value));
  CHECK(value == -kLargestThousandths);
  CHECK(plain_decimal("0." + std::string(400, '0') + "1", value));
  CHECK(value == 0);
}

TEST_CASE("a text that is a plain decimal is the JSON number of that value") {
  for (const std::string_view text : {"0.1", "19.99", "1.00049999999999999999", "9007199254740993", "123456789.123456789"}) {
    int64_t value = 0;
    CAPTURE(text);
    REQUIRE(plain_decimal(text, value));
    CHECK(value == thousandths(text));
  }
}

TEST_CASE("a number's text is ECMAScript's") {
  CHECK(text_of(12345.0) == "12345");
  CHECK(text_of(0.0) == "0");
  CHECK(text_of(-0.0) == "0");
  CHECK(text_of(-12.5) == "-12.5");
  CHECK(text_of(0.1) == "0.1");
  CHECK(text_of(100.0) == "100");
  CHECK(text_of(1e20) == "100000000000000000000");
  CHECK(text_of(1e21) == "1e+21");
  CHECK(text_of(1.5e21) == "1.5e+21");
  CHECK(text_of(123456789012345680000.0) == "123456789012345680000");
  CHECK(text_of(0.000001) == "0.000001");
  CHECK(text_of(1e-7) == "1e-7");
  CHECK(text_of(1.25e-7) == "1.25e-7");
  CHECK(text_of(5e-324) == "5e-324");
  CHECK(text_of(-std::numeric_limits<double>::max()) == "-1.7976931348623157e+308");
}
