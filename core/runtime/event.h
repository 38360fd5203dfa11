// An event as bytes: checked once, then read field by field.
#pragma once

#include <cstdint>

#include "format/hash.h"
#include "runtime/pack.h"

namespace vitrine::runtime {

struct Text {
  const char *at = nullptr;
  uint32_t length = 0;
};

// A field on the wire (FORMAT.md section 2): one pointer into the event's bytes, nullptr where the event does not have it.
struct Field {
  const uint8_t *at = nullptr;

  static constexpr uint8_t kNumber = 1, kText = 2, kBool = 4, kBoolValue = 8, kWasNumber = 16, kUnread = 32, kAllKinds = 63;

  [[nodiscard]] uint8_t kind() const { return at == nullptr ? 0 : at[1]; }
  [[nodiscard]] bool removed() const { return at != nullptr && at[1] == 0; }  // null, which removes a trait
  [[nodiscard]] bool given() const { return kind() != 0; }                    // also what cannot be read: nothing takes its place
  [[nodiscard]] bool has() const { return (kind() & (kNumber | kText | kBool)) != 0; }
  [[nodiscard]] bool has_number() const { return (kind() & kNumber) != 0; }
  [[nodiscard]] bool has_text() const { return (kind() & kText) != 0; }
  [[nodiscard]] bool has_bool() const { return (kind() & kBool) != 0; }
  [[nodiscard]] bool bool_value() const { return (kind() & kBoolValue) != 0; }
  [[nodiscard]] bool was_number() const { return (kind() & kWasNumber) != 0; }
  [[nodiscard]] int64_t number() const;  // thousandths, or seconds for times; only with has_number()
  [[nodiscard]] Text text() const;       // uncut, empty without a text
  [[nodiscard]] Text cut() const;        // at most kMaxTextBytes, cut at a character
  [[nodiscard]] uint64_t label() const;  // of the cut text, 0: none
};

class Event {
 public:
  static constexpr int kNoItem = -1;

  // False: the bytes do not follow FORMAT.md. The bytes must outlive the event.
  [[nodiscard]] bool parse(const Pack &pack, const uint8_t *bytes, uint32_t length);

  uint32_t time = 0;
  const EventDef *def = nullptr;  // nullptr: a name that the strategy does not know
  int items = 0;
  bool no_items = false;  // its list of items is there, and empty

  [[nodiscard]] EventRole role() const { return def == nullptr ? EventRole::kNone : def->role; }
  [[nodiscard]] bool is_activity() const { return def == nullptr || (def->flags & kEventActivity) != 0; }

  // The event's own field; an item's own, with kNoItem the event's.
  [[nodiscard]] Field own(uint8_t field) const;
  [[nodiscard]] Field of(int item, uint8_t field) const;
  [[nodiscard]] Field own(FieldRole role) const { return own(pack_->role_field[static_cast<uint32_t>(role)]); }
  [[nodiscard]] Field of(int item, FieldRole role) const { return of(item, pack_->role_field[static_cast<uint32_t>(role)]); }
  // Whose field a rule about the item means: the item's where it gives the field, else the event's (kNoItem).
  [[nodiscard]] int whose(int item, uint8_t field) const { return item != kNoItem && of(item, field).given() ? item : kNoItem; }

  // The field's label(), worked out once an event: several rules read the same text.
  [[nodiscard]] uint64_t label(Field field) const;

  // STRATEGY.md section 1, "Amounts": kNoAmount where there is none. Units are whole and not negative; amounts are thousandths.
  static constexpr int64_t kNoAmount = -1;
  [[nodiscard]] int64_t amount(int item, FieldRole role) const;
  // `absent` where no quantity is given.
  [[nodiscard]] int64_t units(int item, int64_t absent) const;
  // Price x quantity of an item, which is 1 where it is not given.
  [[nodiscard]] int64_t worth(int item) const;
  // `value`; where that is absent, the sum of price x quantity over the items.
  [[nodiscard]] int64_t value() const;
  // The item's currency, else the event's, is not the strategy's: no price, value, discount or orders_value.
  [[nodiscard]] bool foreign(int item) const;

 private:
  static constexpr int64_t kNotSummed = -2;
  [[nodiscard]] int64_t sum_of_value() const;
  void look_into(int item) const;

  const Pack *pack_ = nullptr;
  const uint8_t *bytes_ = nullptr;
  mutable int64_t value_ = kNotSummed;  // worked out at most once: a `where` may ask for every item
  // A few labels by their places, and the fields of the item that was asked for last.
  static constexpr uint32_t kLabels = 8;
  mutable uint64_t label_[kLabels];
  mutable uint16_t label_at_[kLabels];
  mutable int item_ = kNoItem;
  bool foreign_ = false;
  uint16_t field_at_[kMaxFields + 1];
  mutable uint16_t item_field_at_[kMaxFields + 1];
  uint16_t item_at_[kMaxItems];
};

// Is a currency that is given as this text not the strategy's?
[[nodiscard]] bool is_foreign(const Pack &pack, Text currency);

// A text cut to kMaxTextBytes at a character.
[[nodiscard]] Text cut_text(Text text);

// Where the field at `at` ends; 0 where its bytes do not hold.
[[nodiscard]] uint32_t field_end(const uint8_t *bytes, uint32_t at, uint32_t length, uint32_t fields);

// Amounts and counts stop at their limits instead of wrapping.
[[nodiscard]] constexpr int64_t clamp_amount(int64_t v) { return v < 0 ? 0 : v > kAmountStop ? kAmountStop : v; }
[[nodiscard]] constexpr uint16_t clamp_count(int64_t v) { return v < 0 ? 0 : static_cast<uint16_t>(v > kCountStop ? kCountStop : v); }
// A quantity: whole, not negative.
[[nodiscard]] constexpr int64_t whole_units(int64_t thousandths) { return thousandths <= 0 ? 0 : thousandths / 1000; }

}  // namespace vitrine::runtime
