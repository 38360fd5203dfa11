// Records to bytes and back (FORMAT.md section 1).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "compiler/records.h"

namespace vitrine::compiler {

[[nodiscard]] std::vector<uint8_t> emit_pack(const Records &records);

// The sections of a pack. Only for bytes that vt_load has taken: nothing is checked here.
[[nodiscard]] Records read_pack(std::span<const uint8_t> bytes);

// 16 hexadecimal digits.
[[nodiscard]] std::string strategy_id_text(std::span<const uint8_t> pack);

}  // namespace vitrine::compiler
