// Bytes as the tokenizer sees them.
#pragma once

#include <cstdint>

namespace vitrine::page {

inline bool is_space(uint8_t c) { return c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == '\r'; }
inline bool is_letter(uint8_t c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
inline char small(uint8_t c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c); }

}  // namespace vitrine::page
