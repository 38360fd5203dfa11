// How the parts of a visitor's memory look, in a snapshot and in its block: the one place that says so. The runtime copies by these tables, the
// compiler adds up what a snapshot can take.
#pragma once

#include <cstdint>

#include "format/facts.h"
#include "format/hash.h"
#include "format/limits.h"

namespace vitrine {

// rule of one element: bytes in a snapshot, bytes in memory, least value, most
#define VITRINE_RULES(X)                                                                         \
  X(kEnd, 0, 0, 0, 0)                                                                            \
  X(kTwoBits, 1, 1, 0, 3)                                                                        \
  X(kThreeBits, 1, 1, 0, 7)                                                                      \
  X(kByte, 1, 1, 0, UINT8_MAX)                                                                   \
  X(kRepeats, 1, 4, 0, kMaxRepeats)                                                              \
  X(kTimesThatFollow, 1, 4, 1, kMaxRepeatsWithin) /* so many of the times behind it are there */ \
  X(kCounter, 2, 2, 0, kCountStop)                                                               \
  X(kSeconds, 4, 4, 0, UINT32_MAX)                                                               \
  X(kTime, 4, 4, 0, kOfThePart) /* no later than the part says */                                \
  X(kOlder, 4, 4, 0, kOfThePart) /* nor than the one before it */                                \
  X(kOffset, 4, 4, 0, 2 * kMaxOffset + 1)                                                        \
  X(kHash, 8, 8, 1, UINT64_MAX)                                                                  \
  X(kAmount, 8, 8, 0, kAmountStop)                                                               \
  X(kInterest, 6, 8, 1, kInterestStop)                                                           \
  X(kNumber, 8, 8, 0, UINT64_MAX)

#define VITRINE_X(id, bytes, room, least, most) id,
enum class Rule : uint8_t { VITRINE_RULES(VITRINE_X) kCount };
#undef VITRINE_X

struct RuleDef {
  uint8_t bytes;  // in a snapshot
  uint8_t room;  // in memory
  uint8_t least;
  uint64_t most;
};
inline constexpr uint64_t kOfThePart = 0;  // no other rule has 0 for its most
#define VITRINE_X(id, bytes, room, least, most) {bytes, room, least, most},
inline constexpr RuleDef kRules[] = {VITRINE_RULES(VITRINE_X)};
#undef VITRINE_X
constexpr const RuleDef &def_of(Rule rule) { return kRules[static_cast<uint32_t>(rule)]; }

// shape: elements of the list that it is (0: it is one state), bytes of an element or of the state in memory, is the list's mark a time that is
// stored?, rules of the state or of an element
#define VITRINE_SHAPES(X)                                                                                                           \
  X(kNothing, 0, 0, false)                                                                                                          \
  X(kCounter, 0, 8, false, Rule::kCounter)                                                                                          \
  X(kTimes, kMaxExact + 1, 4, false, Rule::kOlder)                                                                                  \
  X(kBuckets, kMaxBuckets, 2, true, Rule::kCounter)                                                                                 \
  X(kNewest, 1, 4, false, Rule::kTime)                                                                                              \
  X(kSeenValues, kMaxValues, 16, false, Rule::kHash, Rule::kOlder)                                                                  \
  X(kSum, 0, 8, false, Rule::kAmount)                                                                                               \
  X(kSumBuckets, kMaxBuckets, 8, true, Rule::kAmount)                                                                               \
  X(kRepeatedValues, kMaxValues, 16, false, Rule::kHash, Rule::kRepeats)                                                            \
  X(kSteps, kMaxSteps, 4, false, Rule::kTime)                                                                                       \
  X(kEvidence, kMaxEvidence, 16, false, Rule::kHash, Rule::kTime)                                                                   \
  X(kRepeatsWithin, kMaxValues, 32, false, Rule::kHash, Rule::kTimesThatFollow, Rule::kTime, Rule::kTime, Rule::kTime, Rule::kTime) \
  X(kLabel, 0, 8, false, Rule::kNumber)                                                                                             \
  X(kText, kMaxTextBytes, 1, false, Rule::kByte)                                                                                    \
  X(kNumber, 1, 8, false, Rule::kNumber)                                                                                            \
  X(kDimension, kMaxValues, 16, true, Rule::kHash, Rule::kInterest)                                                                 \
  VITRINE_FACT_SHAPES(X)                                                                                                            \
  X(kIds, kRecentIds, 8, false, Rule::kHash)                                                                                        \
  X(kMoment, 0, 4, false, Rule::kTime)                                                                                              \
  X(kOffset, 0, 4, false, Rule::kOffset)

#define VITRINE_X(id, ...) id,
enum class Shape : uint8_t { VITRINE_SHAPES(VITRINE_X) kCount };
#undef VITRINE_X

struct ShapeDef {
  uint8_t most;
  uint8_t stride;
  bool marked;
  Rule rules[9];  // kEnd stands last
};
#define VITRINE_X(id, most, stride, marked, ...) {most, stride, marked, {__VA_ARGS__}},
inline constexpr ShapeDef kShapes[] = {VITRINE_SHAPES(VITRINE_X)};
#undef VITRINE_X
static_assert(kMaxRepeatsWithin == 4);
constexpr const ShapeDef &def_of(Shape shape) { return kShapes[static_cast<uint32_t>(shape)]; }

// The parts that every snapshot can have: word whose hash is the key, shape, member of the visitor's block.
#define VITRINE_FIXED_PARTS(X)    \
  VITRINE_FACT_PARTS(X)           \
  X("purchases", kIds, purchases) \
  X("refunds", kIds, refunds)     \
  X("tz_offset", kOffset, offset)

inline constexpr uint32_t kSnapshotHead = 16;  // core/FORMAT.md, section 4
inline constexpr uint32_t kPartHead = 6;  // a part's key and length

// Bytes of a part's content at most, of a list with room for `keep` elements.
constexpr uint32_t part_content(Shape shape, uint32_t keep) {
  const ShapeDef &def = def_of(shape);
  uint32_t element = 0;
  for (const Rule rule : def.rules) element += def_of(rule).bytes;
  return (def.marked ? def_of(Rule::kTime).bytes : 0u) + (def.most == 0 ? element : keep * element);
}

}  // namespace vitrine
