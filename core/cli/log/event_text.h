// Writes an event as a line of our own log, so that rows of other forms take the way that every log takes.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

namespace vitrine::tool {

class EventText {
 public:
  void begin(std::string_view visitor, uint32_t time, std::string_view event);

  // Of the event before the first item, else of the item begun last. A name that stands there already keeps its first value.
  void put_text(std::string_view name, std::string_view value);
  void put_json(std::string_view name, std::string_view json);  // a number, true, false, null, or a whole value
  [[nodiscard]] bool has(std::string_view name) const { return names_.contains(std::string(name)); }

  void begin_item();

  // The line without its end, valid until the next begin.
  [[nodiscard]] const std::string &finish();

 private:
  [[nodiscard]] bool put_name(std::string_view name);

  std::string text_;
  std::unordered_set<std::string> names_;  // of the open object
  bool in_items_ = false;
};

}  // namespace vitrine::tool
