// The visitors of a pair, each in a block of the core's memory.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::test {

class Blocks {
 public:
  explicit Blocks(size_t block_bytes) : block_words_((block_bytes + 7) / 8) {}

  // The number of the visitor; `is_new`: its block is still to be made by vt_restore.
  [[nodiscard]] uint32_t find_or_add(std::string_view id, bool &is_new) {
    const auto [found, added] = numbers_.try_emplace(std::string(id), size());
    is_new = added;
    if (added) {
      ids_.emplace_back(id);
      blocks_.emplace_back(block_words_);
    }
    return found->second;
  }
  [[nodiscard]] uint32_t size() const { return static_cast<uint32_t>(ids_.size()); }
  [[nodiscard]] std::string_view id(uint32_t visitor) const { return ids_[visitor]; }
  [[nodiscard]] uint64_t *block(uint32_t visitor) { return blocks_[visitor].data(); }
  // Numbers of all visitors in the order of the bytes of their ids.
  [[nodiscard]] std::vector<uint32_t> by_id() const {
    std::vector<uint32_t> order;
    for (const auto &[id, number] : numbers_) order.push_back(number);
    return order;
  }

 private:
  size_t block_words_;
  std::map<std::string, uint32_t> numbers_;
  std::vector<std::string> ids_;
  std::vector<std::vector<uint64_t>> blocks_;
};

}  // namespace vitrine::test
