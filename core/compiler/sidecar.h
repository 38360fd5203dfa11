// The debug sidecar of a pack: names and sentences that machines do not need.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/lower.h"

namespace vitrine::compiler {

// JSON; every list in the order of the pack's records.
[[nodiscard]] std::string sidecar_of(const Strategy &strategy, const RecordNames &names, std::span<const uint8_t> pack);

// The lists of a sidecar that people and tools ask for by index; all empty where it cannot be read.
struct Sidecar {
  std::vector<std::string> segments, events, fields, features, measures, experiments, conditions;
};
[[nodiscard]] Sidecar read_sidecar(std::string_view names);

}  // namespace vitrine::compiler
