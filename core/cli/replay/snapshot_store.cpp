// Two bytes of length in front of each snapshot; nothing is ever given back to the system.
#include "cli/replay/snapshot_store.h"

#include <cstring>

namespace vitrine::tool {

uint32_t SnapshotStore::put(std::span<const uint8_t> snapshot) {
  const size_t grains = grains_for(snapshot.size());
  if (free_.size() <= grains) free_.resize(grains + 1);
  uint32_t place = next_;
  if (!free_[grains].empty()) {
    place = free_[grains].back();
    free_[grains].pop_back();
  } else {
    if (next_ % kChunkGrains == 0 || next_ % kChunkGrains + grains > kChunkGrains) {
      place = static_cast<uint32_t>(chunks_.size()) * kChunkGrains;
      chunks_.push_back(std::make_unique_for_overwrite<uint8_t[]>(kChunkGrains * kGrain));
    }
    next_ = place + static_cast<uint32_t>(grains);
  }
  const auto length = static_cast<uint16_t>(snapshot.size());
  std::memcpy(at(place), &length, 2);
  std::memcpy(at(place) + 2, snapshot.data(), snapshot.size());
  return place;
}

std::span<const uint8_t> SnapshotStore::get(uint32_t place) const {
  uint16_t length = 0;
  std::memcpy(&length, at(place), 2);
  return {at(place) + 2, length};
}

void SnapshotStore::erase(uint32_t place) { free_[grains_for(get(place).size())].push_back(place); }

}  // namespace vitrine::tool
