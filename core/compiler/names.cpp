// Lookup of names.
#include "compiler/names.h"

#include <iterator>

#include "format/limits.h"
#include "text/numbers.h"
#include "vitrine/vitrine.h"

namespace vitrine::compiler {
namespace {

enum HasValue : uint8_t { kNotAlways, kAlways };
constexpr int64_t kOfItsType = -1;
constexpr FactInfo kFacts[] = {
#define VITRINE_X(id, name, type, group, field, purposes, has_value, least, most, words) \
  {name, ValueType::type, Group::group, FieldRole::field, purposes, (has_value) == kAlways, least, most, words},
    VITRINE_FACTS(VITRINE_X)
#undef VITRINE_X
};

struct EventInfo {
  std::string_view name;
  bool activity;
};
constexpr EventInfo kEvents[] = {
#define VITRINE_X(id, name, activity) {name, activity},
    VITRINE_EVENT_ROLES(VITRINE_X)
#undef VITRINE_X
};

struct FieldInfo {
  std::string_view name;
  int wants;
};
constexpr FieldInfo kFields[] = {
#define VITRINE_X(id, name, wants) {name, wants},
    VITRINE_FIELD_ROLES(VITRINE_X)
#undef VITRINE_X
};

constexpr std::string_view kGa4Events[] = {
#define VITRINE_X(name) name,
    VITRINE_GA4_EVENTS(VITRINE_X)
#undef VITRINE_X
};

int64_t most_of(ValueType type) {
  switch (type) {
    case ValueType::kInteger: return kCountStop;
    case ValueType::kAmount: return kAmountStop;
    case ValueType::kShare: return 1000;
    case ValueType::kDuration:
    case ValueType::kFraction:
    case ValueType::kLabel:
    case ValueType::kText:
    case ValueType::kBoolean:
    case ValueType::kCount: break;
  }
  return INT64_MAX;
}

struct MeasureInfo {
  ValueType type;
  bool always;
};
constexpr MeasureInfo kMeasures[] = {
#define VITRINE_X(id, key, type, on, within, where, always) {ValueType::type, always},
    VITRINE_MEASURES(VITRINE_X)
#undef VITRINE_X
        {ValueType::kInteger, true},  // kUnknown
};
const MeasureInfo &measure_info(Measure measure) { return kMeasures[static_cast<size_t>(measure)]; }

// Bounds of memory (STRATEGY.md section 2).
int64_t most_of(const Feature &feature) {
  const ValueType type = feature_type(feature);
  if (feature.measure == Measure::kDistinct) return kMaxValues;
  if (feature.measure == Measure::kRepeats) return feature.window.kind == WindowKind::kDuration ? kMaxRepeatsWithin : kMaxRepeats;
  return feature.measure == Measure::kSum && type == ValueType::kInteger ? kAmountStop / 1000 : most_of(type);
}

Subject feature_subject(const Feature &feature) {
  Subject subject;
  subject.kind = feature.measure == Measure::kUnknown ? Subject::Kind::kFaulty : Subject::Kind::kFeature;
  subject.feature = &feature;
  subject.purposes = VT_PERSONALIZATION;
  subject.always = measure_info(feature.measure).always;
  subject.type = feature_type(feature);
  subject.most = most_of(feature);
  subject.natural = subject.type == ValueType::kShare;
  return subject;
}

Subject trait_subject(const Trait &trait) {
  Subject subject;
  subject.kind = Subject::Kind::kTrait;
  subject.fact = Fact::kTrait;
  subject.type = trait.type;
  subject.trait = &trait;
  if (trait.type == ValueType::kLabel) subject.labels = &trait.labels;
  subject.least = -kMaxNumber;
  subject.most = kMaxNumber;
  return subject;
}

}  // namespace

const FactInfo &fact_info(Fact fact) { return kFacts[static_cast<size_t>(fact)]; }

ValueType feature_type(const Feature &feature) {
  const bool units = feature.measure == Measure::kSum && feature.field != kSumValue;
  return units ? ValueType::kInteger : measure_info(feature.measure).type;
}

Names::Names(const Strategy &strategy) : strategy_(strategy) {
  for (const Area &area : strategy.zones) zones_.push_back(area.name);
  for (const Area &area : strategy.climates) climates_.push_back(area.name);
  for (uint32_t i = 0; i < static_cast<uint32_t>(Fact::kCount); ++i) {
    if (!kFacts[i].name.empty() && static_cast<Fact>(i) != Fact::kTrait) facts_.emplace(kFacts[i].name, i);
  }
  for (size_t i = 0; i < std::size(kEvents); ++i) events_.emplace(kEvents[i].name, static_cast<EventRole>(i));
  for (const std::string_view name : kGa4Events) events_.emplace(name, EventRole::kNone);
  for (const std::string &name : strategy.events) events_.emplace(name, EventRole::kNone);
  for (uint32_t i = 0; i < strategy.features.size(); ++i) features_.emplace(strategy.features[i].name, i);
  for (uint32_t i = 0; i < strategy.traits.size(); ++i) traits_.emplace(strategy.traits[i].full_name, i);
  for (uint32_t i = 0; i < strategy.segments.size(); ++i) segments_.emplace(strategy.segments[i].id, i);
  for (uint32_t i = 0; i < strategy.stages.size(); ++i) stages_.emplace(strategy.stages[i].id, i);
}

Subject Names::fact_subject(Fact fact) const {
  Subject subject;
  subject.kind = Subject::Kind::kFact;
  subject.fact = fact;
  const FactInfo &info = fact_info(fact);
  subject.type = info.type;
  subject.always = info.always;
  subject.purposes = info.purposes;
  subject.natural = info.most != kOfItsType || info.type == ValueType::kShare;
  subject.least = info.least;
  subject.most = info.most == kOfItsType ? most_of(info.type) : info.most;
  if (fact == Fact::kTrafficChannel) subject.labels = &channel_names();
  if (fact == Fact::kGeoZone) subject.labels = &zones_;
  if (fact == Fact::kGeoClimate) subject.labels = &climates_;
  return subject;
}

uint32_t Names::find(const Index &index, std::string_view name) {
  const auto found = index.find(name);
  return found == index.end() ? kNotFound : found->second;
}

Subject Names::subject(std::string_view name) const {
  if (const uint32_t feature = find(features_, name); feature != kNotFound) return feature_subject(strategy_.features[feature]);
  if (const uint32_t fact = find(facts_, name); fact != kNotFound) return fact_subject(static_cast<Fact>(fact));
  const uint32_t trait = find(traits_, name);
  return trait == kNotFound ? Subject{} : trait_subject(strategy_.traits[trait]);
}

bool Names::has_label(const std::vector<std::string> &labels, std::string_view label) const {
  const auto [set, is_new] = label_sets_.try_emplace(&labels);
  if (is_new) set->second.insert(labels.begin(), labels.end());
  return set->second.count(label) != 0;
}

std::vector<std::string_view> Names::subject_names() const {
  std::vector<std::string_view> names;
  names.reserve(strategy_.features.size() + std::size(kFacts) + strategy_.traits.size());
  for (const Feature &feature : strategy_.features) names.push_back(feature.name);
  for (const FactInfo &fact : kFacts) {
    if (!fact.name.empty() && fact.group != Group::kTrait) names.push_back(fact.name);
  }
  for (const Trait &trait : strategy_.traits) names.push_back(trait.full_name);
  return names;
}

std::vector<std::string_view> Names::event_names() const {
  std::vector<std::string_view> names;
  names.reserve(std::size(kEvents) + std::size(kGa4Events) + strategy_.events.size());
  for (const auto &event : kEvents) names.push_back(event.name);
  names.insert(names.end(), std::begin(kGa4Events), std::end(kGa4Events));
  names.insert(names.end(), strategy_.events.begin(), strategy_.events.end());
  return names;
}

std::vector<std::string_view> Names::segment_ids() const {
  std::vector<std::string_view> ids;
  ids.reserve(strategy_.segments.size());
  for (const Segment &segment : strategy_.segments) ids.push_back(segment.id);
  return ids;
}

std::vector<std::string_view> Names::stage_ids() const {
  std::vector<std::string_view> ids;
  ids.reserve(strategy_.stages.size());
  for (const Stage &stage : strategy_.stages) ids.push_back(stage.id);
  return ids;
}

EventRole event_role(std::string_view name) {
  size_t role = 0;
  while (role < std::size(kEvents) && kEvents[role].name != name) ++role;
  return static_cast<EventRole>(role);
}

FieldRole field_role(std::string_view name) {
  size_t role = 0;
  while (role < std::size(kFields) && kFields[role].name != name) ++role;
  return static_cast<FieldRole>(role);
}

std::string_view event_name(EventRole role) { return kEvents[static_cast<size_t>(role)].name; }
std::string_view field_name(FieldRole role) { return kFields[static_cast<size_t>(role)].name; }
uint8_t field_wants(FieldRole role) { return static_cast<uint8_t>(kFields[static_cast<size_t>(role)].wants); }
bool is_activity(EventRole role) { return role == EventRole::kNone || kEvents[static_cast<size_t>(role)].activity; }

std::vector<std::string> price_band_labels(const std::vector<int64_t> &limits) {
  std::vector<std::string> labels;
  if (limits.empty()) return labels;
  labels.push_back('<' + number_text(limits.front()));
  for (size_t i = 1; i < limits.size(); ++i) labels.push_back(number_text(limits[i - 1]) + '-' + number_text(limits[i]));
  labels.push_back(">=" + number_text(limits.back()));
  return labels;
}

}  // namespace vitrine::compiler
