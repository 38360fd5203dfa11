// One line of an event log: JSON, checked whole, to an event's bytes.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/decimals.h"
#include "cli/event_encoder.h"
#include "cli/event_names.h"
#include "cli/json_tokens.h"
#include "cli/time_reader.h"

namespace vitrine {

struct LogEvent {
  std::string_view visitor;       // valid until the parser reads its next line
  uint32_t time = 0;
  std::span<const uint8_t> wire;  // the same
};

class LineParser {
 public:
  static constexpr int kDeepest = 512;  // nesting of a line; deeper ones are broken

  explicit LineParser(EventNames &names);
  LineParser(const LineParser &) = delete;
  LineParser &operator=(const LineParser &) = delete;

  // False: the line is broken, and fault() says why. The byte behind the line must be a line end or 0, and kLinePadding bytes readable
  // from there.
  [[nodiscard]] bool parse(std::string_view line, LogEvent &event);

  [[nodiscard]] const std::string &fault() const { return fault_; }

 private:
  using Scope = EventEncoder::Scope;
  using At = const char *;  // where a function begins to read, or stopped; nullptr: fault() says why

  // A key that stood in a line before.
  struct Key {
    uint32_t object = 0;     // the last one that had it
    uint8_t field = kNone8;
    LineKey line_key = LineKey::kField;
    uint16_t length = 0;     // of what is in `text`
    Key *after = nullptr;    // what stood behind it the last time, nullptr: not to be guessed
    char text[NameTable::kLongestName + 8];  // the name, a quote and a colon
  };
  // Keys of one object, to find one that stands twice.
  struct KeySet {
    uint32_t object;
    size_t first_odd;  // its keys in odd_keys_
  };
  // What an object is: a log repeats the order of keys, so the key behind one is guessed from what stood there last time.
  enum class Place : uint8_t { kLine, kFields, kItem, kOther };

  At fail(std::string sentence);
  At fail_at(At at);
  At fail_text(At stop);
  At fail_key(std::string_view key);
  At fail_number(At at, NumberFault fault);

  At read_line(At at);
  At read_member(const Key &key, At at);
  At read_visitor(At at);
  At read_time(At at);
  At read_event(At at);
  At read_fields(At at);
  At read_items(At at);
  At read_field(Scope scope, uint8_t field, At at, int depth);
  At read_number_field(Scope scope, uint8_t field, At at);
  At check_value(At at, int depth);
  At check_object(At at, int depth);

  At take_key(At at, Key *&guess, const KeySet &keys, Key *&key);
  At take_new_key(At at, Key *&guess, const KeySet &keys, Key *&key);
  At take_text(At at, std::string_view &text);
  At take_odd_text(At at, At stop, std::string_view &text);
  At take_word(At at, std::string_view word);
  Key *keep(std::string_view name, const KeyMeaning &meaning);
  KeySet begin_keys();
  bool end_keys(const KeySet &keys);

  // At a brace: calls each(key, at) at the value of every member.
  template <class Each>
  At for_members(At at, Place place, Each each);
  // At a bracket: calls each(at) at every element.
  template <class Each>
  At for_elements(At at, Each each);

  EventNames &names_;
  EventEncoder encoder_;
  TimeReader times_;
  std::string fault_;

  At end_ = nullptr;              // of the line
  BytesSeen seen_;                // in it
  std::vector<char> unescaped_;   // its texts that had escapes; nothing in it moves
  std::string_view visitor_;
  uint32_t time_ = 0;
  uint16_t event_ = kNone16;
  bool has_visitor_ = false;
  bool has_time_ = false;
  bool has_event_ = false;

  Key *first_key_[4] = {};                  // by Place, the guess
  std::vector<Key> keys_;                   // by number of the name; nothing in it moves
  Key odd_key_;                             // stands for one without a number
  std::vector<std::string_view> odd_keys_;  // keys without a number, of all open objects
  uint32_t object_ = 0;                     // number of the object that was begun last
};

}  // namespace vitrine
