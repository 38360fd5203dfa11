// Texts with escapes: rare, so out of the way of all others.
#include "cli/json_cursor.h"

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

}  // namespace

TextFault JsonCursor::take_odd_text(const char *first, const char *stop, std::string_view &text) {
  const auto room = static_cast<size_t>(end_ - first) + 1;
  if (unescaped_.empty()) unescaped_.reserve(room);  // an escape is never shorter than what it stands for
  const size_t begin = unescaped_.size();
  const char *from = first;
  for (;; stop = find_stop(from)) {
    unescaped_.insert(unescaped_.end(), from, stop);
    if (*stop == '"') break;
    if (*stop != '\\') return stop >= end_ ? TextFault::kOpen : TextFault::kControl;
    from = stop;
    if (!unescape(from)) return from >= end_ ? TextFault::kOpen : TextFault::kEscape;
  }
  text = {unescaped_.data() + begin, unescaped_.size() - begin};
  at_ = stop + 1;
  return TextFault::kNone;
}

// Passes the escape at `from`.
bool JsonCursor::unescape(const char *&from) {
  ++from;
  if (*from != 'u') {
    const char c = simple_escape(*from);
    if (c == '\0') return false;
    unescaped_.push_back(c);
    ++from;
    return true;
  }
  const int32_t unit = hex4(from + 1);
  if (unit < 0 || (unit >= 0xDC00 && unit <= 0xDFFF)) return false;
  from += 5;
  auto point = static_cast<uint32_t>(unit);
  if (unit >= 0xD800 && unit <= 0xDBFF) {
    const int32_t low = from[0] == '\\' && from[1] == 'u' ? hex4(from + 2) : -1;
    if (low < 0xDC00 || low > 0xDFFF) return false;
    from += 6;
    point = 0x10000u + ((point - 0xD800u) << 10 | (static_cast<uint32_t>(low) - 0xDC00u));
  }
  append_utf8(unescaped_, point);
  return true;
}

}  // namespace vitrine
