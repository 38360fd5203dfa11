// Numbers of event lines: JSON numbers and decimal texts to thousandths, and a double's text in ECMAScript's form.
#pragma once

#include <cstdint>
#include <string_view>

namespace vitrine {

inline constexpr int64_t kLargestThousandths = int64_t{1} << 53;  // a number beyond it, either way, is taken as it

enum class NumberFault : uint8_t { kNone, kForm, kTooLarge };

// A JSON number. `thousandths`: of the shortest decimal that reads back as the same double, rounded half away from zero.
struct Number {
  int64_t thousandths = 0;
  std::string_view token;  // the number as it is written; not owned
};

// kForm: no JSON number; kTooLarge: beyond a double.
[[nodiscard]] NumberFault read_number(std::string_view token, Number &number);

// The same where more may stand behind the number: `at` is moved behind it, unless it is none. Nothing from `end` on is read.
[[nodiscard]] NumberFault take_number(const char *&at, const char *end, Number &number);

// The double nearest to a number that read_number took.
[[nodiscard]] double to_double(std::string_view token);

// Is `text` a plain decimal, `[+-]?digits[.digits]` with nothing but ASCII blanks around it? Then its thousandths, as those of the
// JSON number with that value; one beyond a double is the greatest there is.
[[nodiscard]] bool plain_decimal(std::string_view text, int64_t &thousandths);

// ECMAScript's Number::toString: 12345.0 is 12345, 1e21 is 1e+21, 1e-7 is 1e-7.
struct NumberText {
  char bytes[32];
  uint32_t length = 0;
  [[nodiscard]] std::string_view view() const { return {bytes, length}; }
};
[[nodiscard]] NumberText number_text(double value);

}  // namespace vitrine
