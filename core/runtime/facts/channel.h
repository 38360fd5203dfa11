// From a traffic source to its channel, by the lists of known hosts and the rows of the pack.
#pragma once

#include <cstdint>

#include "runtime/event.h"

namespace vitrine::runtime {

// A text of at most kMaxTextBytes, copied.
struct Line {
  char text[kMaxTextBytes];
  uint32_t length;
};

struct Source {
  Line source;
  Line medium;
  Line campaign;
  Line term;
  Text host;                  // the referrer's, uncut
  const HostKindDef *engine;  // the search engine that the visitor came from: its name is the source, not its host
};

inline constexpr uint32_t kMaxHostBytes = 253;  // RFC 1035
inline constexpr uint32_t kMaxHostLabels = 32;

// A host, or another name of a source, in lower case and without a leading "www.".
struct Host {
  char text[kMaxHostBytes];
  uint32_t length = 0;
  uint16_t label[kMaxHostLabels + 1];  // where each label begins; behind the last: length + 1
  uint32_t labels = 0;
};
// False: empty or too long to be one.
[[nodiscard]] bool make_host(Text text, Host &host);

// The text itself (pattern 0), or with label i, or labels i and i + 1 of at most 3 letters each, as "{}"; nullptr: not in the list.
inline constexpr uint32_t kHostPatterns = 1 + 2 * kMaxHostLabels;
[[nodiscard]] const HostKindDef *find_pattern(const Pack &pack, const Host &host, uint32_t pattern);

// Roles of all entries that the host is or ends in, `.` before them; above them, from bit 8, the category that the longest of them says.
inline constexpr uint32_t kCategoryShift = 8;
[[nodiscard]] uint32_t suffix_roles(const Pack &pack, const Host &host);

// 0: none, as where the pack has no channels or there is no source.
[[nodiscard]] uint32_t channel_of(const Pack &pack, const Source &source);

// Was the shop itself searched for?
[[nodiscard]] bool is_branded(const Pack &pack, const Source &source, uint32_t channel);

[[nodiscard]] Text string_of(const Pack &pack, uint32_t string);

}  // namespace vitrine::runtime
