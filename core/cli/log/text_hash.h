// A quick 64-bit hash of short texts for tables in memory; it is never stored.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace vitrine::tool {

template <size_t Count>
uint64_t load_bytes(const char *from) {
  uint64_t word = 0;
  std::memcpy(&word, from, Count);
  return word;
}

// Are the `count` bytes at both places the same? At least one; seven more must be readable behind them.
inline bool same_bytes(const char *left, const char *right, size_t count) {
  for (; count > 8; left += 8, right += 8, count -= 8) {
    if (load_bytes<8>(left) != load_bytes<8>(right)) return false;
  }
  return (load_bytes<8>(left) ^ load_bytes<8>(right)) << (64 - 8 * count) == 0;
}

inline uint64_t mix64(uint64_t x) {
  x = (x ^ (x >> 32)) * 0xD6E8FEB86659FD93u;
  x = (x ^ (x >> 32)) * 0xD6E8FEB86659FD93u;
  return x ^ (x >> 32);
}

// The first and the last eight bytes; with the length they tell texts of up to 16 bytes apart.
struct TextEnds {
  uint64_t first;
  uint64_t last;
};

inline TextEnds text_ends(std::string_view text) {
  const char *const begin = text.data();
  const char *const end = begin + text.size();
  if (text.size() >= 8) return {load_bytes<8>(begin), load_bytes<8>(end - 8)};
  if (text.size() >= 4) return {load_bytes<4>(begin), load_bytes<4>(end - 4)};
  if (text.empty()) return {0, 0};
  return {load_bytes<1>(begin) | load_bytes<1>(begin + text.size() / 2) << 8, load_bytes<1>(end - 1)};
}

inline uint64_t text_hash(std::string_view text) {
  uint64_t hash = (text.size() + 1) * 0x9E3779B97F4A7C15u;
  const TextEnds ends = text_ends(text);
  const char *at = text.data();
  size_t left = text.size();
  for (; left > 16; at += 8, left -= 8) hash = mix64(hash ^ load_bytes<8>(at));
  hash = mix64(hash ^ (left > 8 ? load_bytes<8>(at) : ends.first));
  return mix64(hash ^ ends.last);
}

}  // namespace vitrine::tool
