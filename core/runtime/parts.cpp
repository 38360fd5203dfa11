// What the states of features and the fixed facts look like, and what may stand in them: tables, and the one loop that copies by them.
#include "runtime/parts.h"

#include <cstring>

#include "format/hash.h"
#include "runtime/features.h"

namespace vitrine {
namespace {

enum class Rule : uint8_t {
  kEnd,
  kTwoBits,
  kThreeBits,
  kByte,
  kRepeats,
  kTimesThatFollow,
  kCounter,
  kSeconds,
  kTime,
  kOlder,
  kOffset,
  kHash,
  kAmount,
  kInterest,
  kNumber
};

struct RuleDef {
  uint8_t bytes;  // in a snapshot
  uint8_t room;   // in memory
  uint8_t least;
  uint64_t most;
};
constexpr RuleDef kRules[] = {
    {},
    {1, 1, 0, 3},
    {1, 1, 0, 7},
    {1, 1, 0, UINT8_MAX},
    {1, 4, 0, kMaxRepeats},
    {1, 4, 1, kMaxRepeatsWithin},
    {2, 2, 0, kCountStop},
    {4, 4, 0, UINT32_MAX},
    {4, 4, 0, 0},  // no later than Part says
    {4, 4, 0, 0},  // nor than the one before it
    {4, 4, 0, 2 * kMaxOffset + 1},
    {8, 8, 1, UINT64_MAX},
    {8, 8, 0, kAmountStop},
    {6, 8, 1, kInterestStop},
    {8, 8, 0, UINT64_MAX},
};

struct ShapeDef {
  uint8_t most;    // elements of the list that it is; 0: it is none
  uint8_t stride;  // bytes of an element in memory
  bool marked;     // the list's mark is a time that is stored
  Rule rules[9];   // of the state, or of an element; kEnd stands last
};
constexpr ShapeDef kShapes[] = {
    {},
    {0, 8, false, {Rule::kCounter}},
    {kMaxExact + 1, 4, false, {Rule::kOlder}},
    {kMaxBuckets, 2, true, {Rule::kCounter}},
    {1, 4, false, {Rule::kTime}},
    {kMaxValues, sizeof(ValueRow), false, {Rule::kHash, Rule::kOlder}},
    {},
    {},
    {0, 8, false, {Rule::kAmount}},
    {kMaxBuckets, 8, true, {Rule::kAmount}},
    {kMaxValues, sizeof(ValueRow), false, {Rule::kHash, Rule::kRepeats}},
    {kMaxSteps, 4, false, {Rule::kTime}},
    {0, 8, false, {Rule::kCounter}},
    {kMaxValues, sizeof(RepeatRow), false, {Rule::kHash, Rule::kTimesThatFollow, Rule::kTime, Rule::kTime, Rule::kTime, Rule::kTime}},
    {0, 8, false, {Rule::kNumber}},
    {kMaxTextBytes, 1, false, {Rule::kByte}},
    {1, 8, false, {Rule::kNumber}},
    {kMaxValues, sizeof(ValueRow), true, {Rule::kHash, Rule::kInterest}},
    {0, 0, false, {Rule::kTime, Rule::kTime, Rule::kSeconds, Rule::kCounter, Rule::kCounter, Rule::kThreeBits}},
    {0, 0, false, {Rule::kAmount, Rule::kTime, Rule::kCounter}},
    {0,
     0,
     false,
     {Rule::kAmount, Rule::kTime, Rule::kTime, Rule::kCounter, Rule::kCounter, Rule::kCounter, Rule::kCounter, Rule::kTwoBits}},
    {kRecentIds, 8, false, {Rule::kHash}},
    {0, 4, false, {Rule::kTime}},
    {0, 4, false, {Rule::kOffset}},
};
static_assert(kMaxRepeatsWithin == 4 && sizeof kShapes / sizeof kShapes[0] == static_cast<size_t>(Shape::kOffset) + 1);

const ShapeDef &def_of(Shape shape) { return kShapes[static_cast<uint32_t>(shape)]; }

// Of a pack that is not proven, too.
Shape shape_of(const FeatureDef &def) {
  if (def.kind > FeatureKind::kEvidence) return Shape::kNothing;
  if (def.kind == FeatureKind::kRepeats && def.window_kind == WindowKind::kDuration) return Shape::kRepeatsWithin;
  if (def.kind != FeatureKind::kFact) return static_cast<Shape>(def.kind);
  if (def.type == ValueType::kLabel) return Shape::kLabel;
  if (def.type == ValueType::kText) return Shape::kText;
  return def.fact == Fact::kTrait || def.fact == Fact::kTrafficBranded ? Shape::kNumber : Shape::kNothing;
}

uint32_t keep_of(const FeatureDef &def) {
  const uint32_t most = def_of(shape_of(def)).most;
  return (def.kind == FeatureKind::kCountTimes || def.kind == FeatureKind::kSequence) && def.keep < most ? def.keep : most;
}

uint32_t bytes_of(Shape shape, uint32_t keep) {
  const ShapeDef &def = def_of(shape);
  return def.most == 0 ? def.stride : static_cast<uint32_t>(sizeof(ListState)) + keep * def.stride;
}

struct FixedPart {
  uint32_t key;
  uint16_t offset;
  Shape shape;
};
constexpr FixedPart kFixedParts[] = {
    {fnv1a32("visit", 5), offsetof(Visitor, visit), Shape::kVisit},    {fnv1a32("cart", 4), offsetof(Visitor, cart), Shape::kCart},
    {fnv1a32("orders", 6), offsetof(Visitor, orders), Shape::kOrders}, {fnv1a32("purchases", 9), offsetof(Visitor, purchases), Shape::kIds},
    {fnv1a32("refunds", 7), offsetof(Visitor, refunds), Shape::kIds},  {fnv1a32("tz_offset", 9), offsetof(Visitor, offset), Shape::kOffset},
};
constexpr uint32_t kFixedCount = sizeof kFixedParts / sizeof kFixedParts[0];

// Copies one element or state. Returns whether anything in it is not zero.
bool copy_element(Copier &copier, uint8_t *memory, const Rule *rules, uint64_t &latest) {
  uint64_t any = 0;
  uint64_t times = UINT64_MAX;
  for (; *rules != Rule::kEnd; ++rules) {
    const RuleDef &rule = kRules[static_cast<uint32_t>(*rules)];
    const bool is_time = rule.most == 0;
    if (is_time && times-- == 0) break;
    copier.copy(memory, rule.bytes);
    uint64_t value = 0;
    std::memcpy(&value, memory, rule.bytes);
    if (value < rule.least || value > (is_time ? latest : rule.most)) copier.holds = false;
    if (*rules == Rule::kOlder) latest = value;
    if (*rules == Rule::kTimesThatFollow) times = value;
    any |= value;
    memory += rule.room;
  }
  return any != 0;
}

}  // namespace

uint32_t state_bytes(const FeatureDef &def) { return bytes_of(shape_of(def), keep_of(def)); }

uint32_t part_count(Run r) { return kFixedCount + r.pack().dimensions.count + r.pack().segments.count + r.pack().features.count; }

Part part_at(Run r, uint32_t index) {
  const Pack &pack = r.pack();
  Part part{0, r.base(), r.v->clock, kMaxValues, Shape::kDimension};
  if (index < kFixedCount) {
    const FixedPart &fixed = kFixedParts[index];
    part.key = fixed.key;
    part.state += fixed.offset;
    part.keep = kRecentIds;
    part.shape = fixed.shape;
    return part;
  }
  index -= kFixedCount;
  if (index < pack.dimensions.count) {
    part.key = pack.dimensions[index].key;
    part.state += pack.layout.dimensions[index];
    return part;
  }
  index -= pack.dimensions.count;
  if (index < pack.segments.count) {
    const SegmentDef &segment = pack.segments[index];
    part.key = segment.stay != 0 ? segment.key : 0;
    part.state += pack.layout.stays + 4 * index;
    part.latest = later(r.v->clock, segment.stay);
    part.shape = Shape::kMoment;
    return part;
  }
  index -= pack.segments.count;
  const FeatureDef &def = pack.features[index];
  part.key = pack.state[index] != 0 ? def.key : 0;
  part.state += pack.state[index];
  part.keep = keep_of(def);
  part.shape = shape_of(def);
  return part;
}

uint32_t part_bytes(const Part &part) { return bytes_of(part.shape, part.keep); }

void Copier::copy(void *memory, uint32_t bytes) {
  if (bytes > static_cast<size_t>(end - at)) {
    holds = false;
    return;
  }
  std::memcpy(reads ? memory : at, reads ? at : memory, bytes);
  at += bytes;
}

bool Copier::copy_part(const Part &part) {
  const ShapeDef &shape = def_of(part.shape);
  uint64_t latest = part.latest;
  if (shape.most == 0) return copy_element(*this, part.state, shape.rules, latest);
  auto &list = *reinterpret_cast<ListState *>(part.state);
  uint8_t *elements = part.state + sizeof(ListState);
  if (!reads && list.count == 0) return false;
  constexpr Rule kMark[] = {Rule::kTime, Rule::kEnd};
  if (shape.marked) (void)copy_element(*this, reinterpret_cast<uint8_t *>(&list.mark), kMark, latest);
  const uint32_t first = shape.marked ? 0 : list.mark;
  uint8_t passed_over[sizeof(RepeatRow)];
  for (uint32_t i = 0; holds && (reads ? at != end : i < list.count); ++i) {
    // A strategy that now keeps fewer takes the newest.
    const bool kept = i < part.keep;
    (void)copy_element(*this, kept ? elements + (first + i) % part.keep * shape.stride : passed_over, shape.rules, latest);
    if (reads && kept) ++list.count;
    if (i >= shape.most) holds = false;
  }
  return list.count != 0;
}

}  // namespace vitrine
