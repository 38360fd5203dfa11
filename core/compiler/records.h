// The sections of a pack as vectors, before they are bytes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "format/pack_format.h"

namespace vitrine::compiler {

struct Records {
#define VITRINE_X(id, name, record) std::vector<record> name;
  VITRINE_SECTIONS(VITRINE_X)
#undef VITRINE_X
};

// What the records are called: for the sidecar and for dump.
struct RecordNames {
  std::vector<std::string> events;
  std::vector<std::string> fields;
  std::vector<std::string> features;    // as conditions call them; "" for hidden ones
  std::vector<std::string> measures;    // what each feature measures
  std::vector<std::string> experiments;
  std::vector<std::string> conditions;  // "product_views >= 3"
};

// What a visitor's snapshot takes at worst.
struct SnapshotSize {
  uint32_t bytes = 0;
  std::string largest;  // its largest parts, in words
};

}  // namespace vitrine::compiler
