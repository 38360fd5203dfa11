// Cells go on as texts: numbers among them are read by the rules for texts, and nothing else is computed.
#include "cli/log/csv_rows.h"

#include <simdjson.h>

#include <algorithm>

namespace vitrine::tool {

void CsvRows::take(std::string_view line, RowSink &sink) {
  ++line_;
  if (!refusal_.empty()) return;
  if (!record_.is_open()) {
    if (line.empty() || line == "\r") return;
    record_line_ = line_;
  }
  if (!has_header_ && !record_.is_open()) record_.set_separator(CsvRecord::separator_of(line));
  switch (record_.add(line)) {
    case CsvRecord::Step::kMore: return;
    case CsvRecord::Step::kQuote: return skip(sink, {LineFault::kQuotes, "something stands behind a closing quote"});
    case CsvRecord::Step::kTooLong: return skip(sink, {LineFault::kQuotes, "a quote that it opens is not closed within 1 MiB"});
    case CsvRecord::Step::kWhole: break;
  }
  if (has_header_)
    take_record(sink);
  else
    take_header();
}

void CsvRows::finish(RowSink &sink) {
  if (record_.is_open()) skip(sink, {LineFault::kQuotes, "a quote that it opens is never closed"});
  record_.close();
  flush(sink);
}

void CsvRows::skip(RowSink &sink, LineReason reason) {
  if (!has_header_) {
    refusal_ = "its header cannot be read: " + reason.sentence;
    return;
  }
  flush(sink);
  sink.skip(record_line_, std::move(reason));
}

std::string CsvRows::columns_of_header() const {
  std::string out;
  for (size_t i = 0; i < record_.cells(); ++i) out += (i > 0 ? ", " : "") + std::string(record_.cell(i));
  return out;
}

void CsvRows::take_header() {
  has_header_ = true;
  columns_ = record_.cells();
  std::vector<bool> is_mapped(columns_);
  for (const CsvSource &source : map_.sources) {
    Field field{source.name, kConstant, source.column};
    for (size_t i = 0; i < columns_ && !source.is_constant; ++i) {
      if (record_.cell(i) != source.column) continue;
      if (field.column != kConstant) refusal_ = "its header has the column `" + source.column + "` twice";
      field.column = i;
      is_mapped[i] = true;
    }
    if (!source.is_constant && field.column == kConstant) {
      refusal_ = "it has no column `" + source.column + "`, which --map names; its header has " + columns_of_header();
      return;
    }
    if (source.name == "visitor") {
      visitor_ = field;
    } else if (source.name == "time") {
      time_ = field;
    } else if (source.name == "event") {
      event_ = field;
    } else {
      if (source.name == "transaction_id") transaction_ = fields_.size();
      (is_item_field(source.name) ? item_fields_ : fields_).push_back(field);
    }
  }
  for (size_t i = 0; i < columns_; ++i) {
    if (!is_mapped[i]) dropped_ += (dropped_.empty() ? "" : ", ") + std::string(record_.cell(i));
  }
}

std::string_view CsvRows::cell_of(const Field &field) const {
  return field.column == kConstant ? std::string_view(field.constant) : record_.cell(field.column);
}

void CsvRows::take_record(RowSink &sink) {
  LineReason reason;
  if (record_.cells() != columns_) {
    return skip(
        sink, {LineFault::kCells, "it has " + std::to_string(record_.cells()) + " cells, and the header has " + std::to_string(columns_)});
  }
  Pending row;
  if (!read(row, reason)) return skip(sink, std::move(reason));
  keep(row, sink);
}

bool CsvRows::read(Pending &row, LineReason &reason) const {
  const auto fail = [&reason](LineFault fault, std::string sentence) {
    reason = {fault, std::move(sentence)};
    return false;
  };
  const std::string_view text = record_.text();
  if (!simdjson::validate_utf8(text.data(), text.size())) return fail(LineFault::kUtf8, sentence_of(LineFault::kUtf8));
  row.line = record_line_;
  row.visitor = cell_of(visitor_);
  row.event = map_.event_of(cell_of(event_));
  if (row.visitor.empty()) return fail(LineFault::kVisitorEmpty, "its visitor is empty");
  if (cell_of(time_).empty()) return fail(LineFault::kTimeMissing, "its time is empty");
  if (row.event.empty()) return fail(LineFault::kEventMissing, "its event is empty");
  if (!read_time(cell_of(time_), row.time, reason)) return false;
  for (const Field &field : fields_) row.fields.emplace_back(cell_of(field));
  std::vector<std::string> item;
  item.reserve(item_fields_.size());
  for (const Field &field : item_fields_) item.emplace_back(cell_of(field));
  if (std::any_of(item.begin(), item.end(), [](const std::string &cell) { return !cell.empty(); })) row.items.push_back(std::move(item));
  if (transaction_ != kConstant) row.transaction = row.fields[transaction_];
  return true;
}

bool CsvRows::read_time(std::string_view cell, RowTime &time, LineReason &reason) const {
  constexpr std::string_view kUtc = " UTC";
  if (cell.ends_with(kUtc)) cell.remove_suffix(kUtc.size());
  return read_row_time(cell, time, reason);
}

// Rows of one order have its number. Without a number two rows are two events, even of one second.
void CsvRows::keep(Pending &row, RowSink &sink) {
  const bool belongs = pending_.line != 0 && !row.transaction.empty() && row.transaction == pending_.transaction &&
                       row.visitor == pending_.visitor && row.event == pending_.event &&
                       row.time.microseconds == pending_.time.microseconds;
  if (!belongs) {
    flush(sink);
    pending_ = std::move(row);
    return;
  }
  for (size_t i = 0; i < row.fields.size(); ++i) {
    if (pending_.fields[i].empty()) pending_.fields[i] = std::move(row.fields[i]);
  }
  for (auto &item : row.items) pending_.items.push_back(std::move(item));
}

void CsvRows::flush(RowSink &sink) {
  if (pending_.line == 0) return;
  text_.begin(pending_.visitor, pending_.time.seconds, pending_.event);
  for (size_t i = 0; i < fields_.size(); ++i) {
    if (!pending_.fields[i].empty()) text_.put_text(fields_[i].name, pending_.fields[i]);
  }
  for (const auto &item : pending_.items) {
    text_.begin_item();
    for (size_t i = 0; i < item_fields_.size(); ++i) {
      if (!item[i].empty()) text_.put_text(item_fields_[i].name, item[i]);
    }
  }
  sink.event(pending_.line, {pending_.time.microseconds, 0}, text_.finish());
  pending_ = {};
}

std::string CsvRows::remark() const {
  return dropped_.empty() ? std::string() : "columns that --map does not name are dropped: " + dropped_;
}

}  // namespace vitrine::tool
