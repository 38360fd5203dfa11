// How texts are cut and compared: the same for what an event brings and for what a strategy says.
#pragma once

#include <cstdint>
#include <cstring>

#include "format/comparators.h"
#include "format/limits.h"

namespace vitrine {

// Bytes of a text that are kept: at most `most`, cut between characters of UTF-8.
[[nodiscard]] inline uint32_t cut_length(const char *text, uint32_t length, uint32_t most = kMaxTextBytes) {
  if (length <= most) return length;
  uint32_t cut = most;
  while (cut > 0 && (static_cast<uint8_t>(text[cut]) & 0xC0u) == 0x80u) --cut;
  return cut;
}

// Does the text pass the test? Both are cut. No value (length 0) passes none.
[[nodiscard]] inline bool text_holds(TextOp op, const char *text, uint32_t length, const char *other, uint32_t other_length) {
  if (op == TextOp::kExists) return length > 0;
  if (length == 0 || other_length > length) return false;
  switch (op) {
    case TextOp::kEq: return length == other_length && std::memcmp(text, other, length) == 0;
    case TextOp::kStartsWith: return std::memcmp(text, other, other_length) == 0;
    case TextOp::kEndsWith: return std::memcmp(text + length - other_length, other, other_length) == 0;
    case TextOp::kContains:
    case TextOp::kExists:
    case TextOp::kCount: break;
  }
  for (uint32_t at = 0; at + other_length <= length; ++at) {
    if (std::memcmp(text + at, other, other_length) == 0) return true;
  }
  return false;
}

}  // namespace vitrine
