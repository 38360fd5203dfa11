// A reader that remembers days says just what one without memory says.
#include "cli/log/time_reader.h"

#include <catch2/catch.hpp>
#include <string>

using namespace vitrine;
using namespace vitrine::tool;

TEST_CASE("a time is the same whatever day was read before") {
  const std::vector<std::string> texts = {"2026-11-22T10:00:00Z",
                                          "2026-11-22T23:59:59Z",
                                          "2026-11-22T24:00:00Z",
                                          "2026-11-22T10:60:00Z",
                                          "2026-11-22T10:00:60Z",
                                          "2026-11-22T1a:00:00Z",
                                          "2026-11-22T10-00:00Z",
                                          "2026-11-22T10:00:00z",
                                          "2026-11-22T10:00+01:30",
                                          "2026-11-22 10:00:00Z",
                                          "2026-11-22t10:00:00Z",
                                          "2026-11-31T10:00:00Z",
                                          "2027-11-22T10:00:00Z",
                                          "2026-11-23T00:00:00Z",
                                          "1970-01-01T00:00:00Z",
                                          "1969-12-31T23:59:59Z",
                                          "2106-02-06T23:00:00Z",
                                          "2106-02-07T06:28:14Z",
                                          "2106-02-07T06:28:15Z",
                                          "2106-02-07T23:00:00Z",
                                          "2026-11-22",
                                          "",
                                          std::string(11, '\0') + "10:00:00Z"};
  TimeReader reader;
  for (const std::string &before : texts) {
    for (const std::string &text : texts) {
      uint32_t expected = 0;
      uint32_t seconds = 0;
      static_cast<void>(reader.read(before, seconds));
      seconds = 0;
      const TimeFault fault = parse_time(text, expected);
      CAPTURE(before, text);
      REQUIRE(reader.read(text, seconds) == fault);
      if (fault == TimeFault::kNone) REQUIRE(seconds == expected);
    }
  }
}
