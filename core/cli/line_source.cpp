// One growing buffer: whole lines are given out of it in place, the unfinished rest is moved to its beginning.
#include "cli/line_source.h"

#include <cstring>

namespace vitrine {
namespace {

constexpr size_t kFirstBuffer = 256 * 1024;

}  // namespace

LineSource::Step LineSource::next(std::string_view &line) {
  for (;;) {
    const char *const from = buffer_.data() + scanned_;
    const void *const found = end_ > scanned_ ? std::memchr(from, '\n', end_ - scanned_) : nullptr;
    if (found != nullptr) {
      const size_t at = static_cast<size_t>(static_cast<const char *>(found) - buffer_.data());
      line = {buffer_.data() + first_, at - first_};
      first_ = scanned_ = at + 1;
      return give(line);
    }
    scanned_ = end_;
    const Fill filled = fill();
    if (filled == Fill::kFailed) return Step::kFailed;
    if (filled == Fill::kEnd) return last_line(line);
  }
}

// The file's last line has no line end; one is put there, so that no old byte behind it looks like a part of it.
LineSource::Step LineSource::last_line(std::string_view &line) {
  if (first_ == end_ && !too_long_) return Step::kEnd;
  line = {buffer_.data() + first_, end_ - first_};
  buffer_[end_] = '\n';
  first_ = scanned_ = end_;
  return give(line);
}

LineSource::Step LineSource::give(std::string_view line) {
  ++number_;
  const bool refused = too_long_ || line.size() > kLongestLine;
  too_long_ = false;
  return refused ? Step::kTooLong : Step::kLine;
}

LineSource::Fill LineSource::fill() {
  if (buffer_.empty()) buffer_.resize(kFirstBuffer + kLinePadding);
  if (end_ - first_ > kLongestLine) {
    too_long_ = true;
    first_ = end_;
  }
  if (first_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + first_, end_ - first_);
    end_ -= first_;
    first_ = 0;
    scanned_ = end_;
  }
  if (end_ + kLinePadding == buffer_.size()) buffer_.resize((buffer_.size() - kLinePadding) * 2 + kLinePadding);
  const ptrdiff_t count = bytes_.read(buffer_.data() + end_, buffer_.size() - kLinePadding - end_);
  if (count < 0) return Fill::kFailed;
  if (count == 0) return Fill::kEnd;
  end_ += static_cast<size_t>(count);
  return Fill::kMore;
}

}  // namespace vitrine
