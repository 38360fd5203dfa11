// Small letters of UTF-8 texts: brand terms and sources are compared without regard to case.
#pragma once

#include <cstdint>

namespace vitrine {

[[nodiscard]] constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// The small letter of a letter of Latin-1, Latin Extended-A, Greek or Cyrillic, whose small letters take two bytes too; others are returned.
[[nodiscard]] constexpr uint32_t small_letter(uint32_t c) {
  if (c >= 0xC0 && c <= 0xDE) return c == 0xD7 ? c : c + 32;
  if ((c >= 0x391 && c <= 0x3A9 && c != 0x3A2) || (c >= 0x410 && c <= 0x42F)) return c + 32;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  // Pairs of a capital and its small letter; the few letters without such a partner stay.
  if (c < 0x100 || c > 0x17E || c == 0x130 || c == 0x138 || c == 0x149 || c == 0x178) return c;
  const bool odd_capitals = (c >= 0x139 && c <= 0x148) || c >= 0x179;
  return odd_capitals == ((c & 1u) != 0) ? c + 1 : c;
}

// In place; the length stays.
inline void to_lower(char *text, uint32_t length) {
  for (uint32_t i = 0; i < length; ++i) {
    text[i] = lower(text[i]);
    const auto first = static_cast<uint8_t>(text[i]);
    if (i + 1 == length || first < 0xC3 || first > 0xD0) continue;
    const uint32_t small = small_letter((first & 0x1Fu) << 6 | (static_cast<uint8_t>(text[i + 1]) & 0x3Fu));
    text[i] = static_cast<char>(0xC0u | small >> 6);
    text[++i] = static_cast<char>(0x80u | (small & 0x3Fu));
  }
}

}  // namespace vitrine
