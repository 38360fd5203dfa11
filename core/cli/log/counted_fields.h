// Fields that are numbers or times by name: what is given in them and cannot be read is counted, whether or not the strategy reads them
// (STRATEGY.md section 1).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::tool {

enum class Counted : uint8_t { kNo, kNumber, kTime };

struct CountedField {
  std::string_view name;
  Counted as;
};
inline constexpr CountedField kCountedFields[] = {
    {"price", Counted::kNumber},
    {"value", Counted::kNumber},
    {"quantity", Counted::kNumber},
    {"discount", Counted::kNumber},
    {"tz_offset", Counted::kNumber},
    {"orders_placed", Counted::kNumber},
    {"orders_count", Counted::kNumber},
    {"orders_value", Counted::kNumber},
    {"orders_discounted", Counted::kNumber},
    {"orders_refunded", Counted::kNumber},
    {"at", Counted::kTime},
    {"first_order_at", Counted::kTime},
    {"last_order_at", Counted::kTime},
};

// What of one event cannot be read.
struct Unreadable {
  static constexpr size_t kNamed = 3;

  uint32_t count = 0;
  std::vector<std::string> first;  // at most kNamed: `value`, `items[0].price`

  void clear() {
    count = 0;
    first.clear();
  }
  void add(std::string field) {
    if (++count <= kNamed) first.push_back(std::move(field));
  }
};

}  // namespace vitrine::tool
