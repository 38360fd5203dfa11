// One pass over the line. Values that nobody reads are checked all the same: a line is broken or not, whatever the strategy reads.
#include "cli/line_parser.h"

#include <simdjson.h>

#include <algorithm>
#include <utility>

namespace vitrine {
namespace {

// A name of the log inside a sentence; what a terminal might act on is replaced.
std::string shown(std::string_view text) {
  std::string out = "`";
  for (const char c : text.substr(0, 60)) out += static_cast<uint8_t>(c) < 0x20 || c == 0x7F ? '?' : c;
  return out + (text.size() > 60 ? "...`" : "`");
}

// From `from` to where a value ends at the latest.
std::string_view token_at(const char *from, const char *end) {
  const char *at = from;
  while (at < end && *at != ',' && *at != ']' && *at != '}' && *at != ' ' && *at != '\t' && *at != '\r') ++at;
  return {from, static_cast<size_t>(at - from)};
}

bool is_plain_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<uint8_t>(c) < 0x80; });
}

}  // namespace

bool LineParser::fail(std::string sentence) {
  fault_ = std::move(sentence);
  return false;
}

bool LineParser::fail(TextFault fault) {
  switch (fault) {
    case TextFault::kNone: break;
    case TextFault::kOpen: return fail("it is no valid JSON: a text has no closing quote");
    case TextFault::kControl: return fail("it is no valid JSON: a control character stands in a text; write it as \\u00XX");
    case TextFault::kEscape: return fail("it is no valid JSON: a text has an unknown escape or half of a surrogate pair");
  }
  return fail("it is no valid JSON");
}

bool LineParser::fail_here() { return fail(cursor_.at_end() ? "it is no valid JSON: it ends too early" : "it is no valid JSON"); }

bool LineParser::fail_key(std::string_view key) { return fail("the key " + shown(key) + " stands twice in one object; keep one of them"); }

bool LineParser::fail_number(NumberFault fault) {
  const std::string_view text = token_at(cursor_.at(), cursor_.end());
  if (text.empty()) return fail_here();
  const std::string token = shown(text);
  if (fault == NumberFault::kTooLarge) return fail("the number " + token + " is too large for a double");
  return fail("it is no valid JSON: " + token + " is no value");
}

bool LineParser::parse(std::string_view line, LogEvent &event) {
  has_visitor_ = has_time_ = has_event_ = false;
  odd_keys_.clear();
  encoder_.begin();
  cursor_.begin(line);
  if (cursor_.next() != '{') return fail("it is no JSON object; a line is {\"visitor\":...,\"time\":...,\"event\":...}");
  if (!read_line()) return false;
  cursor_.next();
  if (!cursor_.at_end()) return fail("it is no valid JSON: something stands behind the object; one event a line");
  if (cursor_.saw_wide() && !simdjson::validate_utf8(line)) return fail("it is no valid UTF-8");
  if (!has_visitor_) return fail("`visitor` is missing; write \"visitor\":\"the visitor's id\"");
  if (!has_time_) return fail("`time` is missing; write \"time\":\"2026-11-22T10:00:00Z\"");
  if (!has_event_) return fail("`event` is missing; write \"event\":\"view_item\"");
  event.wire = encoder_.finish(event_, time_);
  event.visitor = visitor_;
  event.time = time_;
  return true;
}

// Behind a member or an element: passes the comma, or what closes.
bool LineParser::at_comma_or(char close, bool &closed) {
  const char c = cursor_.next();
  if (c != ',' && c != close) return fail_here();
  closed = c == close;
  cursor_.move_to(cursor_.at() + 1);
  return true;
}

template <class Each>
bool LineParser::for_members(Place place, Each each) {
  const KeySet keys = begin_keys();
  uint32_t before = NameTable::kNone;
  cursor_.move_to(cursor_.at() + 1);
  bool closed = cursor_.next() == '}';
  if (closed) cursor_.move_to(cursor_.at() + 1);
  while (!closed) {
    uint32_t &guess = before == NameTable::kNone ? first_key_[static_cast<size_t>(place)] : key_after_[before];
    std::string_view name;
    KeyMeaning meaning;
    if (!take_key(guess, name, meaning) || !add_key(keys, name, meaning)) return false;
    before = meaning.number;
    cursor_.next();
    if (!each(meaning) || !at_comma_or('}', closed)) return false;
  }
  return end_keys(keys);
}

template <class Each>
bool LineParser::for_elements(Each each) {
  cursor_.move_to(cursor_.at() + 1);
  bool closed = cursor_.next() == ']';
  if (closed) cursor_.move_to(cursor_.at() + 1);
  while (!closed) {
    cursor_.next();
    if (!each() || !at_comma_or(']', closed)) return false;
  }
  return true;
}

bool LineParser::read_line() {
  return for_members(Place::kLine, [this](const KeyMeaning &key) { return read_member(key); });
}

bool LineParser::read_member(const KeyMeaning &key) {
  switch (key.line_key) {
    case LineKey::kVisitor: return read_visitor();
    case LineKey::kTime: return read_time();
    case LineKey::kEvent: return read_event();
    case LineKey::kFields: return read_fields();
    case LineKey::kItems: return read_items();
    case LineKey::kField: return read_field(Scope::kTop, key.field, 1);
  }
  return false;
}

bool LineParser::read_visitor() {
  if (*cursor_.at() != '"') return check_value(1) && fail("`visitor` is no text; write it in quotes");
  has_visitor_ = true;
  return take_text(visitor_);
}

bool LineParser::read_event() {
  if (*cursor_.at() != '"') return check_value(1) && fail("`event` is no text; write it in quotes");
  std::string_view name;
  if (!take_text(name)) return false;
  has_event_ = true;
  event_ = names_.event(name);
  return true;
}

