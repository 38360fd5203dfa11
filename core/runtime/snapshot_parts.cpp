// The parts of a visitor's memory, and the one loop that copies them by the tables of core/format/snapshot_shapes.h.
#include "runtime/snapshot_parts.h"

#include <cstring>

#include "format/hash.h"
#include "runtime/time.h"

namespace vitrine::runtime {
namespace {

// The block's own structs are what the table of shapes says.
static_assert(def_of(Shape::kSeenValues).stride == sizeof(ValueRow) && def_of(Shape::kRepeatedValues).stride == sizeof(ValueRow) &&
              def_of(Shape::kEvidence).stride == sizeof(ValueRow) && def_of(Shape::kDimension).stride == sizeof(ValueRow) &&
              def_of(Shape::kRepeatsWithin).stride == sizeof(RepeatRow) && def_of(Shape::kCounter).stride == sizeof(CountState) &&
              def_of(Shape::kSum).stride == sizeof(SumState) && def_of(Shape::kLabel).stride == sizeof(LabelState));

uint32_t bytes_of(Shape shape, uint32_t keep) {
  const ShapeDef &def = def_of(shape);
  return def.most == 0 ? def.stride : static_cast<uint32_t>(sizeof(ListState)) + keep * def.stride;
}

struct FixedPart {
  uint32_t key;
  uint16_t offset;
  Shape shape;
};
#define VITRINE_X(word, shape, member) {fnv1a32(word, sizeof(word) - 1), offsetof(Visitor, member), Shape::shape},
constexpr FixedPart kFixedParts[] = {VITRINE_FIXED_PARTS(VITRINE_X)};
#undef VITRINE_X
constexpr uint32_t kFixedCount = sizeof kFixedParts / sizeof kFixedParts[0];

// Copies one element or state. Returns whether anything in it is not zero.
bool copy_element(Copier &copier, uint8_t *memory, const Rule *rules, uint64_t &latest) {
  uint64_t any = 0;
  uint64_t times = UINT64_MAX;  // that may still follow
  for (; *rules != Rule::kEnd; ++rules) {
    const RuleDef &rule = def_of(*rules);
    const bool is_time = rule.most == kOfThePart;
    if (is_time && times == 0) break;
    if (is_time) --times;
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

uint32_t state_bytes(const FeatureDef &def) { return bytes_of(shape_of(def), kept_of(def)); }

uint32_t part_count(Run r) { return kFixedCount + r.pack().dimensions.count + r.pack().segments.count + r.pack().features.count; }

Part part_at(Run r, uint32_t index) {
  const Pack &pack = r.pack();
  Part part{.key = 0, .state = r.base(), .latest = r.v->clock, .keep = kMaxValues, .shape = Shape::kDimension};
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
    part.latest = time_after(r.v->clock, segment.stay);
    part.shape = Shape::kMoment;
    return part;
  }
  index -= pack.segments.count;
  const FeatureDef &def = pack.features[index];
  part.key = pack.state[index] != 0 ? def.key : 0;
  part.state += pack.state[index];
  part.keep = kept_of(def);
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

}  // namespace vitrine::runtime
