// {"visitor":...,"time":...,"event":...,"fields":{...},"items":[{...}]}
#include "cli/log/event_text.h"

#include "cli/files/output.h"

namespace vitrine::tool {

void EventText::begin(std::string_view visitor, uint32_t time, std::string_view event) {
  text_ = "{\"visitor\":";
  append_json(text_, visitor);
  text_ += ",\"time\":" + std::to_string(time) + ",\"event\":";
  append_json(text_, event);
  text_ += ",\"fields\":{";
  names_.clear();
  in_items_ = false;
}

bool EventText::put_name(std::string_view name) {
  // A field is never the list of items, nor what an entry of a dataLayer has under this name.
  if (!in_items_ && (name == "items" || name == "ecommerce")) return false;
  if (!names_.emplace(name).second) return false;
  if (text_.back() != '{') text_ += ',';
  append_json(text_, name);
  text_ += ':';
  return true;
}

void EventText::put_text(std::string_view name, std::string_view value) {
  if (put_name(name)) append_json(text_, value);
}

void EventText::put_json(std::string_view name, std::string_view json) {
  if (put_name(name)) text_ += json;
}

void EventText::begin_item() {
  text_ += in_items_ ? "},{" : "},\"items\":[{";
  names_.clear();
  in_items_ = true;
}

const std::string &EventText::finish() {
  text_ += in_items_ ? "}]}" : "}}";
  return text_;
}

}  // namespace vitrine::tool
