// The strategy as a whole: what is judged in which order, slots, and the records that name things.
#include "compiler/lower.h"

#include <set>

#include "compiler/dependencies.h"
#include "compiler/lowering.h"
#include "vitrine/vitrine.h"

namespace vitrine::compiler {
namespace {

void add_names(const Condition &condition, std::set<std::string> &to) {
  if (condition.kind == Condition::Kind::kTest) to.insert(condition.name);
  for (const Condition &child : condition.children) add_names(child, to);
}

// Features that the strategy declares, and facts and traits that its conditions speak of.
std::set<std::string> named_in(const Strategy &strategy) {
  std::set<std::string> names;
  for (const Feature &feature : strategy.features) names.insert(feature.name);
  for (const Segment &segment : strategy.segments) add_names(segment.when, names);
  for (const Stage &stage : strategy.stages) {
    if (stage.when) add_names(*stage.when, names);
  }
  for (const Slot &slot : strategy.slots) {
    for (const Variant &variant : slot.variants) {
      if (variant.shown_for) add_names(*variant.shown_for, names);
    }
  }
  for (const Experiment &experiment : strategy.experiments) {
    if (experiment.shown_for) add_names(*experiment.shown_for, names);
  }
  return names;
}

class Lowering {
 public:
  Lowering(const Strategy &strategy, const Names &names, bool with_values, Report &report)
      : strategy_(strategy),
        with_values_(with_values),
        lookup_(names),
        report_(report),
        maker_(strategy, tables_, features_),
        conditions_(strategy, names, tables_, gates_, maker_),
        order_(judging_order(strategy, names, report)) {}

  Lowered run() {
    ConfigDef config{};
    config.name = strategy_.name.empty() ? kNone16 : string(strategy_.name);
    config.visit_gap = strategy_.visit_gap;
    config.half_life = strategy_.affinity.half_life;
    for (size_t i = strategy_.currency.size(); i-- > 0;)
      config.currency = config.currency << 8 | static_cast<uint8_t>(strategy_.currency[i]);
    out().config.push_back(config);
    tables_.add_standing();
    conditions_.lower_all(order_);
    SlotLowering(strategy_, lookup_, {tables_, gates_, maker_, conditions_}, out(), lowered_.names).run();
    if (with_values_) lower_values();
    maker_.add_weights();
    features_.take_conditions(gates_);
    lower_names();
    lowered_.snapshot = check_lowered(strategy_, tables_, gates_, features_, maker_, report_);
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

  void lower_values() {
    for (const std::string &name : named_in(strategy_)) {
      const Subject subject = lookup_.subject(name);
      if (subject.kind != Subject::Kind::kFeature && subject.kind != Subject::Kind::kFact && subject.kind != Subject::Kind::kTrait)
        continue;
      NamedValue value{name, {static_cast<uint16_t>(maker_.feature(subject, false))}};
      const uint32_t buckets = subject.feature == nullptr ? kNotFound : maker_.known_buckets(*subject.feature);
      if (buckets != kNotFound) value.features.push_back(static_cast<uint16_t>(buckets));
      lowered_.values.push_back(std::move(value));
    }
  }

  void emit_tables() {
    features_.emit(tables_, out(), lowered_.names);
    for (NamedValue &value : lowered_.values) {
      for (uint16_t &feature : value.features) feature = static_cast<uint16_t>(features_.place(feature));
    }
    gates_.emit(features_.condition_places(gates_), static_cast<uint32_t>(out().conditions.size()), out());
    for (SlotDef &slot : out().slots) {
      if (slot.seen != kNone16) slot.seen = static_cast<uint16_t>(features_.place(slot.seen));
    }
    out().where = maker_.where.nodes;
    out().labels = tables_.label_hashes;
    out().places = maker_.places;
    emit_interest();
    lower_traffic(conditions_.traffic(), strategy_, tables_, out());
    check_hosts(strategy_, out(), report_);
    emit_names();
    lowered_.label_texts = tables_.label_texts;
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
  const bool with_values_;
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

Lowered lower_strategy(const Strategy &strategy, const Names &names, bool with_values, Report &report) {
  return Lowering(strategy, names, with_values, report).run();
}

}  // namespace vitrine::compiler
