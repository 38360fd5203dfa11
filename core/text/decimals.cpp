// Up to 15 digits a decimal is its own shortest form and integers are exact; all else goes through the double and its shortest digits.
#include "text/decimals.h"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <string>

namespace vitrine {
namespace {

constexpr int kExactDigits = 15;  // every decimal of so many digits survives the way through a double

// Those around a number in a text: space, tab, line feed, vertical tab, form feed, carriage return.
bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A decimal: digits x 10^exponent.
struct Decimal {
  uint64_t digits = 0;
  int exponent = 0;
  bool negative = false;
};

int64_t to_thousandths(Decimal decimal) {
  if (decimal.exponent <= 0 && decimal.exponent >= -3 && decimal.digits < 1'000'000'000'000u) {
    constexpr int64_t kScale[] = {1'000, 100, 10, 1};
    const int64_t size = static_cast<int64_t>(decimal.digits) * kScale[-decimal.exponent];
    return decimal.negative ? -size : size;
  }
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

// `-?digits[.digits][e...]` taken apart. `json`: no plus, no leading zeros, an exponent may follow.
struct Scan {
  Decimal decimal;
  const char *behind = nullptr;  // nullptr: no number begins here
  bool exact = false;            // all digits are in `decimal`, and there is no exponent
};

const char *behind_digits(const char *at, const char *end, uint64_t &digits) {
  for (; at < end && is_digit(*at); ++at) digits = digits * 10 + static_cast<uint64_t>(*at - '0');
  return at;
}

const char *behind_exponent(const char *at, const char *end) {
  ++at;
  if (at < end && (*at == '+' || *at == '-')) ++at;
  if (at == end || !is_digit(*at)) return nullptr;
  while (at < end && is_digit(*at)) ++at;
  return at;
}

// Zeros in front are no significant digits.
bool is_exact(const char *first, const char *end) {
  while (first < end && (*first == '0' || *first == '.')) ++first;
  int significant = 0;
  for (; first < end; ++first) significant += *first != '.' ? 1 : 0;
  return significant <= kExactDigits;
}

Scan scan_number(const char *at, const char *end, bool json) {
  Scan scan;
  if (at < end && (*at == '-' || (!json && *at == '+'))) {
    scan.decimal.negative = *at == '-';
    ++at;
  }
  const char *const first = at;
  at = behind_digits(at, end, scan.decimal.digits);  // too many digits wrap around and are not used then
  const auto whole = at - first;
  if (whole == 0 || (json && whole > 1 && *first == '0')) return scan;
  if (at < end && *at == '.') {
    const char *const fraction = at + 1;
    at = behind_digits(fraction, end, scan.decimal.digits);
    if (at == fraction) return scan;
    scan.decimal.exponent = -static_cast<int>(at - fraction);
  }
  scan.exact = at - first <= kExactDigits || is_exact(first, at);
  if (json && at < end && (*at == 'e' || *at == 'E')) {
    scan.exact = false;
    at = behind_exponent(at, end);
  }
  scan.behind = at;
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

NumberFault take_number(const char *&at, const char *end, Number &number) {
  const Scan scan = scan_number(at, end, true);
  if (scan.behind == nullptr) return NumberFault::kForm;
  number.token = {at, static_cast<size_t>(scan.behind - at)};
  at = scan.behind;
  if (scan.exact) {
    number.thousandths = to_thousandths(scan.decimal);
    return NumberFault::kNone;
  }
  const double value = to_double(number.token);
  if (!std::isfinite(value)) return NumberFault::kTooLarge;
  number.thousandths = to_thousandths(shortest(value));
  return NumberFault::kNone;
}

NumberFault read_number(std::string_view token, Number &number) {
  const char *at = token.data();
  const char *const end = at + token.size();
  const NumberFault fault = take_number(at, end, number);
  return at != end ? NumberFault::kForm : fault;
}

bool plain_decimal(std::string_view text, int64_t &thousandths) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  const char *const first = text.data();
  const char *const end = first + text.size();
  const Scan scan = scan_number(first, end, false);
  if (scan.behind != end || text.empty()) return false;
  if (scan.exact) {
    thousandths = to_thousandths(scan.decimal);
    return true;
  }
  if (text.front() == '+') text.remove_prefix(1);  // from_chars takes none
  const double value = to_double(text);
  const int64_t largest = value < 0 ? -kLargestThousandths : kLargestThousandths;
  thousandths = std::isfinite(value) ? to_thousandths(shortest(value)) : largest;
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
