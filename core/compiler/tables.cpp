// Interning of names.
#include "compiler/tables.h"

#include <algorithm>

#include "compiler/check.h"
#include "compiler/names.h"
#include "format/hash.h"

namespace vitrine::compiler {
namespace {

// The index of `name`; a new one is the next.
std::pair<uint32_t, bool> intern(std::unordered_map<std::string, uint32_t> &index, std::string_view name) {
  const auto [entry, is_new] = index.emplace(name, static_cast<uint32_t>(index.size()));
  return {entry->second, is_new};
}

}  // namespace

uint32_t Tables::event(std::string_view name) {
  const auto [index, is_new] = intern(event_index_, name);
  if (is_new) events.push_back({std::string(name), event_role(name)});
  return index;
}

uint32_t Tables::event(EventRole role) { return event(event_name(role)); }

uint32_t Tables::field(std::string_view name, uint8_t wants) {
  const auto [index, is_new] = intern(field_index_, name);
  if (is_new) {
    // A name alone makes no time: another event may have an `at` of its own.
    const FieldRole named = field_role(name);
    const FieldRole role = named != FieldRole::kNone && field_wants(named) == kWantTime ? FieldRole::kNone : named;
    fields.push_back({std::string(name), role, role == FieldRole::kNone ? uint8_t{0} : field_wants(role)});
  }
  fields[index].wants = static_cast<uint8_t>(fields[index].wants | wants);
  return index;
}

uint32_t Tables::field_of_role(FieldRole role) {
  const uint32_t index = field(field_name(role), field_wants(role));
  fields[index].role = role;
  return index;
}

uint32_t Tables::string(std::string_view text) {
  const auto [index, is_new] = intern(string_index_, text);
  if (is_new) strings.emplace_back(text);
  return index;
}

uint32_t Tables::label(std::string_view text) {
  const auto found = label_index_.find(std::string(text));
  if (found != label_index_.end()) return found->second;
  const auto index = static_cast<uint32_t>(label_hashes.size());
  label_index_.emplace(text, index);
  label_hashes.push_back(hash(text));
  return index;
}

uint32_t Tables::labels(const std::vector<std::string> &texts) {
  const auto first = static_cast<uint32_t>(label_hashes.size());
  for (const std::string &text : texts) label_hashes.push_back(hash(text));
  return first;
}

void Tables::add_standing() {
  for (const EventRole role :
       {EventRole::kPurchase, EventRole::kRefund, EventRole::kIdentify, EventRole::kCustomerSync, EventRole::kEvidence})
    need(role);
  need(FieldRole::kTransactionId);
}

uint64_t Tables::channel(std::string_view name) {
  const auto &names = channel_names();
  const auto number = static_cast<uint64_t>(std::find(names.begin(), names.end(), name) - names.begin());
  label_texts.emplace(number, name);
  return number;
}

uint64_t Tables::hash(std::string_view text) {
  const uint64_t hash = hash_label(text);
  label_texts.emplace(hash, text);
  return hash;
}

uint64_t hash_label(std::string_view text) {
  const std::string_view cut = cut_text(text);
  return label_hash(cut.data(), cut.size());
}

uint32_t hash_name(std::string_view text) { return fnv1a32(text.data(), text.size()); }

}  // namespace vitrine::compiler
