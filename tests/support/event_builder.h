// Writes events and items to rank as bytes (FORMAT.md sections 2 and 3), fields by name.
#pragma once

#include <cstdint>
#include <string>

#include "support/pack_builder.h"

namespace vitrine::test {

// What events and rank items share: fields by name, each to the newest item, before the first one to the event itself.
class FieldWriter {
 public:
  explicit FieldWriter(const PackBuilder &pack) : pack_(&pack) {}
  [[nodiscard]] const Bytes &bytes() const { return bytes_; }

 protected:
  void put_field(const std::string &name, uint8_t kind, int64_t number, const std::string &text);
  void put(const void *bytes, size_t length);
  // The byte that counts the fields of what is being written.
  void count_fields_at(size_t at) { counter_ = at; }
  [[nodiscard]] size_t counter() const { return counter_; }
  [[nodiscard]] Bytes &out() { return bytes_; }

 private:
  const PackBuilder *pack_;
  Bytes bytes_;
  size_t counter_ = 0;
};

// Wire(pack, "view_item", 1000).text("page_path", "/").item().text("item_id", "a").number("price", 59'900)
class Wire : public FieldWriter {
 public:
  Wire(const PackBuilder &pack, const std::string &event, uint32_t time);
  Wire &text(const std::string &field, const std::string &value);
  Wire &number(const std::string &field, int64_t thousandths);
  // A number of JSON for a field that also wants its shortest text.
  Wire &number_text(const std::string &field, int64_t thousandths, const std::string &text);
  Wire &boolean(const std::string &field, bool value);
  Wire &null(const std::string &field);
  Wire &unread(const std::string &field);  // given, and of no use
  Wire &no_items();                        // an empty list of them
  Wire &item();
};

// Signals in millionths. RankItems(pack).item().popularity(500'000).text("item_brand", "acme")
class RankItems : public FieldWriter {
 public:
  explicit RankItems(const PackBuilder &pack) : FieldWriter(pack) {}
  RankItems &item(bool pinned = false);
  RankItems &signal(SignalKind kind, uint32_t millionths);
  RankItems &text(const std::string &field, const std::string &value);
  RankItems &number(const std::string &field, int64_t thousandths);
  [[nodiscard]] int32_t count() const { return count_; }

 private:
  int32_t count_ = 0;
};

}  // namespace vitrine::test
