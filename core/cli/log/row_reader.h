// A log of another form, line by line, as lines of our own: one reader a form.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "cli/log/line_fault.h"

namespace vitrine::tool {

// Rows are sorted by time, then by what the form itself says of their order.
struct RowOrder {
  uint64_t microseconds = 0;  // since 1970
  int64_t sequence = 0;
};

// Takes what a reader makes of a file, in the order of its lines.
class RowSink {
 public:
  RowSink() = default;
  RowSink(const RowSink &) = delete;
  RowSink &operator=(const RowSink &) = delete;
  virtual ~RowSink() = default;

  // `text`: a line of our own log without its end. `line`: where it began in the file, from 1.
  virtual void event(uint64_t line, const RowOrder &order, std::string_view text) = 0;
  virtual void skip(uint64_t line, LineReason reason) = 0;
};

class RowReader {
 public:
  RowReader() = default;
  RowReader(const RowReader &) = delete;
  RowReader &operator=(const RowReader &) = delete;
  virtual ~RowReader() = default;

  // A line of the file without its end; kLinePadding bytes are readable behind it. Blank ones come too.
  virtual void take(std::string_view line, RowSink &sink) = 0;
  // The file is at its end.
  virtual void finish(RowSink &) {}

  // What was passed over without skipping a line, as a sentence for the end; empty: nothing.
  [[nodiscard]] virtual std::string remark() const { return {}; }
  // The file is not what it was taken for (a column that is not there); empty: it is. Nothing more is taken then.
  [[nodiscard]] virtual std::string refusal() const { return {}; }
};

}  // namespace vitrine::tool
