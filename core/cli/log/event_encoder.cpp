// Fields are written as they come and put into order at the end, because a log may name its keys in any order.
#include "cli/log/event_encoder.h"

#include <cstring>

#include "cli/log/text_cut.h"
#include "cli/log/text_hash.h"
#include "format/limits.h"
#include "text/times.h"

namespace vitrine::tool {
namespace {

constexpr size_t kHeaderBytes = 8;
constexpr size_t kMostBesideText = 12;  // field, kind, number, length of the text
constexpr size_t kLongTextBytes = 8'192;  // of a URL; no browser sends longer ones
enum : uint8_t { kHasNumber = 1, kHasText = 2, kIsBool = 4, kBoolValue = 8, kWasNumber = 16, kUnread = 32 };
constexpr uint8_t kNoItems = 255;  // in place of the number of items

// Most texts are short: two words that overlap are all of one.
void copy_text(uint8_t *to, std::string_view text) {
  const TextEnds ends = text_ends(text);
  if (text.size() > 16 || text.size() < 4) {
    std::memcpy(to, text.data(), text.size());
  } else if (text.size() >= 8) {
    std::memcpy(to, &ends.first, 8);
    std::memcpy(to + text.size() - 8, &ends.last, 8);
  } else {
    std::memcpy(to, &ends.first, 4);
    std::memcpy(to + text.size() - 4, &ends.last, 4);
  }
}

}  // namespace

void EventEncoder::begin() {
  fields_.clear();
  items_.clear();
  entries_.clear();
  item_at_.clear();
  elements_ = 0;
  no_items_ = false;
  unreadable_.clear();
  if (++serial_ == 0) {
    std::memset(seen_, 0, sizeof seen_);
    serial_ = 1;
  }
}

// Notes the field as seen; false: nothing is to be written.
bool EventEncoder::takes(Scope scope, uint8_t field) {
  if (field == kNone8) return false;
  if (scope == Scope::kItem) return items_.data()[item_at_.back()] < 255;
  uint32_t &seen = seen_[static_cast<size_t>(scope)][field];
  if (seen == serial_) return false;
  seen = serial_;
  return true;
}

void EventEncoder::put(Scope scope, uint8_t field, uint8_t kind, int64_t number, std::string_view text) {
  if (names_.wants(field) == 0) return;  // only counted: the pack does not have it
  if (names_.wants(field) == 0) return;  // only counted: the pack has no such field
  ByteBuffer &to = buffer(scope);
  uint8_t *const first = to.room(kMostBesideText + text.size());
  uint8_t *at = first;
  *at++ = field;
  *at++ = kind;
  if ((kind & kHasNumber) != 0) {
    std::memcpy(at, &number, 8);
    at += 8;
  }
  if ((kind & kHasText) != 0) {
    const uint16_t length = static_cast<uint16_t>(text.size());
    std::memcpy(at, &length, 2);
    copy_text(at + 2, text);
    at += 2 + text.size();
  }
  const auto length = static_cast<uint32_t>(at - first);
  if (scope == Scope::kItem)
    ++to.data()[item_at_.back()];
  else
    entries_.push_back({static_cast<uint32_t>(to.size()), length, field, scope, kind == 0});
  to.add(length);
}

// It is given, and nothing may take its place.
void EventEncoder::put_unread(Scope scope, uint8_t field) { put(scope, field, kUnread, 0, {}); }

void EventEncoder::note(Scope scope, uint8_t field) { unreadable_.push_back({field, scope, scope == Scope::kItem ? elements_ - 1 : 0}); }

void EventEncoder::add_unreadable(NameRole role, bool of_event, Unreadable &to) const {
  for (const bool items : {false, true}) {
    for (const Note &one : unreadable_) {
      if ((one.scope == Scope::kItem) != items || (!items && !of_event)) continue;
      if (one.scope == Scope::kTop && seen_[static_cast<size_t>(Scope::kFields)][one.field] == serial_) continue;
      const std::string_view name = names_.counted_name(one.field);
      // What evidence says may be anything.
      if (role == NameRole::kEvidence && !items && name == "value") continue;
      to.add(items ? "items[" + std::to_string(one.item) + "]." + std::string(name) : std::string(name));
    }
  }
}

void EventEncoder::put_other(Scope scope, uint8_t field) {
  if (!takes(scope, field)) return;
  if (names_.counted(field) != Counted::kNo) note(scope, field);
  if ((names_.wants(field) & (kWantNumber | kWantTime)) != 0) put_unread(scope, field);
}

void EventEncoder::put_null(Scope scope, uint8_t field) {
  if (takes(scope, field) && scope != Scope::kItem) put(scope, field, 0, 0, {});
}

void EventEncoder::put_boolean(Scope scope, uint8_t field, bool value) {
  if (!takes(scope, field)) return;
  if (names_.counted(field) != Counted::kNo) note(scope, field);
  if ((names_.wants(field) & kWantBool) == 0) return put_unread(scope, field);
  put(scope, field, value ? kIsBool | kBoolValue : kIsBool, 0, {});
}

void EventEncoder::put_number(Scope scope, uint8_t field, const Number &number) {
  if (!takes(scope, field)) return;
  const uint8_t wants = names_.wants(field);
  const Counted counted = names_.counted(field);
  uint8_t kind = kWasNumber;
  int64_t value = 0;
  NumberText text;
  if ((wants & kWantTime) != 0 || counted == Counted::kTime) {
    uint32_t seconds = 0;
    if (time_of_number(to_double(number.token), seconds) != TimeFault::kNone) {
      if (counted == Counted::kTime) note(scope, field);
    } else if ((wants & kWantTime) != 0) {
      kind |= kHasNumber;
      value = seconds;
    }
  }
  if ((wants & (kWantTime | kWantNumber)) == kWantNumber) {
    kind |= kHasNumber;
    value = number.thousandths;
  }
  if ((wants & (kWantText | kWantLong)) != 0) {
    kind |= kHasText;
    text = number_text(to_double(number.token));
  }
  if (kind == kWasNumber) return put_unread(scope, field);
  put(scope, field, kind, value, text.view());
}

// The number or time that a text is, and whether it is one that must be counted.
bool EventEncoder::read_text(std::string_view text, uint8_t wants, Counted counted, int64_t &value, bool &unreadable) {
  bool readable = false;
  if ((wants & kWantTime) != 0 || counted == Counted::kTime) {
    uint32_t seconds = 0;
    readable = parse_time(text, seconds) == TimeFault::kNone;
    value = seconds;
    unreadable = counted == Counted::kTime && !readable;
    if ((wants & kWantTime) != 0) return readable;
  }
  if ((wants & kWantNumber) == 0 && counted != Counted::kNumber) return false;
  readable = plain_decimal(text, value);
  unreadable = unreadable || (counted == Counted::kNumber && !readable);
  return readable && (wants & kWantNumber) != 0;
}

void EventEncoder::put_text(Scope scope, uint8_t field, std::string_view text) {
  if (!takes(scope, field) || text.empty()) return;
  const uint8_t wants = names_.wants(field);
  uint8_t kind = 0;
  int64_t value = 0;
  bool unreadable = false;
  const Counted counted = names_.counted(field);
  // Most texts are neither.
  if ((wants & (kWantNumber | kWantTime)) != 0 || counted != Counted::kNo) {
    if (read_text(text, wants, counted, value, unreadable)) kind |= kHasNumber;
    if (unreadable) note(scope, field);
  }
  if ((wants & (kWantText | kWantLong)) != 0) {
    kind |= kHasText;
    text = cut_text(text, (wants & kWantLong) != 0 ? kLongTextBytes : kMaxTextBytes);
  }
  if (kind == 0) return put_unread(scope, field);
  put(scope, field, kind, value, (kind & kHasText) != 0 ? text : std::string_view{});
}

bool EventEncoder::begin_item() {
  if (item_at_.size() == kMaxItems) return false;
  ++elements_;
  item_at_.push_back(items_.size());
  *items_.room(1) = 0;
  items_.add(1);
  return true;
}

bool EventEncoder::Output::put(const uint8_t *bytes, size_t length) {
  if (static_cast<size_t>(at - first) + length > kMaxEventBytes) return false;
  std::memcpy(at, bytes, length);
  at += length;
  return true;
}

void EventEncoder::put_fields(Scope scope, bool nulls, Output &out) const {
  const uint32_t *const own = seen_[static_cast<size_t>(Scope::kFields)];
  for (const Entry &entry : entries_) {
    if (entry.scope != scope || (entry.is_null && !nulls) || out.fields == 255) continue;
    if (scope == Scope::kTop && own[entry.field] == serial_) continue;
    if (out.put(fields_.data() + entry.first, entry.length)) ++out.fields;
  }
}

void EventEncoder::put_items(Output &out) const {
  for (size_t i = 0; i < item_at_.size(); ++i) {
    const size_t end = i + 1 < item_at_.size() ? item_at_[i + 1] : items_.size();
    if (!out.put(items_.data() + item_at_[i], end - item_at_[i])) return;
    ++out.items;
  }
}

std::span<const uint8_t> EventEncoder::finish(uint16_t event, uint32_t time) {
  wire_.clear();
  Output out{wire_.room(kMaxEventBytes), nullptr};
  out.at = out.first + kHeaderBytes;
  const bool nulls = event == names_.identify() && event != kNone16;
  put_fields(Scope::kFields, nulls, out);
  put_fields(Scope::kTop, nulls, out);
  put_items(out);
  std::memcpy(out.first, &time, 4);
  std::memcpy(out.first + 4, &event, 2);
  out.first[6] = no_items_ ? kNoItems : static_cast<uint8_t>(out.items);
  out.first[7] = static_cast<uint8_t>(out.fields);
  return {out.first, static_cast<size_t>(out.at - out.first)};
}

}  // namespace vitrine::tool
