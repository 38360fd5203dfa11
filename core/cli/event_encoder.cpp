// Fields are written as they come and put into order at the end, because a log may name its keys in any order.
#include "cli/event_encoder.h"

#include <cstring>

#include "cli/text_hash.h"
#include "compiler/times.h"
#include "format/limits.h"

namespace vitrine {
namespace {

constexpr size_t kHeaderBytes = 8;
constexpr size_t kMostBesideText = 12;  // field, kind, number, length of the text
constexpr size_t kLongTextBytes = 8'192;  // of a URL; no browser sends longer ones
enum : uint8_t { kHasNumber = 1, kHasText = 2, kIsBool = 4, kBoolValue = 8, kWasNumber = 16 };

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

// Cut to `most` bytes at a character.
std::string_view cut(std::string_view text, size_t most) {
  if (text.size() <= most) return text;
  size_t end = most;
  while (end > 0 && (static_cast<uint8_t>(text[end]) & 0xC0u) == 0x80u) --end;
  return text.substr(0, end);
}

}  // namespace

void EventEncoder::begin() {
  fields_.clear();
  items_.clear();
  entries_.clear();
  item_at_.clear();
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

void EventEncoder::put_other(Scope scope, uint8_t field) { static_cast<void>(takes(scope, field)); }

void EventEncoder::put_null(Scope scope, uint8_t field) {
  if (takes(scope, field) && scope != Scope::kItem) put(scope, field, 0, 0, {});
}

void EventEncoder::put_boolean(Scope scope, uint8_t field, bool value) {
  if (!takes(scope, field) || (names_.wants(field) & kWantBool) == 0) return;
  put(scope, field, value ? kIsBool | kBoolValue : kIsBool, 0, {});
}

void EventEncoder::put_number(Scope scope, uint8_t field, const Number &number) {
  if (!takes(scope, field)) return;
  const uint8_t wants = names_.wants(field);
  uint8_t kind = kWasNumber;
  int64_t value = 0;
  NumberText text;
  if ((wants & kWantTime) != 0) {
    uint32_t seconds = 0;
    if (time_of_number(to_double(number.token), seconds) == TimeFault::kNone) {
      kind |= kHasNumber;
      value = seconds;
    }
  } else if ((wants & kWantNumber) != 0) {
    kind |= kHasNumber;
    value = number.thousandths;
  }
  if ((wants & (kWantText | kWantLong)) != 0) {
    kind |= kHasText;
    text = number_text(to_double(number.token));
  }
  if (kind != kWasNumber) put(scope, field, kind, value, text.view());
}

void EventEncoder::put_text(Scope scope, uint8_t field, std::string_view text) {
  if (!takes(scope, field) || text.empty()) return;
  const uint8_t wants = names_.wants(field);
  uint8_t kind = 0;
  int64_t value = 0;
  if ((wants & kWantTime) != 0) {
    uint32_t seconds = 0;
    if (parse_time(text, seconds) == TimeFault::kNone) {
      kind |= kHasNumber;
      value = seconds;
    }
  } else if ((wants & kWantNumber) != 0 && plain_decimal(text, value)) {
    kind |= kHasNumber;
  }
  if ((wants & (kWantText | kWantLong)) != 0) {
    kind |= kHasText;
    text = cut(text, (wants & kWantLong) != 0 ? kLongTextBytes : kMaxTextBytes);
  }
  if (kind != 0) put(scope, field, kind, value, (kind & kHasText) != 0 ? text : std::string_view{});
}

bool EventEncoder::begin_item() {
  if (item_at_.size() == kMaxItems) return false;
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
  out.first[6] = static_cast<uint8_t>(out.items);
  out.first[7] = static_cast<uint8_t>(out.fields);
  return {out.first, static_cast<size_t>(out.at - out.first)};
}

}  // namespace vitrine
