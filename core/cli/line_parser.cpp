// One pass over the line. Values that nobody reads are checked all the same: a line is broken or not, whatever the strategy reads.
#include "cli/line_parser.h"

#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace vitrine {
namespace {

// A name of the log inside a sentence; what a terminal might act on is replaced.
std::string shown(std::string_view text) {
  std::string out = "`";
  for (const char c : text.substr(0, 60)) out += static_cast<uint8_t>(c) < 0x20 || c == 0x7F ? '?' : c;
  return out + (text.size() > 60 ? "...`" : "`");
}

// From `at` to where a value ends at the latest.
std::string_view token_at(const char *at, const char *end) {
  const char *behind = at;
  while (behind < end && std::strchr(",]} \t\r", *behind) == nullptr) ++behind;
  return {at, static_cast<size_t>(behind - at)};
}

// What is guessed is passed without a look at its bytes: no escape may be in it, and nothing that is perhaps no UTF-8.
bool can_be_guessed(std::string_view name) {
  return std::all_of(name.begin(), name.end(), [](char c) { return c >= 0x20 && c < 0x7F && c != '"' && c != '\\'; });
}

}  // namespace

// Room for all keys from the beginning: pointers to them stay.
LineParser::LineParser(EventNames &names) : names_(names), encoder_(names) { keys_.reserve(NameTable::kMost); }

LineParser::At LineParser::fail(std::string sentence) {
  fault_ = std::move(sentence);
  return nullptr;
}

LineParser::At LineParser::fail_at(At at) { return fail(at >= end_ ? "it is no valid JSON: it ends too early" : "it is no valid JSON"); }

LineParser::At LineParser::fail_text(At stop) {
  if (stop >= end_) return fail("it is no valid JSON: a text has no closing quote");
  if (*stop == '\\') return fail("it is no valid JSON: a text has an unknown escape or half of a surrogate pair");
  return fail("it is no valid JSON: a control character stands in a text; write it as \\u00XX");
}

LineParser::At LineParser::fail_key(std::string_view key) {
  return fail("the key " + shown(key) + " stands twice in one object; keep one of them");
}

LineParser::At LineParser::fail_number(At at, NumberFault fault) {
  const std::string_view token = token_at(at, end_);
  if (token.empty() || at + token.size() == end_) return fail_at(at + token.size());
  if (fault == NumberFault::kTooLarge) return fail("the number " + shown(token) + " is too large for a double");
  return fail("it is no valid JSON: " + shown(token) + " is no value");
}

bool LineParser::parse(std::string_view line, LogEvent &event) {
  At at = line.data();
  end_ = at + line.size();
  seen_ = {};
  unescaped_.clear();
  has_visitor_ = has_time_ = has_event_ = false;
  odd_keys_.clear();
  encoder_.begin();
  at = skip_blanks(at);
  at = *at == '{' ? read_line(at) : fail("it is no JSON object; a line is {\"visitor\":...,\"time\":...,\"event\":...}");
  if (at != nullptr && skip_blanks(at) != end_) at = fail("it is no valid JSON: something stands behind the object; one event a line");
  if (at != nullptr && seen_.wide() && !simdjson::validate_utf8(line)) at = fail("it is no valid UTF-8");
  if (at != nullptr && !has_visitor_) at = fail("`visitor` is missing; write \"visitor\":\"the visitor's id\"");
  if (at != nullptr && !has_time_) at = fail("`time` is missing; write \"time\":\"2026-11-22T10:00:00Z\"");
  if (at != nullptr && !has_event_) at = fail("`event` is missing; write \"event\":\"view_item\"");
  if (at == nullptr) return false;
  event.wire = encoder_.finish(event_, time_);
  event.visitor = visitor_;
  event.time = time_;
  return true;
}

template <class Each>
LineParser::At LineParser::for_members(At at, Place place, Each each) {
  const KeySet keys = begin_keys();
  Key **guess = &first_key_[static_cast<size_t>(place)];
  at = skip_blanks(at + 1);
  if (*at == '}') return at + 1;
  for (;;) {
    Key *key = nullptr;
    at = take_key(at, *guess, keys, key);
    if (at == nullptr) return nullptr;
    at = each(*key, skip_blanks(at));
    if (at == nullptr) return nullptr;
    at = skip_blanks(at);
    if (*at != ',') break;
    at = skip_blanks(at + 1);
    guess = &key->after;
  }
  if (*at != '}') return fail_at(at);
  return end_keys(keys) ? at + 1 : nullptr;
}

