// Rows of a CSV file as --map reads them: a row is an event with one item, rows of one order are one event.
#pragma once

#include <string>
#include <vector>

#include "cli/log/csv_map.h"
#include "cli/log/csv_record.h"
#include "cli/log/event_text.h"
#include "cli/log/row_reader.h"
#include "cli/log/row_time.h"

namespace vitrine::tool {

class CsvRows : public RowReader {
 public:
  // The map is complete and outlives the reader.
  explicit CsvRows(const CsvMap &map) : map_(map) {}

  void take(std::string_view line, RowSink &sink) override;
  void finish(RowSink &sink) override;
  [[nodiscard]] std::string remark() const override;
  [[nodiscard]] std::string refusal() const override { return refusal_; }

 private:
  static constexpr size_t kConstant = static_cast<size_t>(-1);

  // A name of the map with its column's number.
  struct Field {
    std::string name;
    size_t column;
    std::string constant;
  };
  // An event whose rows are not all read.
  struct Pending {
    uint64_t line = 0;  // 0: none
    RowTime time;
    std::string visitor, event, transaction;
    std::vector<std::string> fields;              // by number
    std::vector<std::vector<std::string>> items;  // each by number
  };

  void take_header();
  [[nodiscard]] std::string columns_of_header() const;
  void take_record(RowSink &sink);
  [[nodiscard]] bool read(Pending &row, LineReason &reason) const;
  [[nodiscard]] bool read_time(std::string_view cell, RowTime &time, LineReason &reason) const;
  void keep(Pending &row, RowSink &sink);
  void flush(RowSink &sink);
  void skip(RowSink &sink, LineReason reason);
  [[nodiscard]] std::string_view cell_of(const Field &field) const;

  const CsvMap &map_;
  CsvRecord record_;
  EventText text_;
  uint64_t line_ = 0;
  uint64_t record_line_ = 0;  // where the record began
  bool has_header_ = false;
  size_t columns_ = 0;
  Field visitor_, time_, event_;
  std::vector<Field> fields_, item_fields_;
  size_t transaction_ = kConstant;  // in fields_
  std::string dropped_;             // columns
  std::string refusal_;
  Pending pending_;
};

}  // namespace vitrine::tool
