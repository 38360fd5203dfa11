// An event as bytes: checked once, then read field by field.
#pragma once

#include <cstdint>

#include "runtime/pack.h"

namespace vitrine {

// A field's value; all absent where the event does not have it.
struct FieldValue {
  int64_t number = 0;          // thousandths, or seconds for times
  const char *text = nullptr;
  uint32_t length = 0;
  bool has_number = false;
  bool has_text = false;
  bool is_bool = false;
  bool bool_value = false;
  bool was_number = false;     // a number in JSON
  bool present = false;        // named by the event, null included

  [[nodiscard]] bool has() const { return has_number || has_text || is_bool; }
};

class Event {
 public:
  static constexpr int kNoItem = -1;

  // False: the bytes do not follow FORMAT.md. The bytes must outlive the event.
  [[nodiscard]] bool parse(const Pack &pack, const uint8_t *bytes, uint32_t length);

  uint32_t time = 0;
  const EventDef *def = nullptr;  // nullptr: a name that the strategy does not know
  int items = 0;

  [[nodiscard]] EventRole role() const { return def == nullptr ? EventRole::kNone : def->role; }
  [[nodiscard]] bool is_activity() const { return def == nullptr || (def->flags & kEventActivity) != 0; }

  // The event's own field; an item's own; the item's own, else the event's.
  [[nodiscard]] FieldValue own(uint8_t field) const;
  [[nodiscard]] FieldValue of_item(int item, uint8_t field) const;
  [[nodiscard]] FieldValue named(int item, uint8_t field) const;
  [[nodiscard]] FieldValue own(FieldRole role) const { return own(pack_->role_field[static_cast<uint32_t>(role)]); }

  // STRATEGY.md section 1, "Amounts": false where there is none. Units are whole and not negative; amounts are thousandths.
  [[nodiscard]] bool amount(int item, FieldRole role, int64_t &out) const;
  [[nodiscard]] bool units(int item, uint32_t &out) const;
  // `value`, else the sum of price x quantity over the items.
  [[nodiscard]] bool value(int64_t &out) const;
  // The currency is not the strategy's: no price, value, discount or orders_value.
  [[nodiscard]] bool foreign() const { return foreign_; }

 private:
  [[nodiscard]] FieldValue read(uint32_t offset) const;
  [[nodiscard]] uint32_t skip_field(uint32_t at, uint32_t length) const;

  const Pack *pack_ = nullptr;
  const uint8_t *bytes_ = nullptr;
  bool foreign_ = false;
  uint16_t field_at_[kMaxFields + 1];
  uint16_t item_at_[kMaxItems];
};

// Length of a text cut to kMaxTextBytes at a character.
[[nodiscard]] uint32_t cut_text(const char *text, uint32_t length);

// The label that a value stands for, 0: none.
[[nodiscard]] uint64_t label_of(const FieldValue &value);

// Reads a field of items to rank: the same bytes outside an event. Returns the offset behind it, 0 where it does not hold.
[[nodiscard]] uint32_t read_field(const uint8_t *bytes, uint32_t at, uint32_t length, uint32_t fields, uint8_t &field, FieldValue &value);

// Amounts and counts stop at their limits instead of wrapping.
[[nodiscard]] constexpr int64_t clamp_amount(int64_t v) { return v < 0 ? 0 : v > kAmountStop ? kAmountStop : v; }
[[nodiscard]] constexpr uint32_t whole_units(int64_t thousandths) {
  return thousandths <= 0 ? 0 : thousandths / 1000 > kCountStop ? kCountStop : static_cast<uint32_t>(thousandths / 1000);
}

}  // namespace vitrine
