// What readers of logs know of a strategy besides the pack, which holds only what rules read.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "format/facts.h"

namespace vitrine::compiler {

struct DeclaredTrait {
  std::string name;
  ValueType type = ValueType::kText;  // kLabel, kBoolean, kAmount (a number), kText
  std::vector<std::string> labels;    // kLabel: those allowed
};

// A feature or fact that the strategy names, and the features of the pack that measure it: a count within a duration may have two, the
// second in buckets.
struct NamedValue {
  std::string name;
  std::vector<uint16_t> features;
};

struct FeatureNames {
  std::vector<NamedValue> values;  // sorted by name
  std::unordered_map<uint64_t, std::string> label_texts;  // by label_hash: labels that the strategy or the lists of sources name
  std::vector<std::string> channels;                      // by number
};

struct KnownNames {
  std::vector<std::string> events;  // GA4's, the built-in ones, and those that the strategy declares
  std::vector<DeclaredTrait> traits;
};

}  // namespace vitrine::compiler
