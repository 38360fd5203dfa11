// To standard error, beside a strategy's errors and in their form.
#include "cli/log/skipped_lines.h"

#include <cstdio>
#include <string>

#include "cli/files/output.h"

namespace vitrine::tool {

void SkippedLines::add(const std::string &file, uint64_t line, const LineReason &reason) {
  ++by_reason_[static_cast<size_t>(reason.fault)];
  if (++count_ > kTold) return;
  std::string text;
  if (as_json_) {
    text = "{\"file\":";
    append_json(text, file);
    text += ",\"line\":" + std::to_string(line) + ",\"column\":1,\"severity\":\"warning\",\"code\":\"skipped_line\",\"reason\":";
    append_json(text, code_of(reason.fault));
    append_json(text += ",\"message\":", reason.sentence);
    text += "}\n";
  } else {
    text = file + ':' + std::to_string(line) + ":1: warning skipped_line: the line is skipped: " + reason.sentence + ".\n";
  }
  std::fputs(text.c_str(), stderr);
}

void SkippedLines::count_more(const LineFaultCounts &lines) {
  for (size_t fault = 0; fault < kLineFaults; ++fault) {
    by_reason_[fault] += lines[fault];
    count_ += lines[fault];
  }
}

void SkippedLines::finish() const {
  if (count_ > kTold && !as_json_) {
    std::fprintf(stderr, "vitrine: %llu more lines are skipped, %llu in all\n", static_cast<unsigned long long>(count_ - kTold),
                 static_cast<unsigned long long>(count_));
  }
}

}  // namespace vitrine::tool
