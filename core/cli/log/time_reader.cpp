// The usual form alone, 2026-11-22T10:00:00Z; all else goes the long way.
#include "cli/log/time_reader.h"

#include "cli/log/text_hash.h"

namespace vitrine::tool {
namespace {

constexpr size_t kUsual = 20;  // bytes of 2026-11-22T10:00:00Z
constexpr size_t kDay = 11;    // of them the day and the T
constexpr uint32_t kDaySeconds = 86'400;

}  // namespace

// hh:mm:ssZ; false: it is not just that, or no time of a day.
bool TimeReader::read_clock(const char *text, uint32_t &seconds) const {
  const auto two = [text](size_t at) {
    const uint32_t tens = static_cast<uint8_t>(text[at] - '0');
    const uint32_t ones = static_cast<uint8_t>(text[at + 1] - '0');
    return tens > 9 || ones > 9 ? 99u : tens * 10 + ones;
  };
  const uint32_t hour = two(0);
  const uint32_t minute = two(3);
  const uint32_t second = two(6);
  if (text[2] != ':' || text[5] != ':' || text[8] != 'Z' || hour > 23 || minute > 59 || second > 59) return false;
  seconds = day_begin_ + hour * 3600 + minute * 60 + second;
  return true;
}

TimeFault TimeReader::read(std::string_view text, uint32_t &seconds) {
  if (text.size() != kUsual) return parse_time(text, seconds);
  const char *const begin = text.data();
  const uint64_t first = load_bytes<8>(begin);
  const uint64_t last = load_bytes<8>(begin + kDay - 8);
  if (first == day_first_ && last == day_last_ && read_clock(begin + kDay, seconds)) return TimeFault::kNone;
  const TimeFault fault = parse_time(text, seconds);
  // The last day known is not whole: it is never remembered, so that nothing past its end is taken.
  if (fault != TimeFault::kNone || text.back() != 'Z' || seconds > kLastSecond - kDaySeconds) return fault;
  day_first_ = first;
  day_last_ = last;
  day_begin_ = seconds - seconds % kDaySeconds;
  return fault;
}

}  // namespace vitrine::tool
