// Up to 15 digits a decimal is its own shortest form and integers are exact; all else goes through the double and its shortest digits.
#include "cli/decimals.h"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <string>

namespace vitrine {
namespace {

constexpr int kExactDigits = 15;  // every decimal of so many digits survives the way through a double

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A decimal: digits x 10^exponent.
struct Decimal {
  uint64_t digits = 0;
  int exponent = 0;
  bool negative = false;
};

int64_t to_thousandths(Decimal decimal) {
  int shift = decimal.exponent + 3;
  uint64_t value = decimal.digits;
  while (shift > 0 && value != 0 && value <= static_cast<uint64_t>(kLargestThousandths)) {
    value *= 10;
    --shift;
  }
  if (shift < 0) {
    uint64_t divisor = 1;
    for (; shift < 0 && divisor <= value * 2 && divisor < 1'000'000'000'000'000'000u; ++shift) divisor *= 10;
    value = shift < 0 ? 0 : value / divisor + (value % divisor * 2 >= divisor ? 1 : 0);
  }
  const int64_t size = value > static_cast<uint64_t>(kLargestThousandths) ? kLargestThousandths : static_cast<int64_t>(value);
  return decimal.negative ? -size : size;
}

// The shortest digits of a finite double: 17 of them at most.
Decimal shortest(double value) {
  char text[40];
  const auto end = std::to_chars(text, text + sizeof text, value, std::chars_format::scientific).ptr;
  Decimal decimal;
  const char *at = text;
  if (*at == '-') {
    decimal.negative = true;
    ++at;
  }
  int after_point = 0;
  bool fraction = false;
  for (; at < end && *at != 'e'; ++at) {
    if (*at == '.') {
      fraction = true;
      continue;
    }
    decimal.digits = decimal.digits * 10 + static_cast<uint64_t>(*at - '0');
    after_point += fraction ? 1 : 0;
  }
  if (at < end) {
    ++at;
    if (*at == '+') ++at;
    std::from_chars(at, end, decimal.exponent);
  }
  decimal.exponent -= after_point;
  return decimal;
}

// Takes `-?digits[.digits][e...]` apart as far as 15 significant digits go. `json`: no leading zeros, an exponent may follow.
struct Scan {
  Decimal decimal;
  bool well_formed = false;
  bool exact = false;
};

bool scan_exponent(const char *&at, const char *end) {
  ++at;
  if (at < end && (*at == '+' || *at == '-')) ++at;
  if (at == end || !is_digit(*at)) return false;
  while (at < end && is_digit(*at)) ++at;
  return true;
}

Scan scan_number(std::string_view token, bool json) {
  Scan scan;
  const char *at = token.data();
  const char *const end = at + token.size();
  int significant = 0;
  const auto take_digits = [&] {
    const char *const first = at;
    for (; at < end && is_digit(*at); ++at) {
      if (significant > 0 || *at != '0') ++significant;
      if (significant <= kExactDigits) scan.decimal.digits = scan.decimal.digits * 10 + static_cast<uint64_t>(*at - '0');
    }
    return static_cast<int>(at - first);
  };
  if (at < end && *at == '-') {
    scan.decimal.negative = true;
    ++at;
  }
  const char *const first = at;
  const int whole = take_digits();
  if (whole == 0 || (json && whole > 1 && *first == '0')) return scan;
  if (at < end && *at == '.') {
    ++at;
    const int fraction = take_digits();
    if (fraction == 0) return scan;
    scan.decimal.exponent = -fraction;
  }
  scan.exact = significant <= kExactDigits;
  if (json && at < end && (*at == 'e' || *at == 'E')) {
    scan.exact = false;
    if (!scan_exponent(at, end)) return scan;
  }
  scan.well_formed = at == end;
  return scan;
}

int digit_count(uint64_t digits) {
  int count = 1;
  for (; digits >= 10; digits /= 10) ++count;
  return count;
}

}  // namespace

double to_double(std::string_view token) {
  double value = 0;
  const auto result = std::from_chars(token.data(), token.data() + token.size(), value);
  if (result.ec == std::errc{}) return value;
  return std::strtod(std::string(token).c_str(), nullptr);  // out of range: from_chars does not tell infinity from 0
}

NumberFault read_number(std::string_view token, Number &number) {
  const Scan scan = scan_number(token, true);
  if (!scan.well_formed) return NumberFault::kForm;
  number.token = token;
  if (scan.exact) {
    number.thousandths = to_thousandths(scan.decimal);
    return NumberFault::kNone;
  }
  const double value = to_double(token);
  if (!std::isfinite(value)) return NumberFault::kTooLarge;
  number.thousandths = to_thousandths(shortest(value));
  return NumberFault::kNone;
}

bool plain_decimal(std::string_view text, int64_t &thousandths) {
  const Scan scan = scan_number(text, false);
  if (!scan.well_formed) return false;
  if (scan.exact) {
    thousandths = to_thousandths(scan.decimal);
    return true;
  }
  const double value = to_double(text);
  if (!std::isfinite(value)) return false;
  thousandths = to_thousandths(shortest(value));
  return true;
}

NumberText number_text(double value) {
  NumberText text;
  if (value == 0) {
    text.bytes[text.length++] = '0';
    return text;
  }
  Decimal decimal = shortest(value);
  while (decimal.digits % 10 == 0) {
    decimal.digits /= 10;
    ++decimal.exponent;
  }
  char digits[24];
  const int count = digit_count(decimal.digits);
  std::to_chars(digits, digits + sizeof digits, decimal.digits);
  const int point = decimal.exponent + count;  // the decimal point stands behind so many digits
  const auto put = [&text](char c) { text.bytes[text.length++] = c; };
  const auto put_digits = [&](int from, int to) {
    for (int i = from; i < to; ++i) put(i < count ? digits[i] : '0');
  };
  if (decimal.negative) put('-');
  if (point > 0 && point <= 21) {
    put_digits(0, point);
    if (count > point) put('.');
    put_digits(point, count);
  } else if (point <= 0 && point > -6) {
    put('0');
    put('.');
    for (int i = point; i < 0; ++i) put('0');
    put_digits(0, count);
  } else {
    put(digits[0]);
    if (count > 1) put('.');
    put_digits(1, count);
    put('e');
    put(point - 1 < 0 ? '-' : '+');
    text.length = static_cast<uint32_t>(std::to_chars(text.bytes + text.length, text.bytes + sizeof text.bytes, std::abs(point - 1)).ptr -
                                        text.bytes);
  }
  return text;
}

}  // namespace vitrine
