// A heap of files by the time of their next event; a file alone never moves in it.
#include "cli/log_reader.h"

#include <algorithm>

namespace vitrine {
namespace {

bool is_blank(std::string_view line) {
  return std::all_of(line.begin(), line.end(), [](char c) { return c == ' ' || c == '\t' || c == '\r'; });
}

}  // namespace

LogReader::LogReader(EventNames &names, const std::vector<std::string> &files, OnBroken on_broken) : on_broken_(std::move(on_broken)) {
  for (const std::string &name : files) files_.push_back(std::make_unique<File>(name, names));
}

bool LogReader::open() {
  for (const auto &file : files_) {
    if (file->lines.open()) continue;
    error_ = file->name + ": cannot be read: " + file->lines.bytes().error();
    return false;
  }
  for (size_t i = 0; i < files_.size(); ++i) {
    if (advance(*files_[i])) heap_.push_back(i);
    if (!error_.empty()) return false;
  }
  std::make_heap(heap_.begin(), heap_.end(), [this](size_t left, size_t right) { return is_later(left, right); });
  return true;
}

const LogEvent *LogReader::next() {
  if (given_) {
    given_ = false;
    if (!advance(*files_[heap_[0]])) {
      if (!error_.empty()) return nullptr;
      heap_[0] = heap_.back();
      heap_.pop_back();
    }
    sift_down();
  }
  if (heap_.empty()) return nullptr;
  given_ = true;
  current_ = heap_[0];
  return &files_[current_]->event;
}

bool LogReader::is_later(size_t left, size_t right) const {
  const uint32_t left_time = files_[left]->event.time;
  const uint32_t right_time = files_[right]->event.time;
  return left_time != right_time ? left_time > right_time : left > right;
}

void LogReader::sift_down() {
  size_t at = 0;
  for (;;) {
    size_t child = at * 2 + 1;
    if (child >= heap_.size()) return;
    if (child + 1 < heap_.size() && is_later(heap_[child], heap_[child + 1])) ++child;
    if (!is_later(heap_[at], heap_[child])) return;
    std::swap(heap_[at], heap_[child]);
    at = child;
  }
}

// Reads the file's next event; false at its end.
bool LogReader::advance(File &file) {
  for (;;) {
    std::string_view line;
    switch (file.lines.next(line)) {
      case LineSource::Step::kEnd: return false;
      case LineSource::Step::kFailed:
        error_ = file.name + ": cannot be read behind line " + std::to_string(file.lines.number()) + ": " + file.lines.bytes().error();
        return false;
      case LineSource::Step::kTooLong: on_broken_({file.name, file.lines.number(), "it is longer than 64 MiB"}); break;
      case LineSource::Step::kLine:
        if (is_blank(line)) break;
        if (file.parser.parse(line, file.event)) return true;
        on_broken_({file.name, file.lines.number(), file.parser.fault()});
        break;
    }
  }
}

uint64_t LogReader::bytes_taken() const {
  uint64_t sum = 0;
  for (const auto &file : files_) sum += file->lines.bytes().taken();
  return sum;
}

uint64_t LogReader::bytes_in_all() const {
  uint64_t sum = 0;
  for (const auto &file : files_) {
    if (file->lines.bytes().size() == 0) return 0;
    sum += file->lines.bytes().size();
  }
  return sum;
}

}  // namespace vitrine
