// Rows of all files of other forms, in memory, sorted by time and given as the lines of one log.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/log/row_file.h"

namespace vitrine::tool {

class SortedRows : public LineSource {
 public:
  explicit SortedRows(uint64_t most_bytes, Understood &understood) : most_bytes_(most_bytes), understood_(understood) {}

  // Reads all of a file. False: with it the rows need more memory than they may.
  [[nodiscard]] bool add(std::unique_ptr<RowFile> file);
  // After the last file.
  void sort();

  [[nodiscard]] Step read(LineBlock &block, size_t wanted) override;
  [[nodiscard]] std::string name(uint32_t file) const override { return files_[file].name; }
  [[nodiscard]] std::vector<LogDamage> damages(uint64_t) const override { return damages_; }
  [[nodiscard]] std::vector<std::string> remarks() const override { return remarks_; }
  [[nodiscard]] uint64_t taken() const override { return taken_; }
  [[nodiscard]] uint64_t size() const override { return taken_; }
  [[nodiscard]] const std::string &refusal() const { return refusal_; }  // of the reader of the file added last

 private:
  class Collector;
  static constexpr uint64_t kSlabBytes = uint64_t{4} << 20;
  static constexpr size_t kSentences = 32;  // of a file's broken rows: no more are ever told

  struct Row {
    RowOrder order;
    uint64_t line;
    const char *text;
    uint32_t length;
    uint16_t is_broken;  // then the text is the sentence, and this the reason and one more
    uint32_t file;
  };
  struct File {
    std::string name;
  };

  [[nodiscard]] const char *keep(std::string_view text);

  uint64_t most_bytes_;
  Understood &understood_;
  std::vector<File> files_;
  std::vector<std::unique_ptr<char[]>> slabs_;
  char *slab_at_ = nullptr;  // in the last one
  uint64_t slab_left_ = 0;
  uint64_t slab_bytes_ = 0;  // of all
  std::vector<Row> rows_;
  size_t next_ = 0;
  std::vector<LogDamage> damages_;
  std::vector<std::string> remarks_;
  std::string refusal_;
  uint64_t taken_ = 0;
};

}  // namespace vitrine::tool
