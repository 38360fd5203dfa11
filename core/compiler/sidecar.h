// The debug sidecar of a pack: names and sentences that machines do not need.
#pragma once

#include <span>
#include <string>

#include "compiler/lower.h"

namespace vitrine::compiler {

// JSON; every list in the order of the pack's records.
[[nodiscard]] std::string sidecar_of(const Strategy &strategy, const RecordNames &names, std::span<const uint8_t> pack);

}  // namespace vitrine::compiler
