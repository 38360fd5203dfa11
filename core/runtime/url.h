// The parts of a URL that traffic and page facts need.
#pragma once

#include <cstdint>

#include "runtime/event.h"

namespace vitrine {

struct Url {
  Text host;   // without userinfo, port and a leading "www."; letters as they are
  Text path;   // "/" where it is empty
  Text query;  // without "?"
};

// Never fails: what is not there is empty. A text without "scheme://" is taken as a path.
[[nodiscard]] Url parse_url(Text text);

// The page's path: `page_path`, else the path of `page_location`; empty without either.
[[nodiscard]] Text page_path(const Event &event);

// The first non-empty parameter of this name, decoded into `out` (percent and plus), at most kMaxTextBytes cut at a character; its length, 0: none.
[[nodiscard]] uint32_t query_parameter(Text query, const char *name, char *out);

// Is a parameter whose name has this fnv1a32 there, with a value?
[[nodiscard]] bool has_parameter(Text query, uint32_t name_hash);

[[nodiscard]] constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

}  // namespace vitrine
