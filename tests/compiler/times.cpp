// Times of events: what is read, what is refused and why, and what is written.
#include "text/times.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

using namespace vitrine;

namespace {

// The second a text stands for, or -1 - fault.
int64_t parsed(std::string_view text) {
  uint32_t seconds = 0;
  const TimeFault fault = parse_time(text, seconds);
  return fault == TimeFault::kNone ? int64_t{seconds} : -1 - static_cast<int64_t>(fault);
}

int64_t parsed(double number) {
  uint32_t seconds = 0;
  const TimeFault fault = time_of_number(number, seconds);
  return fault == TimeFault::kNone ? int64_t{seconds} : -1 - static_cast<int64_t>(fault);
}

constexpr int64_t refused(TimeFault fault) { return -1 - static_cast<int64_t>(fault); }

}  // namespace

TEST_CASE("a time without a zone is UTC, and a date alone is its midnight") {
  CHECK(parsed("2026-11-22T10:00:00") == 1'795'341'600);
  CHECK(parsed("2026-11-22T10:00:00Z") == 1'795'341'600);
  CHECK(parsed("2026-11-22") == 1'795'305'600);
  CHECK(parsed("1970-01-01") == 0);
}

TEST_CASE("T, t or a blank stands between date and clock, and seconds may be left out") {
  CHECK(parsed("2026-11-22t10:00Z") == 1'795'341'600);
  CHECK(parsed("2026-11-22 10:00") == 1'795'341'600);
}

TEST_CASE("a zone is taken off, with or without colon and minutes") {
  CHECK(parsed("2026-11-22T10:00:00+02:00") == 1'795'334'400);
  CHECK(parsed("2026-11-22T10:00:00+0200") == 1'795'334'400);
  CHECK(parsed("2026-11-22T10:00:00+02") == 1'795'334'400);
  CHECK(parsed("2026-11-22T10:00:00-09:30") == 1'795'375'800);
  CHECK(parsed("1970-01-01T01:00:00+01:00") == 0);
}

TEST_CASE("a fraction of a second is cut off, never rounded") {
  CHECK(parsed("2026-11-22T10:00:00.999Z") == 1'795'341'600);
  CHECK(parsed("2026-11-22T10:00:00,5") == 1'795'341'600);
}

TEST_CASE("days that the calendar does not have are refused") {
  CHECK(parsed("2024-02-29") == 1'709'164'800);
  CHECK(parsed("2000-02-29") == 951'782'400);
  CHECK(parsed("2023-02-29") == refused(TimeFault::kCalendar));
  CHECK(parsed("2100-02-29") == refused(TimeFault::kCalendar));
  CHECK(parsed("2026-04-31") == refused(TimeFault::kCalendar));
  CHECK(parsed("2026-00-10") == refused(TimeFault::kCalendar));
  CHECK(parsed("2026-13-10") == refused(TimeFault::kCalendar));
  CHECK(parsed("2026-01-00") == refused(TimeFault::kCalendar));
}

TEST_CASE("hours end at 23, minutes and seconds at 59, zones at 23:59") {
  CHECK(parsed("2026-11-22T23:59:59+23:59") == 1'795'305'659);
  CHECK(parsed("2026-11-22T24:00:00") == refused(TimeFault::kCalendar));
  CHECK(parsed("2026-11-22T10:60") == refused(TimeFault::kCalendar));
  CHECK(parsed("2026-11-22T23:59:60Z") == refused(TimeFault::kCalendar));
  CHECK(parsed("2026-11-22T10:00+24:00") == refused(TimeFault::kCalendar));
}

TEST_CASE("what is no ISO 8601 is refused") {
  const std::string_view text =
      GENERATE(as<std::string_view>{}, "", "2026", "2026-11", "2026-11-2", "26-11-22", "2026-11-22T", "2026-11-22T10", "2026-11-22T10:0",
               "2026-11-22X10:00", "2026-11-22T10:00:", "2026-11-22T10:00:00.", "2026-11-22T10:00.5", "2026-11-22T10:00:00ZZ",
               "2026-11-22T10:00:00z", "2026-11-22T10:00:00+1", "2026-11-22T10:00:00+01:", "2026-11-22T10:00:00+010", " 2026-11-22",
               "2026-11-22 ", "2026-11-22Z", "1795341600", "22.11.2026", "now");
  CAPTURE(text);
  CHECK(parsed(text) == refused(TimeFault::kForm));
}

TEST_CASE("times run from 1970 to the last second that fits 32 bits but one") {
  CHECK(parsed("1969-12-31T23:59:59Z") == refused(TimeFault::kNegative));
  CHECK(parsed("1970-01-01T00:00:00+00:01") == refused(TimeFault::kNegative));
  CHECK(parsed("2106-02-07T06:28:14Z") == 4'294'967'294);
  CHECK(parsed("2106-02-07T06:28:15Z") == refused(TimeFault::kTooLate));
  CHECK(parsed("9999-12-31") == refused(TimeFault::kTooLate));
}

TEST_CASE("a number is seconds, from 10^11 on milliseconds, and its fraction is cut off") {
  CHECK(parsed(1'795'341'600.0) == 1'795'341'600);
  CHECK(parsed(1'795'341'600.999) == 1'795'341'600);
  CHECK(parsed(1'795'341'600'999.0) == 1'795'341'600);
  CHECK(parsed(1e11) == 100'000'000);
  CHECK(parsed(1e11 - 1) == refused(TimeFault::kTooLate));
  CHECK(parsed(0.0) == 0);
  CHECK(parsed(-0.0) == 0);
  CHECK(parsed(-0.5) == refused(TimeFault::kNegative));
  CHECK(parsed(4'294'967'294.5) == 4'294'967'294);
  CHECK(parsed(4'294'967'295.0) == refused(TimeFault::kTooLate));
  CHECK(parsed(1e300) == refused(TimeFault::kTooLate));
}

TEST_CASE("a time is written as it is read, on every day from 1970 to 2106") {
  for (uint64_t seconds = 0; seconds <= kLastSecond; seconds += 86'399) {
    uint32_t back = 0;
    REQUIRE(parse_time(format_time(static_cast<uint32_t>(seconds)), back) == TimeFault::kNone);
    REQUIRE(back == seconds);
  }
  CHECK(format_time(1'795'341'600) == "2026-11-22T10:00:00Z");
  CHECK(format_time(951'782'399) == "2000-02-28T23:59:59Z");
  CHECK(format_time(kLastSecond) == "2106-02-07T06:28:14Z");
}
