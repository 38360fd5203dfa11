// Broken lines of logs: the first are told one by one, and all are counted by reason.
#pragma once

#include <cstdint>
#include <string>

#include "cli/log/line_fault.h"

namespace vitrine::tool {

class SkippedLines {
 public:
  static constexpr uint64_t kTold = 20;

  explicit SkippedLines(bool as_json) : as_json_(as_json) {}

  void add(const std::string &file, uint64_t line, const LineReason &reason);
  // Lines of which no more is known than why: there were kTold before them.
  void count_more(const LineFaultCounts &lines);
  // Says how many more there were than told.
  void finish() const;
  [[nodiscard]] uint64_t count() const { return count_; }
  [[nodiscard]] const LineFaultCounts &by_reason() const { return by_reason_; }

 private:
  bool as_json_;
  uint64_t count_ = 0;
  LineFaultCounts by_reason_{};
};

}  // namespace vitrine::tool
