// Blocks are filled to the brim and cut behind their last line end; what is left over begins the next block.
#include "cli/block_source.h"

#include <algorithm>
#include <cstring>

namespace vitrine {

bool LineBlock::next(std::string_view &line) {
  if (given_ == size_) return false;
  const char *const first = bytes_.data() + given_;
  const auto *const end = static_cast<const char *>(std::memchr(first, '\n', size_ - given_));
  line = {first, static_cast<size_t>(end - first)};
  given_ += line.size() + 1;
  return true;
}

BlockSource::Step BlockSource::read(LineBlock &block, size_t wanted) {
  make_room(block, rest_.size());
  std::memcpy(block.bytes_.data(), rest_.data(), rest_.size());
  block.size_ = rest_.size();
  block.given_ = 0;
  rest_.clear();
  for (size_t size = std::max(wanted, block.size_);; size *= 2) {
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
      if (filled == Fill::kFull) rest_ = text.substr(whole);
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
    const ptrdiff_t count = bytes_.read(block.bytes_.data() + block.size_, size - block.size_);
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
    const ptrdiff_t count = bytes_.read(more.data(), more.size());
    if (count <= 0) return;
    const std::string_view text(more.data(), static_cast<size_t>(count));
    const size_t end = text.find('\n');
    if (end == std::string_view::npos) continue;
    rest_ = text.substr(end + 1);
    return;
  }
}

}  // namespace vitrine
