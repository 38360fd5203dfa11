// Purposes of consent, in the order of their bits: the first facts are theirs too.
#pragma once

#include <cstdint>

#include "vitrine/vitrine.h"

namespace vitrine {

// bit, word: as strategies, hosts and sentences call it
#define VITRINE_PURPOSES(X)                \
  X(VT_PERSONALIZATION, "personalization") \
  X(VT_MEASUREMENT, "measurement")         \
  X(VT_ADS, "ads")                         \
  X(VT_LOCATION, "location")

#define VITRINE_X(bit, word) word,
inline constexpr const char *kPurposeWords[] = {VITRINE_PURPOSES(VITRINE_X)};
#undef VITRINE_X
inline constexpr uint32_t kPurposes = sizeof kPurposeWords / sizeof kPurposeWords[0];

}  // namespace vitrine
