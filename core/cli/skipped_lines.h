// Broken lines of logs: the first are told one by one, then they are counted.
#pragma once

#include <cstdint>
#include <string>

namespace vitrine {

class SkippedLines {
 public:
  static constexpr uint64_t kTold = 20;

  explicit SkippedLines(bool as_json) : as_json_(as_json) {}

  // `reason`: a sentence about "it", the line.
  void add(const std::string &file, uint64_t line, const std::string &reason);
  // Lines of which no more is known: there were kTold before them.
  void count_more(uint64_t lines) { count_ += lines; }
  // Says how many more there were than told.
  void finish() const;
  [[nodiscard]] uint64_t count() const { return count_; }

 private:
  bool as_json_;
  uint64_t count_ = 0;
};

}  // namespace vitrine
