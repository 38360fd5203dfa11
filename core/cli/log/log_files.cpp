// All files are looked at before any is read, so that what is refused is refused before anything is written.
#include "cli/log/log_files.h"

#include "cli/files/output.h"
#include "cli/log/csv_rows.h"
#include "cli/log/ga4_rows.h"
#include "cli/log/segment_calls.h"

namespace vitrine::tool {
namespace {

std::unique_ptr<RowReader> reader_of(LogForm form, const CsvMap &map) {
  switch (form) {
    case LogForm::kOwn: break;
    case LogForm::kGa4: return std::make_unique<Ga4Rows>();
    case LogForm::kSegment: return std::make_unique<SegmentCalls>();
    case LogForm::kCsv: return std::make_unique<CsvRows>(map);
  }
  return nullptr;
}

const char *word_of(LogNote::Severity severity) {
  switch (severity) {
    case LogNote::Severity::kNote: return "note";
    case LogNote::Severity::kWarning: return "warning";
    case LogNote::Severity::kError: return "error";
  }
  return "";
}

std::string name_of_file(const HeadOf &of) { return of.file == "-" ? "standard input" : of.file; }

std::string in_bytes(uint64_t bytes) {
  if (bytes % (uint64_t{1} << 30) == 0) return std::to_string(bytes >> 30) + " GB";
  if (bytes % (uint64_t{1} << 20) == 0) return std::to_string(bytes >> 20) + " MB";
  return std::to_string(bytes) + " bytes";
}

}  // namespace

std::string LogNote::text(bool as_json) const {
  if (!as_json) return file + ':' + std::to_string(line) + ":1: " + word_of(severity) + ' ' + code + ": " + sentence + ".\n";
  std::string out = "{\"file\":";
  append_json(out, file);
  out += ",\"line\":" + std::to_string(line) + ",\"column\":1,\"severity\":\"" + word_of(severity) + "\",\"code\":";
  append_json(out, code);
  append_json(out += ",\"message\":", sentence);
  return out + "}\n";
}

bool LogFiles::open(const std::vector<std::string> &files) {
  for (const std::string &path : files) {
    if (!open_file(path)) return false;
  }
  if (!refused_.empty()) return false;
  if (sorted_ != nullptr) sorted_->sort();
  note_understood();
  return true;
}

void LogFiles::refuse(const HeadOf &of, std::string code, std::string sentence) {
  refused_.push_back({LogNote::Severity::kError, name_of_file(of), 1, std::move(code), std::move(sentence)});
}

// False: it cannot be read. What is refused is noted, and the next file is looked at.
bool LogFiles::open_file(const std::string &path) {
  auto source = std::make_unique<BlockSource>(path);
  if (!source->open()) {
    unusable_ = source->name() + ": cannot be read: " + source->bytes().error();
    return false;
  }
  const std::string_view head = source->peek();
  const HeadOf of{path, source->bytes().unpack_command()};
  if (const auto form = refused_form(head, source->is_whole(), of)) {
    refuse(of, form->code, form->sentence);
    return true;
  }
  const LogForm form = options_.from.value_or(form_of(head));
  if (how_to_sort_.empty()) {
    how_to_sort_ = options_.from || form == LogForm::kOwn ? "sort it first: " + sort_command(form, options_.map, of)
                                                          : std::string("write --from ") + name_of(form) + ", which sorts by time";
  }
  if (form != LogForm::kOwn) return open_rows(std::move(source), form, of);
  const std::string advice = advice_for(head, of);
  if (!advice.empty()) notes_.push_back({LogNote::Severity::kWarning, source->name(), 1, "unknown_form", advice});
  sources_.push_back(std::move(source));
  return true;
}

bool LogFiles::open_rows(std::unique_ptr<BlockSource> source, LogForm form, const HeadOf &of) {
  if (!options_.from) note_form(of, form);
  auto file = std::make_unique<RowFile>(std::move(source), reader_of(form, options_.map));
  std::string refusal;
  if (options_.from && options_.sort_memory > 0) {
    if (sorted_ == nullptr) {
      auto sorted = std::make_unique<SortedRows>(options_.sort_memory, understood_);
      sorted_ = sorted.get();
      sources_.push_back(std::move(sorted));
    }
    if (refused_.empty() && !sorted_->add(std::move(file))) {
      refuse(of, "sort_memory",
             "its rows are more than " + in_bytes(options_.sort_memory) +
                 ", which --sort-memory allows for sorting; allow more, or sort them with: " + sort_command(form, options_.map, of) +
                 " and replay that with --sort-memory 0");
    }
    refusal = sorted_->refusal();
  } else {
    auto lines = std::make_unique<RowLines>(std::move(file), understood_);
    lines->look_ahead();
    refusal = lines->reader().refusal();
    sources_.push_back(std::move(lines));
  }
  if (!refusal.empty()) refuse(of, "header", refusal);
  return true;
}

void LogFiles::note_form(const HeadOf &of, LogForm form) {
  const std::string name = name_of(form);
  notes_.push_back({LogNote::Severity::kNote, name_of_file(of), 1, "form",
                    std::string("its first lines are ") + words_of(form) + ": they are read as with --from " + name +
                        ", but in the order in which they stand; --from " + name + " sorts them by time"});
}

void LogFiles::note_understood() {
  if (understood_.rows == 0) return;
  std::string text = std::to_string(understood_.events) + " of the first " + std::to_string(understood_.rows) + " rows are understood";
  if (understood_.without_visitor > 0) text += ", " + std::to_string(understood_.without_visitor) + " are without visitor";
  const std::string file = sources_.empty() ? std::string() : sources_.front()->name(0);
  notes_.push_back({LogNote::Severity::kNote, file, 1, "understood", text});
}

}  // namespace vitrine::tool
