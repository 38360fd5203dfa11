// Broken lines of logs: the first are told one by one, then they are counted.
#pragma once

#include <cstdint>

#include "cli/log_reader.h"

namespace vitrine {

class SkippedLines {
 public:
  static constexpr uint64_t kTold = 20;

  explicit SkippedLines(bool as_json) : as_json_(as_json) {}

  void add(const BrokenLine &line);
  // Says how many more there were than told.
  void finish() const;
  [[nodiscard]] uint64_t count() const { return count_; }

 private:
  bool as_json_;
  uint64_t count_ = 0;
};

}  // namespace vitrine
