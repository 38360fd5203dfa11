// Events and items to rank as values, to their bytes and back (FORMAT.md sections 2 and 3).
#pragma once

#include <optional>
#include <string>

#include "fuzz/unit.h"

namespace vitrine::fuzz {

struct WireField {
  uint8_t index = 0;
  uint8_t kind = 0;
  int64_t number = 0;
  std::string text;
};
using WireFields = std::vector<WireField>;

struct WireEvent {
  uint32_t time = 0;
  uint16_t event = 0;
  WireFields fields;
  std::vector<WireFields> items;
};

struct WireItem {
  uint8_t flags = 0;
  uint32_t signals[4] = {};
  WireFields fields;
};

[[nodiscard]] Bytes bytes_of(const WireEvent &event);
[[nodiscard]] Bytes bytes_of(const std::vector<WireItem> &items);

// Nothing where the bytes do not follow the format; an index or kind may still be one that the pack does not have.
[[nodiscard]] std::optional<WireEvent> event_of(BytesView bytes);
[[nodiscard]] std::optional<std::vector<WireItem>> items_of(BytesView bytes);

}  // namespace vitrine::fuzz
