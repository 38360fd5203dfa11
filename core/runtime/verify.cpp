// Proves a pack: after this every index, range and order can be used without a check, and the work of an event is bounded.
#include <cstring>

#include "runtime/pack.h"

namespace vitrine::runtime {
namespace {

bool range_holds(uint32_t first, uint32_t count, uint32_t all) { return first <= all && count <= all - first; }

bool config_holds(const Pack &p) {
  if (p.config.count != 1) return false;
  const ConfigDef &c = p.config[0];
  if (c.visit_gap - 1 >= kMaxDuration || c.half_life - 1 >= kMaxDuration || c.holdout_buckets > kBuckets) return false;
  if (c.group_first[0] != 0 || c.group_first[kGroups] != p.features.count) return false;
  for (uint32_t g = 0; g < kGroups; ++g) {
    if (c.group_first[g] > c.group_first[g + 1]) return false;
    for (uint32_t f = c.group_first[g]; f < c.group_first[g + 1]; ++f) {
      if (f >= p.features.count || p.features[f].group != static_cast<Group>(g)) return false;
    }
  }
  return true;
}

bool text_conditions_hold(const Pack &p, const FeatureDef &def) {
  for (uint32_t i = 0; i < def.condition_count; ++i) {
    const int64_t c = p.conditions[uint32_t{def.condition_first} + i];
    const auto op = static_cast<uint64_t>(c) >> 32;
    if (op > static_cast<uint64_t>(TextOp::kExists)) return false;
    if (op != static_cast<uint64_t>(TextOp::kExists) && uint64_t{static_cast<uint32_t>(c)} + 1 >= p.string_first.count) return false;
  }
  return true;
}

// Conditions stand in the order of their features and belong to one each: `end` is where those of the features before end.
bool conditions_hold(const Pack &p, const FeatureDef &def, uint32_t &end) {
  if (def.condition_first < end) return false;
  end = uint32_t{def.condition_first} + def.condition_count;
  const bool exists = (def.flags & kFeatureExists) != 0;
  if (exists && def.condition_count == 0) return false;
  if (def.type == ValueType::kText) return text_conditions_hold(p, def);
  // Labels ascend as unsigned numbers and numbers as signed ones; `exists` is the least there is of either.
  const uint64_t least = def.type == ValueType::kLabel ? 0 : uint64_t{1} << 63;
  uint64_t before = 0;
  for (uint32_t i = 0; i < def.condition_count; ++i) {
    const uint64_t c = static_cast<uint64_t>(p.conditions[uint32_t{def.condition_first} + i]) ^ least;
    if (exists && i == 0 ? c != 0 : c <= before) return false;
    before = c;
  }
  return true;
}

// The type that each built-in fact has; a trait has the strategy's.
bool fact_holds(const Pack &p, const FeatureDef &def) {
  static constexpr struct {
    ValueType type;
    Group group;
  } kFacts[] = {
#define VITRINE_X(id, name, type, group, ...) {ValueType::type, Group::group},
      VITRINE_FACTS(VITRINE_X)
#undef VITRINE_X
  };
  if (def.fact >= Fact::kCount) return false;
  const auto &fact = kFacts[static_cast<uint32_t>(def.fact)];
  if (def.group != fact.group) return false;
  if (is_area(def.fact) && (def.field != kNone8 || !range_holds(def.first_listed, def.listed, p.places.count))) return false;
  if (def.fact != Fact::kTrait) return def.type == fact.type;
  if (def.field == kNone8) return false;
  if (def.type == ValueType::kLabel) return range_holds(def.first_listed, def.listed, p.labels.count);
  return def.type == ValueType::kText || def.type == ValueType::kBoolean || def.type == ValueType::kAmount;
}

// With the one that undoes it.
uint32_t all_steps(const FeatureDef &def) { return def.steps + ((def.flags & kFeatureThenNot) != 0 ? 1u : 0u); }

bool sequence_holds(const Pack &p, const FeatureDef &def) {
  if (def.steps < kMinSteps || def.steps > kMaxSteps || !range_holds(def.first_step, all_steps(def), p.steps.count)) return false;
  return def.type == ValueType::kBoolean && def.window_kind != WindowKind::kEver && def.in_last <= kMaxDuration;
}

bool evidence_holds(const Pack &p, const FeatureDef &def) {
  if (def.names >= p.features.count || def.label >= p.labels.count || def.where == kNone16 || def.window_kind == WindowKind::kVisit)
    return false;
  return def.type == ValueType::kBoolean && p.features[def.names].kind == FeatureKind::kEvidenceNames;
}

bool measured_holds(const Pack &p, const FeatureDef &def) {
  const bool windowed = def.window_kind == WindowKind::kDuration;
  if (def.group != Group::kEvent || (windowed && def.window - 1 >= kMaxDuration)) return false;
  ValueType type = ValueType::kInteger;
  switch (def.kind) {
    case FeatureKind::kCountTimes:
      if (def.times - 1u > kMaxExact) return false;
      [[fallthrough]];
    case FeatureKind::kCountBuckets:
    case FeatureKind::kCountEver:
      if (windowed == (def.kind == FeatureKind::kCountEver)) return false;
      break;
    case FeatureKind::kSince: type = ValueType::kDuration; break;
    case FeatureKind::kDistinct:
    case FeatureKind::kRepeats:
      if (def.field == kNone8) return false;
      break;
    case FeatureKind::kSumEver:
    case FeatureKind::kSumBuckets:
      if (windowed != (def.kind == FeatureKind::kSumBuckets) || def.sum_of >= static_cast<uint16_t>(SumOf::kCount)) return false;
      if (def.sum_of == static_cast<uint16_t>(SumOf::kValue)) type = ValueType::kAmount;
      break;
    case FeatureKind::kEvidenceNames: break;
    case FeatureKind::kSequence: return sequence_holds(p, def);
    case FeatureKind::kEvidence: return evidence_holds(p, def);
    case FeatureKind::kFact:
    case FeatureKind::kShare:
    case FeatureKind::kTop:
    case FeatureKind::kCount: return false;  // no events feed these
  }
  return def.type == type;
}

bool feature_holds(const Pack &p, const FeatureDef &def, uint32_t &condition_end) {
  if (!conditions_hold(p, def, condition_end)) return false;
  if (def.kind == FeatureKind::kFact) return fact_holds(p, def);
  if (def.kind != FeatureKind::kShare && def.kind != FeatureKind::kTop) return measured_holds(p, def);
  if (def.group != Group::kAffinity || def.dimension >= p.dimensions.count) return false;
  const bool share = def.kind == FeatureKind::kShare;
  return def.type == (share ? ValueType::kShare : ValueType::kLabel) && (!share || def.label < p.labels.count);
}

// A `where` is a tree in preorder; every node's children end where it says, and recursion stays within kMaxWhereDepth.
bool where_tree_holds(const Pack &p, uint32_t node, uint32_t end, uint32_t depth) {
  if (node >= p.where.count || depth > kMaxWhereDepth) return false;
  const WhereDef &w = p.where[node];
  if (w.next <= node || w.next > end) return false;
  if (!is_group(w.op)) {
    if (w.next != node + 1 || w.field >= p.fields.count) return false;
    return !names_string(w.op) || (w.value >= 0 && w.value < int64_t{p.string_first.count} - 1);
  }
  for (uint32_t child = node + 1; child < w.next; child = p.where[child].next) {
    if (!where_tree_holds(p, child, w.next, depth + 1)) return false;
  }
  return true;
}

bool where_holds(const Pack &p, uint16_t where) { return where == kNone16 || where_tree_holds(p, where, p.where.count, 0); }

bool wheres_hold(const Pack &p) {
  for (const FeatureDef &def : p.features) {
    if (!where_holds(p, def.where)) return false;
  }
  for (const StepDef &step : p.steps) {
    if (!where_holds(p, step.where)) return false;
  }
  return true;
}

// What an event costs a feature, per item: as many look-ups of the item as it walks the items, and the nodes of each `where`.
uint32_t work_of(const Pack &p, const FeatureDef &def) {
  const auto nodes = [&](uint16_t where) {
    uint32_t all = where == kNone16 ? 0 : kItemWork;
    for (uint32_t i = where; where != kNone16 && i < p.where[where].next; ++i)
      all += p.where[i].op == WhereOp::kContains ? kContainsWork : 1;
    return all;
  };
  uint32_t all = 1 + nodes(def.where);
  if (def.field != kNone8) all += kItemWork;
  if (def.kind != FeatureKind::kSequence) return all;
  for (uint32_t i = 0; i < all_steps(def); ++i) all += nodes(p.steps[def.first_step + i].where);
  return all;
}

bool events_hold(const Pack &p) {
  for (const EventDef &event : p.events) {
    uint32_t work = 0;
    for (uint32_t i = 0; i < event.listener_count; ++i) {
      const FeatureDef &def = p.features[p.listeners[event.listener_first + i]];
      if (def.group != Group::kEvent) return false;
      work += work_of(p, def) * (kMaxItems + 1);
      if (work > kMaxEventWork) return false;
    }
  }
  return true;
}

bool bands_hold(const Pack &p) {
  const bool any = p.band_labels.count != 0;
  if (p.band_labels.count != p.band_limits.count + (any ? 1u : 0u)) return false;
  for (const DimensionDef &d : p.dimensions) {
    if (d.field == kNone8 && !any) return false;
  }
  for (uint32_t i = 1; i < p.band_limits.count; ++i) {
    if (p.band_limits[i - 1] >= p.band_limits[i]) return false;
  }
  return true;
}

// `first` of a section of `count` records: begins with 0, never falls, and ends with `all`.
bool offsets_hold(const View<uint32_t> &first, uint32_t count, uint32_t all) {
  if (first.count != count + 1 || first[0] != 0 || first[count] != all) return false;
  for (uint32_t i = 0; i < count; ++i) {
    if (first[i] > first[i + 1]) return false;
  }
  return true;
}

// Fan-out goes upward only, so one pass in order settles every gate; each gate's inputs are as many as it says.
bool gates_hold(const Pack &p) {
  const uint32_t nodes = p.conditions.count + p.gates.count;
  if (!offsets_hold(p.edge_first, nodes, p.edges.count)) return false;
  uint8_t inputs[kMaxGates + 1];
  std::memset(inputs, 0, p.gates.count + 1);
  for (uint32_t n = 0; n < nodes; ++n) {
    for (uint32_t e = p.edge_first[n]; e < p.edge_first[n + 1]; ++e) {
      const uint32_t target = p.edges[e] >> 1;
      if (target >= p.gates.count || (n >= p.conditions.count && target <= n - p.conditions.count)) return false;
      if (inputs[target]++ == kMaxGateInputs) return false;
    }
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
    if (p.gates[p.segments[s].gate].output != s || p.segments[s].stay > kMaxDuration) return false;
  }
  for (uint32_t s = 0; s < p.stages.count; ++s) {
    const uint16_t gate = p.stages[s].gate;
    const bool last = s + 1 == p.stages.count;
    if (last != (gate == kNone16) || (!last && p.gates[gate].output != (kOutputStage | s))) return false;
  }
  return true;
}

// The ranges of the arms ascend to the last bucket, and each arm is a variant of the slot.
bool experiment_holds(const Pack &p, const SlotDef &slot) {
  if (slot.experiment == kNone16) return true;
  const ExperimentDef &experiment = p.experiments[slot.experiment];
  uint32_t end = 0;
  for (uint32_t i = 0; i < experiment.arm_count; ++i) {
    const ArmDef &arm = p.arms[uint32_t{experiment.arm_first} + i];
    if (arm.variant >= slot.variant_count || arm.end < end) return false;
    end = arm.end;
  }
  return end == kBuckets;
}

bool slots_hold(const Pack &p) {
  for (const SlotDef &slot : p.slots) {
    if (slot.seen != kNone16 && p.features[slot.seen].kind != FeatureKind::kDistinct) return false;
    if (slot.kind == SlotKind::kSort) {
      if (slot.signal_count > kMaxSignals) return false;
      continue;
    }
    if (slot.variant_count == 0 || p.variants[slot.variant_first + slot.variant_count - 1u].gate != kNone16) return false;
    if (!experiment_holds(p, slot)) return false;
  }
  for (const SignalDef &signal : p.signals) {
    if (signal.kind == SignalKind::kAffinity && signal.dimension >= p.dimensions.count) return false;
  }
  return true;
}

bool hosts_hold(const Pack &p) {
  uint32_t all = 0;
  for (const uint8_t count : p.host_counts) all += count;
  if (p.host_counts.count != 0 && p.host_counts.count != kHostBuckets) return false;
  return p.host_keys.count == all && p.host_classes.count == all;
}

}  // namespace

bool verify_pack(const Pack &p) {
  if (!references_hold(p) || p.string_first.count == 0 || !offsets_hold(p.string_first, p.string_first.count - 1, p.strings.count))
    return false;
  if (!config_holds(p) || !wheres_hold(p)) return false;
  uint32_t condition_end = 0;
  uint32_t places = 0;
  uint32_t labels = 0;
  for (const FeatureDef &def : p.features) {
    if (!feature_holds(p, def, condition_end)) return false;
    if (def.kind != FeatureKind::kFact) continue;
    // Each area and trait has a list of its own, which an event may walk.
    (def.fact == Fact::kTrait ? labels : places) += def.listed;
    if (labels > p.labels.count || places > p.places.count) return false;
  }
  return events_hold(p) && bands_hold(p) && gates_hold(p) && outputs_hold(p) && slots_hold(p) && hosts_hold(p);
}

}  // namespace vitrine::runtime
