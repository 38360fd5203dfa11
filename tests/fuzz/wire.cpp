// Writes and reads events and items field by field.
#include "fuzz/wire.h"

#include "fuzz/bytes.h"

namespace vitrine::fuzz {
namespace {

constexpr uint8_t kNumber = 1;
constexpr uint8_t kText = 2;

void put_fields(Bytes &bytes, const WireFields &fields) {
  for (size_t i = 0; i < fields.size() && i < 255; ++i) {
    const WireField &field = fields[i];
    put(bytes, field.index);
    put(bytes, field.kind);
    if ((field.kind & kNumber) != 0) put(bytes, field.number);
    if ((field.kind & kText) == 0) continue;
    const auto length = static_cast<uint16_t>(field.text.size());
    put(bytes, length);
    bytes.insert(bytes.end(), field.text.begin(), field.text.begin() + length);
  }
}

uint8_t count_of(size_t size) { return static_cast<uint8_t>(std::min<size_t>(size, 255)); }

WireFields get_fields(Source &source, size_t count) {
  WireFields fields;
  for (; count > 0 && !source.ended(); --count) {
    WireField field;
    field.index = source.get<uint8_t>();
    field.kind = source.get<uint8_t>();
    if ((field.kind & kNumber) != 0) field.number = source.get<int64_t>();
    if ((field.kind & kText) != 0) {
      const BytesView text = source.take(source.get<uint16_t>());
      field.text.assign(text.begin(), text.end());
    }
    fields.push_back(field);
  }
  return fields;
}

}  // namespace

Bytes bytes_of(const WireEvent &event) {
  Bytes bytes;
  put(bytes, event.time);
  put(bytes, event.event);
  put(bytes, count_of(event.items.size()));
  put(bytes, count_of(event.fields.size()));
  put_fields(bytes, event.fields);
  for (size_t i = 0; i < event.items.size() && i < 255; ++i) {
    put(bytes, count_of(event.items[i].size()));
    put_fields(bytes, event.items[i]);
  }
  return bytes;
}

Bytes bytes_of(const std::vector<WireItem> &items) {
  Bytes bytes;
  for (const WireItem &item : items) {
    put(bytes, item.flags);
    put(bytes, count_of(item.fields.size()));
    put(bytes, uint16_t{0});
    for (const uint32_t signal : item.signals) put(bytes, signal);
    put_fields(bytes, item.fields);
  }
  return bytes;
}

std::optional<WireEvent> event_of(BytesView bytes) {
  Source source(bytes);
  WireEvent event;
  event.time = source.get<uint32_t>();
  event.event = source.get<uint16_t>();
  const auto items = source.get<uint8_t>();
  const auto fields = source.get<uint8_t>();
  event.fields = get_fields(source, fields);
  for (int i = 0; i < items && !source.ended(); ++i) event.items.push_back(get_fields(source, source.get<uint8_t>()));
  if (source.ended() || source.left() > 0) return std::nullopt;
  return event;
}

std::optional<std::vector<WireItem>> items_of(BytesView bytes) {
  Source source(bytes);
  std::vector<WireItem> items;
  while (source.left() > 0 && !source.ended()) {
    WireItem item;
    item.flags = source.get<uint8_t>();
    const auto fields = source.get<uint8_t>();
    (void)source.get<uint16_t>();
    for (uint32_t &signal : item.signals) signal = source.get<uint32_t>();
    item.fields = get_fields(source, fields);
    items.push_back(std::move(item));
  }
  if (source.ended()) return std::nullopt;
  return items;
}

}  // namespace vitrine::fuzz
