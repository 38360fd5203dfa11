// Open addressing with twice as many slots as names at most.
#include "cli/log/name_table.h"

#include "cli/log/text_hash.h"

namespace vitrine::tool {
namespace {

constexpr size_t kShort = 16;

}  // namespace

NameTable::NameTable() : slots_(kMost * 2) {}

uint32_t NameTable::find_or_add(std::string_view name) {
  if (name.size() > kLongestName) return kNone;
  const TextEnds ends = text_ends(name);
  const size_t mask = slots_.size() - 1;
  size_t at = mix64(ends.first ^ (ends.last + name.size()) * 0x9E3779B97F4A7C15u) & mask;
  for (; slots_[at].number != kNone; at = (at + 1) & mask) {
    const Slot &slot = slots_[at];
    if (slot.first != ends.first || slot.last != ends.last || slot.length != name.size()) continue;
    if (name.size() <= kShort || names_[slot.number] == name) return slot.number;
  }
  if (size() == kMost) return kNone;
  slots_[at] = {ends.first, ends.last, static_cast<uint32_t>(name.size()), size()};
  names_.emplace_back(name);
  return size() - 1;
}

}  // namespace vitrine::tool
