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
        lookup_(names),
        report_(report),
        maker_(strategy, tables_, features_),
        conditions_(strategy, names, tables_, gates_, maker_),
        order_(judging_order(strategy, names, report)) {}

  Lowered run() {
    ConfigDef config{};
    config.visit_gap = strategy_.visit_gap;
    config.half_life = strategy_.affinity.half_life;
    if (!strategy_.currency.empty()) config.currency = hash_label(strategy_.currency);
    out().config.push_back(config);
    tables_.add_standing();
    conditions_.lower_all(order_);
    SlotLowering(strategy_, lookup_, {tables_, gates_, maker_, conditions_}, out(), lowered_.names).run();
    maker_.add_weights();
    features_.take_conditions(gates_);
    lower_names();
    check_lowered(strategy_, tables_, gates_, features_, maker_, report_);
    if (!report_.failed()) emit_tables();
    return std::move(lowered_);
  }

 private:
  Records &out() { return lowered_.records; }
  uint16_t string(std::string_view text) { return static_cast<uint16_t>(tables_.string(text)); }

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
    features_.emit(tables_, out(), lowered_.names);
    gates_.emit(features_.condition_places(gates_), static_cast<uint32_t>(out().conditions.size()), out());
    for (SlotDef &slot : out().slots) {
      if (slot.seen != kNone16) slot.seen = static_cast<uint16_t>(features_.place(slot.seen));
    }
    out().where = maker_.where.nodes;
    out().labels = tables_.label_hashes;
    out().places = maker_.places;
    emit_interest();
    lower_traffic(conditions_.traffic(), strategy_.brand_terms, tables_, out());
    check_hosts(strategy_, out(), report_);
    emit_names();
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
  const Names &lookup_;
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
