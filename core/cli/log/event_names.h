// Which field or event of the pack a name of the log is, remembered for every name seen.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "cli/log/counted_fields.h"
#include "cli/log/name_table.h"
#include "compiler/known_names.h"
#include "format/pack_view.h"

namespace vitrine::tool {

// Keys of a line that are no fields.
enum class LineKey : uint8_t { kField, kVisitor, kTime, kEvent, kFields, kItems, kEcommerce };

struct KeyMeaning {
  uint32_t number = NameTable::kNone;  // the same for the same name; kNone: not remembered
  uint8_t field = kNone8;              // kNone8: the strategy does not read it
  LineKey line_key = LineKey::kField;  // at the top level
};

// What an event's name is to the readers, besides the pack's event that it stands for.
enum class NameRole : uint8_t { kUnknown, kKnown, kIdentify, kEvidence };

struct EventMeaning {
  uint32_t number = NameTable::kNone;  // the same for the same name; kNone: not remembered
  uint16_t event = kNone16;            // kNone16: no rule reads it
  NameRole role = NameRole::kUnknown;
};

class EventNames {
 public:
  // `known`: must outlive the names; nullptr: no event but the pack's is known.
  explicit EventNames(const PackView &pack, const compiler::KnownNames *known = nullptr);

  [[nodiscard]] KeyMeaning key(std::string_view name);
  // Of a key by the number that its meaning carries.
  [[nodiscard]] KeyMeaning key(uint32_t number) const { return keys_[number]; }
  [[nodiscard]] std::string_view key_name(uint32_t number) const { return key_table_.name(number); }
  [[nodiscard]] EventMeaning event(std::string_view name);
  // Counts an event that was taken and whose name is neither GA4's nor declared.
  void count_unknown(const EventMeaning &meaning, std::string_view name);
  void add_unknown_to(std::map<std::string, uint64_t> &counts) const;  // by name, cut to 64 bytes

  // A field that the pack does not read and that is only counted wants nothing.
  [[nodiscard]] uint8_t wants(uint8_t field) const { return wants_[field]; }
  [[nodiscard]] Counted counted(uint8_t field) const { return counted_[field]; }
  [[nodiscard]] std::string_view counted_name(uint8_t field) const;
  [[nodiscard]] uint16_t identify() const { return identify_; }  // the event that carries null fields

 private:
  [[nodiscard]] KeyMeaning look_up_key(std::string_view name) const;
  [[nodiscard]] EventMeaning look_up_event(std::string_view name) const;
  void add_counted_fields();

  std::unordered_map<uint32_t, uint8_t> field_of_hash_;
  std::unordered_map<uint32_t, uint16_t> event_of_hash_;
  std::vector<uint8_t> wants_;      // by field: the pack's, behind them those that are only counted
  std::vector<Counted> counted_;    // the same
  std::unordered_set<std::string_view> known_events_;
  uint16_t identify_ = kNone16;
  NameTable key_table_;
  NameTable event_table_;
  std::vector<KeyMeaning> keys_;
  std::vector<EventMeaning> events_;
  std::vector<uint64_t> unknown_;                  // how many events, by number of the name
  std::map<std::string, uint64_t> odd_unknown_;    // of names without a number
};

}  // namespace vitrine::tool
