// Names, features, conditions and gates as they are declared.
#include "support/pack_builder.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "format/hash.h"
#include "vitrine/vitrine.h"

namespace vitrine::test {
namespace {

uint32_t name_hash(const std::string &name) { return fnv1a32(name.data(), name.size()); }

struct FactRow {
  const char *name;
  ValueType type;
  Group group;
  FieldRole field;
};
using enum ValueType;
constexpr FactRow kFactRows[] = {
#define VITRINE_X(id, name, type, group, field, ...) {name, ValueType::type, Group::group, FieldRole::field},
    VITRINE_FACTS(VITRINE_X)
#undef VITRINE_X
};

struct FieldRow {
  const char *name;
  int wants;
};
constexpr FieldRow kFieldRows[] = {
#define VITRINE_X(id, name, wants) {name, wants},
    VITRINE_FIELD_ROLES(VITRINE_X)
#undef VITRINE_X
};

struct EventRow {
  const char *name;
  bool activity;
};
constexpr EventRow kEventRows[] = {
#define VITRINE_X(id, name, activity) {name, activity},
    VITRINE_EVENT_ROLES(VITRINE_X)
#undef VITRINE_X
};

template <class T>
size_t find_or_end(const std::vector<T> &all, const T &one) {
  return static_cast<size_t>(std::find(all.begin(), all.end(), one) - all.begin());
}

int fact_purposes(Fact fact) {
  const Group group = kFactRows[static_cast<size_t>(fact)].group;
  if (fact >= Fact::kGeoCountry && fact <= Fact::kGeoClimate) return VT_LOCATION | VT_PERSONALIZATION;
  return group == Group::kVisit || group == Group::kSearch ? VT_PERSONALIZATION : 0;
}

FeatureDef blank(FeatureKind kind, ValueType type, Group group) {
  FeatureDef def{};
  def.kind = kind;
  def.type = type;
  def.group = group;
  def.field = kNone8;
  def.event = kNone16;
  def.where = kNone16;
  return def;
}

}  // namespace

PackBuilder::PackBuilder() {
  base_.config.push_back({});
  base_.config[0].visit_gap = 1800;
  base_.config[0].half_life = 14 * kDay;
  string("nothing");
  for (const char *name : {"purchase", "refund", "identify", "customer_sync", "evidence"}) event(name);
  field("transaction_id");
}

PackBuilder &PackBuilder::currency(const std::string &code) {
  field("currency");
  for (size_t i = code.size(); i-- > 0;) base_.config[0].currency = base_.config[0].currency << 8 | static_cast<uint8_t>(code[i]);
  return *this;
}

PackBuilder &PackBuilder::visit_gap(uint32_t seconds) {
  base_.config[0].visit_gap = seconds;
  return *this;
}

PackBuilder &PackBuilder::half_life(uint32_t seconds) {
  base_.config[0].half_life = seconds;
  return *this;
}

uint8_t PackBuilder::field(const std::string &name, int wants) {
  const size_t at = find_or_end(field_names_, name);
  if (at < field_names_.size()) return static_cast<uint8_t>(at);
  FieldDef def{name_hash(name), FieldRole::kNone, static_cast<uint8_t>(wants < 0 ? kWantText | kWantNumber : wants), 0};
  for (size_t role = 0; role < kFieldRoles; ++role) {
    if (name != kFieldRows[role].name) continue;
    def.role = static_cast<FieldRole>(role);
    if (wants < 0) def.wants = static_cast<uint8_t>(kFieldRows[role].wants);
  }
  base_.fields.push_back(def);
  field_names_.push_back(name);
  return static_cast<uint8_t>(at);
}

uint16_t PackBuilder::event(const std::string &name) {
  const size_t at = find_or_end(event_names_, name);
  if (at < event_names_.size()) return static_cast<uint16_t>(at);
  EventDef def{};
  def.hash = name_hash(name);
  def.role = EventRole::kNone;
  def.flags = kEventActivity;
  for (size_t role = 0; role < static_cast<size_t>(EventRole::kNone); ++role) {
    if (name != kEventRows[role].name) continue;
    def.role = static_cast<EventRole>(role);
    def.flags = kEventRows[role].activity ? kEventActivity : 0;
  }
  base_.events.push_back(def);
  event_names_.push_back(name);
  return static_cast<uint16_t>(at);
}

void PackBuilder::weight(const std::string &name, uint32_t thousandths) { base_.events[event(name)].weight = thousandths; }

uint32_t PackBuilder::string(const std::string &text) {
  const size_t at = find_or_end(strings_, text);
  if (at < strings_.size()) return static_cast<uint32_t>(at);
  if (base_.string_first.empty()) base_.string_first.push_back(0);
  base_.strings.insert(base_.strings.end(), text.begin(), text.end());
  base_.string_first.push_back(static_cast<uint32_t>(base_.strings.size()));
  strings_.push_back(text);
  return static_cast<uint32_t>(at);
}

int PackBuilder::add(FeatureDef def) {
  features_.push_back(def);
  return static_cast<int>(features_.size()) - 1;
}

int PackBuilder::measured(FeatureKind kind, const std::string &name, WindowKind window_kind, uint32_t window) {
  FeatureDef def = blank(kind, kind == FeatureKind::kSince ? ValueType::kDuration : ValueType::kInteger, Group::kEvent);
  def.window_kind = window_kind;
  def.window = window;
  def.event = event(name);
  def.purposes = VT_PERSONALIZATION;
  return add(def);
}

int PackBuilder::count(const std::string &name) { return measured(FeatureKind::kCountEver, name, WindowKind::kEver, 0); }
int PackBuilder::count_in_visit(const std::string &name) { return measured(FeatureKind::kCountEver, name, WindowKind::kVisit, 0); }
int PackBuilder::since(const std::string &name) { return measured(FeatureKind::kSince, name, WindowKind::kEver, 0); }

int PackBuilder::count_times(const std::string &name, uint32_t window, uint16_t keep) {
  const int feature = measured(FeatureKind::kCountTimes, name, WindowKind::kDuration, window);
  def(feature).times = keep;
  return feature;
}

int PackBuilder::count_buckets(const std::string &name, uint32_t window) {
  return measured(FeatureKind::kCountBuckets, name, WindowKind::kDuration, window);
}

int PackBuilder::distinct(const std::string &name, const std::string &field_name, uint32_t window) {
  const int feature = measured(FeatureKind::kDistinct, name, window == 0 ? WindowKind::kEver : WindowKind::kDuration, window);
  def(feature).field = field(field_name);
  return feature;
}

int PackBuilder::distinct_in_visit(const std::string &name, const std::string &field_name) {
  const int feature = measured(FeatureKind::kDistinct, name, WindowKind::kVisit, 0);
  def(feature).field = field(field_name);
  return feature;
}

int PackBuilder::share(uint8_t dimension, const std::string &value) {
  FeatureDef def = blank(FeatureKind::kShare, ValueType::kShare, Group::kAffinity);
  def.dimension = dimension;
  def.label = static_cast<uint16_t>(base_.labels.size());
  def.purposes = VT_PERSONALIZATION;
  base_.labels.push_back(label_hash(value.data(), value.size()));
  return add(def);
}

int PackBuilder::top(uint8_t dimension) {
  FeatureDef def = blank(FeatureKind::kTop, ValueType::kLabel, Group::kAffinity);
  def.dimension = dimension;
  def.purposes = VT_PERSONALIZATION;
  return add(def);
}

int PackBuilder::fact(Fact fact) {
  const FactRow &row = kFactRows[static_cast<size_t>(fact)];
  FeatureDef def = blank(FeatureKind::kFact, row.type, row.group);
  def.fact = fact;
  def.purposes = static_cast<uint8_t>(fact_purposes(fact));
  if (row.field != FieldRole::kNone) def.field = field(kFieldRows[static_cast<size_t>(row.field)].name);
  for (const char *name : {"page_path", "page_location"}) {
    if (row.group == Group::kPage) field(name);
  }
  if (row.type == ValueType::kLabel || row.type == ValueType::kText || fact == Fact::kTrafficBranded) def.key = name_hash(row.name);
  return add(def);
}

int PackBuilder::trait(const std::string &name, ValueType type, const std::vector<std::string> &labels) {
  FeatureDef def = blank(FeatureKind::kFact, type, Group::kTrait);
  def.fact = Fact::kTrait;
  def.field = field(name, kWantText | kWantNumber | kWantBool);
  def.key = name_hash("trait." + name);
  def.first_listed = static_cast<uint16_t>(base_.labels.size());
  def.listed = static_cast<uint16_t>(labels.size());
  for (const std::string &label : labels) base_.labels.push_back(label_hash(label.data(), label.size()));
  return add(def);
}

int PackBuilder::exposures(const std::string &name, const Shown &shown, uint32_t window, uint16_t keep) {
  const int feature = window == 0 ? count("view_promotion") : count_times("view_promotion", window, keep);
  Where any{WhereOp::kAtLeast, "", 1, "", {}};
  for (const auto &[slot, variant] : shown) {
    any.of.push_back({WhereOp::kAtLeast,
                      "",
                      2,
                      "",
                      {{WhereOp::kTextEq, "creative_slot", 0, slot, {}}, {WhereOp::kTextEq, "creative_name", 0, variant, {}}}});
  }
  def(feature).where = where(any);
  def(feature).key = name_hash("exposures " + name + (window == 0 ? " ever" : " newest"));
  return feature;
}

int PackBuilder::exposures_in_visit(const std::string &name, const Shown &shown) {
  const int feature = exposures(name, shown);
  def(feature).window_kind = WindowKind::kVisit;
  def(feature).key = name_hash("exposures " + name + " in this visit");
  return feature;
}

int PackBuilder::evidence(const std::string &name, const Where &test, uint32_t max_age) {
  if (evidence_names_ < 0) {
    evidence_names_ = measured(FeatureKind::kEvidenceNames, "evidence", WindowKind::kEver, 0);
    def(evidence_names_).field = field("name");
    def(evidence_names_).purposes = VT_PERSONALIZATION;
    field("at");
  }
  const int feature = measured(FeatureKind::kEvidence, "evidence", max_age == 0 ? WindowKind::kEver : WindowKind::kDuration, max_age);
  FeatureDef &evidence = def(feature);
  evidence.type = ValueType::kBoolean;
  evidence.names = static_cast<uint16_t>(evidence_names_);  // a handle until the records are made
  evidence.label = static_cast<uint16_t>(base_.labels.size());
  evidence.where = where(test);
  base_.labels.push_back(label_hash(name.data(), name.size()));
  return feature;
}

int PackBuilder::area(Fact fact, const std::vector<PlaceSpec> &places) {
  const auto hash = [](const std::string &text) { return text.empty() ? 0 : label_hash(text.data(), text.size()); };
  const int feature = this->fact(fact);
  def(feature).key = 0;  // it follows from country and region
  def(feature).first_listed = static_cast<uint16_t>(base_.places.size());
  def(feature).listed = static_cast<uint16_t>(places.size());
  for (const PlaceSpec &place : places) base_.places.push_back({hash(place.country), hash(place.region), hash(place.area)});
  return feature;
}

uint8_t PackBuilder::dimension(const std::string &field_name) {
  DimensionDef def{};
  def.field = field(field_name);
  def.key = name_hash("affinity." + field_name);
  base_.dimensions.push_back(def);
  return static_cast<uint8_t>(base_.dimensions.size() - 1);
}

uint8_t PackBuilder::bands(const std::vector<int64_t> &limits, const std::vector<std::string> &labels) {
  field("price");
  base_.band_limits = limits;
  for (const std::string &label : labels) base_.band_labels.push_back(label_hash(label.data(), label.size()));
  DimensionDef def{};
  def.field = kNone8;
  def.key = name_hash("affinity.price_band");
  base_.dimensions.push_back(def);
  return static_cast<uint8_t>(base_.dimensions.size() - 1);
}

uint16_t PackBuilder::where(const Where &tree) { return put_where(tree); }

uint16_t PackBuilder::put_where(const Where &tree) {
  const auto at = static_cast<uint16_t>(base_.where.size());
  base_.where.push_back({});
  WhereDef def{};
  def.op = tree.op;
  def.value = tree.value;
  if (tree.op <= WhereOp::kNoneOf) {
    def.need = static_cast<uint8_t>(tree.value);
    def.value = 0;
  } else {
    def.field = field(tree.field);
  }
  if (tree.op == WhereOp::kTextEq) def.value = static_cast<int64_t>(label_hash(tree.text.data(), tree.text.size()));
  if (tree.op >= WhereOp::kStartsWith && tree.op <= WhereOp::kContains) def.value = string(tree.text);
  for (const Where &child : tree.of) put_where(child);
  def.next = static_cast<uint16_t>(base_.where.size());
  base_.where[at] = def;
  return at;
}

Input PackBuilder::condition(int feature, int64_t value) {
  for (size_t i = 0; i < conditions_.size(); ++i) {
    if (conditions_[i].feature == feature && conditions_[i].value == value) return {false, static_cast<uint32_t>(i)};
  }
  conditions_.push_back({feature, value});
  return {false, static_cast<uint32_t>(conditions_.size() - 1)};
}

Input PackBuilder::ge(int feature, int64_t threshold) { return condition(feature, threshold); }

Input PackBuilder::exists(int feature) {
  def(feature).flags |= kFeatureExists;
  if (def(feature).type == ValueType::kText) return condition(feature, int64_t{static_cast<int>(TextOp::kExists)} << 32);
  return condition(feature, def(feature).type == ValueType::kLabel ? 0 : INT64_MIN);
}

Input PackBuilder::is(int feature, const std::string &label) {
  return condition(feature, static_cast<int64_t>(label_hash(label.data(), label.size())));
}

Input PackBuilder::text(int feature, TextOp op, const std::string &text) {
  return condition(feature, (int64_t{static_cast<int>(op)} << 32) | string(text));
}

Input PackBuilder::at_least(uint32_t need, const std::vector<Input> &inputs) {
  base_.gates.push_back({kNone16, static_cast<uint8_t>(need), static_cast<uint8_t>(inputs.size())});
  gate_inputs_.push_back(inputs);
  return {true, static_cast<uint32_t>(base_.gates.size() - 1)};
}

Input PackBuilder::none(std::vector<Input> inputs) {
  for (Input &input : inputs) input = !input;
  return all(inputs);
}

uint8_t PackBuilder::field_index(const std::string &name) const {
  const size_t at = find_or_end(field_names_, name);
  if (at < field_names_.size()) return static_cast<uint8_t>(at);
  std::fprintf(stderr, "the test's pack has no field '%s'\n", name.c_str());
  std::abort();
}

uint16_t PackBuilder::event_index(const std::string &name) const {
  const size_t at = find_or_end(event_names_, name);
  return at < event_names_.size() ? static_cast<uint16_t>(at) : kNone16;
}

}  // namespace vitrine::test
