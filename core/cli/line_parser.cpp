// simdjson finds the tokens; every token is looked at here, because its on-demand face checks only what is read.
#include "cli/line_parser.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "compiler/times.h"

namespace vitrine {
namespace {

std::string_view without_blanks_behind(std::string_view token) {
  while (!token.empty() && (token.back() == ' ' || token.back() == '\t' || token.back() == '\r' || token.back() == '\n'))
    token.remove_suffix(1);
  return token;
}

// A token's first character; behind the last token that is the line's end.
char lead(std::string_view token) { return *token.data(); }

// A name of the log inside a sentence; what a terminal might act on is replaced.
std::string shown(std::string_view text) {
  std::string out = "`";
  for (const char c : text.substr(0, 60)) out += static_cast<uint8_t>(c) < 0x20 || c == 0x7F ? '?' : c;
  return out + (text.size() > 60 ? "...`" : "`");
}

const char *sentence_of(simdjson::error_code error) {
  switch (error) {
    case simdjson::UTF8_ERROR: return "it is no valid UTF-8";
    case simdjson::UNCLOSED_STRING: return "it is no valid JSON: a text has no closing quote";
    case simdjson::UNESCAPED_CHARS: return "it is no valid JSON: a control character stands in a text; write it as \\u00XX";
    case simdjson::STRING_ERROR: return "it is no valid JSON: a text has an unknown escape or half of a surrogate pair";
    case simdjson::INCOMPLETE_ARRAY_OR_OBJECT: return "it is no valid JSON: it ends too early";
    case simdjson::INCORRECT_TYPE:
    case simdjson::EMPTY: return "it is no JSON object; a line is {\"visitor\":...,\"time\":...,\"event\":...}";
    case simdjson::MEMALLOC:
    case simdjson::CAPACITY: return "it is too long for the memory of this machine";
    default: return "it is no valid JSON";
  }
}

}  // namespace

bool LineParser::fail(std::string sentence) {
  fault_ = std::move(sentence);
  return false;
}

bool LineParser::fail(simdjson::error_code error) { return fail(sentence_of(error)); }

bool LineParser::fail_key(std::string_view key) { return fail("the key " + shown(key) + " stands twice in one object; keep one of them"); }

bool LineParser::parse(std::string_view line, size_t capacity, LogEvent &event) {
  escapes_ = std::memchr(line.data(), '\\', line.size()) != nullptr;
  has_visitor_ = has_time_ = has_event_ = false;
  odd_keys_.clear();
  encoder_.begin();
  simdjson::ondemand::document document;
  Object object;
  if (const auto error = parser_.iterate(line.data(), line.size(), capacity).get(document)) return fail(error);
  if (const auto error = document.get_object().get(object)) return fail(error);
  if (!read_line(object)) return false;
  if (document.current_location().error() != simdjson::OUT_OF_BOUNDS)
    return fail("it is no valid JSON: something stands behind the object; one event a line");
  if (!has_visitor_) return fail("`visitor` is missing; write \"visitor\":\"the visitor's id\"");
  if (!has_time_) return fail("`time` is missing; write \"time\":\"2026-11-22T10:00:00Z\"");
  if (!has_event_) return fail("`event` is missing; write \"event\":\"view_item\"");
  event.wire = encoder_.finish(event_, time_);
  event.visitor = visitor_;
  event.time = time_;
  return true;
}

template <class Each>
bool LineParser::for_members(Place place, Object &object, Each each) {
  const KeySet keys = begin_keys();
  uint32_t before = NameTable::kNone;
  for (auto next : object) {
    simdjson::ondemand::field member;
    if (const auto error = std::move(next).get(member)) return fail(error);
    uint32_t &guess = before == NameTable::kNone ? first_key_[static_cast<size_t>(place)] : key_after_[before];
    std::string_view name;
    KeyMeaning meaning;
    if (!key_of(member, guess, name, meaning) || !add_key(keys, name, meaning)) return false;
    before = meaning.number;
    if (!each(meaning, member.value())) return false;
  }
  return end_keys(keys);
}

bool LineParser::read_line(Object object) {
  return for_members(Place::kLine, object, [this](const KeyMeaning &key, Value value) { return read_member(key, value); });
}

bool LineParser::read_member(const KeyMeaning &key, Value value) {
  switch (key.line_key) {
    case LineKey::kVisitor: return read_visitor(value);
    case LineKey::kTime: return read_time(value);
    case LineKey::kEvent: return read_event(value);
    case LineKey::kFields: return read_fields(value);
    case LineKey::kItems: return read_items(value);
    case LineKey::kField: return read_field(Scope::kTop, key.field, value, 1);
  }
  return false;
}

bool LineParser::read_visitor(Value value) {
  if (lead(value.raw_json_token()) != '"') return fail("`visitor` is no text; write it in quotes");
  has_visitor_ = true;
  return text_of(value, visitor_);
}

bool LineParser::read_event(Value value) {
  if (lead(value.raw_json_token()) != '"') return fail("`event` is no text; write it in quotes");
  std::string_view name;
  if (!text_of(value, name)) return false;
  has_event_ = true;
  event_ = names_.event(name);
  return true;
}

bool LineParser::read_time(Value value) {
  const std::string_view token = without_blanks_behind(value.raw_json_token());
  TimeFault fault = TimeFault::kForm;
  if (lead(token) == '"') {
    std::string_view text;
    if (!text_of(value, text)) return false;
    fault = parse_time(text, time_);
  } else {
    Number number;
    if (read_number(token, number) != NumberFault::kNone) return fail("`time` is neither a text nor a number");
    fault = time_of_number(to_double(token), time_);
  }
  if (fault != TimeFault::kNone) return fail("the time " + shown(token) + " " + time_fault_text(fault));
  has_time_ = true;
  return true;
}

bool LineParser::read_fields(Value value) {
  if (lead(value.raw_json_token()) != '{') return check_value(value, 1);
  Object object;
  if (const auto error = value.get_object().get(object)) return fail(error);
  return for_members(Place::kFields, object,
                     [this](const KeyMeaning &key, Value member) { return read_field(Scope::kFields, key.field, member, 2); });
}

bool LineParser::read_items(Value value) {
  if (lead(value.raw_json_token()) != '[') return check_value(value, 1);
  Array array;
  if (const auto error = value.get_array().get(array)) return fail(error);
  for (auto next : array) {
    Value item;
    if (const auto error = std::move(next).get(item)) return fail(error);
    if (lead(item.raw_json_token()) != '{') {
      if (!check_value(item, 2)) return false;
      continue;
    }
    Object object;
    if (const auto error = item.get_object().get(object)) return fail(error);
    if (!(encoder_.begin_item() ? read_item(object) : check_object(object, 2))) return false;
  }
  return true;
}

bool LineParser::read_item(Object object) {
  return for_members(Place::kItem, object,
                     [this](const KeyMeaning &key, Value member) { return read_field(Scope::kItem, key.field, member, 3); });
}

bool LineParser::read_field(Scope scope, uint8_t field, Value value, int depth) {
  const std::string_view token = without_blanks_behind(value.raw_json_token());
  switch (lead(token)) {
    case '{':
    case '[': encoder_.put_other(scope, field); return check_value(value, depth);
    case '"': {
      std::string_view text;
      if (!text_of(value, text)) return false;
      encoder_.put_text(scope, field, text);
      return true;
    }
    default: return put_scalar(scope, field, token);
  }
}

bool LineParser::put_scalar(Scope scope, uint8_t field, std::string_view token) {
  if (token == "null") {
    encoder_.put_null(scope, field);
  } else if (token == "true" || token == "false") {
    encoder_.put_boolean(scope, field, token == "true");
  } else {
    Number number;
    const NumberFault fault = read_number(token, number);
    if (fault == NumberFault::kTooLarge) return fail("the number " + shown(token) + " is too large for a double");
    if (fault == NumberFault::kForm) return fail("it is no valid JSON: " + shown(token) + " is no value");
    encoder_.put_number(scope, field, number);
  }
  return true;
}

// Values that nobody reads are checked all the same: a line is broken or not, whatever the strategy reads.
bool LineParser::check_value(Value value, int depth) {
  if (depth > kDeepest) return fail("it is nested too deeply: more than 512 lists and objects in one another");
  const std::string_view token = without_blanks_behind(value.raw_json_token());
  if (lead(token) == '{') {
    Object object;
    if (const auto error = value.get_object().get(object)) return fail(error);
    return check_object(object, depth);
  }
  if (lead(token) == '[') {
    Array array;
    if (const auto error = value.get_array().get(array)) return fail(error);
    return check_array(array, depth);
  }
  return read_field(Scope::kTop, kNone8, value, depth);
}

bool LineParser::check_object(Object object, int depth) {
  return for_members(Place::kOther, object, [this, depth](const KeyMeaning &, Value member) { return check_value(member, depth + 1); });
}

bool LineParser::check_array(Array array, int depth) {
  for (auto next : array) {
    Value element;
    if (const auto error = std::move(next).get(element)) return fail(error);
    if (!check_value(element, depth + 1)) return false;
  }
  return true;
}

// Without a backslash in the whole line the text between the quotes is the text: nothing is copied.
bool LineParser::key_of(simdjson::ondemand::field &field, uint32_t &guess, std::string_view &name, KeyMeaning &meaning) {
  if (escapes_) {
    if (const auto error = field.unescaped_key().get(name)) return fail(error);
    meaning = names_.key(name);
    return true;
  }
  const char *const first = field.key().raw();
  if (guess != NameTable::kNone) {
    // Behind the line there is room for the longest name. No guess holds a quote: it stood in a line without backslashes.
    const std::string_view guessed = names_.key_name(guess);
    if (first[guessed.size()] == '"' && std::memcmp(first, guessed.data(), guessed.size()) == 0) {
      name = {first, guessed.size()};
      meaning = names_.key(guess);
      return true;
    }
  }
  const char *end = first;
  while (*end != '"') ++end;
  name = {first, static_cast<size_t>(end - first)};
  meaning = names_.key(name);
  guess = meaning.number;
  return true;
}

bool LineParser::text_of(Value &value, std::string_view &text) {
  if (escapes_) {
    if (const auto error = value.get_string().get(text)) return fail(error);
    return true;
  }
  const std::string_view token = without_blanks_behind(value.raw_json_token());
  if (const auto error = value.get_raw_json_string().error()) return fail(error);
  text = token.substr(1, token.size() - 2);
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
  if (meaning.number >= key_serial_.size()) {
    key_serial_.resize(meaning.number + 64, 0);
    key_after_.resize(key_serial_.size(), NameTable::kNone);
  }
  if (key_serial_[meaning.number] == keys.serial) return fail_key(name);
  key_serial_[meaning.number] = keys.serial;
  return true;
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
