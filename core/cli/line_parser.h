// One line of an event log: JSON, checked whole, to an event's bytes.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/event_encoder.h"
#include "cli/event_names.h"
#include "cli/json_cursor.h"
#include "cli/times.h"

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

  // False: the line is broken, and fault() says why. The byte behind the line must be a line end or 0, and kLinePadding bytes readable
  // from there.
  [[nodiscard]] bool parse(std::string_view line, LogEvent &event);

  [[nodiscard]] const std::string &fault() const { return fault_; }

 private:
  using Scope = EventEncoder::Scope;

  // Keys of one object, to find one that stands twice.
  struct KeySet {
    uint32_t serial;    // of the object
    size_t first_odd;   // its keys in odd_keys_
  };
  // What an object is: a log repeats the order of keys, so the key behind one is guessed from what stood there last time.
  enum class Place : uint8_t { kLine, kFields, kItem, kOther };

  bool fail(std::string sentence);
  bool fail(TextFault fault);
  bool fail_here();
  bool fail_key(std::string_view key);
  bool fail_number(NumberFault fault);

  bool read_line();
  bool read_member(const KeyMeaning &key);
  bool read_visitor();
  bool read_time();
  bool read_event();
  bool read_fields();
  bool read_items();
  bool read_item();
  bool read_field(Scope scope, uint8_t field, int depth);
  bool read_number_field(Scope scope, uint8_t field);
  bool check_value(int depth);
  bool check_object(int depth);

  bool take_key(uint32_t &guess, std::string_view &name, KeyMeaning &meaning);
  bool take_text(std::string_view &text);
  bool take(std::string_view word);
  KeySet begin_keys();
  bool add_key(const KeySet &keys, std::string_view name, const KeyMeaning &meaning);
  void make_room_for_key(uint32_t number);
  bool end_keys(const KeySet &keys);

  // At a brace: calls each(meaning) at the value of every member.
  template <class Each>
  bool for_members(Place place, Each each);
  // At a bracket: calls each() at every element.
  template <class Each>
  bool for_elements(Each each);
  bool at_comma_or(char close, bool &closed);

  EventNames &names_;
  EventEncoder encoder_;
  JsonCursor cursor_;
  TimeReader times_;
  std::string fault_;

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
