// Help for rows that are JSON objects: members that may be missing or null, and values as they go on into a line of our own.
#pragma once

#include <simdjson.h>

#include <string>
#include <string_view>

#include "cli/log/event_text.h"
#include "cli/log/line_fault.h"
#include "cli/log/row_reader.h"

namespace vitrine::tool {

using JsonValue = simdjson::dom::element;
using JsonObject = simdjson::dom::object;

class JsonRow {
 public:
  // A line of a log with kLinePadding bytes behind it. False: `reason` says why.
  [[nodiscard]] bool parse(std::string_view line, JsonObject &row, LineReason &reason);

 private:
  simdjson::dom::parser parser_;
};

// The first member of that name that is not null. False: there is none.
[[nodiscard]] bool find_member(const JsonObject &object, std::string_view name, JsonValue &value);
[[nodiscard]] bool find_object(const JsonObject &object, std::string_view name, JsonObject &value);

// A text that is not empty or a number, as a text; else empty.
[[nodiscard]] std::string scalar_text(const JsonValue &value);
[[nodiscard]] std::string member_text(const JsonObject &object, std::string_view name);

// Puts a text, number or boolean under a name; other values are left out.
void put_scalar(EventText &to, std::string_view name, const JsonValue &value);

// A form whose rows are JSON objects, a line each; blank lines are none.
class JsonRows : public RowReader {
 public:
  void take(std::string_view line, RowSink &sink) final;

 protected:
  // Puts a row into text_. False: it is skipped for `reason`.
  [[nodiscard]] virtual bool read(std::string_view line, RowOrder &order, LineReason &reason) = 0;

  JsonRow json_;
  EventText text_;

 private:
  uint64_t line_ = 0;
};

}  // namespace vitrine::tool
