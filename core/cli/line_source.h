// The lines of one event log, one after the other, in a buffer that simdjson may read past.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/byte_source.h"
#include "cli/json_tokens.h"

namespace vitrine {

inline constexpr size_t kLongestLine = size_t{64} << 20;  // bytes; a longer one is broken

class LineSource {
 public:
  enum class Step : uint8_t { kLine, kTooLong, kEnd, kFailed };

  explicit LineSource(std::string name) : name_(std::move(name)) {}

  [[nodiscard]] bool open() { return bytes_.open(name_); }

  // The next line without its end; it stays valid until the next call.
  [[nodiscard]] Step next(std::string_view &line);

  [[nodiscard]] uint64_t number() const { return number_; }  // of the line last given, from 1
  [[nodiscard]] std::string name() const { return name_ == "-" ? "standard input" : name_; }
  [[nodiscard]] const ByteSource &bytes() const { return bytes_; }
  [[nodiscard]] size_t capacity_behind(std::string_view line) const {
    return buffer_.size() - static_cast<size_t>(line.data() - buffer_.data());
  }

 private:
  enum class Fill : uint8_t { kMore, kEnd, kFailed };
  [[nodiscard]] Fill fill();
  [[nodiscard]] Step last_line(std::string_view &line);
  [[nodiscard]] Step give(std::string_view line);

  std::string name_;
  ByteSource bytes_;
  std::vector<char> buffer_;
  size_t first_ = 0;    // of the bytes not yet given
  size_t scanned_ = 0;  // no line ends between first_ and here
  size_t end_ = 0;
  uint64_t number_ = 0;
  bool too_long_ = false;  // the line at first_ lost its beginning
};

}  // namespace vitrine
