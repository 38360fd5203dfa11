// simdjson finds the tokens and checks UTF-8; each token is looked at here, once, because its on-demand face checks only what is read, and
// a line is broken or not, whatever the strategy reads.
#include "cli/log/line_parser.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include "cli/log/json_fault.h"
#include "cli/log/json_token.h"
#include "cli/log/row_time.h"
#include "cli/log/text_hash.h"
#include "compiler/diagnose.h"

namespace vitrine::tool {
namespace {

constexpr size_t kUsualLine = 4'096;  // bytes; memory is made ready for so many
static_assert(kLinePadding >= simdjson::SIMDJSON_PADDING);

// What is guessed is compared with what stands between two quotes: it must be just what it says.
bool can_be_guessed(std::string_view name) {
  return std::all_of(name.begin(), name.end(), [](char c) { return c != '"' && c != '\\'; });
}

}  // namespace

// Room for all keys from the beginning: pointers to them stay.
LineParser::LineParser(EventNames &names, const compiler::KnownNames *known) : names_(names), encoder_(names), traits_(known) {
  keys_.reserve(NameTable::kMost);
}

bool LineParser::fail(LineFault fault) { return fail(fault, sentence_of(fault)); }

bool LineParser::fail(LineFault fault, std::string sentence) {
  fault_ = {fault, std::move(sentence)};
  return false;
}

bool LineParser::fail_json(simdjson::error_code error) {
  json_fault_ = error;
  fault_ = reason_of(error);
  return false;
}

// simdjson has one error for a token that is wrong and for one that is missing at the line's end.
bool LineParser::fail_early(simdjson::ondemand::document &document, std::string_view line) {
  const char *at = nullptr;
  if (json_fault_ != simdjson::TAPE_ERROR || document.current_location().get(at) != simdjson::SUCCESS || at < line.data() + line.size())
    return false;
  return fail(LineFault::kJson, "it is no valid JSON: it ends too early");
}

bool LineParser::fail_key(std::string_view key) {
  return fail(LineFault::kDuplicateKey, "the key " + compiler::shown(key) + " stands twice in one object; keep one of them");
}

bool LineParser::fail_number(std::string_view token, NumberFault fault) {
  if (fault == NumberFault::kTooLarge)
    return fail(LineFault::kNumberTooLarge, "the number " + compiler::shown(token) + " is too large for a double");
  return fail(LineFault::kJson, "it is no valid JSON: " + compiler::shown(token) + " is no value");
}

bool LineParser::parse(std::string_view line, LogEvent &event) {
  has_escapes_ = std::memchr(line.data(), '\\', line.size()) != nullptr;
  has_visitor_ = has_time_ = has_event_ = false;
  json_fault_ = simdjson::SUCCESS;
  odd_keys_.clear();
  encoder_.begin();
  nesting_ = {};
  // Lines that grow and grow are no reason to ask for memory at each of them.
  if (line.size() > json_.capacity()) {
    if (const auto error = json_.allocate(std::bit_ceil(std::max(line.size(), kUsualLine)))) return fail_json(error);
  }
  simdjson::ondemand::document document;
  Object object;
  if (const auto error = json_.iterate(line.data(), line.size(), line.size() + kLinePadding).get(document)) return fail_json(error);
  if (const auto error = document.get_object().get(object)) return fail_json(error);
  if (!read_line(object)) return fail_early(document, line);
  if (document.current_location().error() != simdjson::OUT_OF_BOUNDS)
    return fail(LineFault::kJson, "it is no valid JSON: something stands behind the object; one event a line");
  if ((nesting_.ecommerce != From::kNowhere || nesting_.fields_have_items) && !read_nested(document)) return false;
  if (!has_visitor_) return fail(LineFault::kVisitorMissing);
  if (!has_time_) return fail(LineFault::kTimeMissing);
  if (!has_event_) return fail(LineFault::kEventMissing);
  event.wire = encoder_.finish(event_.event, time_);
  event.visitor = visitor_;
  event.time = time_;
  event.event = event_;
  event.name = name_;
  event.unreadable = nullptr;
  if (encoder_.has_unreadable() || event_.role == NameRole::kIdentify) count_unreadable(line, event);
  return true;
}

void LineParser::count_unreadable(std::string_view line, LogEvent &event) {
  const bool traits = event_.role == NameRole::kIdentify;
  unreadable_.clear();
  if (traits) traits_.count(line, unreadable_);
  encoder_.add_unreadable(event_.role, !traits, unreadable_);
  if (unreadable_.count > 0) event.unreadable = &unreadable_;
}

template <class Each>
bool LineParser::for_members(Object object, Place place, Each each) {
  const KeySet keys = begin_keys();
  Guess *guess = &first_key_[static_cast<size_t>(place)];
  for (auto next : object) {
    if (const auto error = next.error()) return fail_json(error);
    Key *const key = take_key(next.value_unsafe(), *guess, keys);
    if (key == nullptr) return false;
    Value &value = next.value_unsafe().value();
    if (!each(*key, value)) return false;
    guess = &key->after;
  }
  return end_keys(keys);
}

template <class Each>
bool LineParser::for_members(Value &value, Place place, Each each) {
  Object object;
  if (const auto error = value.get_object().get(object)) return fail_json(error);
  return for_members(object, place, each);
}

template <class Each>
bool LineParser::for_elements(Value &value, Each each) {
  Array array;
  if (const auto error = value.get_array().get(array)) return fail_json(error);
  for (auto next : array) {
    if (const auto error = next.error()) return fail_json(error);
    if (!each(next.value_unsafe())) return false;
  }
  return true;
}

bool LineParser::read_line(Object object) {
  return for_members(object, Place::kLine, [this](const Key &key, Value &value) { return read_member(key, value); });
}

bool LineParser::read_member(const Key &key, Value &value) {
  switch (key.line_key) {
    case LineKey::kVisitor: return read_visitor(value);
    case LineKey::kTime: return read_time(value);
    case LineKey::kEvent: return read_event(value);
    case LineKey::kFields: return read_fields(value);
    case LineKey::kItems: return nesting_.items == From::kTop ? read_items(value) : check_value(value, 1);
    case LineKey::kEcommerce:
      if (!nesting_.fields_have_ecommerce && lead(value.raw_json_token()) == '{') nesting_.ecommerce = From::kTop;
      return check_value(value, 1);
    case LineKey::kField: break;
  }
  return read_field(Scope::kTop, key.field, value, 1);
}

bool LineParser::read_visitor(Value &value) {
  const std::string_view token = token_of(value);
  has_visitor_ = true;
  if (lead(token) == '"') return take_text(value, token, visitor_) && (!visitor_.empty() || fail(LineFault::kVisitorEmpty));
  if (!is_number(token)) return fail(LineFault::kVisitorType);
  Number number;
  const NumberFault fault = read_number(token, number);
  if (fault == NumberFault::kForm) return fail_number(token, fault);
  visitor_ = token;
  return is_integer(token) || fail(LineFault::kVisitorType);
}

bool LineParser::read_event(Value &value) {
  const std::string_view token = token_of(value);
  if (lead(token) != '"') return fail(LineFault::kEventType);
  if (!take_text(value, token, name_)) return false;
  has_event_ = true;
  event_ = names_.event(name_);
  return true;
}

bool LineParser::read_time(Value &value) {
  const std::string_view token = token_of(value);
  TimeFault fault = TimeFault::kForm;
  if (lead(token) == '"') {
    std::string_view text;
    if (!take_text(value, token, text)) return false;
    fault = times_.read(text, time_);
  } else if (is_number(token)) {
    Number number;
    const NumberFault number_fault = read_number(token, number);
    if (number_fault != NumberFault::kNone) return fail_number(token, number_fault);
    const double seconds = to_double(number.token);
    if (seconds >= kFirstMicrosecond) return fail(LineFault::kMicroseconds);
    fault = time_of_number(seconds, time_);
  } else {
    return fail(LineFault::kTimeType);
  }
  if (fault != TimeFault::kNone) return fail(LineFault::kTime, "the time " + compiler::shown(token) + " " + time_fault_text(fault));
  has_time_ = true;
  return true;
}

bool LineParser::read_fields(Value &value) {
  if (lead(value.raw_json_token()) != '{') return check_value(value, 1);
  return for_members(value, Place::kFields, [this](const Key &key, Value &member) {
    if (key.line_key >= LineKey::kItems) return skip_nested(key, member);
    return read_field(Scope::kFields, key.field, member, 2);
  });
}

// `items` or `ecommerce` in `fields`: noted, and read when all of the line is known to be whole.
bool LineParser::skip_nested(const Key &key, Value &value) {
  if (key.line_key == LineKey::kItems) {
    nesting_.fields_have_items = true;
    if (nesting_.items == From::kFields) return read_items(value);
  } else {
    nesting_.fields_have_ecommerce = true;
    nesting_.ecommerce = lead(value.raw_json_token()) == '{' ? From::kFields : From::kNowhere;
  }
  return check_value(value, 2);
}

// A line like an entry of a dataLayer is read once more, in the order in which its parts win: first what stands in `ecommerce`.
bool LineParser::read_nested(simdjson::ondemand::document &document) {
  encoder_.begin();
  Object object;
  nesting_.items = nesting_.fields_have_items ? From::kFields : From::kTop;
  if (nesting_.ecommerce != From::kNowhere) {
    document.rewind();
    if (const auto error = document.get_object().get(object)) return fail_json(error);
    if (!find_ecommerce(object)) return false;
  }
  document.rewind();
  if (const auto error = document.get_object().get(object)) return fail_json(error);
  return read_line(object);
}

bool LineParser::find_ecommerce(Object object) {
  const From from = nesting_.ecommerce;
  return for_members(object, Place::kLine, [this, from](const Key &key, Value &value) {
    if (from == From::kTop && key.line_key == LineKey::kEcommerce) return read_ecommerce(value);
    if (from != From::kFields || key.line_key != LineKey::kFields) return true;
    return for_members(value, Place::kFields,
                       [this](const Key &inner, Value &member) { return inner.line_key != LineKey::kEcommerce || read_ecommerce(member); });
  });
}

bool LineParser::read_ecommerce(Value &value) {
  return for_members(value, Place::kEcommerce, [this](const Key &key, Value &member) {
    if (key.line_key == LineKey::kItems) {
      nesting_.items = From::kEcommerce;
      return read_items(member);
    }
    return read_field(Scope::kFields, key.field, member, 3);
  });
}

bool LineParser::read_items(Value &value) {
  if (lead(value.raw_json_token()) != '[') return check_value(value, 1);
  bool empty = true;
  const bool holds = for_elements(value, [this, &empty](Value &item) {
    empty = false;
    if (lead(item.raw_json_token()) != '{') {
      encoder_.skip_item();
      return check_value(item, 2);
    }
    if (!encoder_.begin_item()) return check_object(item, 2);
    return for_members(item, Place::kItem,
                       [this](const Key &key, Value &member) { return read_field(Scope::kItem, key.field, member, 3); });
  });
  if (empty) encoder_.put_no_items();
  return holds;
}

bool LineParser::read_field(Scope scope, uint8_t field, Value &value, int depth) {
  const std::string_view token = token_of(value);
  switch (lead(token)) {
    case '{':
    case '[': encoder_.put_other(scope, field); return check_value(value, depth);
    case '"': {
      std::string_view text;
      if (!take_text(value, token, text)) return false;
      if (field != kNone8) encoder_.put_text(scope, field, text);
      return true;
    }
    case 't': encoder_.put_boolean(scope, field, true); return token == "true" || fail_number(token, NumberFault::kForm);
    case 'f': encoder_.put_boolean(scope, field, false); return token == "false" || fail_number(token, NumberFault::kForm);
    case 'n': encoder_.put_null(scope, field); return token == "null" || fail_number(token, NumberFault::kForm);
    default: return read_number_field(scope, field, token);
  }
}

bool LineParser::read_number_field(Scope scope, uint8_t field, std::string_view token) {
  Number number;
  const NumberFault fault = read_number(token, number);
  if (fault != NumberFault::kNone) return fail_number(token, fault);
  if (field != kNone8) encoder_.put_number(scope, field, number);
  return true;
}

bool LineParser::check_value(Value &value, int depth) {
  if (depth > kDeepest) return fail(LineFault::kTooDeep);
  const char first = lead(value.raw_json_token());
  if (first == '{') return check_object(value, depth);
  if (first == '[') return for_elements(value, [this, depth](Value &element) { return check_value(element, depth + 1); });
  return read_field(Scope::kTop, kNone8, value, depth);
}

bool LineParser::check_object(Value &value, int depth) {
  return for_members(value, Place::kOther, [this, depth](const Key &, Value &member) { return check_value(member, depth + 1); });
}

// Without a backslash what stands between the quotes is the text, and nothing is copied.
bool LineParser::take_text(Value &value, std::string_view token, std::string_view &text) {
  if (has_escapes_ && std::memchr(token.data(), '\\', token.size()) != nullptr) {
    const auto error = value.get_string().get(text);
    return error == simdjson::SUCCESS || fail_json(error);
  }
  if (const auto error = value.get_raw_json_string().error()) return fail_json(error);
  text = token.substr(1, token.size() - 2);
  return true;
}

bool LineParser::is_key(const Key *key, const char *text) { return key != nullptr && same_bytes(text, key->text, key->length); }

LineParser::Key *LineParser::take_key(const Field &field, Guess &guess, const KeySet &keys) {
  Key *const key = is_key(guess.newest, field.key().raw()) ? guess.newest : take_other_key(field, guess);
  if (key == nullptr || key == &odd_key_) return key;
  if (key->object == keys.object) {
    fail_key({key->text, key->length - 1u});
    return nullptr;
  }
  key->object = keys.object;
  return key;
}

LineParser::Key *LineParser::take_other_key(const Field &field, Guess &guess) {
  Key *const key = is_key(guess.older, field.key().raw()) ? guess.older : look_up_key(field);
  if (key != nullptr && key->can_be_guessed) guess = {key, guess.newest};
  return key;
}

LineParser::Key *LineParser::look_up_key(Field field) {
  const char *const first = field.key().raw();
  const char *end = first;
  while (*end != '"' && *end != '\\') ++end;
  std::string_view name(first, static_cast<size_t>(end - first));
  if (*end == '\\') {
    if (const auto error = field.unescaped_key().get(name)) {
      fail_json(error);
      return nullptr;
    }
  }
  Key *const key = keep(name, names_.key(name));
  if (key == &odd_key_) odd_keys_.push_back(name);
  return key;
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
  key.length = static_cast<uint8_t>(name.size() + 1);
  std::memcpy(key.text, name.data(), name.size());
  key.text[name.size()] = '"';
  key.can_be_guessed = can_be_guessed(name);
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
  if (twice != odd_keys_.end()) return fail_key(*twice);
  odd_keys_.erase(first, odd_keys_.end());
  return true;
}

}  // namespace vitrine::tool
