// A file of another form: its lines through the form's reader.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/log/block_source.h"
#include "cli/log/row_reader.h"

namespace vitrine::tool {

// How many of the first rows became events, of all files together.
struct Understood {
  static constexpr uint64_t kLooked = 1'000;
  uint64_t rows = 0;
  uint64_t events = 0;
  uint64_t without_visitor = 0;

  void count(bool is_event, LineFault fault);
};

class RowFile {
 public:
  RowFile(std::unique_ptr<BlockSource> source, std::unique_ptr<RowReader> reader);

  // Reads a block of the file and gives its rows to the sink. kFailed and kEnd come behind all of them.
  [[nodiscard]] LineSource::Step next(RowSink &sink, size_t wanted);

  [[nodiscard]] const BlockSource &source() const { return *source_; }
  [[nodiscard]] const RowReader &reader() const { return *reader_; }
  [[nodiscard]] uint64_t lines() const { return lines_; }  // that were read

 private:
  std::unique_ptr<BlockSource> source_;
  std::unique_ptr<RowReader> reader_;
  LineBlock block_;
  uint64_t lines_ = 0;
  bool is_finished_ = false;
};

// Its rows as lines, in the order of the file; a line has the number that the row had.
class RowLines : public LineSource {
 public:
  RowLines(std::unique_ptr<RowFile> file, Understood &understood);
  ~RowLines() override;

  // Reads the first rows, so that it is known how many of them are understood.
  void look_ahead();

  [[nodiscard]] Step read(LineBlock &block, size_t wanted) override;
  [[nodiscard]] std::string name(uint32_t) const override { return file_->source().name(); }
  [[nodiscard]] std::vector<LogDamage> damages(uint64_t lines) const override;
  [[nodiscard]] std::vector<std::string> remarks() const override;
  [[nodiscard]] uint64_t taken() const override { return file_->source().taken(); }
  [[nodiscard]] uint64_t size() const override { return file_->source().size(); }
  [[nodiscard]] const RowReader &reader() const { return file_->reader(); }

 private:
  class Filler;
  std::unique_ptr<RowFile> file_;
  Understood &understood_;
  uint64_t next_line_ = 1;  // that the next line given has
  bool has_ahead_ = false;
  LineBlock ahead_;
  Step ahead_step_ = Step::kBlock;
};

}  // namespace vitrine::tool
