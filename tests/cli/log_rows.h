// Rows of other forms as the lines of our own that a reader makes of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/log/line_source.h"
#include "cli/log/row_reader.h"

namespace vitrine::tests {

// "LINE: TEXT" for an event, "LINE skipped: CODE" for a row that is skipped.
class Collected : public tool::RowSink {
 public:
  void event(uint64_t line, const tool::RowOrder &order, std::string_view text) override {
    rows.push_back(std::to_string(line) + ": " + std::string(text));
    orders.push_back(order);
  }
  void skip(uint64_t line, tool::LineReason reason) override {
    rows.push_back(std::to_string(line) + " skipped: " + code_of(reason.fault));
    sentences.push_back(reason.sentence);
  }
  std::vector<std::string> rows;
  std::vector<tool::RowOrder> orders;
  std::vector<std::string> sentences;
};

inline void read_rows(tool::RowReader &reader, const std::string &file, Collected &collected) {
  for (size_t from = 0; from < file.size();) {
    const size_t end = std::min(file.find('\n', from), file.size());
    std::string line = file.substr(from, end - from);
    const size_t size = line.size();
    line.resize(size + 1 + tool::kLinePadding);
    reader.take(std::string_view(line).substr(0, size), collected);
    from = end + 1;
  }
  reader.finish(collected);
}

template <class Reader>
std::vector<std::string> rows_of(const std::string &file) {
  Reader reader;
  Collected collected;
  read_rows(reader, file, collected);
  return collected.rows;
}

}  // namespace vitrine::tests
