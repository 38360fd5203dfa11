// One event log, read as blocks of whole lines.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/files/byte_source.h"
#include "cli/log/line_source.h"

namespace vitrine::tool {

class BlockSource : public LineSource {
 public:
  // `path`: "-" is standard input.
  explicit BlockSource(std::string path) : path_(std::move(path)) {}

  [[nodiscard]] bool open() { return bytes_.open(path_); }

  // The first bytes, kHeadBytes at most, behind a byte order mark, which is passed over. Before the first read.
  [[nodiscard]] std::string_view peek();
  [[nodiscard]] bool is_whole() const { return is_whole_; }  // peek() shows all that there is

  [[nodiscard]] Step read(LineBlock &block, size_t wanted) override;
  [[nodiscard]] std::string name(uint32_t = 0) const override { return path_ == "-" ? "standard input" : path_; }
  [[nodiscard]] std::vector<LogDamage> damages(uint64_t lines) const override { return {{name(), lines + 1, bytes_.error()}}; }
  [[nodiscard]] uint64_t taken() const override { return bytes_.taken(); }
  [[nodiscard]] uint64_t size() const override { return bytes_.size(); }
  [[nodiscard]] const std::string &path() const { return path_; }
  [[nodiscard]] const ByteSource &bytes() const { return bytes_; }

 private:
  enum class Fill : uint8_t { kFull, kEnd, kFailed };
  [[nodiscard]] ptrdiff_t take(char *to, size_t size);  // as ByteSource::read
  [[nodiscard]] Fill fill(LineBlock &block, size_t size);
  void drop_line(LineBlock &block);
  static void make_room(LineBlock &block, size_t size);
  static void finish(LineBlock &block, size_t size);

  std::string path_;
  ByteSource bytes_;
  std::string rest_;  // read already, and given in no block yet
  bool peeked_ = false;
  bool is_whole_ = false;
};

}  // namespace vitrine::tool
