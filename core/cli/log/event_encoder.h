// Fields of one event, in the order a log names them, to the bytes that vt_ingest takes (FORMAT.md section 2).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "cli/log/counted_fields.h"
#include "cli/log/event_names.h"
#include "text/decimals.h"

namespace vitrine::tool {

// Bytes that grow and are used again for every event.
class ByteBuffer {
 public:
  void clear() { size_ = 0; }
  [[nodiscard]] size_t size() const { return size_; }
  [[nodiscard]] const uint8_t *data() const { return bytes_.data(); }
  [[nodiscard]] uint8_t *data() { return bytes_.data(); }
  // Room for `count` more bytes; how many of them are used, add() says.
  [[nodiscard]] uint8_t *room(size_t count) {
    if (bytes_.size() - size_ < count) bytes_.resize((size_ + count) * 2);
    return bytes_.data() + size_;
  }
  void add(size_t count) { size_ += count; }

 private:
  std::vector<uint8_t> bytes_;
  size_t size_ = 0;
};

class EventEncoder {
 public:
  // Where a field stands. One of `fields` wins over one of the same name at the top level, also when it is null or of no use.
  enum class Scope : uint8_t { kFields, kTop, kItem };

  explicit EventEncoder(const EventNames &names) : names_(names) {}

  void begin();
  void put_null(Scope scope, uint8_t field);
  void put_boolean(Scope scope, uint8_t field, bool value);
  void put_number(Scope scope, uint8_t field, const Number &number);
  void put_text(Scope scope, uint8_t field, std::string_view text);
  void put_other(Scope scope, uint8_t field);  // a list or a map: no value, but it hides the top level's, and is no number

  // The list that stands for the items is there, and empty.
  void put_no_items() { no_items_ = true; }

  // Items behind the first 200 are left out: put nothing between a begin_item that says false and the next.
  [[nodiscard]] bool begin_item();
  void skip_item() { ++elements_; }  // an element of the list that is no item

  // The event's bytes, valid until the next begin. Past 65,535 bytes a field that does not fit is left out, then the first item
  // that does not fit whole and all behind it.
  [[nodiscard]] std::span<const uint8_t> finish(uint16_t event, uint32_t time);

  // Was a number or time given that cannot be read? Then add_unreadable says which, of the event where `of_event`, and of its items.
  [[nodiscard]] bool has_unreadable() const { return !unreadable_.empty(); }
  void add_unreadable(NameRole role, bool of_event, Unreadable &to) const;

 private:
  struct Entry {
    uint32_t first;   // in fields_
    uint32_t length;
    uint8_t field;
    Scope scope;
    bool is_null;
  };
  struct Note {
    uint8_t field;
    Scope scope;
    uint32_t item;  // its place in the list
  };
  struct Output {
    uint8_t *first;
    uint8_t *at;
    uint32_t fields = 0;
    uint32_t items = 0;
    [[nodiscard]] bool put(const uint8_t *bytes, size_t length);
  };

  [[nodiscard]] bool takes(Scope scope, uint8_t field);
  void note(Scope scope, uint8_t field);
  [[nodiscard]] static bool read_text(std::string_view text, uint8_t wants, Counted counted, int64_t &value, bool &unreadable);
  [[nodiscard]] ByteBuffer &buffer(Scope scope) { return scope == Scope::kItem ? items_ : fields_; }
  void put(Scope scope, uint8_t field, uint8_t kind, int64_t number, std::string_view text);
  void put_unread(Scope scope, uint8_t field);
  void put_fields(Scope scope, bool nulls, Output &out) const;
  void put_items(Output &out) const;

  const EventNames &names_;
  ByteBuffer fields_;
  ByteBuffer items_;
  ByteBuffer wire_;
  std::vector<Entry> entries_;
  std::vector<Note> unreadable_;  // numbers of this event
  uint32_t elements_ = 0;         // of the list so far, items or not
  std::vector<size_t> item_at_;   // of each item's count of fields in items_
  bool no_items_ = false;
  uint32_t serial_ = 0;           // of the event; stamps below that are older count as empty
  uint32_t seen_[2][256] = {};    // by scope (fields, top): which fields this event has
};

}  // namespace vitrine::tool
