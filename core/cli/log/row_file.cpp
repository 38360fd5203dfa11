// Empty lines stand for those that became nothing, so that numbers of lines stay what they are in the file.
#include "cli/log/row_file.h"

#include <utility>

namespace vitrine::tool {
namespace {

constexpr size_t kAheadBytes = size_t{256} * 1024;  // of a file, in a step of looking ahead

}  // namespace

void Understood::count(bool is_event, LineFault fault) {
  if (rows == kLooked) return;
  ++rows;
  events += is_event ? 1 : 0;
  without_visitor += !is_event && fault == LineFault::kWithoutVisitor ? 1 : 0;
}

RowFile::RowFile(std::unique_ptr<BlockSource> source, std::unique_ptr<RowReader> reader)
    : source_(std::move(source)), reader_(std::move(reader)) {}

LineSource::Step RowFile::next(RowSink &sink, size_t wanted) {
  const LineSource::Step step = source_->read(block_, wanted);
  if (step != LineSource::Step::kBlock) {
    if (!std::exchange(is_finished_, true)) reader_->finish(sink);
    return step;
  }
  for (std::string_view line; block_.next(line);) {
    ++lines_;
    if (line.size() > kLongestLine)
      sink.skip(lines_, {LineFault::kTooLong, sentence_of(LineFault::kTooLong)});
    else
      reader_->take(line, sink);
  }
  return step;
}

class RowLines::Filler : public RowSink {
 public:
  Filler(RowLines &lines, LineBlock &block) : lines_(lines), block_(block) {}
  void event(uint64_t line, const RowOrder &, std::string_view text) override {
    fill(line);
    block_.add(text);
    lines_.understood_.count(true, {});
  }
  void skip(uint64_t line, LineReason reason) override {
    fill(line);
    lines_.understood_.count(false, reason.fault);
    block_.add_broken(std::move(reason));
  }

 private:
  void fill(uint64_t line) {
    for (; lines_.next_line_ < line; ++lines_.next_line_) block_.add({});
    ++lines_.next_line_;
  }
  RowLines &lines_;
  LineBlock &block_;
};

RowLines::RowLines(std::unique_ptr<RowFile> file, Understood &understood) : file_(std::move(file)), understood_(understood) {}
RowLines::~RowLines() = default;

void RowLines::look_ahead() {
  has_ahead_ = true;
  Filler filler(*this, ahead_);
  while (ahead_step_ == Step::kBlock && understood_.rows < Understood::kLooked && ahead_.size() < kLongestLine)
    ahead_step_ = file_->next(filler, kAheadBytes);
}

LineSource::Step RowLines::read(LineBlock &block, size_t wanted) {
  block.clear();
  if (std::exchange(has_ahead_, false) && ahead_.lines() > 0) {
    std::swap(block, ahead_);
    return Step::kBlock;
  }
  Filler filler(*this, block);
  Step step = ahead_step_;
  while (step == Step::kBlock && block.size() < wanted) step = file_->next(filler, wanted);
  ahead_step_ = step;
  return block.lines() > 0 ? Step::kBlock : step;
}

std::vector<LogDamage> RowLines::damages(uint64_t) const { return file_->source().damages(file_->lines()); }

std::vector<std::string> RowLines::remarks() const {
  const std::string remark = file_->reader().remark();
  return remark.empty() ? std::vector<std::string>{} : std::vector<std::string>{remark};
}

}  // namespace vitrine::tool
