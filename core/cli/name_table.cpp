// Open addressing with twice as many slots as names at most.
#include "cli/name_table.h"

#include "cli/text_hash.h"

namespace vitrine {

NameTable::NameTable() : slots_(kMost * 2) {}

uint32_t NameTable::find_or_add(std::string_view name) {
  const uint32_t hash = static_cast<uint32_t>(text_hash(name));
  const uint32_t mask = static_cast<uint32_t>(slots_.size()) - 1;
  uint32_t at = hash & mask;
  for (; slots_[at].number != kNone; at = (at + 1) & mask) {
    if (slots_[at].hash == hash && names_[slots_[at].number] == name) return slots_[at].number;
  }
  if (size() == kMost || name.size() > kLongestName) return kNone;
  slots_[at] = {hash, size()};
  names_.emplace_back(name);
  return size() - 1;
}

}  // namespace vitrine
