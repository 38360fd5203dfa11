// The pack names fields and events by hash alone: each name is hashed once.
#include "cli/event_names.h"

#include "format/hash.h"

namespace vitrine {
namespace {

uint32_t name_hash(std::string_view name) { return fnv1a32(name.data(), name.size()); }

LineKey line_key_of(std::string_view name) {
  if (name == "visitor") return LineKey::kVisitor;
  if (name == "time") return LineKey::kTime;
  if (name == "event") return LineKey::kEvent;
  if (name == "fields") return LineKey::kFields;
  if (name == "items") return LineKey::kItems;
  return LineKey::kField;
}

}  // namespace

EventNames::EventNames(const PackView &pack) {
  for (const FieldDef &field : pack.fields()) {
    field_of_hash_.emplace(field.hash, static_cast<uint8_t>(wants_.size()));
    wants_.push_back(field.wants);
  }
  uint16_t index = 0;
  for (const EventDef &event : pack.events()) {
    if (event.role == EventRole::kIdentify) identify_ = index;
    event_of_hash_.emplace(event.hash, index++);
  }
}

KeyMeaning EventNames::key(std::string_view name) {
  const uint32_t number = key_table_.find_or_add(name);
  if (number == NameTable::kNone) return look_up_key(name);
  if (number == keys_.size()) {
    keys_.push_back(look_up_key(name));
    keys_.back().number = number;
  }
  return keys_[number];
}

uint16_t EventNames::event(std::string_view name) {
  const uint32_t number = event_table_.find_or_add(name);
  if (number == NameTable::kNone) return look_up_event(name);
  if (number == events_.size()) events_.push_back(look_up_event(name));
  return events_[number];
}

KeyMeaning EventNames::look_up_key(std::string_view name) const {
  KeyMeaning meaning;
  const auto found = field_of_hash_.find(name_hash(name));
  if (found != field_of_hash_.end()) meaning.field = found->second;
  meaning.line_key = line_key_of(name);
  return meaning;
}

uint16_t EventNames::look_up_event(std::string_view name) const {
  const auto found = event_of_hash_.find(name_hash(name));
  return found == event_of_hash_.end() ? kNone16 : found->second;
}

}  // namespace vitrine
