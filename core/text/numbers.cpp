// Numbers and durations from and to text, without floating point.
#include "text/numbers.h"

#include <algorithm>

#include "format/limits.h"

namespace vitrine {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Exponents beyond this decide nothing any more: every digit is then a decimal or out of range.
constexpr int64_t kFarExponent = 1'000'000'000;

int64_t read_exponent(std::string_view text) {
  const bool negative = !text.empty() && text[0] == '-';
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);
  int64_t value = 0;
  for (const char c : text) value = std::min(value * 10 + (c - '0'), kFarExponent);
  return negative ? -value : value;
}

}  // namespace

Thousandths to_thousandths(std::string_view number) {
  const bool negative = !number.empty() && number[0] == '-';
  if (negative) number.remove_prefix(1);
  std::string digits;
  int64_t exponent = 3;
  bool in_fraction = false;
  for (size_t i = 0; i < number.size(); ++i) {
    const char c = number[i];
    if (c == '.') {
      in_fraction = true;
    } else if (c == 'e' || c == 'E') {
      exponent += read_exponent(number.substr(i + 1));
      break;
    } else if (is_digit(c)) {
      if (in_fraction) --exponent;
      if (c != '0' || !digits.empty()) digits += c;
    }
  }
  while (!digits.empty() && digits.back() == '0') {
    digits.pop_back();
    ++exponent;
  }
  if (digits.empty()) return {};
  if (exponent < 0) return {0, NumberError::kDecimals};
  constexpr int64_t kMostDigits = 16;  // 2^53 has 16
  if (static_cast<int64_t>(digits.size()) + exponent > kMostDigits) return {0, NumberError::kRange};
  int64_t value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  for (; exponent > 0; --exponent) value *= 10;
  if (value > kMaxNumber) return {0, NumberError::kRange};
  return {negative ? -value : value, NumberError::kNone};
}

std::optional<uint32_t> to_seconds(std::string_view duration) {
  if (duration.size() < 2 || duration.size() > 9) return std::nullopt;  // 34560000s is the longest
  uint64_t value = 0;
  for (const char c : duration.substr(0, duration.size() - 1)) {
    if (!is_digit(c)) return std::nullopt;
    value = value * 10 + static_cast<uint64_t>(c - '0');
  }
  switch (duration.back()) {
    case 's': break;
    case 'm': value *= 60; break;
    case 'h': value *= 3'600; break;
    case 'd': value *= 86'400; break;
    default: return std::nullopt;
  }
  if (value == 0 || value > kMaxDuration) return std::nullopt;
  return static_cast<uint32_t>(value);
}

std::string number_text(int64_t thousandths) {
  const bool negative = thousandths < 0;
  const uint64_t size = negative ? uint64_t{0} - static_cast<uint64_t>(thousandths) : static_cast<uint64_t>(thousandths);
  std::string out(negative ? 1 : 0, '-');
  out += std::to_string(size / 1000);
  if (size % 1000 == 0) return out;
  std::string decimals = std::to_string(1000 + size % 1000).substr(1);
  while (decimals.back() == '0') decimals.pop_back();
  return out + '.' + decimals;
}

std::string duration_text(uint32_t seconds) {
  if (seconds != 0 && seconds % 86'400 == 0) return std::to_string(seconds / 86'400) + 'd';
  if (seconds != 0 && seconds % 3'600 == 0) return std::to_string(seconds / 3'600) + 'h';
  if (seconds != 0 && seconds % 60 == 0) return std::to_string(seconds / 60) + 'm';
  return std::to_string(seconds) + 's';
}

}  // namespace vitrine
