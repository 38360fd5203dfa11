// Calendar arithmetic in the proleptic Gregorian calendar, without the C library's time zones and locales.
#include "text/times.h"

#include <cmath>
#include <cstdio>

namespace vitrine {
namespace {

constexpr int64_t kDaySeconds = 86'400;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int days_of_month(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : kDays[month - 1];
}

// Days from 0000-03-01: with the year beginning in March the leap day is the last of its year.
int64_t day_number(int year, int month, int day) {
  const int64_t march_year = month > 2 ? year : year - 1;
  const int64_t march_month = month > 2 ? month - 3 : month + 9;
  const int64_t leap_days = march_year / 4 - march_year / 100 + march_year / 400;
  return march_year * 365 + leap_days + (march_month * 153 + 2) / 5 + (day - 1);
}

constexpr int64_t kEpochDay = 719'468;  // day_number(1970, 1, 1)

// Takes the text from its beginning, piece by piece.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}
  [[nodiscard]] bool empty() const { return rest_.empty(); }
  [[nodiscard]] char front() const { return rest_.empty() ? '\0' : rest_.front(); }
  void skip() { rest_.remove_prefix(1); }
  bool take(char c) {
    if (front() != c) return false;
    skip();
    return true;
  }
  bool digits(size_t count, int &value) {
    if (rest_.size() < count) return false;
    value = 0;
    for (size_t i = 0; i < count; ++i) {
      if (!is_digit(rest_[i])) return false;
      value = value * 10 + (rest_[i] - '0');
    }
    rest_.remove_prefix(count);
    return true;
  }
  void skip_digits() {
    while (!rest_.empty() && is_digit(rest_.front())) skip();
  }

 private:
  std::string_view rest_;
};

struct Clock {
  int hour = 0, minute = 0, second = 0;
  int64_t east = 0;  // seconds that the zone is ahead of UTC
};

TimeFault read_zone(Cursor &text, Clock &clock) {
  if (text.empty()) return TimeFault::kNone;
  if (text.take('Z')) return text.empty() ? TimeFault::kNone : TimeFault::kForm;
  const bool west = text.front() == '-';
  if (!west && text.front() != '+') return TimeFault::kForm;
  text.skip();
  int hours = 0;
  int minutes = 0;
  if (!text.digits(2, hours)) return TimeFault::kForm;
  if (!text.empty()) {
    text.take(':');
    if (!text.digits(2, minutes) || !text.empty()) return TimeFault::kForm;
  }
  if (hours > 23 || minutes > 59) return TimeFault::kCalendar;
  clock.east = (west ? -60 : 60) * (int64_t{hours} * 60 + minutes);
  return TimeFault::kNone;
}

TimeFault read_clock(Cursor &text, Clock &clock) {
  const char between = text.front();
  if (between != 'T' && between != 't' && between != ' ') return TimeFault::kForm;
  text.skip();
  if (!text.digits(2, clock.hour) || !text.take(':') || !text.digits(2, clock.minute)) return TimeFault::kForm;
  if (text.take(':')) {
    if (!text.digits(2, clock.second)) return TimeFault::kForm;
    if (text.take('.') || text.take(',')) {
      if (!is_digit(text.front())) return TimeFault::kForm;
      text.skip_digits();
    }
  }
  if (clock.hour > 23 || clock.minute > 59 || clock.second > 59) return TimeFault::kCalendar;
  return read_zone(text, clock);
}

TimeFault bounded(int64_t value, uint32_t &seconds) {
  if (value < 0) return TimeFault::kNegative;
  if (value > int64_t{kLastSecond}) return TimeFault::kTooLate;
  seconds = static_cast<uint32_t>(value);
  return TimeFault::kNone;
}

}  // namespace

const char *time_fault_text(TimeFault fault) {
  switch (fault) {
    case TimeFault::kNone: return "is fine";
    case TimeFault::kForm: return "is none: write it as 2026-11-22T10:00:00Z, or as seconds or milliseconds since 1970";
    case TimeFault::kCalendar: return "is not in the calendar: a month, day, hour, minute or second is too large or 0";
    case TimeFault::kNegative: return "lies before 1970";
    case TimeFault::kTooLate: return "lies after 2106-02-07T06:28:14Z, the last one known";
  }
  return "";
}

TimeFault parse_time(std::string_view text, uint32_t &seconds) {
  Cursor cursor(text);
  int year = 0, month = 0, day = 0;
  if (!cursor.digits(4, year) || !cursor.take('-') || !cursor.digits(2, month) || !cursor.take('-') || !cursor.digits(2, day))
    return TimeFault::kForm;
  Clock clock;
  if (!cursor.empty()) {
    const TimeFault fault = read_clock(cursor, clock);
    if (fault != TimeFault::kNone) return fault;
  }
  if (month < 1 || month > 12 || day < 1 || day > days_of_month(year, month)) return TimeFault::kCalendar;
  const int64_t days = day_number(year, month, day) - kEpochDay;
  return bounded(days * kDaySeconds + clock.hour * 3600 + clock.minute * 60 + clock.second - clock.east, seconds);
}

TimeFault time_of_number(double number, uint32_t &seconds) {
  if (!(number >= 0)) return TimeFault::kNegative;
  if (number >= 1e11) number = std::floor(number) / 1000;
  if (number >= double{kLastSecond} + 1) return TimeFault::kTooLate;
  return bounded(static_cast<int64_t>(number), seconds);
}

std::string format_time(uint32_t seconds) {
  const int64_t day = seconds / kDaySeconds + kEpochDay;
  const int64_t in_day = seconds % kDaySeconds;
  int64_t year = day / 366;  // too small at first by at most a few years, never too large
  while (day_number(static_cast<int>(year) + 1, 3, 1) <= day) ++year;
  const int64_t rest = day - day_number(static_cast<int>(year), 3, 1);
  const int64_t march_month = (rest * 5 + 2) / 153;
  const int64_t month = march_month < 10 ? march_month + 3 : march_month - 9;
  if (month <= 2) ++year;
  const int64_t month_day = rest - (march_month * 153 + 2) / 5 + 1;
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02dZ", static_cast<int>(year), static_cast<int>(month),
                static_cast<int>(month_day), static_cast<int>(in_day / 3600), static_cast<int>(in_day / 60 % 60),
                static_cast<int>(in_day % 60));
  return text;
}

}  // namespace vitrine
