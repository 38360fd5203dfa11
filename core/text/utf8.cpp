// UTF-8, checked byte by byte.
#include "text/utf8.h"

namespace vitrine {
namespace {

bool continues(unsigned char byte) { return (byte & 0xC0u) == 0x80u; }

// How many bytes the character at `at` has; 0: it is not UTF-8 (overlong forms, surrogates and values past U+10FFFF included).
size_t character_bytes(std::string_view text, size_t at) {
  const auto byte = [&](size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : static_cast<unsigned char>(0);
  };
  const unsigned char first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return continues(byte(1)) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    if (!continues(byte(1)) || !continues(byte(2))) return 0;
    return (first == 0xE0 && byte(1) < 0xA0) || (first == 0xED && byte(1) > 0x9F) ? 0 : 3;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    if (!continues(byte(1)) || !continues(byte(2)) || !continues(byte(3))) return 0;
    return (first == 0xF0 && byte(1) < 0x90) || (first == 0xF4 && byte(1) > 0x8F) ? 0 : 4;
  }
  return 0;
}

}  // namespace

size_t first_invalid(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const size_t bytes = character_bytes(text, at);
    if (bytes == 0 || text[at] == '\0') return at;
    at += bytes;
  }
  return text.size();
}

}  // namespace vitrine
