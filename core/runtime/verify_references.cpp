// Proves the plain references of a pack: indexes into other sections, ranges of them, and codes, each a line of a table.
#include <cstddef>
#include <cstring>

#include "runtime/pack.h"

namespace vitrine::runtime {
namespace {

// A field of `width` bytes that is an index into `to`, where `behind` more records must follow; `optional`: all bits set stand for none.
struct Reference {
  Section from;
  uint8_t offset;
  uint8_t width;
  Section to;
  uint8_t behind;
  bool optional;
};
constexpr uint8_t kToString = 1;  // string_first has one more

#define VITRINE_FIELD(record, field) offsetof(record, field), sizeof(record::field)
constexpr Reference kReferences[] = {
    {Section::kConfig, VITRINE_FIELD(ConfigDef, name), Section::kStringFirst, kToString, true},
    {Section::kFeatures, VITRINE_FIELD(FeatureDef, field), Section::kFields, 0, true},
    {Section::kFeatures, VITRINE_FIELD(FeatureDef, event), Section::kEvents, 0, true},
    {Section::kFeatures, VITRINE_FIELD(FeatureDef, where), Section::kWhere, 0, true},
    {Section::kSteps, VITRINE_FIELD(StepDef, event), Section::kEvents, 0, false},
    {Section::kSteps, VITRINE_FIELD(StepDef, where), Section::kWhere, 0, true},
    {Section::kDimensions, VITRINE_FIELD(DimensionDef, field), Section::kFields, 0, true},
    {Section::kListeners, 0, 2, Section::kFeatures, 0, false},
    {Section::kSegments, VITRINE_FIELD(SegmentDef, gate), Section::kGates, 0, false},
    {Section::kSegments, VITRINE_FIELD(SegmentDef, name), Section::kStringFirst, kToString, true},
    {Section::kStages, VITRINE_FIELD(StageDef, gate), Section::kGates, 0, true},
    {Section::kStages, VITRINE_FIELD(StageDef, name), Section::kStringFirst, kToString, false},
    {Section::kSlots, VITRINE_FIELD(SlotDef, name), Section::kStringFirst, kToString, false},
    {Section::kSlots, VITRINE_FIELD(SlotDef, seen), Section::kFeatures, 0, true},
    {Section::kSlots, VITRINE_FIELD(SlotDef, experiment), Section::kExperiments, 0, true},
    {Section::kVariants, VITRINE_FIELD(VariantDef, name), Section::kStringFirst, kToString, false},
    {Section::kVariants, VITRINE_FIELD(VariantDef, gate), Section::kGates, 0, true},
    {Section::kVariants, VITRINE_FIELD(VariantDef, segment), Section::kSegments, 0, true},
    {Section::kVariants, VITRINE_FIELD(VariantDef, guarded), Section::kGates, 0, true},
    {Section::kVariants, VITRINE_FIELD(VariantDef, evident), Section::kGates, 0, true},
    {Section::kVariants, VITRINE_FIELD(VariantDef, capped), Section::kGates, 0, true},
    {Section::kExperiments, VITRINE_FIELD(ExperimentDef, gate), Section::kGates, 0, true},
    {Section::kHostClasses, 0, 1, Section::kHostKinds, 0, false},
    {Section::kHostKinds, VITRINE_FIELD(HostKindDef, rule), Section::kHostRules, 0, false},
    {Section::kHostKinds, VITRINE_FIELD(HostKindDef, name), Section::kSourceNames, 0, false},
    {Section::kTraffic, VITRINE_FIELD(TrafficDef, not_set), Section::kStringFirst, kToString, false},
    {Section::kTraffic, VITRINE_FIELD(TrafficDef, direct), Section::kStringFirst, kToString, false},
    {Section::kTraffic, VITRINE_FIELD(TrafficDef, none), Section::kStringFirst, kToString, false},
    {Section::kTraffic, VITRINE_FIELD(TrafficDef, assistant), Section::kStringFirst, kToString, false},
    {Section::kTraffic, VITRINE_FIELD(TrafficDef, email), Section::kStringFirst, kToString, false},
    {Section::kTraffic, VITRINE_FIELD(TrafficDef, organic), Section::kStringFirst, kToString, false},
    {Section::kTraffic, VITRINE_FIELD(TrafficDef, referral), Section::kStringFirst, kToString, false},
    {Section::kClickIds, VITRINE_FIELD(ClickIdDef, source), Section::kStringFirst, kToString, false},
    {Section::kClickIds, VITRINE_FIELD(ClickIdDef, medium), Section::kStringFirst, kToString, false},
    {Section::kClickIds, VITRINE_FIELD(ClickIdDef, campaign), Section::kStringFirst, kToString, true},
    {Section::kApps, VITRINE_FIELD(AppDef, host), Section::kStringFirst, kToString, false},
    {Section::kChannelTests, VITRINE_FIELD(ChannelTestDef, string), Section::kStringFirst, kToString, false},
    {Section::kBrandTerms, 0, 2, Section::kStringFirst, kToString, false},
};

// A field of one byte that is less than `end`.
struct Code {
  Section from;
  uint8_t offset;
  uint8_t end;
};
#define VITRINE_CODE(section, record, field, end) {Section::section, offsetof(record, field), static_cast<uint8_t>(end)}
constexpr Code kCodes[] = {
    VITRINE_CODE(kFeatures, FeatureDef, kind, FeatureKind::kCount),
    VITRINE_CODE(kFeatures, FeatureDef, type, ValueType::kCount),
    VITRINE_CODE(kFeatures, FeatureDef, window_kind, WindowKind::kCount),
    VITRINE_CODE(kEvents, EventDef, role, EventRole::kCount),
    VITRINE_CODE(kFields, FieldDef, role, FieldRole::kCount),
    VITRINE_CODE(kWhere, WhereDef, op, WhereOp::kCount),
    VITRINE_CODE(kSlots, SlotDef, kind, SlotKind::kCount),
    VITRINE_CODE(kSignals, SignalDef, kind, SignalKind::kCount),
    VITRINE_CODE(kChannelTests, ChannelTestDef, field, ChannelField::kCount),
    VITRINE_CODE(kChannelTests, ChannelTestDef, op, TextOp::kExists),
    VITRINE_CODE(kChannelTests, ChannelTestDef, bit, 32),
};

// Two fields of two bytes: the first of a range in `to`, and how many.
struct Range {
  Section from;
  uint8_t first;
  uint8_t count;
  Section to;
};
#define VITRINE_RANGE(section, record, name, to) \
  {Section::section, offsetof(record, name##_first), offsetof(record, name##_count), Section::to}
constexpr Range kRanges[] = {
    VITRINE_RANGE(kFeatures, FeatureDef, condition, kConditions), VITRINE_RANGE(kEvents, EventDef, listener, kListeners),
    VITRINE_RANGE(kSlots, SlotDef, variant, kVariants),           VITRINE_RANGE(kSlots, SlotDef, signal, kSignals),
    VITRINE_RANGE(kExperiments, ExperimentDef, arm, kArms),       VITRINE_RANGE(kHostRules, HostRuleDef, param, kHostParams),
};

// How many records a section may have, where that is less than its bytes allow.
struct Limit {
  Section of;
  uint16_t most;
};
constexpr Limit kLimits[] = {
    {Section::kSegments, kMaxSegments},
    {Section::kStages, kMaxStages},
    {Section::kGates, kMaxGates},
    {Section::kConditions, kMaxConditions},
    {Section::kFeatures, kMaxFeatures},
    {Section::kEvents, kMaxEvents},
    {Section::kFields, kMaxFields},
    {Section::kSlots, kMaxSlots},
    {Section::kVariants, kMaxVariants},
    {Section::kDimensions, kMaxDimensions},
    {Section::kWhere, kMaxWhereNodes},
    {Section::kHostKeys, kMaxHosts},
    {Section::kBandLimits, kMaxBands},
    {Section::kLabels, kMaxConditions},
    {Section::kStringFirst, kMaxStrings + 1},
    {Section::kTraffic, 1},
    {Section::kChannelTests, kMaxStrings},
    {Section::kBrandTerms, kMaxStrings},
    {Section::kExperiments, kMaxExperiments},
};

View<uint8_t> section(const Pack &p, Section id) {
  View<uint8_t> view;
  std::memcpy(&view, reinterpret_cast<const uint8_t *>(&p) + offsetof(Pack, config) + static_cast<uint32_t>(id) * kViewBytes, sizeof view);
  return view;
}

}  // namespace

bool references_hold(const Pack &p) {
  for (const Limit &limit : kLimits) {
    if (section(p, limit.of).count > limit.most) return false;
  }
  for (const Code &code : kCodes) {
    const View<uint8_t> from = section(p, code.from);
    for (uint32_t i = 0; i < from.count; ++i) {
      if (from.data[i * kRecordBytes[static_cast<uint32_t>(code.from)] + code.offset] >= code.end) return false;
    }
  }
  for (const Reference &reference : kReferences) {
    const View<uint8_t> from = section(p, reference.from);
    const uint32_t none = reference.width == 1 ? kNone8 : kNone16;
    for (uint32_t i = 0; i < from.count; ++i) {
      const uint8_t *at = from.data + i * kRecordBytes[static_cast<uint32_t>(reference.from)] + reference.offset;
      const uint32_t index = reference.width == 1 ? *at : load16(at);
      if (index + reference.behind < section(p, reference.to).count) continue;
      if (!reference.optional || index != none) return false;
    }
  }
  for (const Range &range : kRanges) {
    const View<uint8_t> from = section(p, range.from);
    for (uint32_t i = 0; i < from.count; ++i) {
      const uint8_t *at = from.data + i * kRecordBytes[static_cast<uint32_t>(range.from)];
      if (load16(at + range.first) + load16(at + range.count) > section(p, range.to).count) return false;
    }
  }
  return true;
}

}  // namespace vitrine::runtime
