// Times of events: ISO 8601 texts and numbers to whole seconds since 1970-01-01T00:00:00Z, and back.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace vitrine {

// 2106-02-07T06:28:14Z; the second after it stands for "never".
inline constexpr uint32_t kLastSecond = 4'294'967'294u;

enum class TimeFault : uint8_t { kNone, kForm, kCalendar, kNegative, kTooLate };

// What is wrong, as the end of a sentence that begins with "the time".
[[nodiscard]] const char *time_fault_text(TimeFault fault);

// `YYYY-MM-DD`, then optionally T, t or a blank, hh:mm, :ss, a fraction after . or , (it is cut off), and a zone: Z, +hh:mm, +hhmm or +hh.
// No zone is UTC, a date alone is 00:00. Seconds end at 59: there is no leap second in seconds since 1970.
[[nodiscard]] TimeFault parse_time(std::string_view text, uint32_t &seconds);

// Seconds, or milliseconds from 10^11 on; a fraction is cut off.
[[nodiscard]] TimeFault time_of_number(double number, uint32_t &seconds);

// As 2026-11-22T10:00:00Z.
[[nodiscard]] std::string format_time(uint32_t seconds);

}  // namespace vitrine
