// Which field or event of the pack a name of the log is, remembered for every name seen.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "cli/name_table.h"
#include "cli/pack_view.h"

namespace vitrine {

// Keys of a line that are no fields.
enum class LineKey : uint8_t { kField, kVisitor, kTime, kEvent, kFields, kItems };

struct KeyMeaning {
  uint32_t number = NameTable::kNone;  // the same for the same name; kNone: not remembered
  uint8_t field = kNone8;              // kNone8: the strategy does not read it
  LineKey line_key = LineKey::kField;  // at the top level
};

class EventNames {
 public:
  explicit EventNames(const PackView &pack);

  [[nodiscard]] KeyMeaning key(std::string_view name);
  // Of a key by the number that its meaning carries.
  [[nodiscard]] KeyMeaning key(uint32_t number) const { return keys_[number]; }
  [[nodiscard]] std::string_view key_name(uint32_t number) const { return key_table_.name(number); }
  [[nodiscard]] uint16_t event(std::string_view name);  // kNone16: the strategy does not know it

  [[nodiscard]] uint8_t wants(uint8_t field) const { return wants_[field]; }
  [[nodiscard]] uint16_t identify() const { return identify_; }  // the event that carries null fields
  [[nodiscard]] uint32_t field_count() const { return static_cast<uint32_t>(wants_.size()); }

 private:
  [[nodiscard]] KeyMeaning look_up_key(std::string_view name) const;
  [[nodiscard]] uint16_t look_up_event(std::string_view name) const;

  std::unordered_map<uint32_t, uint8_t> field_of_hash_;
  std::unordered_map<uint32_t, uint16_t> event_of_hash_;
  std::vector<uint8_t> wants_;
  uint16_t identify_ = kNone16;
  NameTable key_table_;
  NameTable event_table_;
  std::vector<KeyMeaning> keys_;
  std::vector<uint16_t> events_;
};

}  // namespace vitrine
