// One event log, read as blocks of whole lines.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/byte_source.h"

namespace vitrine {

inline constexpr size_t kLongestLine = size_t{64} << 20;  // bytes; a longer one is broken, and kLongestLine + 1 of its bytes are kept
inline constexpr size_t kLinePadding = 64;  // readable bytes behind every line

// Whole lines, each with its line end; kLinePadding bytes are readable behind them.
class LineBlock {
 public:
  // The next line without its end; false: there is none.
  [[nodiscard]] bool next(std::string_view &line);

 private:
  friend class BlockSource;
  std::vector<char> bytes_;
  size_t size_ = 0;
  size_t given_ = 0;
};

class BlockSource {
 public:
  enum class Step : uint8_t { kBlock, kEnd, kFailed };

  explicit BlockSource(std::string name) : name_(std::move(name)) {}

  [[nodiscard]] bool open() { return bytes_.open(name_); }

  // Reads about `wanted` bytes of lines, or one line that is longer. kFailed comes behind all whole lines before the damage.
  [[nodiscard]] Step read(LineBlock &block, size_t wanted);

  [[nodiscard]] std::string name() const { return name_ == "-" ? "standard input" : name_; }
  [[nodiscard]] const ByteSource &bytes() const { return bytes_; }

 private:
  enum class Fill : uint8_t { kFull, kEnd, kFailed };
  [[nodiscard]] Fill fill(LineBlock &block, size_t size);
  void drop_line(LineBlock &block);
  static void make_room(LineBlock &block, size_t size);
  static void finish(LineBlock &block, size_t size);

  std::string name_;
  ByteSource bytes_;
  std::string rest_;  // of the last block: the beginning of a line
};

}  // namespace vitrine
