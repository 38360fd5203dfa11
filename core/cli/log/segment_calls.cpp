// Which property becomes which field. What has no row here goes on under its own name.
#include "cli/log/segment_calls.h"

#include <algorithm>
#include <iterator>

#include "cli/log/row_time.h"
#include "compiler/diagnose.h"

namespace vitrine::tool {
namespace {

struct Name {
  std::string_view theirs;
  std::string_view ours;
};

constexpr Name kEvents[] = {
#include "cli/log/segment_names.inc"
};
constexpr Name kProductFields[] = {
    {"product_id", "item_id"},   {"sku", "item_id"}, {"name", "item_name"},    {"brand", "item_brand"}, {"category", "item_category"},
    {"variant", "item_variant"}, {"price", "price"}, {"quantity", "quantity"}, {"coupon", "coupon"},
};
constexpr Name kTrackFields[] = {{"order_id", "transaction_id"}, {"query", "search_term"}, {"list_id", "item_list_id"}};
constexpr Name kPromotionFields[] = {{"creative", "creative_name"}, {"position", "creative_slot"}, {"name", "promotion_name"}};
constexpr Name kPageFields[] = {{"url", "page_location"}, {"path", "page_path"}, {"referrer", "page_referrer"}, {"title", "page_title"}};

bool same_word(std::string_view left, std::string_view right) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::equal(left.begin(), left.end(), right.begin(), right.end(), [&](char a, char b) { return lower(a) == lower(b); });
}

// The name in our column; `fallback`: it has no row.
template <size_t Count>
std::string_view renamed(const Name (&names)[Count], std::string_view theirs, std::string_view fallback) {
  const auto *const found = std::find_if(std::begin(names), std::end(names), [&](const Name &name) { return name.theirs == theirs; });
  return found == std::end(names) ? fallback : found->ours;
}

// Puts those fields that have a row, in the order of rows: of two for one field the first that is there counts.
template <size_t Count>
void put_known(EventText &to, const Name (&names)[Count], const JsonObject &from) {
  JsonValue value;
  for (const Name &name : names) {
    if (find_member(from, name.theirs, value)) put_scalar(to, name.ours, value);
  }
}

}  // namespace

bool SegmentCalls::read(std::string_view line, RowOrder &order, LineReason &reason) {
  JsonObject row;
  if (!json_.parse(line, row, reason)) return false;
  const std::string type = member_text(row, "type");
  Call call = Call::kOther;
  if (type == "track") call = Call::kTrack;
  if (type == "page") call = Call::kPage;
  if (type == "identify" || type == "group") call = Call::kIdentify;
  std::string event;
  if (call == Call::kOther) {
    reason = {LineFault::kOtherType, "its `type` " + compiler::shown(type) + " is none of track, page, identify and group"};
    return false;
  }
  if (!find_event(row, call, event, reason)) return false;
  std::string visitor = member_text(row, "anonymousId");
  if (visitor.empty()) visitor = member_text(row, "userId");
  if (visitor.empty()) {
    reason = {LineFault::kWithoutVisitor, "it is without visitor: it has neither `anonymousId` nor `userId`"};
    return false;
  }
  std::string when = member_text(row, "timestamp");
  if (when.empty()) when = member_text(row, "originalTimestamp");
  if (when.empty()) {
    reason = {LineFault::kTimeMissing, "it has neither `timestamp` nor `originalTimestamp`"};
    return false;
  }
  RowTime time;
  if (!read_row_time(when, time, reason)) return false;
  order.microseconds = time.microseconds;
  text_.begin(visitor, time.seconds, event);
  if (call == Call::kTrack) put_track(row, event);
  if (call == Call::kPage) put_page(row);
  if (call == Call::kIdentify) put_traits(row);
  return true;
}

bool SegmentCalls::find_event(const JsonObject &row, Call call, std::string &event, LineReason &reason) {
  event = call == Call::kPage ? "page_view" : "identify";
  if (call != Call::kTrack) return true;
  event = member_text(row, "event");
  if (event.empty()) {
    reason = {LineFault::kEventMissing, "it is a track call without `event`"};
    return false;
  }
  const auto *const known =
      std::find_if(std::begin(kEvents), std::end(kEvents), [&](const Name &name) { return same_word(name.theirs, event); });
  if (known != std::end(kEvents)) event = known->ours;
  return true;
}

// A product event names one product in its properties, or several under `products`.
void SegmentCalls::put_track(const JsonObject &row, std::string_view event) {
  JsonObject properties;
  if (!find_object(row, "properties", properties)) return;
  JsonValue value;
  simdjson::dom::array products;
  const bool has_list = properties.at_key("products").get_array().get(products) == simdjson::SUCCESS;
  const bool is_one = !has_list && (find_member(properties, "product_id", value) || find_member(properties, "sku", value));
  for (const std::string_view amount : {"revenue", "total", "value"}) {
    if (find_member(properties, amount, value)) put_scalar(text_, "value", value);
  }
  put_known(text_, kTrackFields, properties);
  if (event == "view_promotion" || event == "select_promotion") put_known(text_, kPromotionFields, properties);
  for (const auto &member : properties) {
    if (member.key == "value" || (is_one && !renamed(kProductFields, member.key, {}).empty())) continue;
    put_scalar(text_, member.key, member.value);
  }
  put_items(properties, is_one);
}

void SegmentCalls::put_items(const JsonObject &properties, bool is_one_product) {
  const auto put_item = [this](const JsonObject &product, bool all) {
    text_.begin_item();
    put_known(text_, kProductFields, product);
    for (const auto &member : product) {
      if (all && renamed(kProductFields, member.key, {}).empty()) put_scalar(text_, member.key, member.value);
    }
  };
  if (is_one_product) return put_item(properties, false);
  simdjson::dom::array products;
  if (properties.at_key("products").get_array().get(products) != simdjson::SUCCESS) return;
  for (const JsonValue element : products) {
    JsonObject product;
    if (element.get_object().get(product) == simdjson::SUCCESS) put_item(product, true);
  }
}

// What the call does not say itself stands in its context.
void SegmentCalls::put_page(const JsonObject &row) {
  JsonObject properties;
  JsonObject context;
  JsonObject page;
  if (find_object(row, "properties", properties)) put_known(text_, kPageFields, properties);
  if (find_object(row, "context", context) && find_object(context, "page", page)) put_known(text_, kPageFields, page);
  if (!find_object(row, "properties", properties)) return;
  for (const auto &member : properties) {
    if (renamed(kPageFields, member.key, {}).empty()) put_scalar(text_, member.key, member.value);
  }
}

// Null takes a trait away; what is no scalar is none that a strategy can declare, and is passed on to be counted.
void SegmentCalls::put_traits(const JsonObject &row) {
  JsonObject traits;
  if (!find_object(row, "traits", traits)) return;
  for (const auto &member : traits) {
    if (member.value.is_null())
      text_.put_json(member.key, "null");
    else if (member.value.is_object() || member.value.is_array())
      text_.put_json(member.key, "[]");
    else
      put_scalar(text_, member.key, member.value);
  }
}

}  // namespace vitrine::tool
