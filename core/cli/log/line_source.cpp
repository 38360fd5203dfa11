// Blocks that are filled line by line; a file's own are filled to the brim by BlockSource.
#include "cli/log/line_source.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace vitrine::tool {

bool LineBlock::next(std::string_view &line) {
  if (given_ == size_) return false;
  const char *const first = bytes_.data() + given_;
  const auto *const end = static_cast<const char *>(std::memchr(first, '\n', size_ - given_));
  line = {first, static_cast<size_t>(end - first)};
  given_ += line.size() + 1;
  return true;
}

void LineBlock::clear() {
  size_ = given_ = 0;
  lines_ = 0;
  broken_.clear();
  origins_.clear();
}

void LineBlock::add(std::string_view line) {
  const size_t needed = size_ + line.size() + 1 + kLinePadding;
  if (bytes_.size() < needed) bytes_.resize(std::max(needed, bytes_.size() * 2));
  if (!line.empty()) std::memcpy(bytes_.data() + size_, line.data(), line.size());
  size_ += line.size();
  bytes_[size_++] = '\n';
  ++lines_;
}

void LineBlock::add_broken(LineReason reason) {
  broken_.push_back({lines_, std::move(reason)});
  add({});
}

}  // namespace vitrine::tool
