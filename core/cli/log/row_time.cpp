// The second is that of the compiler's times; only the fraction, which they cut off, is read here.
#include "cli/log/row_time.h"

#include <algorithm>
#include <charconv>

#include "compiler/diagnose.h"
#include "text/decimals.h"
#include "text/times.h"

namespace vitrine::tool {
namespace {

constexpr uint64_t kMillion = 1'000'000;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The digits behind the first point or comma, as millionths.
uint64_t fraction_of(std::string_view text) {
  const size_t point = text.find_first_of(".,");
  if (point == std::string_view::npos) return 0;
  uint64_t millionths = 0;
  uint64_t unit = kMillion / 10;
  for (const char digit : text.substr(point + 1)) {
    if (unit == 0 || !is_digit(digit)) break;
    millionths += unit * static_cast<uint64_t>(digit - '0');
    unit /= 10;
  }
  return millionths;
}

bool fail(std::string_view text, TimeFault fault, LineReason &reason) {
  reason = {LineFault::kTime, "the time " + compiler::shown(text) + " " + time_fault_text(fault)};
  return false;
}

bool read_number_time(std::string_view text, double number, RowTime &time, LineReason &reason) {
  if (number >= kFirstMicrosecond) {
    reason = {LineFault::kMicroseconds, sentence_of(LineFault::kMicroseconds)};
    return false;
  }
  const TimeFault fault = time_of_number(number, time.seconds);
  if (fault != TimeFault::kNone) return fail(text, fault, reason);
  const double factor = number >= 1e11 ? 1e3 : 1e6;
  time.microseconds = std::max(static_cast<uint64_t>(number * factor), time.seconds * kMillion);
  return true;
}

}  // namespace

bool read_row_time(std::string_view text, RowTime &time, LineReason &reason) {
  Number number;
  if (read_number(text, number) == NumberFault::kNone) return read_number_time(text, to_double(text), time, reason);
  const TimeFault fault = parse_time(text, time.seconds);
  if (fault != TimeFault::kNone) return fail(text, fault, reason);
  time.microseconds = time.seconds * kMillion + fraction_of(text);
  return true;
}

bool read_microseconds(std::string_view text, RowTime &time, LineReason &reason) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), time.microseconds);
  if (error != std::errc() || end != text.data() + text.size() || text.empty()) {
    reason = {LineFault::kTime, "the time " + compiler::shown(text) + " is no whole number of microseconds"};
    return false;
  }
  const uint64_t seconds = time.microseconds / kMillion;
  if (seconds > kLastSecond) return fail(text, TimeFault::kTooLate, reason);
  time.seconds = static_cast<uint32_t>(seconds);
  return true;
}

}  // namespace vitrine::tool
