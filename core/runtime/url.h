// The parts of a URL that traffic and page facts need.
#pragma once

#include <cstdint>

#include "format/letters.h"
#include "runtime/event.h"

namespace vitrine::runtime {

struct Url {
  Text scheme;    // empty without "://"
  Text host;      // without userinfo, port, a trailing dot and a leading "www."; letters as they are
  Text path;      // "/" where it is empty
  Text query;     // without "?"
  Text fragment;  // without "#"
};

// Never fails: what is not there is empty. A text without "scheme://" is taken as a path.
[[nodiscard]] Url parse_url(Text text);

// The page's path: `page_path`, else the path of `page_location`; empty without either.
[[nodiscard]] Text page_path(const Event &event);

// fnv1a32 of a name as it is meant: decoded, in small letters.
[[nodiscard]] uint32_t name_hash(Text name);

// The first non-empty parameter of this name, decoded into `out` (percent and plus), at most kMaxTextBytes cut at a character; its length, 0: none.
// `name`: its name_hash.
[[nodiscard]] uint32_t query_parameter(Text query, uint32_t name, char *out);

}  // namespace vitrine::runtime
