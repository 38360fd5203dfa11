// Orders the items of a list by the visitor's interest and the page's signals; always a permutation (STRATEGY.md section 5, "Sort").
#include "runtime/rank.h"

#include "runtime/decide.h"

#include <cstring>

#include "runtime/engine.h"
#include "runtime/features/affinity.h"
#include "runtime/features/values.h"
#include "vitrine/vitrine.h"

namespace vitrine::runtime {
namespace {

constexpr uint32_t kItemHead = 20;  // flags, fields, 2 reserved, four signals
constexpr uint32_t kMillion = 1'000'000;

// While items are read, what is known of item i is written over the bytes already read: an item takes at least 20 bytes, its score 8. Behind the
// scores stand the heap and the items that may move, 2 bytes each, and a byte each for "is placed": 13 bytes an item in all.
struct Scratch {
  uint8_t *bytes;
  uint32_t count;

  [[nodiscard]] int64_t score(uint32_t i) const {
    int64_t value;
    std::memcpy(&value, bytes + 8u * i, 8);
    return value;
  }
  void set_score(uint32_t i, int64_t value) const { std::memcpy(bytes + 8u * i, &value, 8); }
  [[nodiscard]] uint16_t at(uint32_t list, uint32_t i) const {
    uint16_t value;
    std::memcpy(&value, bytes + 8u * count + 2u * (list * count + i), 2);
    return value;
  }
  void put(uint32_t list, uint32_t i, uint32_t value) const {
    const auto short_value = static_cast<uint16_t>(value);
    std::memcpy(bytes + 8u * count + 2u * (list * count + i), &short_value, 2);
  }
  [[nodiscard]] uint8_t &placed(uint32_t i) const { return bytes[12u * count + i]; }
};
enum : uint32_t { kHeap = 0, kMovable = 1 };

uint32_t load32(const uint8_t *at) {
  uint32_t value;
  std::memcpy(&value, at, 4);
  return value;
}

int64_t share_of(const DimensionState &state, uint64_t hash) {
  return hash == 0 || state.total == 0 ? 0 : interest_in(state, hash) * kMillion / state.total;
}

bool was_seen(Run r, const SlotDef &slot, uint64_t item) {
  if (slot.seen == kNone16 || item == 0 || r.v->visit.running == 0) return false;
  const ValueRow *row = find_value(r.state<ValuesState>(slot.seen), item);
  return row != nullptr && row->number >= r.v->visit.first;
}

// What an item to rank brings: the labels its dimensions read, its id.
struct Item {
  uint64_t dimension[kMaxDimensions] = {};
  uint64_t id = 0;
  bool foreign = false;  // and in another one its price is in no band
};

void take_field(Run r, Field field, Item &item) {
  const uint8_t index = field.at[0];
  const FieldRole role = r.pack().fields[index].role;
  if (role == FieldRole::kItemId && item.id == 0) item.id = field.label();
  if (role == FieldRole::kCurrency) item.foreign = is_foreign(r.pack(), field.text());
  for (uint32_t d = 0; d < r.pack().dimensions.count; ++d) {
    const uint8_t named = r.pack().dimensions[d].field;
    if (item.dimension[d] == 0 && (named == index || (named == kNone8 && role == FieldRole::kPrice))) {
      item.dimension[d] = dimension_value(r.pack(), d, field);
    }
  }
}

int64_t signal_of(Run r, const SlotDef &slot, const SignalDef &signal, const Item &item, const uint8_t *signals) {
  switch (signal.kind) {
    case SignalKind::kAffinity:
      if (item.foreign && r.pack().dimensions[signal.dimension].field == kNone8) return 0;
      return share_of(dimension_state(r, signal.dimension), item.dimension[signal.dimension]);
    case SignalKind::kSeen: return was_seen(r, slot, item.id) ? kMillion : 0;
    case SignalKind::kPopularity:
    case SignalKind::kMargin:
    case SignalKind::kStock:
    case SignalKind::kNovelty:
    case SignalKind::kCount: break;
  }
  const uint32_t value = load32(signals + 4u * (static_cast<uint32_t>(signal.kind) - static_cast<uint32_t>(SignalKind::kPopularity)));
  return value > kMillion ? kMillion : value;
}

// The bytes of one item; returns where the next begins, 0 where they do not hold.
uint32_t read_item(Run r, const uint8_t *bytes, uint32_t at, uint32_t length, Item &item) {
  if (length - at < kItemHead) return 0;
  uint32_t left = bytes[at + 1];
  at += kItemHead;
  for (; left > 0; --left) {
    const uint32_t next = field_end(bytes, at, length, r.pack().fields.count);
    if (next == 0) return 0;
    take_field(r, {bytes + at}, item);
    at = next;
  }
  return at;
}

bool items_hold(Run r, const uint8_t *bytes, uint32_t length, uint32_t count) {
  uint32_t at = 0;
  for (uint32_t i = 0; i < count; ++i) {
    Item item;
    at = read_item(r, bytes, at, length, item);
    if (at == 0) return false;
  }
  return at == length;
}

bool better(const Scratch &scratch, uint16_t a, uint16_t b) {
  const int64_t left = scratch.score(a);
  const int64_t right = scratch.score(b);
  return left != right ? left > right : a < b;
}

void push(const Scratch &scratch, uint32_t &size, uint16_t item) {
  uint32_t at = size++;
  for (; at > 0; at = (at - 1) / 2) {
    const uint16_t parent = scratch.at(kHeap, (at - 1) / 2);
    if (!better(scratch, item, parent)) break;
    scratch.put(kHeap, at, parent);
  }
  scratch.put(kHeap, at, item);
}

uint16_t pop(const Scratch &scratch, uint32_t &size) {
  const uint16_t top = scratch.at(kHeap, 0);
  const uint16_t last = scratch.at(kHeap, --size);
  uint32_t at = 0;
  for (uint32_t child = 1; child < size; child = 2 * at + 1) {
    if (child + 1 < size && better(scratch, scratch.at(kHeap, child + 1), scratch.at(kHeap, child))) ++child;
    if (!better(scratch, scratch.at(kHeap, child), last)) break;
    scratch.put(kHeap, at, scratch.at(kHeap, child));
    at = child;
  }
  if (size > 0) scratch.put(kHeap, at, last);
  return top;
}

// The movable items in their new order, into the places of those that do not keep theirs (`order` holds kNone16 there).
void place(const Scratch &scratch, uint32_t movable, uint32_t max_shift, uint16_t *order) {
  uint32_t size = 0;
  uint32_t pushed = 0;
  uint32_t target = 0;
  for (uint32_t p = 0; p < movable; ++p) {
    for (; pushed < movable && pushed <= p + max_shift; ++pushed) push(scratch, size, scratch.at(kMovable, pushed));
    uint16_t chosen;
    if (p >= max_shift && scratch.placed(scratch.at(kMovable, p - max_shift)) == 0) {
      chosen = scratch.at(kMovable, p - max_shift);
    } else {
      do chosen = pop(scratch, size);
      while (scratch.placed(chosen) != 0);
    }
    scratch.placed(chosen) = 1;
    while (order[target] != kNone16) ++target;
    order[target++] = chosen;
  }
}

}  // namespace

vt_status rank(Run r, const SlotDef &slot, uint8_t *bytes, uint32_t length, uint16_t *order, uint32_t count) {
  if (!items_hold(r, bytes, length, count)) return VT_BAD_EVENT;
  vt_decision decision;
  decide(r, slot, decision);
  const bool sorted = decision.variant == 1;
  const Scratch scratch{bytes, count};
  uint32_t at = 0;
  for (uint32_t i = 0; i < count; ++i) {
    Item item;
    uint8_t head[kItemHead];
    std::memcpy(head, bytes + at, kItemHead);
    at = read_item(r, bytes, at, length, item);
    int64_t score = 0;
    for (uint32_t s = 0; s < slot.signal_count; ++s) {
      const SignalDef &signal = r.pack().signals[slot.signal_first + s];
      score += signal.weight * signal_of(r, slot, signal, item, head + 4);
    }
    const bool keeps = !sorted || i < slot.pin || (head[0] & 1u) != 0;
    order[i] = keeps ? static_cast<uint16_t>(i) : kNone16;
    scratch.set_score(i, score);
  }
  uint32_t movable = 0;
  for (uint32_t i = 0; i < count; ++i) {
    scratch.placed(i) = 0;
    if (order[i] == kNone16) scratch.put(kMovable, movable++, i);
  }
  place(scratch, movable, slot.max_shift == kNone16 ? count : slot.max_shift, order);
  return VT_OK;
}

}  // namespace vitrine::runtime
