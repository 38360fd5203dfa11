// The two hashes of the formats: FNV-1a (names, checksums, keys) and a two-lane 64-bit label hash.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

namespace vitrine {

// FNV-1a, 32 bits (Fowler, Noll, Vo; draft-eastlake-fnv). Detects every change of a single byte.
constexpr uint32_t fnv1a32(const char *text, size_t length, uint32_t hash = 0x811C9DC5u) {
  for (size_t i = 0; i < length; ++i) hash = (hash ^ static_cast<uint8_t>(text[i])) * 0x01000193u;
  return hash;
}

inline uint32_t fnv1a32(const uint8_t *bytes, size_t length, uint32_t hash = 0x811C9DC5u) {
  for (size_t i = 0; i < length; ++i) hash = (hash ^ bytes[i]) * 0x01000193u;
  return hash;
}

constexpr uint32_t rotate_left(uint32_t x, int by) { return (x << by) | (x >> (32 - by)); }

// Final mixing of MurmurHash3 (Appleby, public domain): every input bit reaches every output bit.
constexpr uint32_t mix32(uint32_t h) {
  h = (h ^ (h >> 16)) * 0x85EBCA6Bu;
  h = (h ^ (h >> 13)) * 0xC2B2AE35u;
  return h ^ (h >> 16);
}

// A label as 64 bits: two 32-bit lanes, since 64-bit products are slow where Wasm is translated to JavaScript. Never 0, which stands for
// "no value". With 16 kept values and a thousand constants, two labels of one visitor meet by chance about once in 10^15.
constexpr uint64_t label_hash(const char *text, size_t length) {
  uint32_t a = 0x9E3779B9u ^ static_cast<uint32_t>(length);
  uint32_t b = 0x7F4A7C15u;
  for (size_t i = 0; i < length; i += 4) {
    uint32_t word = 0;
    if (!std::is_constant_evaluated() && length - i >= 4) {
      std::memcpy(&word, text + i, 4);  // little-endian, as every format of ours
    } else {
      for (size_t j = 0; j < 4 && i + j < length; ++j) word |= uint32_t{static_cast<uint8_t>(text[i + j])} << (8 * j);
    }
    a = rotate_left(a ^ (word * 0xCC9E2D51u), 13) * 5u + 0xE6546B64u;
    b = rotate_left(b + (word ^ 0x5BD1E995u) * 0x1B873593u, 17) ^ a;
  }
  a = mix32(a + b * 0x27D4EB2Fu);
  b = mix32(b ^ a ^ static_cast<uint32_t>(length));
  const uint64_t hash = (uint64_t{a} << 32) | b;
  return hash == 0 ? 1 : hash;
}

}  // namespace vitrine
