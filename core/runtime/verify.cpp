// Proves a pack: after this every index, range and order can be used without a check, and the work of an event is bounded.
#include "runtime/pack.h"

#include <cstring>

namespace vitrine {
namespace {

bool index_or_none(uint16_t index, uint32_t count) { return index == kNone16 || index < count; }
bool range_holds(uint32_t first, uint32_t count, uint32_t all) { return first <= all && count <= all - first; }

bool config_holds(const Pack &p) {
  if (p.config.count != 1) return false;
  const ConfigDef &c = p.config[0];
  if (c.visit_gap == 0 || c.visit_gap > kMaxDuration || c.half_life == 0 || c.half_life > kMaxDuration) return false;
  if (c.group_first[0] != 0 || c.group_first[kGroups] != p.features.count) return false;
  for (uint32_t g = 0; g < kGroups; ++g) {
    if (c.group_first[g] > c.group_first[g + 1]) return false;
    for (uint32_t f = c.group_first[g]; f < c.group_first[g + 1]; ++f) {
      if (f >= p.features.count || p.features[f].group != static_cast<Group>(g)) return false;
    }
  }
  return true;
}

bool counts_hold(const Pack &p) {
  return p.segments.count <= kMaxSegments && p.stages.count <= kMaxStages && p.gates.count <= kMaxGates &&
         p.conditions.count <= kMaxConditions && p.features.count <= kMaxFeatures && p.events.count <= kMaxEvents &&
         p.fields.count <= kMaxFields && p.slots.count <= kMaxSlots && p.variants.count <= kMaxVariants &&
         p.dimensions.count <= kMaxDimensions && p.where.count <= kMaxWhereNodes && p.hosts.count <= kMaxHosts &&
         p.band_limits.count <= kMaxBands && p.labels.count <= kMaxConditions;
}

// Conditions stand in the order of their features and belong to one each: `end` is where those of the features before end.
bool conditions_hold(const Pack &p, const FeatureDef &def, uint32_t &end) {
  if (def.condition_first < end || !range_holds(def.condition_first, def.condition_count, p.conditions.count)) return false;
  end = uint32_t{def.condition_first} + def.condition_count;
  const bool exists = (def.flags & kFeatureExists) != 0;
  if (exists && def.condition_count == 0) return false;
  const int64_t *c = p.conditions.data + def.condition_first;
  for (uint32_t i = 0; i < def.condition_count; ++i) {
    if (def.type == ValueType::kText) {
      const auto op = static_cast<uint64_t>(c[i]) >> 32;
      if (op > static_cast<uint64_t>(TextOp::kExists)) return false;
      if (op != static_cast<uint64_t>(TextOp::kExists) && static_cast<uint32_t>(c[i]) >= p.string_first.count - 1) return false;
    } else if (def.type == ValueType::kLabel) {
      if (exists && i == 0 ? c[0] != 0 : c[i] == 0) return false;
      if (i > 0 && static_cast<uint64_t>(c[i - 1]) >= static_cast<uint64_t>(c[i])) return false;
    } else {
      if (exists && i == 0 ? c[0] != INT64_MIN : c[i] == INT64_MIN) return false;
      if (i > 0 && c[i - 1] >= c[i]) return false;
    }
  }
  return true;
}

// The type that each built-in fact has; a trait has the strategy's.
bool fact_holds(const Pack &p, const FeatureDef &def) {
  static constexpr struct {
    ValueType type;
    Group group;
  } kFacts[] = {
#define VITRINE_X(id, name, type, group, field) {ValueType::type, Group::group},
      VITRINE_FACTS(VITRINE_X)
#undef VITRINE_X
  };
  if (def.fact >= Fact::kCount) return false;
  const auto &fact = kFacts[static_cast<uint32_t>(def.fact)];
  if (def.group != fact.group) return false;
  if (def.fact != Fact::kTrait) return def.type == fact.type;
  if (def.field == kNone8) return false;
  if (def.type == ValueType::kLabel) return range_holds(def.label, def.keep, p.labels.count);
  return def.type == ValueType::kText || def.type == ValueType::kBoolean || def.type == ValueType::kAmount;
}

bool sequence_holds(const Pack &p, const FeatureDef &def) {
  const uint32_t steps = def.keep + ((def.flags & kFeatureThenNot) != 0 ? 1u : 0u);
  if (def.keep < kMinSteps || def.keep > kMaxSteps || !range_holds(def.label, steps, p.steps.count)) return false;
  return def.type == ValueType::kBoolean && def.window_kind != WindowKind::kEver && def.in_last <= kMaxDuration;
}

bool measured_holds(const Pack &p, const FeatureDef &def) {
  if (def.group != Group::kEvent || def.window_kind > WindowKind::kVisit) return false;
  if (def.window_kind == WindowKind::kDuration && (def.window == 0 || def.window > kMaxDuration)) return false;
  const bool windowed = def.window_kind == WindowKind::kDuration;
  switch (def.kind) {
    case FeatureKind::kCount: return def.type == ValueType::kInteger && !windowed;
    case FeatureKind::kCountTimes: return def.type == ValueType::kInteger && windowed && def.keep >= 1 && def.keep <= kMaxExact + 1;
    case FeatureKind::kCountBuckets: return def.type == ValueType::kInteger && windowed;
    case FeatureKind::kSince: return def.type == ValueType::kDuration;
    case FeatureKind::kDistinct:
    case FeatureKind::kRepeats: return def.type == ValueType::kInteger && def.field < p.fields.count;
    case FeatureKind::kSum:
    case FeatureKind::kSumBuckets:
      if (windowed != (def.kind == FeatureKind::kSumBuckets) || def.keep > static_cast<uint16_t>(SumOf::kQuantity)) return false;
      return def.type == (def.keep == static_cast<uint16_t>(SumOf::kQuantity) ? ValueType::kInteger : ValueType::kAmount);
    case FeatureKind::kSequence: return sequence_holds(p, def);
    default: return false;
  }
}

bool feature_holds(const Pack &p, const FeatureDef &def, uint32_t &condition_end) {
  if (def.type > ValueType::kBoolean || !conditions_hold(p, def, condition_end)) return false;
  if (def.field != kNone8 && def.field >= p.fields.count) return false;
  if (!index_or_none(def.where, p.where.count) || !index_or_none(def.event, p.events.count)) return false;
  switch (def.kind) {
    case FeatureKind::kFact: return fact_holds(p, def);
    case FeatureKind::kShare:
      return def.group == Group::kAffinity && def.type == ValueType::kShare && def.keep < p.dimensions.count && def.label < p.labels.count;
    case FeatureKind::kTop: return def.group == Group::kAffinity && def.type == ValueType::kLabel && def.keep < p.dimensions.count;
    default: return measured_holds(p, def);
  }
}

// A `where` is a tree in preorder; every node's children end where it says, and recursion stays within kMaxWhereDepth.
bool where_tree_holds(const Pack &p, uint32_t node, uint32_t end, uint32_t depth) {
  if (node >= p.where.count || depth > kMaxWhereDepth) return false;
  const WhereDef &w = p.where[node];
  if (w.next <= node || w.next > end || w.op > WhereOp::kMissing) return false;
  if (w.op > WhereOp::kNoneOf) {
    if (w.next != node + 1 || w.field >= p.fields.count) return false;
    const bool text = w.op == WhereOp::kStartsWith || w.op == WhereOp::kEndsWith || w.op == WhereOp::kContains;
    return !text || (w.value >= 0 && w.value < INT32_MAX && static_cast<uint32_t>(w.value) + 1 < p.string_first.count);
  }
  for (uint32_t child = node + 1; child < w.next; child = p.where[child].next) {
    if (!where_tree_holds(p, child, w.next, depth + 1)) return false;
  }
  return true;
}

bool where_holds(const Pack &p) {
  for (const FeatureDef &def : p.features) {
    if (def.where != kNone16 && !where_tree_holds(p, def.where, p.where.count, 0)) return false;
  }
  for (const StepDef &step : p.steps) {
    if (step.event >= p.events.count || (step.where != kNone16 && !where_tree_holds(p, step.where, p.where.count, 0))) return false;
  }
  return true;
}

// The `where` nodes that an event costs a feature, per item.
uint32_t where_nodes(const Pack &p, const FeatureDef &def) {
  const auto nodes = [&](uint16_t where) { return where == kNone16 ? 0u : static_cast<uint32_t>(p.where[where].next - where); };
  uint32_t all = nodes(def.where);
  if (def.kind != FeatureKind::kSequence) return all;
  const uint32_t steps = def.keep + ((def.flags & kFeatureThenNot) != 0 ? 1u : 0u);
  for (uint32_t i = 0; i < steps; ++i) all += nodes(p.steps[def.label + i].where);
  return all;
}

bool events_hold(const Pack &p) {
  for (const EventDef &event : p.events) {
    if (event.role > EventRole::kNone || !range_holds(event.listener_first, event.listener_count, p.listeners.count)) return false;
    uint32_t work = 0;
    for (uint32_t i = 0; i < event.listener_count; ++i) {
      const uint16_t f = p.listeners[event.listener_first + i];
      if (f >= p.features.count || p.features[f].group != Group::kEvent) return false;
      const uint32_t nodes = where_nodes(p, p.features[f]);
      work += (nodes == 0 ? 1u : nodes) * (kMaxItems + 1);
      if (work > kMaxEventWork) return false;
    }
  }
  for (const FieldDef &field : p.fields) {
    if (field.role > FieldRole::kNone) return false;
  }
  for (const DimensionDef &d : p.dimensions) {
    if (d.field != kNone8 && d.field >= p.fields.count) return false;
  }
  return p.band_labels.count == p.band_limits.count + 1 || (p.band_labels.count == 0 && p.band_limits.count == 0);
}

bool bands_hold(const Pack &p) {
  for (const DimensionDef &d : p.dimensions) {
    if (d.field == kNone8 && p.band_labels.count == 0) return false;
  }
  for (uint32_t i = 1; i < p.band_limits.count; ++i) {
    if (p.band_limits[i - 1] >= p.band_limits[i]) return false;
  }
  return true;
}

// Fan-out goes upward only, so one pass in order settles every gate; each gate's inputs are as many as it says.
bool gates_hold(const Pack &p) {
  const uint32_t nodes = p.conditions.count + p.gates.count;
  if (p.edge_first.count != nodes + 1 || p.edge_first[0] != 0 || p.edge_first[nodes] != p.edges.count) return false;
  for (uint32_t n = 0; n < nodes; ++n) {
    if (p.edge_first[n] > p.edge_first[n + 1] || p.edge_first[n + 1] > p.edges.count) return false;
    for (uint32_t e = p.edge_first[n]; e < p.edge_first[n + 1]; ++e) {
      const uint32_t target = p.edges[e] >> 1;
      if (target >= p.gates.count || (n >= p.conditions.count && target <= n - p.conditions.count)) return false;
    }
  }
  uint8_t inputs[kMaxGates + 1];
  std::memset(inputs, 0, p.gates.count + 1);
  for (const uint16_t edge : p.edges) {
    if (inputs[edge >> 1]++ == kMaxGateInputs) return false;
  }
  for (uint32_t g = 0; g < p.gates.count; ++g) {
    const GateDef &gate = p.gates[g];
    if (gate.inputs != inputs[g]) return false;
    if (gate.output == kNone16) continue;
    const uint32_t out = gate.output & (kOutputStage - 1u);
    if ((gate.output & kOutputStage) != 0 ? out >= p.stages.count || p.stages[out].gate != g
                                          : out >= p.segments.count || p.segments[out].gate != g) {
      return false;
    }
  }
  return true;
}

bool outputs_hold(const Pack &p) {
  for (uint32_t s = 0; s < p.segments.count; ++s) {
    const SegmentDef &segment = p.segments[s];
    if (segment.gate >= p.gates.count || p.gates[segment.gate].output != s) return false;
    if (segment.stay > kMaxDuration || (segment.name != kNone16 && segment.name + 1u >= p.string_first.count)) return false;
  }
  for (uint32_t s = 0; s < p.stages.count; ++s) {
    const StageDef &stage = p.stages[s];
    if (stage.name + 1u >= p.string_first.count) return false;
    const bool last = s + 1 == p.stages.count;
    if (last != (stage.gate == kNone16)) return false;
    if (!last && (stage.gate >= p.gates.count || p.gates[stage.gate].output != (kOutputStage | s))) return false;
  }
  return true;
}

bool slot_holds(const Pack &p, const SlotDef &slot) {
  if (slot.kind > SlotKind::kSort || slot.name + 1u >= p.string_first.count) return false;
  if (!range_holds(slot.variant_first, slot.variant_count, p.variants.count) ||
      !range_holds(slot.signal_first, slot.signal_count, p.signals.count))
    return false;
  if (slot.seen != kNone16 && (slot.seen >= p.features.count || p.features[slot.seen].kind != FeatureKind::kDistinct)) return false;
  if (slot.kind == SlotKind::kSort) return slot.signal_count <= kMaxSignals;
  if (slot.variant_count == 0) return false;
  return p.variants[slot.variant_first + slot.variant_count - 1u].gate == kNone16;
}

bool slots_hold(const Pack &p) {
  for (const SlotDef &slot : p.slots) {
    if (!slot_holds(p, slot)) return false;
  }
  for (const VariantDef &variant : p.variants) {
    if (variant.name + 1u >= p.string_first.count || !index_or_none(variant.gate, p.gates.count)) return false;
    if (!index_or_none(variant.segment, p.segments.count)) return false;
  }
  for (const SignalDef &signal : p.signals) {
    if (signal.kind > SignalKind::kSeen) return false;
    if (signal.kind == SignalKind::kAffinity && signal.dimension >= p.dimensions.count) return false;
  }
  return true;
}

bool strings_hold(const Pack &p) {
  if (p.string_first.count == 0 || p.string_first.count > kMaxStrings + 1) return false;
  if (p.string_first[0] != 0 || p.string_first[p.string_first.count - 1] != p.strings.count) return false;
  for (uint32_t i = 1; i < p.string_first.count; ++i) {
    if (p.string_first[i - 1] > p.string_first[i]) return false;
  }
  return true;
}

bool hosts_hold(const Pack &p) {
  for (uint32_t i = 0; i < p.hosts.count; ++i) {
    const HostDef &host = p.hosts[i];
    if (i > 0 && p.hosts[i - 1].hash >= host.hash) return false;
    if (host.kind > HostKind::kPayment) return false;
    if (host.kind == HostKind::kEngine && (host.rule >= p.host_rules.count || host.name >= p.source_names.count)) return false;
  }
  for (const HostRuleDef &rule : p.host_rules) {
    if (!range_holds(rule.param_first, rule.param_count, p.host_params.count)) return false;
  }
  return true;
}

}  // namespace

bool verify_pack(const Pack &p) {
  if (!counts_hold(p) || !strings_hold(p) || !config_holds(p)) return false;
  uint32_t condition_end = 0;
  for (const FeatureDef &def : p.features) {
    if (!feature_holds(p, def, condition_end)) return false;
  }
  return where_holds(p) && events_hold(p) && bands_hold(p) && gates_hold(p) && outputs_hold(p) && slots_hold(p) && hosts_hold(p);
}

}  // namespace vitrine
