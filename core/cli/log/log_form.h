// Which form a log has, by its first lines, and what to say to one that has none of ours.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cli/log/csv_map.h"
#include "cli/log/head.h"

namespace vitrine::tool {

enum class LogForm : uint8_t { kOwn, kGa4, kSegment, kCsv };

// As --from writes it.
[[nodiscard]] const char *name_of(LogForm form);
// What its rows are, as a part of a sentence.
[[nodiscard]] const char *words_of(LogForm form);

// A key of a JSON object; the object may be cut off.
struct TopKey {
  std::string_view name;   // as it is written, without quotes
  char lead = '\0';        // of its value
  std::string_view value;  // a text without its quotes, else empty
};
[[nodiscard]] std::vector<TopKey> top_keys(std::string_view json);

// By the first lines that say it; kOwn where none does.
[[nodiscard]] LogForm form_of(std::string_view head);

// A sentence about a log that has no form we know, with a command that may help; empty: nothing to say.
[[nodiscard]] std::string advice_for(std::string_view head, const HeadOf &of);

// The command that sorts a log of that form.
[[nodiscard]] std::string sort_command(LogForm form, const CsvMap &map, const HeadOf &of);

}  // namespace vitrine::tool
