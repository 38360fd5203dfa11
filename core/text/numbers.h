// Numbers and durations of a strategy, taken exactly from their text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vitrine {

inline constexpr int64_t kMaxNumber = int64_t{1} << 53;  // in thousandths, either way: what crosses the runtime's face

enum class NumberError : uint8_t { kNone, kDecimals, kRange };

struct Thousandths {
  int64_t value = 0;
  NumberError fault = NumberError::kNone;
};

// Of a JSON number as written; more than 3 decimals or more than 2^53 thousandths are faults.
[[nodiscard]] Thousandths to_thousandths(std::string_view number);

// "30m" and the like, 1s to 400d.
[[nodiscard]] std::optional<uint32_t> to_seconds(std::string_view duration);

// 1500 -> "1.5"
[[nodiscard]] std::string number_text(int64_t thousandths);

// 5400 -> "90m": in the largest unit that needs no fraction.
[[nodiscard]] std::string duration_text(uint32_t seconds);

}  // namespace vitrine
