// Blocks are filled to the brim and cut behind their last line end; what is left over begins the next block.
#include "cli/log/block_source.h"

#include <algorithm>

#include "cli/log/head.h"

namespace vitrine::tool {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

std::string_view BlockSource::peek() {
  if (peeked_) return rest_;
  peeked_ = true;
  std::string head(kHeadBytes + kByteOrderMark.size(), '\0');
  size_t size = 0;
  while (size < head.size()) {
    const ptrdiff_t count = bytes_.read(head.data() + size, head.size() - size);
    is_whole_ = count == 0;
    if (count <= 0) break;  // damage is found again by the next read
    size += static_cast<size_t>(count);
  }
  head.resize(size);
  rest_ = head.starts_with(kByteOrderMark) ? head.substr(kByteOrderMark.size()) : std::move(head);
  return rest_;
}

BlockSource::Step BlockSource::read(LineBlock &block, size_t wanted) {
  static_cast<void>(peek());
  block.clear();
  for (size_t size = wanted;; size *= 2) {
    const Fill filled = fill(block, size);
    const std::string_view text(block.bytes_.data(), block.size_);
    const size_t last = text.rfind('\n');
    const size_t whole = last == std::string_view::npos ? 0 : last + 1;
    if (filled == Fill::kEnd && block.size_ == 0) return Step::kEnd;
    if (filled == Fill::kEnd) {
      finish(block, block.size_);
      return Step::kBlock;
    }
    if (whole > 0) {
      if (filled == Fill::kFull) rest_.insert(0, text.substr(whole));
      finish(block, whole);
      return Step::kBlock;
    }
    if (filled == Fill::kFailed) return Step::kFailed;
    if (block.size_ <= kLongestLine) continue;
    drop_line(block);
    return Step::kBlock;
  }
}

void BlockSource::make_room(LineBlock &block, size_t size) {
  if (block.bytes_.size() < size + 1 + kLinePadding) block.bytes_.resize(size + 1 + kLinePadding);
}

// What was read already comes first.
ptrdiff_t BlockSource::take(char *to, size_t size) {
  if (rest_.empty()) return bytes_.read(to, size);
  const size_t count = rest_.copy(to, size);
  rest_.erase(0, count);
  return static_cast<ptrdiff_t>(count);
}

// Cuts the block to `size` bytes; a last line without a line end gets one.
void BlockSource::finish(LineBlock &block, size_t size) {
  block.size_ = size;
  if (size == 0 || block.bytes_[size - 1] == '\n') return;
  block.bytes_[size] = '\n';
  ++block.size_;
}

BlockSource::Fill BlockSource::fill(LineBlock &block, size_t size) {
  make_room(block, size);
  while (block.size_ < size) {
    const ptrdiff_t count = take(block.bytes_.data() + block.size_, size - block.size_);
    if (count < 0) return Fill::kFailed;
    if (count == 0) return Fill::kEnd;
    block.size_ += static_cast<size_t>(count);
  }
  return Fill::kFull;
}

// Of a line that is too long only so much is kept that this can be seen. Damage further on is found by the next read.
void BlockSource::drop_line(LineBlock &block) {
  finish(block, kLongestLine + 1);
  std::vector<char> more(size_t{256} * 1024);
  for (;;) {
    const ptrdiff_t count = take(more.data(), more.size());
    if (count <= 0) return;
    const std::string_view text(more.data(), static_cast<size_t>(count));
    const size_t end = text.find('\n');
    if (end == std::string_view::npos) continue;
    rest_.insert(0, text.substr(end + 1));
    return;
  }
}

}  // namespace vitrine::tool
