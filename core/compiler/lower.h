// Strategy to records.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "compiler/known_names.h"
#include "compiler/names.h"
#include "compiler/records.h"
#include "compiler/report.h"

namespace vitrine::compiler {

struct Lowered {
  Records records;
  RecordNames names;
  SnapshotSize snapshot;
  std::vector<NamedValue> values;                      // sorted by name; where they are wanted
  std::unordered_map<uint64_t, std::string> label_texts;  // of the labels that the strategy names
};

// The strategy must have passed check_strategy. Limits that only show here are told to `report`; then the records are of no use.
// `with_values`: what the strategy names is measured, whether or not a rule reads it.
[[nodiscard]] Lowered lower_strategy(const Strategy &strategy, const Names &names, bool with_values, Report &report);

}  // namespace vitrine::compiler
