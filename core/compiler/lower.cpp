// The strategy as a whole: what is judged in which order, slots, and the records that name things.
#include "compiler/lower.h"

#include "compiler/dependencies.h"
#include "compiler/lowering.h"
#include "vitrine/vitrine.h"

namespace vitrine {
namespace {

class Lowering {
 public:
  Lowering(const Strategy &strategy, const Names &names, Report &report)
      : strategy_(strategy),
        report_(report),
        maker_(strategy, tables_, features_),
        conditions_(strategy, names, tables_, gates_, maker_),
        order_(judging_order(strategy, names, report)) {}

  Lowered run() {
    tables_.add_standing();
    conditions_.lower_all(order_);
    for (const Slot &slot : strategy_.slots) lower_slot(slot);
    maker_.add_weights();
    features_.take_conditions(gates_);
    lower_names();
    check_lowered(strategy_, tables_, gates_, features_, maker_, report_);
    emit_tables();
    return std::move(lowered_);
  }

 private:
  Records &out() { return lowered_.records; }
  uint16_t string(std::string_view text) { return static_cast<uint16_t>(tables_.string(text)); }

  void lower_slot(const Slot &slot) {
    SlotDef def{};
    def.name = string(slot.id);
    def.kind = slot.kind;
    def.variant_first = static_cast<uint16_t>(out().variants.size());
    def.variant_count = static_cast<uint16_t>(slot.variants.size());
    def.signal_first = static_cast<uint16_t>(out().signals.size());
    def.signal_count = static_cast<uint16_t>(slot.signals.size());
    def.pin = slot.pin;
    def.max_shift = slot.max_shift;
    def.seen = kNone16;
    for (const Variant &variant : slot.variants) lower_variant(variant);
    for (const Signal &signal : slot.signals) lower_signal(signal, def);
    out().slots.push_back(def);
  }

  void lower_variant(const Variant &variant) {
    VariantDef def{string(variant.id), kNone16, kNone16, variant.purposes, 0};
    if (variant.shown_for) {
      const Condition &shown_for = *variant.shown_for;
      const Input input = conditions_.lower(shown_for, false);
      def.gate = static_cast<uint16_t>(gates_.gate_of(input));
      def.purposes = static_cast<uint8_t>(def.purposes | conditions_.purposes(shown_for));
      // A condition that is one segment's gate is that segment.
      if (shown_for.kind == Condition::Kind::kSegment && shown_for.ids.size() == 1) def.segment = gates_.gates()[def.gate].output;
    }
    out().variants.push_back(def);
  }

  void lower_signal(const Signal &signal, SlotDef &slot) {
    SignalDef def{signal.weight, signal.kind, 0, 0};
    if (signal.kind == SignalKind::kAffinity) def.dimension = static_cast<uint8_t>(maker_.dimension(signal.dimension));
    if (signal.kind == SignalKind::kSeen) slot.seen = static_cast<uint16_t>(maker_.seen_items());
    if (signal.kind == SignalKind::kAffinity || signal.kind == SignalKind::kSeen) slot.purposes = VT_PERSONALIZATION;
    out().signals.push_back(def);
  }

  void lower_names() {
    for (size_t i = 0; i < strategy_.segments.size(); ++i) {
      const Segment &segment = strategy_.segments[i];
      SegmentDef def{};
      def.key = part_key(segment_definition(segment));
      def.stay = segment.stay;
      def.gate = static_cast<uint16_t>(conditions_.segment_gate[i]);
      def.name = segment.exported ? string(segment.id) : kNone16;
      def.purposes = conditions_.segment_purposes[i];
      def.flags = segment.exported ? uint8_t{kSegmentExport} : uint8_t{0};
      out().segments.push_back(def);
    }
    for (size_t i = 0; i < strategy_.stages.size(); ++i) {
      const bool last = i + 1 == strategy_.stages.size();
      out().stages.push_back({last ? kNone16 : static_cast<uint16_t>(conditions_.stage_gate[i]), string(strategy_.stages[i].id)});
    }
  }

  void emit_tables() {
    ConfigDef config{};
    config.visit_gap = strategy_.visit_gap;
    config.half_life = strategy_.affinity.half_life;
    if (!strategy_.currency.empty()) config.currency = hash_label(strategy_.currency);
    out().config.push_back(config);
    features_.emit(tables_, out(), lowered_.names);
    gates_.emit(features_.condition_places(gates_), static_cast<uint32_t>(out().conditions.size()), out());
    for (SlotDef &slot : out().slots) {
      if (slot.seen != kNone16) slot.seen = static_cast<uint16_t>(features_.place(slot.seen));
    }
    out().where = maker_.where.nodes;
    out().labels = tables_.label_hashes;
    emit_interest();
    emit_names();
    if (conditions_.reads_sources()) lower_hosts(conditions_.sources(), out());
  }

  void emit_interest() {
    bool by_price = false;
    for (const FeatureMaker::Dimension &dimension : maker_.dimensions) {
      out().dimensions.push_back({part_key(dimension.definition), dimension.index, {}});
      by_price = by_price || dimension.index == kNone8;
    }
    if (!by_price) return;
    out().band_limits = strategy_.price_bands;
    for (const std::string &label : price_band_labels(strategy_.price_bands)) out().band_labels.push_back(tables_.hash(label));
  }

  void emit_names() {
    for (const Tables::EventEntry &event : tables_.events) lowered_.names.events.push_back(event.name);
    for (const Tables::FieldEntry &field : tables_.fields) {
      out().fields.push_back({hash_name(field.name), field.role, field.wants, 0});
      lowered_.names.fields.push_back(field.name);
    }
    out().string_first.push_back(0);
    for (const std::string &text : tables_.strings) {
      out().strings.insert(out().strings.end(), text.begin(), text.end());
      out().string_first.push_back(static_cast<uint32_t>(out().strings.size()));
    }
  }

  const Strategy &strategy_;
  Report &report_;
  Tables tables_;
  GateGraph gates_;
  FeatureTable features_;
  FeatureMaker maker_;
  ConditionLowering conditions_;
  std::vector<uint32_t> order_;
  Lowered lowered_;
};

}  // namespace

std::string segment_definition(const Segment &segment) {
  std::string definition = segment.id + ' ' + WhereTable::canonical(segment.when);  // one grammar for all conditions
  if (segment.stay != 0) definition += " stay " + std::to_string(segment.stay) + 's';
  return definition;
}

Lowered lower_strategy(const Strategy &strategy, const Names &names, Report &report) { return Lowering(strategy, names, report).run(); }

}  // namespace vitrine
