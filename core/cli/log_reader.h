// Event logs, any number of files, merged by time: always the file whose next line is oldest, of equals the one named first.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "cli/line_parser.h"
#include "cli/line_source.h"

namespace vitrine {

struct BrokenLine {
  std::string file;
  uint64_t number;
  std::string reason;  // a sentence about "it", the line
};

class LogReader {
 public:
  using OnBroken = std::function<void(const BrokenLine &)>;

  LogReader(EventNames &names, const std::vector<std::string> &files, OnBroken on_broken);

  // False: error() says which file cannot be read.
  [[nodiscard]] bool open();

  // The next event, valid until the next call; nullptr at the end, or when a file cannot be read further: then error() is not empty.
  // Broken lines are told and passed over.
  [[nodiscard]] const LogEvent *next();

  [[nodiscard]] const std::string &error() const { return error_; }
  [[nodiscard]] const std::string &file() const { return files_[current_]->name; }    // of the event given last
  [[nodiscard]] uint64_t line_number() const { return files_[current_]->lines.number(); }
  [[nodiscard]] uint64_t bytes_taken() const;
  [[nodiscard]] uint64_t bytes_in_all() const;  // 0: not known

 private:
  struct File {
    File(const std::string &file_name, EventNames &names) : lines(file_name), name(lines.name()), parser(names) {}
    LineSource lines;
    std::string name;
    LineParser parser;
    LogEvent event;  // its next one
  };

  [[nodiscard]] bool advance(File &file);
  [[nodiscard]] bool is_later(size_t left, size_t right) const;
  void sift_down();

  std::vector<std::unique_ptr<File>> files_;
  std::vector<size_t> heap_;  // of files with a next event, the oldest first
  size_t current_ = 0;
  bool given_ = false;        // the event of heap_[0] has been given
  OnBroken on_broken_;
  std::string error_;
};

}  // namespace vitrine
