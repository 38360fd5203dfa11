// Texts lie in slabs that never move; only the rows, which point at them, are sorted.
#include "cli/log/sorted_rows.h"

#include <algorithm>
#include <cstring>
#include <tuple>

namespace vitrine::tool {
namespace {

constexpr size_t kReadBytes = size_t{256} * 1024;

}  // namespace

class SortedRows::Collector : public RowSink {
 public:
  explicit Collector(SortedRows &to) : to_(to), file_(static_cast<uint32_t>(to.files_.size() - 1)) {}

  void event(uint64_t line, const RowOrder &order, std::string_view text) override {
    last_ = order;
    to_.rows_.push_back({order, line, to_.keep(text), static_cast<uint32_t>(text.size()), 0, file_});
    to_.understood_.count(true, {});
  }
  // It stays beside the row before it.
  void skip(uint64_t line, LineReason reason) override {
    to_.understood_.count(false, reason.fault);
    const std::string_view sentence = ++broken_ > kSentences ? sentence_of(reason.fault) : std::string_view(reason.sentence);
    const char *const text = broken_ > kSentences ? sentence.data() : to_.keep(sentence);
    to_.rows_.push_back(
        {last_, line, text, static_cast<uint32_t>(sentence.size()), static_cast<uint16_t>(static_cast<uint16_t>(reason.fault) + 1), file_});
  }

 private:
  SortedRows &to_;
  uint32_t file_;
  RowOrder last_;
  size_t broken_ = 0;
};

const char *SortedRows::keep(std::string_view text) {
  if (slab_left_ < text.size()) {
    slab_left_ = std::max<uint64_t>(kSlabBytes, text.size());
    slabs_.push_back(std::make_unique_for_overwrite<char[]>(slab_left_));
    slab_bytes_ += slab_left_;
    slab_at_ = slabs_.back().get();
  }
  char *const to = slab_at_;
  if (!text.empty()) std::memcpy(to, text.data(), text.size());
  slab_at_ += text.size();
  slab_left_ -= text.size();
  return to;
}

bool SortedRows::add(std::unique_ptr<RowFile> file) {
  files_.push_back({file->source().name()});
  Collector collector(*this);
  Step step = Step::kBlock;
  while (step == Step::kBlock) {
    step = file->next(collector, kReadBytes);
    if (slab_bytes_ + rows_.capacity() * sizeof(Row) > most_bytes_) return false;
  }
  if (step == Step::kFailed) {
    for (LogDamage &damage : file->source().damages(file->lines())) damages_.push_back(std::move(damage));
  }
  taken_ += file->source().taken();
  refusal_ = file->reader().refusal();
  const std::string remark = file->reader().remark();
  if (!remark.empty() && std::find(remarks_.begin(), remarks_.end(), remark) == remarks_.end()) remarks_.push_back(remark);
  return true;
}

// Stable: of equals the one that stands first. Lines are numbered, so that no memory is needed for it.
void SortedRows::sort() {
  const auto is_before = [](const Row &left, const Row &right) {
    return std::tie(left.order.microseconds, left.order.sequence, left.file, left.line) <
           std::tie(right.order.microseconds, right.order.sequence, right.file, right.line);
  };
  std::sort(rows_.begin(), rows_.end(), is_before);
}

LineSource::Step SortedRows::read(LineBlock &block, size_t wanted) {
  block.clear();
  for (; next_ < rows_.size() && block.size() < wanted; ++next_) {
    const Row &row = rows_[next_];
    const std::string_view text(row.text, row.length);
    if (row.is_broken > 0)
      block.add_broken({static_cast<LineFault>(row.is_broken - 1), std::string(text)});
    else
      block.add(text);
    block.add_origin({row.file, row.line});
  }
  if (block.lines() > 0) return Step::kBlock;
  return damages_.empty() ? Step::kEnd : Step::kFailed;
}

}  // namespace vitrine::tool
