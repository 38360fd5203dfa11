// Traits of an `identify` line: which of them the strategy does not take (STRATEGY.md section 2, `trait.X`).
#pragma once

#include <simdjson.h>

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "cli/log/counted_fields.h"
#include "compiler/known_names.h"

namespace vitrine::tool {

class TraitReader {
 public:
  // `known`: must outlive the reader; nullptr: no trait is declared.
  explicit TraitReader(const compiler::KnownNames *known);

  // Adds the fields of the event, in the order in which they stand. `line`: one that LineParser took, with its padding.
  void count(std::string_view line, Unreadable &unreadable);

 private:
  using Value = simdjson::ondemand::value;
  // Where a field stands, as one hides another of its name: the first here wins.
  enum Part : uint8_t { kEcommerce, kFields, kTop };
  struct Given {
    std::string name;
    Part part;
    bool readable;
  };

  void read_members(simdjson::ondemand::object object, Part part, std::vector<Given> &to);
  [[nodiscard]] bool is_readable(std::string_view name, Value &value) const;
  [[nodiscard]] static bool is_trait(const compiler::DeclaredTrait &trait, Value &value);

  std::unordered_map<std::string_view, const compiler::DeclaredTrait *> declared_;
  simdjson::ondemand::parser json_;
  std::unordered_map<std::string, Part> first_part_;  // of each name, the one that wins
  bool fields_have_ecommerce_ = false;
};

}  // namespace vitrine::tool
