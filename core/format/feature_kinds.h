// Kinds of features, a row each: what dump calls them and what their state looks like.
#pragma once

#include <cstdint>

#include "format/snapshot_shapes.h"

namespace vitrine {

// kind; as dump lists it; shape of its state (a fact's depends on its type, that of `repeats` on its window: shape_of); does an event count only
// where some item of it fulfils `where`? (The others look at it themselves.)
// clang-format off
#define VITRINE_FEATURE_KINDS(X) \
  X(kFact, "fact", kNothing, false)                         /* FeatureDef.fact says which */ \
  X(kCountEver, "count", kCounter, true)                    /* for ever, or within the visit */ \
  X(kCountTimes, "count by times", kTimes, true)            /* within a duration, exact: the newest `times` */ \
  X(kCountBuckets, "count by buckets", kBuckets, true)      /* within a duration, in buckets */ \
  X(kSince, "since", kNewest, true) \
  X(kDistinct, "distinct", kSeenValues, false)              /* the 16 most recently seen values and when */ \
  X(kShare, "share", kNothing, false)                       /* affinity share of a label in a dimension */ \
  X(kTop, "top", kNothing, false)                           /* label with the largest share in a dimension */ \
  X(kSumEver, "sum", kSum, true)                            /* for ever, or within the visit; of `sum_of` */ \
  X(kSumBuckets, "sum by buckets", kSumBuckets, true)       /* within a duration, in buckets */ \
  X(kRepeats, "repeats", kRepeatedValues, false)            /* of the 16 most recently seen values, how often the most frequent one came */ \
  X(kSequence, "sequence", kSteps, false)                   /* steps in this order within `window` */ \
  X(kEvidence, "evidence", kCounter, false)                 /* does the newest evidence of a name pass `where`, younger than `window`? */ \
  X(kEvidenceNames, "names of evidence", kEvidence, false)  /* the 8 names whose evidence came last, and when that was true */
// clang-format on

#define VITRINE_X(id, ...) id,
enum class FeatureKind : uint8_t { VITRINE_FEATURE_KINDS(VITRINE_X) kCount };
#undef VITRINE_X

// A bit a kind.
#define VITRINE_X(id, text, shape, whole) | uint32_t{whole} << static_cast<uint32_t>(FeatureKind::id)
inline constexpr uint32_t kCountsWhole = 0 VITRINE_FEATURE_KINDS(VITRINE_X);
#undef VITRINE_X
constexpr bool counts_whole(FeatureKind kind) { return (kCountsWhole >> static_cast<uint32_t>(kind) & 1) != 0; }

// id, as a definition of exposures names it
#define VITRINE_WINDOW_KINDS(X) \
  X(kEver, " ever")             \
  X(kDuration, " newest")       \
  X(kVisit, " in this visit")

#define VITRINE_X(id, exposures) id,
enum class WindowKind : uint8_t { VITRINE_WINDOW_KINDS(VITRINE_X) kCount };
#undef VITRINE_X

}  // namespace vitrine
