// Tokens of one line of JSON. Each function looks at bytes from `at` on, once, and returns where it stopped.
//
// The byte behind the line is a line end or 0, which is part of no token: nothing here needs to know where the line ends. kLinePadding
// bytes are readable from there.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "cli/text_hash.h"

namespace vitrine {

inline constexpr size_t kLinePadding = 64;  // readable bytes behind every line

[[nodiscard]] inline const char *skip_blanks(const char *at) {
  while (*at == ' ' || *at == '\t' || *at == '\r') ++at;
  return at;
}

// All bytes of texts that were looked at, and a few behind them, one over the other.
struct BytesSeen {
  uint64_t bits = 0;
  [[nodiscard]] bool wide() const { return (bits & 0x8080'8080'8080'8080u) != 0; }  // some are beyond ASCII
};

// The next quote, backslash or control character, eight bytes at a time: the lowest bit set is exact, borrows go upwards only.
[[nodiscard]] inline const char *find_stop(const char *at, BytesSeen &seen) {
  constexpr uint64_t kOnes = 0x0101'0101'0101'0101u;
  constexpr uint64_t kHighs = 0x8080'8080'8080'8080u;
  for (;; at += 8) {
    const uint64_t word = load_bytes<8>(at);
    const uint64_t quote = word ^ kOnes * '"';
    const uint64_t slash = word ^ kOnes * '\\';
    const uint64_t stops = (((quote - kOnes) & ~quote) | ((slash - kOnes) & ~slash) | ((word - kOnes * 0x20) & ~word)) & kHighs;
    seen.bits |= word;
    if (stops != 0) return at + (__builtin_ctzll(stops) >> 3);
  }
}

// Behind the quote of a text with escapes, the first of them at `stop`: what it says is put at the end of `out`. nullptr: at `stop` stands
// a control character, or a backslash that begins no escape.
[[nodiscard]] const char *unescape_text(const char *at, const char *&stop, std::vector<char> &out, BytesSeen &seen);

}  // namespace vitrine
