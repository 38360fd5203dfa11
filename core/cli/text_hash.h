// A quick 64-bit hash of short texts for tables in memory; it is never stored.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace vitrine {

inline uint64_t load_bytes(const char *from, size_t count) {
  uint64_t word = 0;
  std::memcpy(&word, from, count);
  return word;
}

inline uint64_t mix64(uint64_t x) {
  x = (x ^ (x >> 32)) * 0xD6E8FEB86659FD93u;
  x = (x ^ (x >> 32)) * 0xD6E8FEB86659FD93u;
  return x ^ (x >> 32);
}

inline uint64_t text_hash(std::string_view text) {
  const char *at = text.data();
  size_t left = text.size();
  uint64_t hash = 0x9E3779B97F4A7C15u ^ left;
  for (; left > 8; at += 8, left -= 8) hash = mix64(hash ^ load_bytes(at, 8));
  if (left >= 4) return mix64(hash ^ (load_bytes(at, 4) | load_bytes(at + left - 4, 4) << 32));
  uint64_t tail = 0;
  for (size_t i = 0; i < left; ++i) tail |= uint64_t{static_cast<uint8_t>(at[i])} << (8 * i);
  return mix64(hash ^ tail);
}

}  // namespace vitrine
