// What a name measures, as a feature of the pack, with the events and fields that it needs.
#include "compiler/lowering.h"
#include "format/limits.h"
#include "format/purposes.h"
#include "text/numbers.h"
#include "vitrine/vitrine.h"

namespace vitrine::compiler {
namespace {

FeatureDef blank(FeatureKind kind, ValueType type, Group group) {
  FeatureDef def{};
  def.kind = kind;
  def.type = type;
  def.group = group;
  def.fact = Fact::kCount;
  def.field = kNone8;
  def.event = kNone16;
  def.where = kNone16;
  return def;
}

std::string window_text(const Window &window) {
  if (window.kind == WindowKind::kEver) return {};
  return window.kind == WindowKind::kVisit ? " within visit" : " within " + std::to_string(window.seconds) + "s";
}

// Parts of fixed meaning in a snapshot hold what these groups need.
bool is_fixed(Group group) {
  return group == Group::kPurpose || group == Group::kVisit || group == Group::kCart || group == Group::kOrders || group == Group::kTime;
}

bool reads_amount(const Condition &where) {
  if (where.kind == Condition::Kind::kTest) return is_amount(field_role(where.name));
  for (const Condition &child : where.children) {
    if (reads_amount(child)) return true;
  }
  return false;
}

FeatureKind kind_of(const Feature &feature, bool in_buckets) {
  const bool windowed = feature.window.kind == WindowKind::kDuration;
  switch (feature.measure) {
    case Measure::kSum: return windowed ? FeatureKind::kSumBuckets : FeatureKind::kSumEver;
    case Measure::kSince: return FeatureKind::kSince;
    case Measure::kDistinct: return FeatureKind::kDistinct;
    case Measure::kRepeats: return FeatureKind::kRepeats;
    case Measure::kSequence: return FeatureKind::kSequence;
    case Measure::kAffinity: return FeatureKind::kShare;
    case Measure::kTop: return FeatureKind::kTop;
    case Measure::kCountOf:
    case Measure::kUnknown:
    case Measure::kCount: break;
  }
  return !windowed ? FeatureKind::kCountEver : in_buckets ? FeatureKind::kCountBuckets : FeatureKind::kCountTimes;
}

std::string measure_text(const Feature &feature) {
#define VITRINE_X(id, key, ...) key,
  static constexpr const char *kKeys[] = {VITRINE_MEASURES(VITRINE_X)};
#undef VITRINE_X
  const std::string key = kKeys[static_cast<size_t>(feature.measure)];
  return feature.field.empty() ? key + ' ' + feature.on.event : key + ' ' + feature.field + " on " + feature.on.event;
}

std::string definition_of(const Feature &feature, FeatureKind kind) {
  std::string definition = measure_text(feature) + window_text(feature.window);
  if (kind == FeatureKind::kCountBuckets) definition += " in buckets";
  if (feature.on.where) definition += " where " + WhereTable::canonical(*feature.on.where);
  return definition;
}

std::string pattern_text(const EventPattern &pattern) {
  return pattern.where ? pattern.event + " where (" + WhereTable::canonical(*pattern.where) + ")" : pattern.event;
}

constexpr FieldRole kCustomerFields[] = {FieldRole::kOrdersPlaced,  FieldRole::kOrdersCount, FieldRole::kOrdersValue,
                                         FieldRole::kFirstOrderAt,  FieldRole::kLastOrderAt, FieldRole::kOrdersDiscounted,
                                         FieldRole::kOrdersRefunded};

}  // namespace

uint32_t FeatureMaker::feature(const Subject &subject, bool in_buckets) {
  if (subject.trait != nullptr) return trait(*subject.trait);
  if (subject.feature == nullptr) return fact(subject.fact);
  switch (subject.feature->measure) {
    case Measure::kAffinity:
    case Measure::kTop: return of_interest(*subject.feature);
    case Measure::kSequence: return sequence(*subject.feature);
    case Measure::kCountOf:
    case Measure::kSum:
    case Measure::kDistinct:
    case Measure::kRepeats:
    case Measure::kSince:
    case Measure::kUnknown:
    case Measure::kCount: break;
  }
  return measured(*subject.feature, in_buckets);
}

uint32_t FeatureMaker::measured(const Feature &feature, bool in_buckets) {
  const FeatureKind kind = kind_of(feature, in_buckets);
  FeatureDef def = blank(kind, feature_type(feature), Group::kEvent);
  def.window_kind = feature.window.kind;
  def.window = feature.window.seconds;
  def.purposes = VT_PERSONALIZATION;
  def.event = static_cast<uint16_t>(tables_.event(feature.on.event));
  if (feature.measure == Measure::kSum) {
    const bool units = feature.field == kSumQuantity;
    def.sum_of = static_cast<uint16_t>(units ? SumOf::kQuantity : SumOf::kValue);
    def.field = static_cast<uint8_t>(tables_.field(units ? FieldRole::kQuantity : FieldRole::kValue));
    if (!units) need_amounts();
  } else if (!feature.field.empty()) {
    def.field = static_cast<uint8_t>(tables_.field(feature.field, kWantText));
    if (is_amount(field_role(feature.field))) need_amounts();
  }
  def.where = where_of(feature.on);
  return features_.add({def, definition_of(feature, kind), feature.name, true});
}

uint32_t FeatureMaker::known_buckets(const Feature &feature) const {
  if (feature.measure != Measure::kCountOf || feature.window.kind != WindowKind::kDuration) return kNotFound;
  return features_.find(definition_of(feature, FeatureKind::kCountBuckets));
}

uint32_t FeatureMaker::sequence(const Feature &feature) {
  FeatureDef def = blank(FeatureKind::kSequence, ValueType::kBoolean, Group::kEvent);
  def.window_kind = feature.window.kind;
  def.window = feature.window.seconds;
  def.in_last = feature.in_last;
  def.purposes = VT_PERSONALIZATION;
  def.steps = static_cast<uint16_t>(feature.steps.size());
  FeatureTable::Entry entry{def, "sequence", feature.name, true};
  for (const EventPattern &pattern : feature.steps) {
    entry.definition += (entry.steps.empty() ? " " : ", ") + pattern_text(pattern);
    entry.steps.push_back(step(pattern));
  }
  entry.definition += window_text(feature.window);
  if (feature.in_last != 0) entry.definition += " in last " + std::to_string(feature.in_last) + "s";
  if (feature.then_not) {
    entry.definition += " then not " + pattern_text(*feature.then_not);
    entry.steps.push_back(step(*feature.then_not));
    entry.def.flags = kFeatureThenNot;
  }
  return features_.add(std::move(entry));
}

StepDef FeatureMaker::step(const EventPattern &pattern) {
  const auto event = static_cast<uint16_t>(tables_.event(pattern.event));
  return {event, where_of(pattern)};
}

uint16_t FeatureMaker::where_of(const EventPattern &pattern) {
  if (!pattern.where) return kNone16;
  const uint16_t first = where.add(*pattern.where);
  if (reads_amount(*pattern.where)) need_amounts();
  return first;
}

uint32_t FeatureMaker::of_interest(const Feature &feature) {
  const bool share = feature.measure == Measure::kAffinity;
  FeatureDef def = blank(share ? FeatureKind::kShare : FeatureKind::kTop, share ? ValueType::kShare : ValueType::kLabel, Group::kAffinity);
  def.purposes = VT_PERSONALIZATION;
  def.dimension = static_cast<uint16_t>(dimension(feature.field));
  if (share) def.label = static_cast<uint16_t>(tables_.label(feature.value));
  std::string definition = share ? "affinity " + feature.field + " value " + feature.value : "top " + feature.field;
  return features_.add({def, std::move(definition), feature.name, false});
}

uint32_t FeatureMaker::dimension(const std::string &field) {
  for (size_t i = 0; i < dimensions.size(); ++i) {
    if (dimensions[i].field == field) return static_cast<uint32_t>(i);
  }
  Dimension added{field, "interest " + field + " half-life " + std::to_string(strategy_.affinity.half_life) + "s", kNone8};
  if (field == kPriceBand) {
    need_amounts();
    for (const int64_t limit : strategy_.price_bands) added.definition += ' ' + number_text(limit);
  } else {
    added.index = static_cast<uint8_t>(tables_.field(field, kWantText));
  }
  dimensions.push_back(std::move(added));
  return static_cast<uint32_t>(dimensions.size() - 1);
}

void FeatureMaker::add_weights() {
  if (dimensions.empty()) return;
  for (const Weight &weight : strategy_.affinity.weights) tables_.events[tables_.event(weight.event)].weight = weight.thousandths;
}

uint32_t FeatureMaker::granted(uint32_t purpose_bit) {
  const std::string name = std::string("consent to ") + kPurposeWords[purpose_bit];
  FeatureDef def = blank(FeatureKind::kFact, ValueType::kBoolean, Group::kPurpose);
  def.fact = static_cast<Fact>(
      purpose_bit);  // the first facts are the purposes in the order of their bits (runtime/features/refresh.cpp holds it)
  return features_.add({def, name, name, false});
}

uint32_t FeatureMaker::seen_items() {
  FeatureDef def = blank(FeatureKind::kDistinct, ValueType::kInteger, Group::kEvent);
  def.window_kind = WindowKind::kVisit;
  def.purposes = VT_PERSONALIZATION;
  def.event = static_cast<uint16_t>(tables_.event(EventRole::kViewItem));
  def.field = static_cast<uint8_t>(tables_.field(FieldRole::kItemId));
  return features_.add({def, "distinct item_id on view_item within visit", "", true});
}

// Some of these texts.
Condition FeatureMaker::text_is(const char *field, const std::vector<std::string> &texts) {
  Condition test;
  test.kind = Condition::Kind::kTest;
  test.name = field;
  Comparison comparison;
  comparison.comparator = Comparator::kIn;
  for (const std::string &text : texts) {
    Node &node = constants_.emplace_back();
    node.kind = Node::Kind::kText;
    node.text = text;
    comparison.constants.push_back(&node);
  }
  comparison.node = comparison.constants.front();
  test.tests.push_back(std::move(comparison));
  return test;
}

uint32_t FeatureMaker::exposures(const std::string &name, const Window &window, const std::vector<Shown> &shown) {
  Condition any;
  any.kind = Condition::Kind::kAny;
  for (const Shown &one : shown) {
    Condition both;
    both.children.push_back(text_is("creative_slot", {one.slot}));
    both.children.push_back(text_is("creative_name", one.variants));
    any.children.push_back(std::move(both));
  }
  const bool windowed = window.kind == WindowKind::kDuration;
  FeatureDef def = blank(windowed ? FeatureKind::kCountTimes : FeatureKind::kCountEver, ValueType::kInteger, Group::kEvent);
  def.window_kind = window.kind;
  def.window = window.seconds;
  def.purposes = VT_PERSONALIZATION;
  def.event = static_cast<uint16_t>(tables_.event(EventRole::kViewPromotion));
  def.where = where.add(any.children.size() == 1 ? any.children.front() : any);
#define VITRINE_X(id, exposures) exposures,
  static constexpr const char *kWindows[] = {VITRINE_WINDOW_KINDS(VITRINE_X)};
#undef VITRINE_X
  const std::string definition = "exposures " + name + kWindows[static_cast<size_t>(window.kind)];
  return features_.add({def, definition, definition, true});
}

// A bit that says whether the newest one passed; before it, so that it takes an event first, the newest names with their times.
uint32_t FeatureMaker::evidence(const Need &need) {
  FeatureDef names = blank(FeatureKind::kEvidenceNames, ValueType::kInteger, Group::kEvent);
  names.purposes = VT_PERSONALIZATION;
  names.event = static_cast<uint16_t>(tables_.event(EventRole::kEvidence));
  names.field = static_cast<uint8_t>(tables_.field(FieldRole::kEvidenceName));
  tables_.need(FieldRole::kEvidenceAt);
  FeatureDef def = blank(FeatureKind::kEvidence, ValueType::kBoolean, Group::kEvent);
  def.names = static_cast<uint16_t>(features_.add({names, "names of evidence", "", true}));
  def.purposes = VT_PERSONALIZATION;
  def.event = names.event;
  def.label = static_cast<uint16_t>(tables_.label(need.name));
  def.where = where.add(need.test);
  if (need.max_age != 0) def.window_kind = WindowKind::kDuration;
  def.window = need.max_age;
  std::string definition = "evidence " + need.name + " where " + WhereTable::canonical(need.test);
  if (need.max_age != 0) definition += " within " + std::to_string(need.max_age) + 's';
  return features_.add({def, definition, definition, true});
}

// Follows from country and region, so that it is not remembered itself.
uint32_t FeatureMaker::area(Fact fact) {
  static_cast<void>(this->fact(Fact::kGeoCountry));
  static_cast<void>(this->fact(Fact::kGeoRegion));
  const std::string name(fact_info(fact).name);
  FeatureDef def = blank(FeatureKind::kFact, ValueType::kLabel, Group::kContext);
  def.fact = fact;
  def.purposes = fact_info(fact).purposes;
  def.first_listed = static_cast<uint16_t>(places.size());
  const auto known = area_first_.find(name);
  if (known != area_first_.end()) return features_.add({def, name, name, false});
  area_first_.emplace(name, def.first_listed);
  for (const bool regions : {true, false}) {
    for (const Area &one : fact == Fact::kGeoZone ? strategy_.zones : strategy_.climates) {
      for (const Area::Place &place : one.places) {
        if (place.region.empty() == regions) continue;
        const uint64_t region = place.region.empty() ? 0 : hash_label(place.region);
        places.push_back({hash_label(place.country), region, tables_.hash(one.name)});
      }
    }
  }
  def.listed = static_cast<uint16_t>(places.size() - def.first_listed);
  return features_.add({def, name, name, false});
}

uint32_t FeatureMaker::fact(Fact fact) {
  if (is_area(fact)) return area(fact);
  const FactInfo &info = fact_info(fact);
  FeatureDef def = blank(FeatureKind::kFact, info.type, info.group);
  def.fact = fact;
  def.purposes = fact_info(fact).purposes;
  const FieldRole field = info.group == Group::kTime ? FieldRole::kTzOffset : info.field;
  if (field != FieldRole::kNone) def.field = static_cast<uint8_t>(tables_.field(field));
  need_fields(fact);
  std::string definition(info.name);
  for (size_t i = 0; fact == Fact::kTrafficBranded && i < strategy_.brand_terms.size(); ++i) definition += ' ' + strategy_.brand_terms[i];
  return features_.add({def, definition, std::string(info.name), !is_fixed(info.group)});
}

uint32_t FeatureMaker::trait(const Trait &trait) {
#define VITRINE_X(id, word, sentence, trait) trait,
  static constexpr const char *kTypes[] = {VITRINE_VALUE_TYPES(VITRINE_X)};
#undef VITRINE_X
  FeatureDef def = blank(FeatureKind::kFact, trait.type, Group::kTrait);
  def.fact = Fact::kTrait;
  const uint8_t wants = trait.type == ValueType::kBoolean ? kWantBool : trait.type == ValueType::kAmount ? kWantNumber : kWantText;
  def.field = static_cast<uint8_t>(tables_.field(trait.name, wants));
  FeatureTable::Entry entry{def, trait.full_name + kTypes[static_cast<size_t>(trait.type)], trait.full_name, true};
  if (trait.type == ValueType::kLabel) {
    const auto known = trait_labels_.find(trait.name);
    entry.def.first_listed = known != trait_labels_.end() ? known->second : static_cast<uint16_t>(tables_.labels(trait.labels));
    trait_labels_.emplace(trait.name, entry.def.first_listed);
    entry.def.listed = static_cast<uint16_t>(trait.labels.size());
  }
  return features_.add(std::move(entry));
}

void FeatureMaker::need_amounts() {
  for (const FieldRole role : {FieldRole::kCurrency, FieldRole::kPrice, FieldRole::kQuantity, FieldRole::kValue, FieldRole::kDiscount})
    tables_.need(role);
}

void FeatureMaker::need_fields(Fact fact) {
  switch (fact_info(fact).group) {
    case Group::kVisit:
      if (fact == Fact::kVisitPages) tables_.need(EventRole::kPageView);
      break;
    case Group::kTraffic:
      for (const FieldRole role : {FieldRole::kPageLocation, FieldRole::kPageReferrer, FieldRole::kPagePath}) tables_.need(role);
      break;
    case Group::kPage:
      tables_.need(EventRole::kPageView);
      for (const FieldRole role : {FieldRole::kPagePath, FieldRole::kPageLocation}) tables_.need(role);
      if (fact == Fact::kPageItem || fact == Fact::kPageCategory) tables_.need(EventRole::kViewItem);
      if (fact == Fact::kPageItem) tables_.need(FieldRole::kItemId);
      if (fact == Fact::kPageCategory) tables_.need(FieldRole::kItemCategory);
      break;
    case Group::kCart:
      for (const EventRole role : {EventRole::kAddToCart, EventRole::kRemoveFromCart, EventRole::kViewCart, EventRole::kCartUpdate})
        tables_.need(role);
      need_amounts();
      break;
    case Group::kOrders:
      need_amounts();
      tables_.need(FieldRole::kCoupon);
      for (const FieldRole role : kCustomerFields) tables_.need(role);
      break;
    case Group::kSearch: tables_.need(EventRole::kSearch); break;
    case Group::kPurpose:
    case Group::kEvent:
    case Group::kAffinity:
    case Group::kContext:
    case Group::kTime:
    case Group::kTrait:
    case Group::kCount: break;
  }
}

}  // namespace vitrine::compiler
