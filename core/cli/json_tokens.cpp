// Texts with escapes: rare, and out of the way of all others.
#include "cli/json_tokens.h"

namespace vitrine {
namespace {

// Four hexadecimal digits; -1 where one is none.
int32_t hex4(const char *at) {
  int32_t value = 0;
  for (int i = 0; i < 4; ++i) {
    const char c = at[i];
    const int32_t digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

char simple_escape(char c) {
  switch (c) {
    case '"':
    case '\\':
    case '/': return c;
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return '\0';
  }
}

void append_utf8(std::vector<char> &out, uint32_t point) {
  const auto put = [&out](uint32_t byte) { out.push_back(static_cast<char>(static_cast<uint8_t>(byte))); };
  const auto tail = [point](uint32_t shift) { return 0x80u | (point >> shift & 0x3Fu); };
  if (point < 0x80) {
    put(point);
  } else if (point < 0x800) {
    put(0xC0u | point >> 6);
    put(tail(0));
  } else if (point < 0x10000) {
    put(0xE0u | point >> 12);
    put(tail(6));
    put(tail(0));
  } else {
    put(0xF0u | point >> 18);
    put(tail(12));
    put(tail(6));
    put(tail(0));
  }
}

// Behind the escape at `at`; nullptr: it is none.
const char *unescape(const char *at, std::vector<char> &out) {
  if (at[1] != 'u') {
    const char c = simple_escape(at[1]);
    if (c == '\0') return nullptr;
    out.push_back(c);
    return at + 2;
  }
  const int32_t unit = hex4(at + 2);
  if (unit < 0 || (unit >= 0xDC00 && unit <= 0xDFFF)) return nullptr;
  if (unit < 0xD800 || unit > 0xDBFF) {
    append_utf8(out, static_cast<uint32_t>(unit));
    return at + 6;
  }
  const int32_t low = at[6] == '\\' && at[7] == 'u' ? hex4(at + 8) : -1;
  if (low < 0xDC00 || low > 0xDFFF) return nullptr;
  append_utf8(out, 0x10000u + static_cast<uint32_t>((unit - 0xD800) << 10 | (low - 0xDC00)));
  return at + 12;
}

}  // namespace

const char *unescape_text(const char *at, const char *&stop, std::vector<char> &out, BytesSeen &seen) {
  for (;; stop = find_stop(at, seen)) {
    out.insert(out.end(), at, stop);
    if (*stop == '"') return stop + 1;
    at = *stop == '\\' ? unescape(stop, out) : nullptr;
    if (at == nullptr) return nullptr;
  }
}

}  // namespace vitrine
