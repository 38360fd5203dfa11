// Splits URLs and reads query parameters; no allocation, any bytes.
#include "runtime/url.h"

#include <cstring>

#include "format/hash.h"

namespace vitrine::runtime {
namespace {

uint32_t find_any(Text text, const char *stops) {
  for (uint32_t i = 0; i < text.length; ++i) {
    for (const char *s = stops; *s != '\0'; ++s) {
      if (text.at[i] == *s) return i;
    }
  }
  return text.length;
}

Text behind(Text text, uint32_t by) { return {text.at + by, text.length - by}; }

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char l = lower(c);
  return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

Text host_of(Text authority) {
  for (uint32_t i = authority.length; i > 0; --i) {
    if (authority.at[i - 1] == '@') {
      authority = behind(authority, i);
      break;
    }
  }
  uint32_t end = 0;
  if (authority.length > 0 && authority.at[0] == '[') {
    end = find_any(authority, "]");
    if (end < authority.length) ++end;
  } else {
    end = find_any(authority, ":");
  }
  if (end > 0 && authority.at[end - 1] == '.') --end;
  Text host{authority.at, end};
  if (host.length > 4 && lower(host.at[0]) == 'w' && lower(host.at[1]) == 'w' && lower(host.at[2]) == 'w' && host.at[3] == '.')
    host = behind(host, 4);
  return host;
}

// Takes the next "name=value" off the query.
bool next_pair(Text &query, Text &name, Text &value) {
  if (query.length == 0) return false;
  const uint32_t end = find_any(query, "&");
  const Text pair{query.at, end};
  query = behind(query, end < query.length ? end + 1 : end);
  const uint32_t equals = find_any(pair, "=");
  name = {pair.at, equals};
  value = equals < pair.length ? behind(pair, equals + 1) : Text{};
  return true;
}

// The next decoded byte of a query component.
char decoded(Text &text) {
  const char c = text.at[0];
  if (c == '%' && text.length > 2 && hex(text.at[1]) >= 0 && hex(text.at[2]) >= 0) {
    const char byte = static_cast<char>(hex(text.at[1]) * 16 + hex(text.at[2]));
    text = behind(text, 3);
    return byte;
  }
  text = behind(text, 1);
  return c == '+' ? ' ' : c;
}

}  // namespace

uint32_t name_hash(Text name) {
  uint32_t hash = fnv1a32("", 0);
  while (name.length > 0) {
    const char c = lower(decoded(name));
    hash = fnv1a32(&c, 1, hash);
  }
  return hash;
}

Url parse_url(Text text) {
  Text rest = text;
  Url url;
  rest.length = find_any(rest, "#");
  if (rest.length < text.length) url.fragment = behind(text, rest.length + 1);
  const uint32_t colon = find_any(rest, ":/?");
  if (colon + 2 < rest.length && std::memcmp(rest.at + colon, "://", 3) == 0) {
    url.scheme = {rest.at, colon};
    rest = behind(rest, colon + 3);
    const uint32_t end = find_any(rest, "/?");
    url.host = host_of({rest.at, end});
    rest = behind(rest, end);
  }
  const uint32_t question = find_any(rest, "?");
  url.path = {rest.at, question};
  if (question < rest.length) url.query = behind(rest, question + 1);
  if (url.path.length == 0) url.path = {"/", 1};
  return url;
}

Text page_path(const Event &event) {
  const Field path = event.own(FieldRole::kPagePath);
  if (path.has_text()) return path.text();
  const Field location = event.own(FieldRole::kPageLocation);
  // A number is no address.
  return location.has_text() && !location.was_number() ? parse_url(location.text()).path : Text{};
}

uint32_t query_parameter(Text query, uint32_t name, char *out) {
  Text found;
  Text value;
  while (next_pair(query, found, value)) {
    if (value.length == 0 || name_hash(found) != name) continue;
    char buffer[kMaxTextBytes + 4];
    uint32_t length = 0;
    while (value.length > 0 && length < sizeof buffer) buffer[length++] = decoded(value);
    length = cut_text({buffer, length}).length;
    std::memcpy(out, buffer, length);
    return length;
  }
  return 0;
}

}  // namespace vitrine::runtime
