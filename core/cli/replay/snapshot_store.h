// Snapshots of visitors that are idle, in memory, each as long as it is.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace vitrine::tool {

class SnapshotStore {
 public:
  static constexpr size_t kLongest = 60'000;  // bytes of one

  // Keeps a copy; what it returns finds it again.
  [[nodiscard]] uint32_t put(std::span<const uint8_t> snapshot);
  // Valid until it is erased.
  [[nodiscard]] std::span<const uint8_t> get(uint32_t place) const;
  void erase(uint32_t place);

 private:
  // Places are counted in grains. Lengths differ by visitor and time: grains of one length are used again for the same length.
  static constexpr size_t kGrain = 8;
  static constexpr uint32_t kChunkGrains = 8'192;

  [[nodiscard]] uint8_t *at(uint32_t place) const { return chunks_[place / kChunkGrains].get() + place % kChunkGrains * kGrain; }
  [[nodiscard]] static size_t grains_for(size_t bytes) { return (bytes + 2 + kGrain - 1) / kGrain; }

  std::vector<std::unique_ptr<uint8_t[]>> chunks_;
  std::vector<std::vector<uint32_t>> free_;  // by grains
  uint32_t next_ = 0;                        // behind it in the last chunk all is free
};

}  // namespace vitrine::tool
