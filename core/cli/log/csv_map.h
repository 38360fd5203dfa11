// What --map says: which column of a CSV file is which field, and what its words for events mean.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vitrine::tool {

// A column, or with `is_constant` a text that every row has.
struct CsvSource {
  std::string name;    // visitor, time, event, or a field
  std::string column;  // or the constant
  bool is_constant = false;
};

struct CsvMap {
  std::vector<CsvSource> sources;
  std::vector<std::pair<std::string, std::string>> events;  // theirs, ours

  // Adds the parts of one --map: NAME=COLUMN, NAME=:TEXT and event.TEXT=NAME with commas between; a backslash takes the next character as
  // it is. False: `error` says what is wrong.
  [[nodiscard]] bool add(std::string_view text, std::string &error);
  // Are visitor, time and event there?
  [[nodiscard]] bool is_complete(std::string &error) const;

  [[nodiscard]] std::string_view event_of(std::string_view theirs) const;
};

// Does a field of that name go into the row's item?
[[nodiscard]] bool is_item_field(std::string_view name);

}  // namespace vitrine::tool
