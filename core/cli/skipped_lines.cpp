// To standard error, beside a strategy's errors and in their form.
#include "cli/skipped_lines.h"

#include <cstdio>
#include <string>

#include "cli/output.h"

namespace vitrine {

void SkippedLines::add(const BrokenLine &line) {
  if (++count_ > kTold) return;
  std::string text;
  if (as_json_) {
    text = "{\"file\":";
    append_json(text, line.file);
    text += ",\"line\":" + std::to_string(line.number) + ",\"column\":1,\"severity\":\"warning\",\"code\":\"skipped_line\",\"message\":";
    append_json(text, line.reason);
    text += "}\n";
  } else {
    text = line.file + ':' + std::to_string(line.number) + ":1: warning skipped_line: the line is skipped: " + line.reason + ".\n";
  }
  std::fputs(text.c_str(), stderr);
}

void SkippedLines::finish() const {
  if (count_ > kTold && !as_json_) {
    std::fprintf(stderr, "vitrine: %llu more lines are skipped, %llu in all\n", static_cast<unsigned long long>(count_ - kTold),
                 static_cast<unsigned long long>(count_));
  }
}

}  // namespace vitrine
