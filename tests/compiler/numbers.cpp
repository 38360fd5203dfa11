// Numbers and durations of a strategy, to the last digit.
#include <catch2/catch.hpp>

#include "text/numbers.h"

using namespace vitrine;

TEST_CASE("a number becomes thousandths exactly, however it is written") {
  const struct {
    const char *text;
    int64_t thousandths;
  } cases[] = {{"0", 0},
               {"-0", 0},
               {"0.000", 0},
               {"1", 1000},
               {"1.5", 1500},
               {"0.001", 1},
               {"-0.05", -50},
               {"1e3", 1'000'000},
               {"1.5e-2", 15},
               {"1500e-3", 1500},
               {"0.1e1", 1000},
               {"1.50000", 1500},
               {"9007199254740.992", kMaxNumber},
               {"-9007199254740.992", -kMaxNumber},
               {"0e999999999999999999999", 0}};
  for (const auto &c : cases) {
    INFO(c.text);
    CHECK(to_thousandths(c.text).value == c.thousandths);
    CHECK(to_thousandths(c.text).fault == NumberError::kNone);
  }
}

TEST_CASE("a number with a fourth decimal or beyond 2^53 thousandths is refused") {
  for (const char *text : {"0.0001", "1.2345", "1e-4", "1e-99999999999999999999"})
    CHECK(to_thousandths(text).fault == NumberError::kDecimals);
  for (const char *text : {"9007199254740.993", "1e13", "-1e20", "1e99999999999999999999"})
    CHECK(to_thousandths(text).fault == NumberError::kRange);
}

TEST_CASE("a duration is a whole number and a unit, from 1s to 400d") {
  CHECK(to_seconds("1s") == 1u);
  CHECK(to_seconds("30m") == 1'800u);
  CHECK(to_seconds("24h") == 86'400u);
  CHECK(to_seconds("400d") == 34'560'000u);
  CHECK(to_seconds("34560000s") == 34'560'000u);
  for (const char *text : {"", "d", "0s", "401d", "34560001s", "1.5h", "-1d", "+1d", "1w", "1 d", "1D", "d1", "99999999999d"})
    CHECK(to_seconds(text) == std::nullopt);
}

TEST_CASE("numbers and durations are shown in their shortest form") {
  CHECK(number_text(1500) == "1.5");
  CHECK(number_text(-1) == "-0.001");
  CHECK(number_text(12'000) == "12");
  CHECK(duration_text(5'400) == "90m");
  CHECK(duration_text(172'800) == "2d");
  CHECK(duration_text(61) == "61s");
}
