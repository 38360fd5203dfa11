// The tokens of one line of JSON, from left to right: each byte is checked as it is passed, once.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "cli/text_hash.h"

namespace vitrine {

inline constexpr size_t kLinePadding = 64;  // readable bytes behind every line

enum class TextFault : uint8_t { kNone, kOpen, kControl, kEscape };

class JsonCursor {
 public:
  // The byte behind the line must be a line end or 0, and kLinePadding bytes readable from there: no token then runs past the end.
  void begin(std::string_view line) {
    at_ = line.data();
    end_ = at_ + line.size();
    bytes_seen_ = 0;
    unescaped_.clear();
  }

  [[nodiscard]] const char *at() const { return at_; }
  [[nodiscard]] bool at_end() const { return at_ == end_; }
  [[nodiscard]] const char *end() const { return end_; }
  void move_to(const char *to) { at_ = to; }

  // Passes blanks; the character behind them, which is not passed.
  char next() {
    while (*at_ == ' ' || *at_ == '\t' || *at_ == '\r') ++at_;
    return *at_;
  }

  // Passes the text that begins at the quote here. `text` is valid until the next line: in place, or unescaped. `plain`: nothing in it
  // was escaped.
  [[nodiscard]] TextFault take_text(std::string_view &text, bool &plain) {
    const char *const first = at_ + 1;
    const char *const stop = find_stop(first);
    plain = *stop == '"';
    if (!plain) return take_odd_text(first, stop, text);
    text = {first, static_cast<size_t>(stop - first)};
    at_ = stop + 1;
    return TextFault::kNone;
  }

  // Passes `word` if it stands here.
  [[nodiscard]] bool take_word(std::string_view word) {
    if (std::string_view(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }

  // A byte beyond ASCII was in a text, or not far behind one: the line is to be checked as UTF-8.
  [[nodiscard]] bool saw_wide() const { return (bytes_seen_ & kHighs) != 0; }

 private:
  static constexpr uint64_t kOnes = 0x0101'0101'0101'0101u;
  static constexpr uint64_t kHighs = 0x8080'8080'8080'8080u;

  // The next quote, backslash or control character, found eight bytes at a time: the lowest bit set is exact, borrows go upwards only.
  const char *find_stop(const char *from) {
    for (;; from += 8) {
      const uint64_t word = load_bytes<8>(from);
      const uint64_t quote = word ^ kOnes * '"';
      const uint64_t slash = word ^ kOnes * '\\';
      const uint64_t stops =
          (((quote - kOnes) & ~quote) | ((slash - kOnes) & ~slash) | ((word - kOnes * 0x20) & ~word)) & kHighs;
      bytes_seen_ |= word;
      if (stops != 0) return from + (__builtin_ctzll(stops) >> 3);
    }
  }

  TextFault take_odd_text(const char *first, const char *stop, std::string_view &text);
  [[nodiscard]] bool unescape(const char *&from);

  const char *at_ = nullptr;
  const char *end_ = nullptr;
  uint64_t bytes_seen_ = 0;
  std::vector<char> unescaped_;  // room for a whole line, so that nothing in it moves
};

}  // namespace vitrine
