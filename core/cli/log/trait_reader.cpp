// A line is read a second time: its event's name, which says that its fields are traits, may stand behind them.
#include "cli/log/trait_reader.h"

#include <algorithm>

#include "cli/log/block_source.h"
#include "cli/log/text_cut.h"
#include "format/limits.h"
#include "text/decimals.h"

namespace vitrine::tool {
namespace {

using simdjson::ondemand::json_type;

// Of the event, not of the visitor: never counted as traits. tz_offset is a number on every event.
constexpr std::string_view kContextFields[] = {"device_class", "language",      "geo_country",   "geo_region", "geo_city",
                                               "currency",     "page_location", "page_referrer", "page_path",  "page_title"};

// Keys of a line and of a dataLayer entry that hold fields or items, and are none themselves.
bool is_frame(std::string_view name, bool top) {
  if (name == "items" || name == "ecommerce") return true;
  return top && (name == "visitor" || name == "time" || name == "event" || name == "fields");
}

bool is_context(std::string_view name) {
  return std::find(std::begin(kContextFields), std::end(kContextFields), name) != std::end(kContextFields);
}

bool is_number(simdjson::ondemand::value &value, json_type type) {
  int64_t thousandths = 0;
  std::string_view text;
  return type == json_type::number ||
         (type == json_type::string && value.get_string().get(text) == simdjson::SUCCESS && plain_decimal(text, thousandths));
}

bool is_absent(simdjson::ondemand::value &value, json_type type) {
  const std::string_view token = value.raw_json_token();
  return type == json_type::null || (type == json_type::string && token.size() >= 2 && token[1] == '"');
}

}  // namespace

TraitReader::TraitReader(const compiler::KnownNames *known) {
  if (known == nullptr) return;
  for (const compiler::DeclaredTrait &trait : known->traits) declared_.emplace(trait.name, &trait);
}

bool TraitReader::is_trait(const compiler::DeclaredTrait &trait, Value &value) {
  const json_type type = value.type().value_unsafe();
  switch (trait.type) {
    case ValueType::kBoolean: return type == json_type::boolean;
    case ValueType::kAmount: return is_number(value, type);
    default: break;
  }
  std::string_view text;
  if (type != json_type::string || value.get_string().get(text) != simdjson::SUCCESS) return false;
  return trait.type == ValueType::kText || std::any_of(trait.labels.begin(), trait.labels.end(), [text](const std::string &label) {
           return cut_text(label, kMaxTextBytes) == cut_text(text, kMaxTextBytes);
         });
}

bool TraitReader::is_readable(std::string_view name, Value &value) const {
  json_type type{};
  if (value.type().get(type) != simdjson::SUCCESS || is_absent(value, type) || is_context(name)) return true;
  const auto found = declared_.find(name);
  if (found != declared_.end()) return is_trait(*found->second, value);
  return name == "tz_offset" && is_number(value, type);
}

void TraitReader::read_members(simdjson::ondemand::object object, Part part, std::vector<Given> &to) {
  for (auto member : object) {
    std::string_view name;
    if (member.error() != simdjson::SUCCESS || member.unescaped_key().get(name) != simdjson::SUCCESS) return;
    std::string kept(name);
    Value &value = member.value_unsafe().value();
    simdjson::ondemand::object inner;
    if (part == kTop && kept == "fields" && value.get_object().get(inner) == simdjson::SUCCESS) {
      read_members(inner, kFields, to);
    } else if (part != kEcommerce && kept == "ecommerce") {
      // That of `fields` stands for the line's, whatever it is.
      if (part == kFields) std::erase_if(to, [](const Given &given) { return given.part == kEcommerce; });
      const bool counts = part == kFields || !fields_have_ecommerce_;
      fields_have_ecommerce_ = fields_have_ecommerce_ || part == kFields;
      if (counts && value.get_object().get(inner) == simdjson::SUCCESS) read_members(inner, kEcommerce, to);
    } else if (!is_frame(kept, part == kTop)) {
      const bool readable = is_readable(kept, value);
      to.push_back({std::move(kept), part, readable});
    }
  }
}

void TraitReader::count(std::string_view line, Unreadable &unreadable) {
  simdjson::ondemand::document document;
  simdjson::ondemand::object object;
  if (json_.iterate(line.data(), line.size(), line.size() + kLinePadding).get(document) != simdjson::SUCCESS ||
      document.get_object().get(object) != simdjson::SUCCESS)
    return;
  std::vector<Given> given;
  fields_have_ecommerce_ = false;
  read_members(object, kTop, given);
  first_part_.clear();
  for (const Given &field : given) {
    Part &first = first_part_.try_emplace(field.name, field.part).first->second;
    first = std::min(first, field.part);
  }
  for (Given &field : given) {
    if (!field.readable && first_part_[field.name] == field.part) unreadable.add(std::move(field.name));
  }
}

}  // namespace vitrine::tool
