// Where an event log's lines come from: a file as it stands, rows of another form as lines, or all of them sorted.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cli/log/line_fault.h"

namespace vitrine::tool {

inline constexpr size_t kLongestLine = size_t{64} << 20;  // bytes; a longer one is broken, and kLongestLine + 1 of its bytes are kept
inline constexpr size_t kLinePadding = 64;  // readable bytes behind every line

// Whole lines, each with its line end; kLinePadding bytes are readable behind them.
class LineBlock {
 public:
  // A line that was found broken before it became one; an empty line stands in its place.
  struct Broken {
    uint32_t line;  // of the block, from 0
    LineReason reason;
  };
  // Where a line stood before all were sorted.
  struct Origin {
    uint32_t file;
    uint64_t line;
  };

  // The next line without its end; false: there is none.
  [[nodiscard]] bool next(std::string_view &line);

  [[nodiscard]] const std::vector<Broken> &broken() const { return broken_; }    // in the order of lines
  [[nodiscard]] const std::vector<Origin> &origins() const { return origins_; }  // one a line, or none

  // To fill it line by line.
  void clear();
  void add(std::string_view line);
  void add_broken(LineReason reason);
  void add_origin(Origin origin) { origins_.push_back(origin); }
  [[nodiscard]] size_t size() const { return size_; }
  [[nodiscard]] uint32_t lines() const { return lines_; }  // that were added

 private:
  friend class BlockSource;
  std::vector<char> bytes_;
  size_t size_ = 0;
  size_t given_ = 0;
  uint32_t lines_ = 0;
  std::vector<Broken> broken_;
  std::vector<Origin> origins_;
};

// Where a file ends too early, or its bytes are damaged.
struct LogDamage {
  std::string file;
  uint64_t line;  // the first one that is not whole
  std::string sentence;
};

class LineSource {
 public:
  enum class Step : uint8_t { kBlock, kEnd, kFailed };

  LineSource() = default;
  LineSource(const LineSource &) = delete;
  LineSource &operator=(const LineSource &) = delete;
  virtual ~LineSource() = default;

  // Reads about `wanted` bytes of lines, or one line that is longer. kFailed comes behind all whole lines before the damage.
  [[nodiscard]] virtual Step read(LineBlock &block, size_t wanted) = 0;

  // Of an origin's file, or of the only one.
  [[nodiscard]] virtual std::string name(uint32_t file) const = 0;
  // After kFailed. `lines`: how many read() has given.
  [[nodiscard]] virtual std::vector<LogDamage> damages(uint64_t lines) const = 0;
  // At the end: what was passed over without skipping a line.
  [[nodiscard]] virtual std::vector<std::string> remarks() const { return {}; }
  [[nodiscard]] virtual uint64_t taken() const = 0;  // bytes, as they are stored
  [[nodiscard]] virtual uint64_t size() const = 0;   // bytes of all its files, 0 when that is not known
};

}  // namespace vitrine::tool
