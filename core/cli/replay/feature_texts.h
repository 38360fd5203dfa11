// Values of features as JSON, with the texts of a log by which hashes of labels are turned back.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "compiler/known_names.h"
#include "format/pack_view.h"

namespace vitrine::tool {

// The core keeps labels as hashes. Of one part of the visitors; what their events did not say stays a hash.
class FeatureTexts {
 public:
  // Both must outlive it.
  FeatureTexts(const PackView &pack, const compiler::FeatureNames &names);

  // Keeps the texts of an event, and what an address in it says of where a visit came from.
  void add(std::span<const uint8_t> wire);

  // {"a":1,...}: of a visitor of `pack`, which vt_load made.
  void append(std::string &out, const void *pack, uint64_t *visitor) const;

 private:
  void add_text(std::string_view text);
  void add_address(std::string_view address);
  void append_label(std::string &out, uint16_t feature, uint64_t hash) const;
  void append_value(std::string &out, const compiler::NamedValue &value, const void *pack, uint64_t *visitor) const;

  const PackView pack_;
  const compiler::FeatureNames &names_;
  std::unordered_map<uint64_t, std::string> texts_;  // by label_hash
};

}  // namespace vitrine::tool
