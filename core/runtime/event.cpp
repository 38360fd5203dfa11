// Checks an event's bytes and reads its fields (FORMAT.md section 2).
#include "runtime/event.h"

#include <cstring>

#include "format/hash.h"
#include "format/texts.h"
#include "runtime/pack.h"

namespace vitrine::runtime {
namespace {

constexpr uint32_t kHeaderBytes = 8;
constexpr uint8_t kNoItems = 255;  // in place of the number of items: the list is empty

// The end of a field that was checked before.
const uint8_t *behind(const uint8_t *field) {
  const uint8_t *at = field + 2 + ((field[1] & Field::kNumber) != 0 ? 8 : 0);
  return (field[1] & Field::kText) != 0 ? at + 2 + load16(at) : at;
}

}  // namespace

int64_t Field::number() const {
  int64_t value;
  std::memcpy(&value, at + 2, 8);
  return value;
}

Text Field::text() const {
  if (!has_text()) return {};
  const uint8_t *start = at + 2 + (has_number() ? 8 : 0);
  return {reinterpret_cast<const char *>(start + 2), load16(start)};
}

Text Field::cut() const { return cut_text(text()); }

uint64_t Field::label() const {
  const Text t = cut();
  return t.length == 0 ? 0 : label_hash(t.at, t.length);
}

Text cut_text(Text text) { return {text.at, cut_length(text.at, text.length)}; }

uint32_t field_end(const uint8_t *bytes, uint32_t at, uint32_t length, uint32_t fields) {
  if (at > length || length - at < 2) return 0;
  const uint8_t kind = bytes[at + 1];
  if (bytes[at] >= fields || kind > Field::kAllKinds) return 0;
  at += 2;
  if ((kind & Field::kNumber) != 0) at += 8;
  if ((kind & Field::kText) != 0) {
    if (at > length || length - at < 2) return 0;
    const uint32_t size = load16(bytes + at);
    if (size == 0) return 0;
    at += 2 + size;
  }
  return at <= length ? at : 0;
}

bool Event::parse(const Pack &pack, const uint8_t *bytes, uint32_t length) {
  if (length < kHeaderBytes || length > kMaxEventBytes) return false;
  pack_ = &pack;
  bytes_ = bytes;
  std::memcpy(&time, bytes, 4);
  const uint32_t index = load16(bytes + 4);
  no_items = bytes[6] == kNoItems;
  items = no_items ? 0 : bytes[6];
  if (time == kNever || (index != kNone16 && index >= pack.events.count) || items > static_cast<int>(kMaxItems)) return false;
  def = index == kNone16 ? nullptr : &pack.events[index];
  std::memset(field_at_, 0, pack.fields.count * sizeof field_at_[0]);
  std::memset(label_at_, 0, sizeof label_at_);
  uint32_t at = kHeaderBytes;
  for (uint32_t left = bytes[7]; left > 0; --left) {
    const uint32_t next = field_end(bytes, at, length, pack.fields.count);
    if (next == 0) return false;
    if (field_at_[bytes[at]] == 0) field_at_[bytes[at]] = static_cast<uint16_t>(at);
    at = next;
  }
  for (int item = 0; item < items; ++item) {
    if (at >= length) return false;
    item_at_[item] = static_cast<uint16_t>(at);
    for (uint32_t left = bytes[at++]; left > 0; --left) {
      at = field_end(bytes, at, length, pack.fields.count);
      if (at == 0) return false;
    }
  }
  if (at != length) return false;
  foreign_ = is_foreign(pack, own(FieldRole::kCurrency).text());
  return true;
}

Field Event::own(uint8_t field) const {
  if (field == kNone8 || field_at_[field] == 0) return {};
  return {bytes_ + field_at_[field]};
}

void Event::look_into(int item) const {
  std::memset(item_field_at_, 0, pack_->fields.count * sizeof item_field_at_[0]);
  const uint8_t *at = bytes_ + item_at_[item];
  for (uint32_t left = *at++; left > 0; --left, at = behind(at)) {
    if (item_field_at_[*at] == 0) item_field_at_[*at] = static_cast<uint16_t>(at - bytes_);
  }
  item_ = item;
}

Field Event::of(int item, uint8_t field) const {
  if (item == kNoItem || field == kNone8) return own(field);
  if (item != item_) look_into(item);
  return item_field_at_[field] == 0 ? Field{} : Field{bytes_ + item_field_at_[field]};
}

uint64_t Event::label(Field field) const {
  if (!field.has_text()) return 0;
  const auto at = static_cast<uint16_t>(field.at - bytes_);
  const uint32_t place = (at ^ (at >> 4)) % kLabels;
  if (label_at_[place] != at) {
    label_at_[place] = at;
    label_[place] = field.label();
  }
  return label_[place];
}

// The strategy's is three capital letters; a byte is one of them without case when it is so without 0x20.
bool is_foreign(const Pack &pack, Text currency) {
  const uint32_t own = pack.config[0].currency;
  if (own == 0 || currency.length == 0) return false;
  uint32_t letters = 0;
  if (currency.length == 3) std::memcpy(&letters, currency.at, 3);
  return (letters & 0xDFDFDFu) != own;
}

bool Event::foreign(int item) const {
  const Text currency = of(item, FieldRole::kCurrency).text();
  return currency.length == 0 ? foreign_ : is_foreign(*pack_, currency);
}

int64_t Event::amount(int item, FieldRole role) const {
  const Field value = of(item, role);
  return !value.has_number() || foreign(item) ? kNoAmount : clamp_amount(value.number());
}

int64_t Event::units(int item, int64_t absent) const {
  const Field value = of(item, FieldRole::kQuantity);
  return value.has_number() ? whole_units(value.number()) : value.given() ? kNoAmount : absent;
}

int64_t Event::worth(int item) const {
  const int64_t price = amount(item, FieldRole::kPrice);
  const int64_t quantity = units(item, 1);
  if (price == kNoAmount || quantity == kNoAmount) return kNoAmount;
  return quantity != 0 && price > kAmountStop / quantity ? kAmountStop : price * quantity;
}

int64_t Event::value() const {
  if (value_ == kNotSummed) value_ = sum_of_value();
  return value_;
}

int64_t Event::sum_of_value() const {
  const Field value = own(FieldRole::kValue);
  int64_t sum = amount(kNoItem, FieldRole::kValue);
  // One in another currency is absent; one that cannot be read is not.
  if (sum != kNoAmount || (value.given() && !value.has_number())) return sum;
  for (int item = 0; item < items; ++item) {
    const int64_t one = worth(item);
    if (one != kNoAmount) sum = clamp_amount(sum == kNoAmount ? one : sum + one);
  }
  return sum;
}

}  // namespace vitrine::runtime
