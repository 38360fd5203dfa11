// The values most recently seen: at most 16, newest first; the least recently seen makes room.
#include <cstring>

#include "runtime/features.h"

namespace vitrine {

void see_value(ValuesState &values, uint64_t hash, uint32_t now) {
  uint32_t at = 0;
  while (at < values.count && values.hash[at] != hash) ++at;
  if (at == values.count) {
    if (values.count < kMaxValues) ++values.count;
    else --at;
  }
  std::memmove(values.hash + 1, values.hash, at * sizeof values.hash[0]);
  std::memmove(values.seen + 1, values.seen, at * sizeof values.seen[0]);
  values.hash[0] = hash;
  values.seen[0] = now;
}

uint32_t values_since(const ValuesState &values, uint32_t first) {
  uint32_t inside = 0;
  while (inside < values.count && values.seen[inside] >= first) ++inside;
  return inside;
}

}  // namespace vitrine
