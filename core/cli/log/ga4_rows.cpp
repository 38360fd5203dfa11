// Which column becomes which field; what is "(not set)" is not there.
#include "cli/log/ga4_rows.h"

#include <charconv>

#include "cli/log/country_codes.h"
#include "cli/log/ga4_location.h"
#include "compiler/diagnose.h"
#include "text/decimals.h"

namespace vitrine::tool {
namespace {

constexpr std::string_view kNotSet = "(not set)";

// Exports write 64-bit integers as texts.
void put_number(EventText &to, std::string_view name, const JsonValue &value) {
  std::string_view text;
  Number number;
  if (value.get_string().get(text) == simdjson::SUCCESS && read_number(text, number) == NumberFault::kNone)
    to.put_json(name, text);
  else
    put_scalar(to, name, value);
}

void put_set(EventText &to, std::string_view name, const JsonValue &value) {
  std::string_view text;
  if (value.get_string().get(text) == simdjson::SUCCESS && (text.empty() || text == kNotSet)) return;
  put_scalar(to, name, value);
}

// A parameter's value: of its kinds the first that is there.
void put_param(EventText &to, std::string_view name, const JsonObject &values) {
  JsonValue value;
  for (const std::string_view kind : {"int_value", "double_value", "float_value"}) {
    if (find_member(values, kind, value)) return put_number(to, name, value);
  }
  if (find_member(values, "string_value", value)) put_set(to, name, value);
}

// A list of {key, value}.
template <class Each>
void for_params(const JsonObject &row, std::string_view name, Each each) {
  simdjson::dom::array params;
  if (row.at_key(name).get_array().get(params) != simdjson::SUCCESS) return;
  for (const JsonValue param : params) {
    JsonObject pair;
    JsonObject values;
    std::string_view key;
    if (param.get_object().get(pair) == simdjson::SUCCESS && pair.at_key("key").get_string().get(key) == simdjson::SUCCESS &&
        find_object(pair, "value", values))
      each(key, values);
  }
}

}  // namespace

bool Ga4Rows::read(std::string_view line, RowOrder &order, LineReason &reason) {
  JsonObject row;
  if (!json_.parse(line, row, reason)) return false;
  JsonValue value;
  const std::string event = member_text(row, "event_name");
  if (event.empty()) {
    reason = {LineFault::kEventMissing, "`event_name` is missing; is it a row of GA4's export?"};
    return false;
  }
  if (!find_member(row, "event_timestamp", value)) {
    reason = {LineFault::kTimeMissing, "`event_timestamp` is missing"};
    return false;
  }
  RowTime time;
  if (!read_microseconds(scalar_text(value), time, reason)) return false;
  const std::string visitor = member_text(row, "user_pseudo_id");
  if (visitor.empty()) {
    reason = {LineFault::kWithoutVisitor, "it is without visitor: `user_pseudo_id` is null, as it is without consent"};
    return false;
  }
  order.microseconds = time.microseconds;
  const std::string sequence = member_text(row, "event_bundle_sequence_id");
  std::from_chars(sequence.data(), sequence.data() + sequence.size(), order.sequence);
  text_.begin(visitor, time.seconds, event);
  put_params(row);
  put_ecommerce(row);
  put_device(row);
  put_geo(row);
  put_items(row);
  return true;
}

void Ga4Rows::put_params(const JsonObject &row) {
  JsonObject source;
  const bool has_source = find_object(row, "collected_traffic_source", source);
  for_params(row, "event_params", [&](std::string_view key, const JsonObject &values) {
    const std::string location = key == "page_location" && has_source ? member_text(values, "string_value") : std::string();
    if (!location.empty() && location != kNotSet)
      text_.put_text(key, with_campaign(location, source));
    else
      put_param(text_, key, values);
  });
}

void Ga4Rows::put_ecommerce(const JsonObject &row) {
  JsonObject ecommerce;
  JsonValue value;
  if (!find_object(row, "ecommerce", ecommerce)) return;
  if (find_member(ecommerce, "purchase_revenue", value)) put_number(text_, "value", value);
  if (find_member(ecommerce, "transaction_id", value)) put_set(text_, "transaction_id", value);
}

void Ga4Rows::put_device(const JsonObject &row) {
  JsonObject device;
  JsonValue value;
  if (!find_object(row, "device", device)) return;
  if (find_member(device, "category", value)) put_set(text_, "device_class", value);
  if (find_member(device, "language", value)) put_set(text_, "language", value);
  const std::string offset = member_text(device, "time_zone_offset_seconds");
  int64_t seconds = 0;
  const auto [end, error] = std::from_chars(offset.data(), offset.data() + offset.size(), seconds);
  if (!offset.empty() && error == std::errc() && end == offset.data() + offset.size())
    text_.put_json("tz_offset", std::to_string(seconds / 60));
}

void Ga4Rows::put_geo(const JsonObject &row) {
  JsonObject geo;
  JsonValue value;
  if (!find_object(row, "geo", geo)) return;
  const std::string country = member_text(geo, "country");
  if (!country.empty() && country != kNotSet) {
    const std::string_view code = country_code(country);
    if (code.empty() && unknown_countries_++ == 0) unknown_country_ = country;
    text_.put_text("geo_country", code.empty() ? std::string_view(country) : code);
  }
  if (find_member(geo, "region", value)) put_set(text_, "geo_region", value);
  if (find_member(geo, "city", value)) put_set(text_, "geo_city", value);
}

void Ga4Rows::put_items(const JsonObject &row) {
  simdjson::dom::array items;
  if (row.at_key("items").get_array().get(items) != simdjson::SUCCESS) return;
  for (const JsonValue element : items) {
    JsonObject item;
    if (element.get_object().get(item) != simdjson::SUCCESS) continue;
    text_.begin_item();
    for (const auto &member : item) {
      if (member.key == "quantity" || member.key == "price")
        put_number(text_, member.key, member.value);
      else
        put_set(text_, member.key, member.value);
    }
    for_params(item, "item_params", [this](std::string_view key, const JsonObject &values) { put_param(text_, key, values); });
  }
}

std::string Ga4Rows::remark() const {
  if (unknown_countries_ == 0) return {};
  return std::to_string(unknown_countries_) + " rows have a `geo.country` that no table names, the first one " +
         compiler::shown(unknown_country_) + "; it is kept as it stands";
}

}  // namespace vitrine::tool
