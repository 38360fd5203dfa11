// Events, fields, strings and labels that the records of a pack point at, each once.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/records.h"

namespace vitrine::compiler {

// Indexes may pass what a record can hold: limits are checked before anything is emitted.
class Tables {
 public:
  [[nodiscard]] uint32_t event(std::string_view name);
  [[nodiscard]] uint32_t event(EventRole role);
  // `wants`: how the field is read (Wants); a field with a role is also read as its role needs.
  [[nodiscard]] uint32_t field(std::string_view name, uint8_t wants);
  [[nodiscard]] uint32_t field(FieldRole role) { return field_of_role(role); }
  [[nodiscard]] uint32_t string(std::string_view text);
  [[nodiscard]] uint32_t label(std::string_view text);
  // A run of labels, in this order.
  [[nodiscard]] uint32_t labels(const std::vector<std::string> &texts);

  void need(EventRole role) { static_cast<void>(event(role)); }
  void need(FieldRole role) { static_cast<void>(field(role)); }

  // What every visit needs, whatever the strategy says: purchases, traits, the page's word, and their ids.
  void add_standing();

  struct EventEntry {
    std::string name;
    EventRole role;
    uint32_t weight = 0;
  };
  struct FieldEntry {
    std::string name;
    FieldRole role;
    uint8_t wants;
  };
  std::vector<EventEntry> events;
  std::vector<FieldEntry> fields;
  std::vector<std::string> strings;
  std::vector<uint64_t> label_hashes;
  std::unordered_map<uint64_t, std::string> label_texts;  // of every label hashed by hash()

  // The number that stands for a channel where a label's hash stands for other texts.
  [[nodiscard]] uint64_t channel(std::string_view name);
  // A label as rules compare it: cut and hashed.
  [[nodiscard]] uint64_t hash(std::string_view text);

 private:
  using Index = std::unordered_map<std::string, uint32_t>;
  [[nodiscard]] uint32_t field_of_role(FieldRole role);

  Index event_index_, field_index_, string_index_, label_index_;
};

// As rules compare them: cut, hashed.
[[nodiscard]] uint64_t hash_label(std::string_view text);
[[nodiscard]] uint32_t hash_name(std::string_view text);

}  // namespace vitrine::compiler
