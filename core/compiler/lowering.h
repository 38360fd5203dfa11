// The parts of lowering: measures become features, conditions become gates, slots become records.
#pragma once

#include <deque>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "compiler/feature_table.h"
#include "compiler/gate_graph.h"
#include "compiler/names.h"
#include "compiler/records.h"
#include "compiler/report.h"
#include "compiler/tables.h"

namespace vitrine::compiler {

// `where` trees, equal ones once (lower_where.cpp).
class WhereTable {
 public:
  explicit WhereTable(Tables &tables) : tables_(tables) {}
  // First node of the tree; kNone16: the limits are passed.
  [[nodiscard]] uint16_t add(const Condition &where);
  [[nodiscard]] static std::string canonical(const Condition &where);

  std::vector<WhereDef> nodes;
  bool too_many = false;
  bool too_deep = false;

 private:
  void add_node(const Condition &where, uint32_t depth);
  void add_comparison(const Condition &test, const Comparison &comparison, uint32_t depth);
  void add_constant(const Condition &test, Comparator comparator, const Node &constant);
  [[nodiscard]] size_t open(WhereOp op, size_t need, uint32_t depth);
  void close(size_t node);

  Tables &tables_;
  std::unordered_map<std::string, uint16_t> known_;
};

// Features that conditions and slots read (lower_features.cpp).
class FeatureMaker {
 public:
  FeatureMaker(const Strategy &strategy, Tables &tables, FeatureTable &features)
      : where(tables), strategy_(strategy), tables_(tables), features_(features) {}

  // In buckets: for a windowed count that is compared with more than kMaxExact.
  [[nodiscard]] uint32_t feature(const Subject &subject, bool in_buckets);
  // The one in buckets, if some condition needed it; else kNotFound.
  [[nodiscard]] uint32_t known_buckets(const Feature &feature) const;
  [[nodiscard]] uint32_t granted(uint32_t purpose_bit);
  [[nodiscard]] uint32_t seen_items();
  // How often one of these variants was exposed. `name` keys its part in a snapshot, so that a cap that changes still knows what was shown.
  struct Shown {
    std::string slot;
    std::vector<std::string> variants;
  };
  [[nodiscard]] uint32_t exposures(const std::string &name, const Window &window, const std::vector<Shown> &shown);
  [[nodiscard]] uint32_t evidence(const Need &need);
  // Index among the dimensions of affinity.
  [[nodiscard]] uint32_t dimension(const std::string &field);
  // Gives the weighted events their weights, once the dimensions are known.
  void add_weights();

  struct Dimension {
    std::string field;
    std::string definition;
    uint8_t index;  // of the field; kNone8: price bands
  };
  std::vector<Dimension> dimensions;
  std::vector<PlaceDef> places;
  WhereTable where;

 private:
  [[nodiscard]] uint32_t measured(const Feature &feature, bool in_buckets);
  [[nodiscard]] uint32_t sequence(const Feature &feature);
  [[nodiscard]] uint32_t of_interest(const Feature &feature);
  [[nodiscard]] uint32_t fact(Fact fact);
  [[nodiscard]] uint32_t trait(const Trait &trait);
  [[nodiscard]] uint32_t area(Fact fact);
  [[nodiscard]] Condition text_is(const char *field, const std::vector<std::string> &texts);
  void need_fields(Fact fact);
  [[nodiscard]] uint16_t where_of(const EventPattern &pattern);
  [[nodiscard]] StepDef step(const EventPattern &pattern);
  void need_amounts();

  const Strategy &strategy_;
  Tables &tables_;
  FeatureTable &features_;
  std::unordered_map<std::string, uint16_t> trait_labels_;  // first label of a trait's list
  std::unordered_map<std::string, uint16_t> area_first_;  // first place of geo.zone and geo.climate
  std::deque<Node> constants_;  // of conditions that no strategy wrote
};

// What a strategy reads of where visits come from.
struct TrafficReads {
  std::unordered_set<std::string> sources;  // that rules name
  bool words = false;  // source, medium or campaign
  bool hosts = false;  // what depends on the referrer
  bool channels = false;
  bool branded = false;  // was the shop itself searched for
};

// Conditions of segments, stages and variants as inputs of gates (lower_conditions.cpp).
class ConditionLowering {
 public:
  ConditionLowering(const Strategy &strategy, const Names &names, Tables &tables, GateGraph &gates, FeatureMaker &maker)
      : strategy_(strategy),
        names_(names),
        tables_(tables),
        gates_(gates),
        maker_(maker),
        segment_gate(strategy.segments.size()),
        segment_purposes(strategy.segments.size()) {}

