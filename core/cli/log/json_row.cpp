// Rows are read whole: of another form every member may stand anywhere.
#include "cli/log/json_row.h"

#include "cli/log/json_fault.h"
#include "text/decimals.h"

namespace vitrine::tool {
namespace {

std::string number_of(const JsonValue &value) {
  int64_t whole = 0;
  uint64_t large = 0;
  double number = 0;
  if (value.get_int64().get(whole) == simdjson::SUCCESS) return std::to_string(whole);
  if (value.get_uint64().get(large) == simdjson::SUCCESS) return std::to_string(large);
  if (value.get_double().get(number) == simdjson::SUCCESS) return std::string(number_text(number).view());
  return {};
}

}  // namespace

bool JsonRow::parse(std::string_view line, JsonObject &row, LineReason &reason) {
  JsonValue value;
  if (const auto error = parser_.parse(line.data(), line.size(), false).get(value)) {
    reason = reason_of(error);
    return false;
  }
  if (value.get_object().get(row) == simdjson::SUCCESS) return true;
  reason = {LineFault::kNoObject, "it is no JSON object"};
  return false;
}

bool find_member(const JsonObject &object, std::string_view name, JsonValue &value) {
  return object.at_key(name).get(value) == simdjson::SUCCESS && !value.is_null();
}

bool find_object(const JsonObject &object, std::string_view name, JsonObject &value) {
  return object.at_key(name).get_object().get(value) == simdjson::SUCCESS;
}

std::string scalar_text(const JsonValue &value) {
  std::string_view text;
  if (value.get_string().get(text) == simdjson::SUCCESS) return std::string(text);
  return number_of(value);
}

std::string member_text(const JsonObject &object, std::string_view name) {
  JsonValue value;
  return find_member(object, name, value) ? scalar_text(value) : std::string();
}

void put_scalar(EventText &to, std::string_view name, const JsonValue &value) {
  std::string_view text;
  bool boolean = false;
  if (value.get_string().get(text) == simdjson::SUCCESS) {
    to.put_text(name, text);
  } else if (value.get_bool().get(boolean) == simdjson::SUCCESS) {
    to.put_json(name, boolean ? "true" : "false");
  } else if (const std::string number = number_of(value); !number.empty()) {
    to.put_json(name, number);
  }
}

void JsonRows::take(std::string_view line, RowSink &sink) {
  ++line_;
  if (line.find_first_not_of(" \t\r") == std::string_view::npos) return;
  RowOrder order;
  LineReason reason;
  if (read(line, order, reason))
    sink.event(line_, order, text_.finish());
  else
    sink.skip(line_, std::move(reason));
}

}  // namespace vitrine::tool
