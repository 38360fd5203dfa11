// The value of a feature, read out of a visitor: for tools. The page's core only compares, and does not hold this.
#pragma once

#include <cstdint>

#include "runtime/state.h"

namespace vitrine::runtime {

struct FeatureValue {
  enum class Kind : uint8_t { kNone, kNumber, kFraction, kLabel, kText };

  Kind kind = Kind::kNone;
  bool at_least = false;    // kNumber: the memory is full, and the value may be greater
  int64_t number = 0;       // kNumber: whole numbers, thousandths, seconds, 0 or 1; kFraction: the numerator
  int64_t denominator = 1;  // kFraction
  uint64_t label = 0;       // kLabel: label_hash, of a channel its number
  const char *text = nullptr;  // kText: in the visitor's block
  uint32_t length = 0;
};

// At the visitor's clock. `feature`: an index of the pack; an evidence or a hidden feature has its number.
[[nodiscard]] FeatureValue feature_value(Run r, uint32_t feature);

// The same for blocks of the C interface: `pack` as vt_load made it, `visitor` one of it.
[[nodiscard]] FeatureValue feature_value(const void *pack, uint64_t *visitor, uint32_t feature);

}  // namespace vitrine::runtime
