// A quote that does not begin a cell is a character like others; RFC 4180 has no meaning for it.
#include "cli/log/csv_record.h"

#include <algorithm>

namespace vitrine::tool {

char CsvRecord::separator_of(std::string_view header) {
  size_t counts[3] = {};
  constexpr char kSeparators[] = {',', ';', '\t'};
  bool is_quoted = false;
  for (const char c : header) {
    if (c == '"') is_quoted = !is_quoted;
    for (size_t i = 0; i < 3; ++i) counts[i] += !is_quoted && c == kSeparators[i] ? 1 : 0;
  }
  return kSeparators[std::max_element(counts, counts + 3) - counts];
}

std::string_view CsvRecord::cell(size_t number) const {
  const size_t begin = number == 0 ? 0 : ends_[number - 1];
  return std::string_view(text_).substr(begin, ends_[number] - begin);
}

CsvRecord::Step CsvRecord::add(std::string_view line) {
  const bool goes_on = is_open_;
  if (goes_on) {
    text_ += '\n';
  } else {
    text_.clear();
    ends_.clear();
  }
  const Step step = read(line, 0, goes_on);
  is_open_ = step == Step::kMore;
  if (!is_open_ || text_.size() <= kLongest) return step;
  is_open_ = false;
  return Step::kTooLong;
}

CsvRecord::Step CsvRecord::read(std::string_view line, size_t at, bool is_quoted) {
  const std::string_view bare = line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
  for (;;) {
    if (!is_quoted && at < bare.size() && bare[at] == '"') {
      is_quoted = true;
      ++at;
    }
    if (is_quoted) {
      const size_t quote = line.find('"', at);
      text_ += line.substr(at, std::min(quote, line.size()) - at);
      if (quote == std::string_view::npos) return Step::kMore;
      at = quote + 1;
      if (at < bare.size() && bare[at] == '"') {
        text_ += '"';
        ++at;
        continue;
      }
      is_quoted = false;
      if (at < bare.size() && bare[at] != separator_) return Step::kQuote;
    } else {
      const size_t end = std::min(bare.find(separator_, at), bare.size());
      text_ += bare.substr(at, end - at);
      at = end;
    }
    ends_.push_back(text_.size());
    if (at >= bare.size()) return Step::kWhole;
    ++at;
    if (at == bare.size()) {
      ends_.push_back(text_.size());
      return Step::kWhole;
    }
  }
}

}  // namespace vitrine::tool
