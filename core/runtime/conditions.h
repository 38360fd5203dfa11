// Moves a feature among its thresholds: only the conditions between the old and the new value are visited.
#pragma once

#include <cstdint>

#include "runtime/gates.h"
#include "runtime/state.h"

namespace vitrine::runtime {

// `exists` is INT64_MIN, which every number reaches.
void move_to_number(Run r, uint32_t feature, int64_t value);
void move_to_none(Run r, uint32_t feature);

// numerator * scale / denominator, compared exactly; denominator > 0.
void move_to_fraction(Run r, uint32_t feature, int64_t numerator, int64_t scale, int64_t denominator);

// 0: no value.
void move_to_label(Run r, uint32_t feature, uint64_t hash);

// Length 0: no value. Keeps the text.
void move_to_text(Run r, uint32_t feature, const char *text, uint32_t length);

// The threshold that a growing value reaches next; INT64_MAX: none.
[[nodiscard]] int64_t next_threshold(Run r, uint32_t feature);
// The largest threshold reached that is above 0; 0: none.
[[nodiscard]] int64_t reached_threshold(Run r, uint32_t feature);

// Does `text` pass the test? Both within kMaxTextBytes.
[[nodiscard]] bool text_passes(TextOp op, const char *text, uint32_t length, const char *other, uint32_t other_length);

}  // namespace vitrine::runtime