template <class Each>
LineParser::At LineParser::for_elements(At at, Each each) {
  at = skip_blanks(at + 1);
  if (*at == ']') return at + 1;
  for (;;) {
    at = each(at);
    if (at == nullptr) return nullptr;
    at = skip_blanks(at);
    if (*at != ',') break;
    at = skip_blanks(at + 1);
  }
  return *at == ']' ? at + 1 : fail_at(at);
}

LineParser::At LineParser::read_line(At at) {
  return for_members(at, Place::kLine, [this](const Key &key, At value) { return read_member(key, value); });
}

LineParser::At LineParser::read_member(const Key &key, At at) {
  switch (key.line_key) {
    case LineKey::kVisitor: return read_visitor(at);
    case LineKey::kTime: return read_time(at);
    case LineKey::kEvent: return read_event(at);
    case LineKey::kFields: return read_fields(at);
    case LineKey::kItems: return read_items(at);
    case LineKey::kField: break;
  }
  return read_field(Scope::kTop, key.field, at, 1);
}

LineParser::At LineParser::read_visitor(At at) {
  if (*at != '"') return check_value(at, 1) == nullptr ? nullptr : fail("`visitor` is no text; write it in quotes");
  has_visitor_ = true;
  return take_text(at, visitor_);
}

LineParser::At LineParser::read_event(At at) {
  if (*at != '"') return check_value(at, 1) == nullptr ? nullptr : fail("`event` is no text; write it in quotes");
  std::string_view name;
  at = take_text(at, name);
  if (at == nullptr) return at;
  has_event_ = true;
  event_ = names_.event(name);
  return at;
}

LineParser::At LineParser::read_time(At at) {
  const At first = at;
  TimeFault fault = TimeFault::kForm;
  if (*at == '"') {
    std::string_view text;
    at = take_text(at, text);
    if (at == nullptr) return at;
    fault = times_.read(text, time_);
  } else if (*at == '-' || (*at >= '0' && *at <= '9')) {
    Number number;
    const NumberFault number_fault = take_number(at, end_, number);
    if (number_fault != NumberFault::kNone) return fail_number(first, number_fault);
    fault = time_of_number(to_double(number.token), time_);
  } else {
    return check_value(at, 1) == nullptr ? nullptr : fail("`time` is neither a text nor a number");
  }
  if (fault != TimeFault::kNone) return fail("the time " + shown({first, static_cast<size_t>(at - first)}) + " " + time_fault_text(fault));
  has_time_ = true;
  return at;
}

LineParser::At LineParser::read_fields(At at) {
  if (*at != '{') return check_value(at, 1);
  return for_members(at, Place::kFields, [this](const Key &key, At value) { return read_field(Scope::kFields, key.field, value, 2); });
}

LineParser::At LineParser::read_items(At at) {
  if (*at != '[') return check_value(at, 1);
  return for_elements(at, [this](At item) {
    if (*item != '{') return check_value(item, 2);
    if (!encoder_.begin_item()) return check_object(item, 2);
    return for_members(item, Place::kItem, [this](const Key &key, At value) { return read_field(Scope::kItem, key.field, value, 3); });
  });
}

LineParser::At LineParser::read_field(Scope scope, uint8_t field, At at, int depth) {
  switch (*at) {
    case '{':
    case '[': encoder_.put_other(scope, field); return check_value(at, depth);
    case '"': {
      std::string_view text;
      at = take_text(at, text);
      if (at != nullptr && field != kNone8) encoder_.put_text(scope, field, text);
      return at;
    }
    case 't': encoder_.put_boolean(scope, field, true); return take_word(at, "true");
    case 'f': encoder_.put_boolean(scope, field, false); return take_word(at, "false");
    case 'n': encoder_.put_null(scope, field); return take_word(at, "null");
    default: return read_number_field(scope, field, at);
  }
}

LineParser::At LineParser::read_number_field(Scope scope, uint8_t field, At at) {
  const At first = at;
  Number number;
  const NumberFault fault = take_number(at, end_, number);
  if (fault != NumberFault::kNone) return fail_number(first, fault);
  if (field != kNone8) encoder_.put_number(scope, field, number);
  return at;
}

