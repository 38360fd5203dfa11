// The bytes of events and of items to rank.
#include "support/event_builder.h"

namespace vitrine::test {
namespace {

enum : uint8_t { kNumber = 1, kText = 2, kBool = 4, kBoolValue = 8, kWasNumber = 16, kUnread = 32 };

}  // namespace

void FieldWriter::put(const void *bytes, size_t length) {
  const auto *at = static_cast<const uint8_t *>(bytes);
  bytes_.insert(bytes_.end(), at, at + length);
}

void FieldWriter::put_field(const std::string &name, uint8_t kind, int64_t number, const std::string &text) {
  const uint8_t head[2] = {pack_->field_index(name), kind};
  put(head, 2);
  if ((kind & kNumber) != 0) put(&number, 8);
  if ((kind & kText) != 0) {
    const auto length = static_cast<uint16_t>(text.size());
    put(&length, 2);
    put(text.data(), text.size());
  }
  ++bytes_[counter_];
}

Wire::Wire(const PackBuilder &pack, const std::string &event, uint32_t time) : FieldWriter(pack) {
  const uint16_t index = pack.event_index(event);
  put(&time, 4);
  put(&index, 2);
  out().resize(8);
  count_fields_at(7);
}

Wire &Wire::text(const std::string &field, const std::string &value) {
  put_field(field, kText, 0, value);
  return *this;
}

Wire &Wire::number(const std::string &field, int64_t thousandths) {
  put_field(field, kNumber | kWasNumber, thousandths, "");
  return *this;
}

Wire &Wire::number_text(const std::string &field, int64_t thousandths, const std::string &text) {
  put_field(field, kNumber | kText | kWasNumber, thousandths, text);
  return *this;
}

Wire &Wire::boolean(const std::string &field, bool value) {
  put_field(field, static_cast<uint8_t>(kBool | (value ? kBoolValue : 0)), 0, "");
  return *this;
}

Wire &Wire::null(const std::string &field) {
  put_field(field, 0, 0, "");
  return *this;
}

Wire &Wire::unread(const std::string &field) {
  put_field(field, kUnread, 0, "");
  return *this;
}

Wire &Wire::no_items() {
  out()[6] = 255;
  return *this;
}

Wire &Wire::item() {
  ++out()[6];
  count_fields_at(out().size());
  out().push_back(0);
  return *this;
}

RankItems &RankItems::item(bool pinned) {
  ++count_;
  out().resize(out().size() + 20);
  count_fields_at(out().size() - 19);
  out()[counter() - 1] = pinned ? 1 : 0;
  return *this;
}

RankItems &RankItems::signal(SignalKind kind, uint32_t millionths) {
  const size_t at = counter() + 3 + 4 * (static_cast<size_t>(kind) - static_cast<size_t>(SignalKind::kPopularity));
  for (size_t i = 0; i < 4; ++i) out()[at + i] = static_cast<uint8_t>(millionths >> (8 * i));
  return *this;
}

RankItems &RankItems::text(const std::string &field, const std::string &value) {
  put_field(field, kText, 0, value);
  return *this;
}

RankItems &RankItems::number(const std::string &field, int64_t thousandths) {
  put_field(field, kNumber | kWasNumber, thousandths, "");
  return *this;
}

}  // namespace vitrine::test
