// Times of a log's lines, which mostly come day by day: the day of the line before is not worked out again.
#pragma once

#include <cstdint>
#include <string_view>

#include "text/times.h"

namespace vitrine::tool {

class TimeReader {
 public:
  // As parse_time.
  [[nodiscard]] TimeFault read(std::string_view text, uint32_t &seconds);

 private:
  [[nodiscard]] bool read_clock(const char *text, uint32_t &seconds) const;

  uint64_t day_first_ = 0;  // the eight first bytes of "2026-11-22T", and its eight last ones
  uint64_t day_last_ = 1;   // no text has these two: they overlap
  uint32_t day_begin_ = 0;
};

}  // namespace vitrine::tool