  // Segments and stages, in the order in which they are judged.
  void lower_all(const std::vector<uint32_t> &order);
  // `needs_purposes`: a test of what has no value without its purposes does not hold without them. False where whoever uses it sees to them all.
  [[nodiscard]] Input lower(const Condition &condition, bool needs_purposes);
  [[nodiscard]] uint8_t purposes(const Condition &condition) const;
  [[nodiscard]] const TrafficReads &traffic() const { return traffic_; }

 private:
  const Strategy &strategy_;
  const Names &names_;
  Tables &tables_;
  GateGraph &gates_;
  FeatureMaker &maker_;
  TrafficReads traffic_;
  void note_traffic(const Subject &subject, const Comparison &comparison);
  uint8_t stage_purposes_ = 0;
  std::vector<Input> stage_when_;

  void lower_segment(uint32_t index);
  void lower_stages();
  [[nodiscard]] std::vector<Input> lower_children(const Condition &condition, bool needs_purposes);
  [[nodiscard]] Input stage(uint32_t index);
  [[nodiscard]] Input granted(uint8_t purposes);
  [[nodiscard]] Input test(const Condition &condition, bool needs_purposes);
  [[nodiscard]] Input comparison(const Subject &subject, const Comparison &comparison, bool needs_purposes);
  [[nodiscard]] Input below(const Subject &subject, uint32_t feature, const Input &reached, bool needs_purposes);
  [[nodiscard]] Input equals(const Subject &subject, uint32_t feature, const Node &constant, bool needs_purposes);
  [[nodiscard]] Input exists(const Subject &subject, uint32_t feature);

 public:
  std::vector<uint32_t> segment_gate;
  std::vector<uint8_t> segment_purposes;
  std::vector<uint32_t> stage_gate;
};

// Slots, once all segments and stages are lowered (lower_slots.cpp).
class SlotLowering {
 public:
  struct Parts {
    Tables &tables;
    GateGraph &gates;
    FeatureMaker &maker;
    ConditionLowering &conditions;
  };
  SlotLowering(const Strategy &strategy, const Names &lookup, const Parts &parts, Records &out, RecordNames &names)
      : strategy_(strategy),
        lookup_(lookup),
        tables_(parts.tables),
        gates_(parts.gates),
        maker_(parts.maker),
        conditions_(parts.conditions),
        out_(out),
        names_(names) {
    for (const Message &message : strategy.messages) messages_[message.name] = &message;
  }

  void run();

 private:
  [[nodiscard]] uint16_t string(std::string_view text) { return static_cast<uint16_t>(tables_.string(text)); }
  void lower_slot(const Slot &slot);
  [[nodiscard]] uint16_t lower_experiment(const Experiment &experiment, const Slot &slot);
  void lower_variant(const Variant &variant, const Slot &slot, const Experiment *experiment);
  void lower_stops(const Variant &variant, const Slot &slot, VariantDef &def);
  [[nodiscard]] std::vector<FeatureMaker::Shown> carriers_of(std::string_view message) const;
  void lower_signal(const Signal &signal, SlotDef &slot);

  std::unordered_map<std::string_view, const Message *> messages_;
  const Strategy &strategy_;
  const Names &lookup_;
  Tables &tables_;
  GateGraph &gates_;
  FeatureMaker &maker_;
  ConditionLowering &conditions_;
  Records &out_;
  RecordNames &names_;
};

// Canonical; names the segment's part in a snapshot.
[[nodiscard]] std::string segment_definition(const Segment &segment);
// Words of traffic, click ids, channels (lower_traffic.cpp); known hosts (lower_hosts.cpp).
void lower_traffic(const TrafficReads &reads, const Strategy &strategy, Tables &tables, Records &out);
void lower_hosts(const TrafficReads &reads, const Strategy &strategy, Records &out);
// Everything that only shows when all is lowered (lower_limits.cpp).
[[nodiscard]] SnapshotSize check_lowered(const Strategy &strategy, const Tables &tables, const GateGraph &gates,
                                         const FeatureTable &features, const FeatureMaker &maker, Report &report);
// What only shows in the records.
void check_hosts(const Strategy &strategy, const Records &records, Report &report);

}  // namespace vitrine::compiler
