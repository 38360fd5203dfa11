// One line of an event log: JSON, checked whole, to an event's bytes.
#pragma once

#include <simdjson.h>

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/log/block_source.h"
#include "cli/log/event_encoder.h"
#include "cli/log/event_names.h"
#include "cli/log/line_fault.h"
#include "cli/log/time_reader.h"
#include "cli/log/trait_reader.h"
#include "text/decimals.h"

namespace vitrine::tool {

struct LogEvent {
  std::string_view visitor;       // valid until the parser reads its next line
  uint32_t time = 0;
  std::span<const uint8_t> wire;  // the same
  EventMeaning event;
  std::string_view name;          // of the event, the same
  const Unreadable *unreadable = nullptr;  // nullptr: none; the same
};

class LineParser {
 public:
  static constexpr int kDeepest = 512;  // nesting of a line; deeper ones are broken

  // `known`: must outlive the parser; nullptr: no trait is declared.
  explicit LineParser(EventNames &names, const compiler::KnownNames *known = nullptr);
  LineParser(const LineParser &) = delete;
  LineParser &operator=(const LineParser &) = delete;

  // False: the line is broken, and fault() says why. kLinePadding bytes are readable behind the line.
  [[nodiscard]] bool parse(std::string_view line, LogEvent &event);

  [[nodiscard]] const LineReason &fault() const { return fault_; }

 private:
  using Array = simdjson::ondemand::array;
  using Field = simdjson::ondemand::field;
  using Object = simdjson::ondemand::object;
  using Scope = EventEncoder::Scope;
  using Value = simdjson::ondemand::value;

  struct Key;
  // Keys that stood in one place the last times, the newest first; nullptr: none that can be guessed.
  struct Guess {
    Key *newest = nullptr;
    Key *older = nullptr;
  };
  // A key that stood in a line before; all of a short one lies in one line of the processor's cache.
  struct alignas(64) Key {
    uint32_t object = 0;     // the last one that had it
    uint8_t field = kNone8;
    LineKey line_key = LineKey::kField;
    bool can_be_guessed = false;
    uint8_t length = 0;          // of what is in `text`
    Guess after;             // what stood behind it
    char text[NameTable::kLongestName + 8];  // the name and a quote
  };
  // Keys of one object, to find one that stands twice.
  struct KeySet {
    uint32_t object;
    size_t first_odd;  // its keys in odd_keys_
  };
  // What an object is: a log repeats the order of keys, so the key behind one is guessed from what stood there last time.
  enum class Place : uint8_t { kLine, kFields, kItem, kEcommerce, kOther };

  // Of a line that is written like an entry of a dataLayer, what stands where: `ecommerce`, and `items`. What stands in `fields` wins.
  enum class From : uint8_t { kNowhere, kTop, kFields, kEcommerce };
  struct Nesting {
    From items = From::kTop;  // where they are read from
    From ecommerce = From::kNowhere;
    bool fields_have_items = false;
    bool fields_have_ecommerce = false;
  };

  // They note the fault and say false.
  bool fail(LineFault fault);  // with the sentence of its row
  bool fail(LineFault fault, std::string sentence);
  bool fail_json(simdjson::error_code error);
  bool fail_early(simdjson::ondemand::document &document, std::string_view line);
  bool fail_key(std::string_view key);
  bool fail_number(std::string_view token, NumberFault fault);

  void count_unreadable(std::string_view line, LogEvent &event);
  bool read_line(Object object);
  bool read_nested(simdjson::ondemand::document &document);
  bool find_ecommerce(Object object);
  bool read_ecommerce(Value &value);
  bool skip_nested(const Key &key, Value &value);
  bool read_member(const Key &key, Value &value);
  bool read_visitor(Value &value);
  bool read_time(Value &value);
  bool read_event(Value &value);
  bool read_fields(Value &value);
  bool read_items(Value &value);
  bool read_field(Scope scope, uint8_t field, Value &value, int depth);
  bool read_number_field(Scope scope, uint8_t field, std::string_view token);
  bool check_value(Value &value, int depth);
  bool check_object(Value &value, int depth);

  static bool is_key(const Key *key, const char *text);
  // nullptr: fault() says why.
  Key *take_key(const Field &field, Guess &guess, const KeySet &keys);
  Key *take_other_key(const Field &field, Guess &guess);
  Key *look_up_key(Field field);
  bool take_text(Value &value, std::string_view token, std::string_view &text);
  Key *keep(std::string_view name, const KeyMeaning &meaning);
  KeySet begin_keys();
  bool end_keys(const KeySet &keys);

  // Calls each(key, value) for every member.
  template <class Each>
  bool for_members(Object object, Place place, Each each);
  // The same for a value that is an object.
  template <class Each>
  bool for_members(Value &value, Place place, Each each);
  // Calls each(value) for every element of a value that is a list.
  template <class Each>
  bool for_elements(Value &value, Each each);

  EventNames &names_;
  EventEncoder encoder_;
  TraitReader traits_;
  Unreadable unreadable_;
  TimeReader times_;
  LineReason fault_;

  simdjson::ondemand::parser json_;
  simdjson::error_code json_fault_ = simdjson::SUCCESS;  // of this line
  bool has_escapes_ = false;                             // it has a backslash
  std::string_view visitor_;
  uint32_t time_ = 0;
  EventMeaning event_;
  std::string_view name_;
  Nesting nesting_;
  bool has_visitor_ = false;
  bool has_time_ = false;
  bool has_event_ = false;

  Guess first_key_[5];                      // by Place
  std::vector<Key> keys_;                   // by number of the name; nothing in it moves
  Key odd_key_;                             // stands for one without a number
  std::vector<std::string_view> odd_keys_;  // keys without a number, of all open objects
  uint32_t object_ = 0;                     // number of the object that was begun last
};

}  // namespace vitrine::tool
