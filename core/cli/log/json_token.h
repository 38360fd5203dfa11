// Tokens of a line as simdjson finds them: raw, not yet looked at.
#pragma once

#include <simdjson.h>

#include <algorithm>
#include <string_view>

namespace vitrine::tool {

// A token is told with the blanks behind it.
inline std::string_view without_blanks_behind(std::string_view token) {
  if (!token.empty() && token.back() > ' ') return token;
  while (!token.empty() && (token.back() == ' ' || token.back() == '\t' || token.back() == '\r')) token.remove_suffix(1);
  return token;
}

inline std::string_view token_of(simdjson::ondemand::value &value) { return without_blanks_behind(value.raw_json_token()); }

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Does a token begin like a number?
inline bool is_number(std::string_view token) { return *token.data() == '-' || is_digit(*token.data()); }

// A number of JSON that is written without point and exponent.
inline bool is_integer(std::string_view number) {
  return std::all_of(number.begin() + (number.front() == '-' ? 1 : 0), number.end(), is_digit);
}

// A token's first character; behind the last token that is the byte behind the line.
inline char lead(std::string_view token) { return *token.data(); }

}  // namespace vitrine::tool