bool LineParser::read_time() {
  const char *const first = cursor_.at();
  TimeFault fault = TimeFault::kForm;
  if (*first == '"') {
    std::string_view text;
    if (!take_text(text)) return false;
    fault = times_.read(text, time_);
  } else if (*first == '-' || (*first >= '0' && *first <= '9')) {
    Number number;
    const char *at = first;
    const NumberFault number_fault = take_number(at, cursor_.end(), number);
    if (number_fault != NumberFault::kNone) return fail_number(number_fault);
    cursor_.move_to(at);
    fault = time_of_number(to_double(number.token), time_);
  } else {
    return check_value(1) && fail("`time` is neither a text nor a number");
  }
  const std::string_view token(first, static_cast<size_t>(cursor_.at() - first));
  if (fault != TimeFault::kNone) return fail("the time " + shown(token) + " " + time_fault_text(fault));
  has_time_ = true;
  return true;
}

bool LineParser::read_fields() {
  if (*cursor_.at() != '{') return check_value(1);
  return for_members(Place::kFields, [this](const KeyMeaning &key) { return read_field(Scope::kFields, key.field, 2); });
}

bool LineParser::read_items() {
  if (*cursor_.at() != '[') return check_value(1);
  return for_elements([this] {
    if (*cursor_.at() != '{') return check_value(2);
    return encoder_.begin_item() ? read_item() : check_object(2);
  });
}

bool LineParser::read_item() {
  return for_members(Place::kItem, [this](const KeyMeaning &key) { return read_field(Scope::kItem, key.field, 3); });
}

bool LineParser::read_field(Scope scope, uint8_t field, int depth) {
  switch (*cursor_.at()) {
    case '{':
    case '[': encoder_.put_other(scope, field); return check_value(depth);
    case '"': {
      std::string_view text;
      if (!take_text(text)) return false;
      encoder_.put_text(scope, field, text);
      return true;
    }
    case 't': encoder_.put_boolean(scope, field, true); return take("true");
    case 'f': encoder_.put_boolean(scope, field, false); return take("false");
    case 'n': encoder_.put_null(scope, field); return take("null");
    default: return read_number_field(scope, field);
  }
}

bool LineParser::read_number_field(Scope scope, uint8_t field) {
  Number number;
  const char *at = cursor_.at();
  const NumberFault fault = take_number(at, cursor_.end(), number);
  if (fault != NumberFault::kNone) return fail_number(fault);
  cursor_.move_to(at);
  encoder_.put_number(scope, field, number);
  return true;
}

bool LineParser::check_value(int depth) {
  if (depth > kDeepest) return fail("it is nested too deeply: more than 512 lists and objects in one another");
  if (*cursor_.at() == '{') return check_object(depth);
  if (*cursor_.at() == '[') return for_elements([this, depth] { return check_value(depth + 1); });
  return read_field(Scope::kTop, kNone8, depth);
}

bool LineParser::check_object(int depth) {
  return for_members(Place::kOther, [this, depth](const KeyMeaning &) { return check_value(depth + 1); });
}

bool LineParser::take(std::string_view word) { return cursor_.take_word(word) || fail("it is no valid JSON"); }

bool LineParser::take_text(std::string_view &text) {
  bool plain = false;
  const TextFault fault = cursor_.take_text(text, plain);
  return fault == TextFault::kNone || fail(fault);
}

// Passes a key and the colon behind it.
bool LineParser::take_key(uint32_t &guess, std::string_view &name, KeyMeaning &meaning) {
  if (cursor_.next() != '"') return fail_here();
  const char *const first = cursor_.at() + 1;
  if (guess != NameTable::kNone && names_.key_table().stands_at(first, guess)) {
    name = names_.key_table().name(guess);
    meaning = names_.key(guess);
    cursor_.move_to(first + name.size() + 1);
  } else {
    bool plain = false;
    const TextFault fault = cursor_.take_text(name, plain);
    if (fault != TextFault::kNone) return fail(fault);
    meaning = names_.key(name);
    // What is guessed is passed without a look at its bytes: no escape may be in it, and nothing that is perhaps no UTF-8.
    guess = plain && is_plain_ascii(name) ? meaning.number : NameTable::kNone;
  }
  if (cursor_.next() != ':') return fail_here();
  cursor_.move_to(cursor_.at() + 1);
  return true;
}

LineParser::KeySet LineParser::begin_keys() {
  if (++object_serial_ == 0) {
    std::fill(key_serial_.begin(), key_serial_.end(), 0);
    object_serial_ = 1;
  }
  return {object_serial_, odd_keys_.size()};
}

bool LineParser::add_key(const KeySet &keys, std::string_view name, const KeyMeaning &meaning) {
  if (meaning.number == NameTable::kNone) {
    odd_keys_.push_back(name);
    return true;
  }
  if (meaning.number >= key_serial_.size()) make_room_for_key(meaning.number);
  if (key_serial_[meaning.number] == keys.serial) return fail_key(name);
  key_serial_[meaning.number] = keys.serial;
  return true;
}

void LineParser::make_room_for_key(uint32_t number) {
  key_serial_.resize(number + 64, 0);
  key_after_.resize(key_serial_.size(), NameTable::kNone);
}

bool LineParser::end_keys(const KeySet &keys) {
  if (odd_keys_.size() == keys.first_odd) return true;
  const auto first = odd_keys_.begin() + static_cast<ptrdiff_t>(keys.first_odd);
  std::sort(first, odd_keys_.end());
  const auto twice = std::adjacent_find(first, odd_keys_.end());
  if (twice != odd_keys_.end()) return fail_key(*twice);
  odd_keys_.erase(first, odd_keys_.end());
  return true;
}

}  // namespace vitrine
