// One line of an event log: JSON, checked whole, to an event's bytes.
#pragma once

#include <simdjson.h>

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/event_encoder.h"
#include "cli/event_names.h"

namespace vitrine {

struct LogEvent {
  std::string_view visitor;       // valid until the parser reads its next line
  uint32_t time = 0;
  std::span<const uint8_t> wire;  // the same
};

class LineParser {
 public:
  static constexpr int kDeepest = 512;  // nesting of a line; deeper ones are broken

  explicit LineParser(EventNames &names) : names_(names), encoder_(names) {}

  // False: the line is broken, and fault() says why. `capacity`: readable bytes from the line's beginning, at least
  // kLinePadding more than the line has.
  [[nodiscard]] bool parse(std::string_view line, size_t capacity, LogEvent &event);

  [[nodiscard]] const std::string &fault() const { return fault_; }

 private:
  using Value = simdjson::ondemand::value;
  using Object = simdjson::ondemand::object;
  using Array = simdjson::ondemand::array;
  using Scope = EventEncoder::Scope;

  // Keys of one object, to find one that stands twice.
  struct KeySet {
    uint32_t serial;    // of the object
    size_t first_odd;   // its keys in odd_keys_
  };

  bool fail(std::string sentence);
  bool fail(simdjson::error_code error);
  bool fail_key(std::string_view key);

  bool read_line(Object object);
  bool read_member(const KeyMeaning &key, Value value);
  bool read_visitor(Value value);
  bool read_time(Value value);
  bool read_event(Value value);
  bool read_fields(Value value);
  bool read_items(Value value);
  bool read_item(Object object);
  bool read_field(Scope scope, uint8_t field, Value value, int depth);
  bool put_scalar(Scope scope, uint8_t field, std::string_view token);
  bool check_value(Value value, int depth);
  bool check_object(Object object, int depth);
  bool check_array(Array array, int depth);

  bool key_of(simdjson::ondemand::field &field, uint32_t &guess, std::string_view &name, KeyMeaning &meaning);
  bool text_of(Value &value, std::string_view &text);
  KeySet begin_keys();
  bool add_key(const KeySet &keys, std::string_view name, const KeyMeaning &meaning);
  bool end_keys(const KeySet &keys);

  // What an object is: a log repeats the order of keys, so the key behind one is guessed from what stood there last time.
  enum class Place : uint8_t { kLine, kFields, kItem, kOther };

  // Calls each(meaning, value) for every member.
  template <class Each>
  bool for_members(Place place, Object &object, Each each);

  EventNames &names_;
  EventEncoder encoder_;
  simdjson::ondemand::parser parser_;
  std::string fault_;
  bool escapes_ = false;  // the line has a backslash

  std::string_view visitor_;
  uint32_t time_ = 0;
  uint16_t event_ = kNone16;
  bool has_visitor_ = false;
  bool has_time_ = false;
  bool has_event_ = false;

  uint32_t first_key_[4] = {NameTable::kNone, NameTable::kNone, NameTable::kNone, NameTable::kNone};  // by Place, the guess
  std::vector<uint32_t> key_after_;         // by number of the name: the guess
  std::vector<uint32_t> key_serial_;        // by number of the name: the object that had it last
  uint32_t object_serial_ = 0;
  std::vector<std::string_view> odd_keys_;  // keys without a number, of all open objects
};

}  // namespace vitrine
