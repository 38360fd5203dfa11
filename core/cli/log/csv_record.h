// One record of a CSV file by RFC 4180, which may reach over several lines.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::tool {

class CsvRecord {
 public:
  enum class Step : uint8_t {
    kWhole,     // cells() are there
    kMore,      // a quoted cell goes on in the next line
    kQuote,     // something stands behind a closing quote
    kTooLong,   // a quoted cell does not end
  };
  static constexpr size_t kLongest = size_t{1} << 20;  // bytes of a record of several lines: a quote that nobody closed must not eat a file

  void set_separator(char separator) { separator_ = separator; }
  // The separator of a header: of , ; and tab the one that stands there most often outside quotes.
  [[nodiscard]] static char separator_of(std::string_view header);

  // A line without its end; a carriage return before it is part of the end.
  [[nodiscard]] Step add(std::string_view line);
  [[nodiscard]] bool is_open() const { return is_open_; }
  void close() { is_open_ = false; }

  [[nodiscard]] size_t cells() const { return ends_.size(); }
  [[nodiscard]] std::string_view cell(size_t number) const;
  [[nodiscard]] std::string_view text() const { return text_; }  // of all cells, one behind the other

 private:
  [[nodiscard]] Step read(std::string_view line, size_t at, bool is_quoted);

  char separator_ = ',';
  bool is_open_ = false;  // inside a quoted cell
  std::string text_;
  std::vector<size_t> ends_;  // of cells in text_
};

}  // namespace vitrine::tool