LineParser::At LineParser::check_value(At at, int depth) {
  if (depth > kDeepest) return fail("it is nested too deeply: more than 512 lists and objects in one another");
  if (*at == '{') return check_object(at, depth);
  if (*at == '[') return for_elements(at, [this, depth](At element) { return check_value(element, depth + 1); });
  return read_field(Scope::kTop, kNone8, at, depth);
}

LineParser::At LineParser::check_object(At at, int depth) {
  return for_members(at, Place::kOther, [this, depth](const Key &, At value) { return check_value(value, depth + 1); });
}

LineParser::At LineParser::take_word(At at, std::string_view word) {
  return std::string_view(at, word.size()) == word ? at + word.size() : fail_number(at, NumberFault::kForm);
}

LineParser::At LineParser::take_text(At at, std::string_view &text) {
  const At stop = find_stop(at + 1, seen_);
  if (*stop != '"') return take_odd_text(at + 1, stop, text);
  text = {at + 1, static_cast<size_t>(stop - at - 1)};
  return stop + 1;
}

LineParser::At LineParser::take_odd_text(At at, At stop, std::string_view &text) {
  // An escape is never shorter than what it stands for.
  if (unescaped_.empty()) unescaped_.reserve(static_cast<size_t>(end_ - at) + 1);
  const size_t first = unescaped_.size();
  const At behind = unescape_text(at, stop, unescaped_, seen_);
  if (behind == nullptr) return fail_text(stop);
  text = {unescaped_.data() + first, unescaped_.size() - first};
  return behind;
}

// Passes a key and the colon behind it.
LineParser::At LineParser::take_key(At at, Key *&guess, const KeySet &keys, Key *&key) {
  if (*at != '"') return fail_at(at);
  if (guess == nullptr || !same_bytes(at + 1, guess->text, guess->length)) return take_new_key(at, guess, keys, key);
  key = guess;
  if (key->object == keys.object) return fail_key({at + 1, key->length - 2u});
  key->object = keys.object;
  return at + 1 + key->length;
}

LineParser::At LineParser::take_new_key(At at, Key *&guess, const KeySet &keys, Key *&key) {
  std::string_view name;
  at = take_text(at, name);
  if (at == nullptr) return at;
  at = skip_blanks(at);
  if (*at != ':') return fail_at(at);
  key = keep(name, names_.key(name));
  if (key == &odd_key_) {
    odd_keys_.push_back(name);
    guess = nullptr;
    return at + 1;
  }
  if (key->object == keys.object) return fail_key(name);
  key->object = keys.object;
  guess = can_be_guessed(name) ? key : nullptr;
  return at + 1;
}

LineParser::Key *LineParser::keep(std::string_view name, const KeyMeaning &meaning) {
  if (meaning.number == NameTable::kNone) {
    odd_key_.field = meaning.field;
    odd_key_.line_key = meaning.line_key;
    return &odd_key_;
  }
  // Another parser may have given names their numbers.
  while (keys_.size() <= meaning.number) keys_.emplace_back();
  Key &key = keys_[meaning.number];
  if (key.length > 0) return &key;
  key.field = meaning.field;
  key.line_key = meaning.line_key;
  key.length = static_cast<uint16_t>(name.size() + 2);
  std::memcpy(key.text, name.data(), name.size());
  std::memcpy(key.text + name.size(), "\":", 2);
  return &key;
}

LineParser::KeySet LineParser::begin_keys() {
  if (++object_ == 0) {
    for (Key &key : keys_) key.object = 0;
    object_ = 1;
  }
  return {object_, odd_keys_.size()};
}

bool LineParser::end_keys(const KeySet &keys) {
  if (odd_keys_.size() == keys.first_odd) return true;
  const auto first = odd_keys_.begin() + static_cast<ptrdiff_t>(keys.first_odd);
  std::sort(first, odd_keys_.end());
  const auto twice = std::adjacent_find(first, odd_keys_.end());
  if (twice != odd_keys_.end()) return fail_key(*twice) != nullptr;
  odd_keys_.erase(first, odd_keys_.end());
  return true;
}

}  // namespace vitrine
