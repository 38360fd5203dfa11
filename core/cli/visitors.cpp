// Blocks and ids lie in large chunks that never move; the table over them uses open addressing.
#include "cli/visitors.h"

#include <algorithm>
#include <cstring>
#include <numeric>

#include "cli/text_hash.h"

namespace vitrine {
namespace {

constexpr size_t kTextChunk = 256 * 1024;
constexpr size_t kFirstSlots = 1024;

}  // namespace

Visitors::Visitors(size_t block_bytes) : block_words_((block_bytes + 7) / 8), slots_(kFirstSlots) {}

uint32_t Visitors::find_or_add(std::string_view id, bool &is_new) {
  const uint32_t hash = static_cast<uint32_t>(text_hash(id));
  const size_t mask = slots_.size() - 1;
  size_t at = hash & mask;
  for (; slots_[at].next != 0; at = (at + 1) & mask) {
    if (slots_[at].hash == hash && ids_[slots_[at].next - 1] == id) {
      is_new = false;
      return slots_[at].next - 1;
    }
  }
  is_new = true;
  ids_.push_back(keep(id));
  slots_[at] = {hash, size()};
  if ((size() - 1) % kChunkVisitors == 0) chunks_.push_back(std::make_unique_for_overwrite<uint64_t[]>(block_words_ * kChunkVisitors));
  if (size() * 2u > slots_.size()) grow();
  return size() - 1;
}

void Visitors::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  const size_t mask = slots_.size() - 1;
  for (const Slot &slot : old) {
    if (slot.next == 0) continue;
    size_t at = slot.hash & mask;
    while (slots_[at].next != 0) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

std::string_view Visitors::keep(std::string_view id) {
  if (id.empty()) return "";
  if (id.size() > text_left_) {
    text_left_ = std::max(kTextChunk, id.size());
    texts_.push_back(std::make_unique_for_overwrite<char[]>(text_left_));
  }
  char *const to = texts_.back().get() + (id.size() > kTextChunk ? 0 : kTextChunk - text_left_);
  std::memcpy(to, id.data(), id.size());
  text_left_ = id.size() > kTextChunk ? 0 : text_left_ - id.size();
  return {to, id.size()};
}

std::vector<uint32_t> Visitors::by_id() const {
  std::vector<uint32_t> order(ids_.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [this](uint32_t left, uint32_t right) { return ids_[left] < ids_[right]; });
  return order;
}

}  // namespace vitrine
