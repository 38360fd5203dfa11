// Checks an event's bytes and reads its fields (FORMAT.md section 2).
#include "runtime/event.h"

#include <cstring>

#include "format/hash.h"

namespace vitrine {
namespace {

constexpr uint32_t kHeaderBytes = 8;
enum : uint8_t { kHasNumber = 1, kHasText = 2, kIsBool = 4, kBoolValue = 8, kWasNumber = 16, kAllKinds = 31 };

uint32_t load16(const uint8_t *at) { return static_cast<uint32_t>(at[0] | (at[1] << 8)); }

}  // namespace

uint32_t cut_text(const char *text, uint32_t length) {
  if (length <= kMaxTextBytes) return length;
  uint32_t cut = kMaxTextBytes;
  while (cut > 0 && (static_cast<uint8_t>(text[cut]) & 0xC0u) == 0x80u) --cut;
  return cut;
}

uint64_t label_of(const FieldValue &value) {
  return value.has_text && value.length > 0 ? label_hash(value.text, cut_text(value.text, value.length)) : 0;
}

uint32_t read_field(const uint8_t *bytes, uint32_t at, uint32_t length, uint32_t fields, uint8_t &field, FieldValue &value) {
  value = FieldValue{};
  if (length - at < 2 || at > length) return 0;
  field = bytes[at];
  const uint8_t kind = bytes[at + 1];
  if (field >= fields || kind > kAllKinds) return 0;
  at += 2;
  value.present = true;
  if ((kind & kHasNumber) != 0) {
    if (length - at < 8) return 0;
    std::memcpy(&value.number, bytes + at, 8);
    value.has_number = true;
    at += 8;
  }
  if ((kind & kHasText) != 0) {
    if (length - at < 2) return 0;
    value.length = load16(bytes + at);
    at += 2;
    if (length - at < value.length) return 0;
    value.text = reinterpret_cast<const char *>(bytes + at);
    value.has_text = value.length > 0;
    at += value.length;
  }
  value.is_bool = (kind & kIsBool) != 0;
  value.bool_value = (kind & kBoolValue) != 0;
  value.was_number = (kind & kWasNumber) != 0;
  return at;
}

FieldValue Event::read(uint32_t offset) const {
  uint8_t field = kNone8;
  FieldValue value;
  if (read_field(bytes_, offset, kMaxEventBytes, kNone8, field, value) == 0) return {};
  return value;
}

uint32_t Event::skip_field(uint32_t at, uint32_t length) const {
  uint8_t field = kNone8;
  FieldValue value;
  return read_field(bytes_, at, length, pack_->fields.count, field, value);
}

bool Event::parse(const Pack &pack, const uint8_t *bytes, uint32_t length) {
  if (length < kHeaderBytes || length > kMaxEventBytes) return false;
  pack_ = &pack;
  bytes_ = bytes;
  std::memcpy(&time, bytes, 4);
  const uint32_t index = load16(bytes + 4);
  if (time == kNever || (index != kNone16 && index >= pack.events.count) || bytes[6] > kMaxItems) return false;
  def = index == kNone16 ? nullptr : &pack.events[index];
  items = bytes[6];
  std::memset(field_at_, 0, pack.fields.count * sizeof field_at_[0]);
  uint32_t at = kHeaderBytes;
  for (uint32_t left = bytes[7]; left > 0; --left) {
    const uint32_t next = skip_field(at, length);
    if (next == 0) return false;
    if (field_at_[bytes[at]] == 0) field_at_[bytes[at]] = static_cast<uint16_t>(at);
    at = next;
  }
  for (int item = 0; item < items; ++item) {
    if (at >= length) return false;
    item_at_[item] = static_cast<uint16_t>(at);
    uint32_t left = bytes[at++];
    for (; left > 0; --left) {
      at = skip_field(at, length);
      if (at == 0) return false;
    }
  }
  if (at != length) return false;
  const uint64_t currency = label_of(own(FieldRole::kCurrency));
  foreign_ = currency != 0 && pack.config[0].currency != 0 && currency != pack.config[0].currency;
  return true;
}

FieldValue Event::own(uint8_t field) const {
  if (field == kNone8 || field_at_[field] == 0) return {};
  return read(field_at_[field]);
}

FieldValue Event::of_item(int item, uint8_t field) const {
  uint32_t at = item_at_[item];
  for (uint32_t left = bytes_[at++]; left > 0; --left) {
    uint8_t name = kNone8;
    FieldValue value;
    at = read_field(bytes_, at, kMaxEventBytes, kNone8, name, value);
    if (name == field) return value;
  }
  return {};
}

FieldValue Event::named(int item, uint8_t field) const {
  if (item != kNoItem) {
    const FieldValue value = of_item(item, field);
    if (value.has()) return value;
  }
  return own(field);
}

bool Event::amount(int item, FieldRole role, int64_t &out) const {
  const uint8_t field = pack_->role_field[static_cast<uint32_t>(role)];
  if (foreign_ || field == kNone8) return false;
  const FieldValue value = item == kNoItem ? own(field) : of_item(item, field);
  if (!value.has_number) return false;
  out = clamp_amount(value.number);
  return true;
}

bool Event::units(int item, uint32_t &out) const {
  const uint8_t field = pack_->role_field[static_cast<uint32_t>(FieldRole::kQuantity)];
  if (field == kNone8) return false;
  const FieldValue value = item == kNoItem ? own(field) : of_item(item, field);
  if (!value.has_number) return false;
  out = whole_units(value.number);
  return true;
}

bool Event::value(int64_t &out) const {
  if (amount(kNoItem, FieldRole::kValue, out)) return true;
  bool any = false;
  int64_t sum = 0;
  for (int item = 0; item < items; ++item) {
    int64_t price;
    if (!amount(item, FieldRole::kPrice, price)) continue;
    uint32_t quantity = 1;
    if (!units(item, quantity)) quantity = 1;
    any = true;
    sum = clamp_amount(sum + (quantity != 0 && price > kAmountStop / quantity ? kAmountStop : price * quantity));
  }
  if (any) out = sum;
  return any;
}

}  // namespace vitrine
