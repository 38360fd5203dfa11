// Names of keys and events that a log repeats, each with a small number: found by one look instead of hashing them as the pack does.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::tool {

class NameTable {
 public:
  static constexpr uint32_t kNone = 0xFFFF'FFFFu;
  static constexpr uint32_t kMost = 4'096;      // names kept; a hostile log cannot fill memory with them
  static constexpr size_t kLongestName = 64;    // bytes

  NameTable();

  // The number of `name`, which is added when it is new; kNone where the table is full or the name too long.
  [[nodiscard]] uint32_t find_or_add(std::string_view name);
  [[nodiscard]] std::string_view name(uint32_t number) const { return names_[number]; }
  [[nodiscard]] uint32_t size() const { return static_cast<uint32_t>(names_.size()); }

 private:
  // Up to 16 bytes, first and last eight say all of a name; longer ones are compared whole.
  struct Slot {
    uint64_t first = 0;
    uint64_t last = 0;
    uint32_t length = 0;
    uint32_t number = kNone;
  };
  std::vector<Slot> slots_;
  std::vector<std::string> names_;
};

}  // namespace vitrine::tool
