// The pack names fields and events by hash alone: each name is hashed once.
#include "cli/log/event_names.h"

#include "cli/log/text_cut.h"
#include "format/hash.h"
#include "format/limits.h"

namespace vitrine::tool {
namespace {

uint32_t name_hash(std::string_view name) { return fnv1a32(name.data(), name.size()); }

LineKey line_key_of(std::string_view name) {
  if (name == "visitor") return LineKey::kVisitor;
  if (name == "time") return LineKey::kTime;
  if (name == "event") return LineKey::kEvent;
  if (name == "fields") return LineKey::kFields;
  if (name == "items") return LineKey::kItems;
  if (name == "ecommerce") return LineKey::kEcommerce;
  return LineKey::kField;
}

}  // namespace

EventNames::EventNames(const PackView &pack, const compiler::KnownNames *known) {
  for (const FieldDef &field : pack.fields()) {
    field_of_hash_.emplace(field.hash, static_cast<uint8_t>(wants_.size()));
    wants_.push_back(field.wants);
  }
  uint16_t index = 0;
  for (const EventDef &event : pack.events()) {
    if (event.role == EventRole::kIdentify) identify_ = index;
    event_of_hash_.emplace(event.hash, index++);
  }
  add_counted_fields();
  if (known != nullptr) known_events_.insert(known->events.begin(), known->events.end());
}

// A pack of more than 241 fields leaves the last of those that it does not read uncounted: fields are numbered by a byte.
void EventNames::add_counted_fields() {
  counted_.resize(wants_.size(), Counted::kNo);
  for (const CountedField &field : kCountedFields) {
    const auto [known, is_new] = field_of_hash_.emplace(name_hash(field.name), static_cast<uint8_t>(wants_.size()));
    if (is_new && wants_.size() == kNone8) {
      field_of_hash_.erase(known);
      return;
    }
    if (is_new) {
      wants_.push_back(0);
      counted_.push_back(field.as);
    }
    counted_[known->second] = field.as;
  }
}

std::string_view EventNames::counted_name(uint8_t field) const {
  for (const CountedField &one : kCountedFields) {
    const auto found = field_of_hash_.find(name_hash(one.name));
    if (found != field_of_hash_.end() && found->second == field) return one.name;
  }
  return {};
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

EventMeaning EventNames::event(std::string_view name) {
  const uint32_t number = event_table_.find_or_add(name);
  if (number == NameTable::kNone) return look_up_event(name);
  if (number == events_.size()) {
    events_.push_back(look_up_event(name));
    events_.back().number = number;
  }
  return events_[number];
}

void EventNames::count_unknown(const EventMeaning &meaning, std::string_view name) {
  if (meaning.number == NameTable::kNone) {
    ++odd_unknown_[std::string(cut_text(name, kMaxTextBytes))];
    return;
  }
  if (unknown_.size() <= meaning.number) unknown_.resize(meaning.number + size_t{1});
  ++unknown_[meaning.number];
}

void EventNames::add_unknown_to(std::map<std::string, uint64_t> &counts) const {
  for (uint32_t number = 0; number < unknown_.size(); ++number) {
    if (unknown_[number] > 0) counts[std::string(event_table_.name(number))] += unknown_[number];
  }
  for (const auto &[name, count] : odd_unknown_) counts[name] += count;
}

KeyMeaning EventNames::look_up_key(std::string_view name) const {
  KeyMeaning meaning;
  const auto found = field_of_hash_.find(name_hash(name));
  if (found != field_of_hash_.end()) meaning.field = found->second;
  meaning.line_key = line_key_of(name);
  return meaning;
}

EventMeaning EventNames::look_up_event(std::string_view name) const {
  EventMeaning meaning;
  const auto found = event_of_hash_.find(name_hash(name));
  if (found != event_of_hash_.end()) meaning.event = found->second;
  if (name == "identify")
    meaning.role = NameRole::kIdentify;
  else if (name == "evidence")
    meaning.role = NameRole::kEvidence;
  else if (found != event_of_hash_.end() || known_events_.contains(name))
    meaning.role = NameRole::kKnown;
  return meaning;
}

}  // namespace vitrine::tool
