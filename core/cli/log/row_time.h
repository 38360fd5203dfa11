// Times of rows, with their fraction, which decides the order within a second.
#pragma once

#include <cstdint>
#include <string_view>

#include "cli/log/line_fault.h"

namespace vitrine::tool {

inline constexpr double kFirstMicrosecond = 1e14;  // a time from there on is no seconds or milliseconds

struct RowTime {
  uint32_t seconds = 0;
  uint64_t microseconds = 0;  // all of it
};

// A text as parse_time takes it, or a number in it: seconds, or milliseconds from 10^11 on. False: `reason` says why.
[[nodiscard]] bool read_row_time(std::string_view text, RowTime &time, LineReason &reason);

// A whole number of microseconds.
[[nodiscard]] bool read_microseconds(std::string_view text, RowTime &time, LineReason &reason);

}  // namespace vitrine::tool
