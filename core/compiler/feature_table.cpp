// Ordering of features and their conditions.
#include "compiler/feature_table.h"

#include <algorithm>

#include "format/feature_shapes.h"
#include "format/limits.h"
#include "text/numbers.h"

namespace vitrine::compiler {
namespace {

bool comes_before(ValueType type, int64_t a, int64_t b) {
  const int64_t exists = exists_condition(type);
  if (a == exists || b == exists) return a == exists && b != exists;
  return type == ValueType::kLabel ? static_cast<uint64_t>(a) < static_cast<uint64_t>(b) : a < b;
}

std::string text_condition(const std::string &name, int64_t condition, const Tables &tables) {
#define VITRINE_X(id, word) word,
  static constexpr const char *kOperators[] = {VITRINE_TEXT_OPS(VITRINE_X)};
#undef VITRINE_X
  const auto op = static_cast<uint64_t>(condition) >> 32;
  return name + kOperators[op] + '"' + tables.strings[static_cast<uint32_t>(condition)] + '"';
}

std::string condition_text(const FeatureTable::Entry &entry, int64_t condition, const Tables &tables,
                           const std::unordered_map<uint64_t, std::string> &labels) {
  const ValueType type = entry.def.type;
  const std::string &name = entry.name;
  if (condition == exists_condition(type)) return name + " exists";
  switch (type) {
    case ValueType::kInteger: return name + " >= " + std::to_string(condition);
    case ValueType::kDuration: return name + " >= " + duration_text(static_cast<uint32_t>(condition));
    case ValueType::kLabel: {
      const auto label = labels.find(static_cast<uint64_t>(condition));
      return name + " = \"" + (label == labels.end() ? std::string() : label->second) + '"';
    }
    case ValueType::kText: return text_condition(name, condition, tables);
    case ValueType::kBoolean: return name + " is true";
    case ValueType::kAmount:
    case ValueType::kShare:
    case ValueType::kFraction:
    case ValueType::kCount: break;
  }
  return name + " >= " + number_text(condition);
}

}  // namespace

int64_t exists_condition(ValueType type) {
  if (type == ValueType::kLabel) return 0;
  if (type == ValueType::kText) return static_cast<int64_t>(TextOp::kExists) << 32;
  return INT64_MIN;
}

uint32_t part_key(std::string_view definition) {
  const uint32_t hash = hash_name(definition);
  return hash == 0 ? 1 : hash;
}

bool is_fed_by(const FeatureTable::Entry &entry, uint32_t event) {
  if (entry.def.group != Group::kEvent) return false;
  return entry.def.event == event ||
         std::any_of(entry.steps.begin(), entry.steps.end(), [&](const StepDef &step) { return step.event == event; });
}

uint32_t snapshot_bytes(const FeatureTable::Entry &entry) {
  return entry.stored ? kPartHead + part_content(shape_of(entry.def), kept_of(entry.def)) : 0;
}

uint32_t FeatureTable::add(Entry entry) {
  const auto [known, is_new] = index_.emplace(entry.definition, static_cast<uint32_t>(entries_.size()));
  if (!is_new) {
    if (entries_[known->second].name.empty()) entries_[known->second].name = entry.name;
    return known->second;
  }
  entry.def.key = entry.stored ? part_key(entry.definition) : 0;
  entries_.push_back(std::move(entry));
  return known->second;
}

uint32_t FeatureTable::find(const std::string &definition) const {
  const auto known = index_.find(definition);
  return known == index_.end() ? kNotFound : known->second;
}

void FeatureTable::take_conditions(const GateGraph &graph) {
  for (const GateGraph::Leaf &leaf : graph.leaves()) {
    Entry &entry = entries_[leaf.feature];
    entry.conditions.push_back(leaf.condition);
    if (leaf.condition == exists_condition(entry.def.type))
      entry.def.flags |= kFeatureExists;
    else if (entry.def.kind == FeatureKind::kCountTimes)
      entry.def.times = std::max(entry.def.times, static_cast<uint16_t>(std::max<int64_t>(leaf.condition, 1)));
  }
  // A count that is asked only whether it is at least 0 keeps one time, too.
  for (Entry &entry : entries_) {
    if (entry.def.kind == FeatureKind::kCountTimes) entry.def.times = std::max<uint16_t>(entry.def.times, 1);
  }
  sort_conditions();
}

void FeatureTable::sort_conditions() {
  for (Entry &entry : entries_) {
    std::sort(entry.conditions.begin(), entry.conditions.end(), [&](int64_t a, int64_t b) { return comes_before(entry.def.type, a, b); });
  }
  for (uint32_t i = 0; i < entries_.size(); ++i) order_.push_back(i);
  std::sort(order_.begin(), order_.end(), [&](uint32_t a, uint32_t b) {
    return entries_[a].def.group != entries_[b].def.group ? entries_[a].def.group < entries_[b].def.group : a < b;
  });
  place_.resize(order_.size());
  for (uint32_t i = 0; i < order_.size(); ++i) place_[order_[i]] = i;
}

void FeatureTable::emit(const Tables &tables, Records &out, RecordNames &names) {
  ConfigDef &config = out.config.front();
  for (const uint32_t index : order_) {
    Entry &entry = entries_[index];
    if (entry.def.kind == FeatureKind::kEvidence) entry.def.names = static_cast<uint16_t>(place_[entry.def.names]);
    for (uint32_t g = static_cast<uint32_t>(entry.def.group) + 1; g <= kGroups; ++g) ++config.group_first[g];
    entry.def.condition_first = static_cast<uint16_t>(out.conditions.size());
    entry.def.condition_count = static_cast<uint16_t>(entry.conditions.size());
    emit_conditions(entry, tables, out, names);
    if (!entry.steps.empty()) entry.def.first_step = static_cast<uint16_t>(out.steps.size());
    out.steps.insert(out.steps.end(), entry.steps.begin(), entry.steps.end());
    out.features.push_back(entry.def);
    names.features.push_back(entry.name);
    names.measures.push_back(entry.definition);
  }
  emit_listeners(tables, out);
}

void FeatureTable::emit_conditions(const Entry &entry, const Tables &tables, Records &out, RecordNames &names) const {
  for (const int64_t condition : entry.conditions) {
    out.conditions.push_back(condition);
    names.conditions.push_back(condition_text(entry, condition, tables, tables.label_texts));
  }
}

void FeatureTable::emit_listeners(const Tables &tables, Records &out) const {
  for (uint32_t e = 0; e < tables.events.size(); ++e) {
    const Tables::EventEntry &event = tables.events[e];
    EventDef def{};
    def.hash = hash_name(event.name);
    def.weight = event.weight;
    def.role = event.role;
    if (is_activity(event.role)) def.flags = kEventActivity;
    def.listener_first = static_cast<uint16_t>(out.listeners.size());
    for (const uint32_t index : order_) {
      if (is_fed_by(entries_[index], e)) out.listeners.push_back(static_cast<uint16_t>(place_[index]));
    }
    def.listener_count = static_cast<uint16_t>(out.listeners.size() - def.listener_first);
    out.events.push_back(def);
  }
}

std::vector<uint32_t> FeatureTable::condition_places(const GateGraph &graph) const {
  std::vector<uint32_t> first(entries_.size());
  uint32_t next = 0;
  for (const uint32_t index : order_) {
    first[index] = next;
    next += static_cast<uint32_t>(entries_[index].conditions.size());
  }
  std::vector<uint32_t> places;
  for (const GateGraph::Leaf &leaf : graph.leaves()) {
    const Entry &entry = entries_[leaf.feature];
    const auto at = std::lower_bound(entry.conditions.begin(), entry.conditions.end(), leaf.condition,
                                     [&](int64_t a, int64_t b) { return comes_before(entry.def.type, a, b); });
    places.push_back(first[leaf.feature] + static_cast<uint32_t>(at - entry.conditions.begin()));
  }
  return places;
}

}  // namespace vitrine::compiler
