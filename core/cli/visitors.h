// All visitors of a replay: each has a block of the core's memory, found by its id.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace vitrine {

class Visitors {
 public:
  // `block_bytes`: of one visitor, as vt_visitor_size says.
  explicit Visitors(size_t block_bytes);

  // The number of the visitor; `is_new`: it was added, and its block is still to be made by vt_restore.
  [[nodiscard]] uint32_t find_or_add(std::string_view id, bool &is_new);

  [[nodiscard]] uint32_t size() const { return static_cast<uint32_t>(ids_.size()); }
  [[nodiscard]] std::string_view id(uint32_t visitor) const { return ids_[visitor]; }
  // Stays where it is as long as the visitors live.
  [[nodiscard]] uint64_t *block(uint32_t visitor) {
    return chunks_[visitor >> kChunkBits].get() + (visitor & (kChunkVisitors - 1)) * block_words_;
  }
  // Numbers of all visitors in the order of the bytes of their ids.
  [[nodiscard]] std::vector<uint32_t> by_id() const;

 private:
  static constexpr uint32_t kChunkBits = 8;
  static constexpr uint32_t kChunkVisitors = 1u << kChunkBits;
  struct Slot {
    uint32_t hash = 0;
    uint32_t next = 0;  // number of the visitor + 1, 0: free
  };

  void grow();
  [[nodiscard]] std::string_view keep(std::string_view id);

  size_t block_words_;
  std::vector<Slot> slots_;
  std::vector<std::string_view> ids_;
  std::vector<std::unique_ptr<uint64_t[]>> chunks_;
  std::vector<std::unique_ptr<char[]>> texts_;
  size_t text_left_ = 0;
};

}  // namespace vitrine
