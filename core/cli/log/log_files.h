// Opens event logs: looks at the first bytes of each, refuses what is no log, finds its form and says so, sorts where that is asked for.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/log/csv_map.h"
#include "cli/log/log_form.h"
#include "cli/log/row_file.h"
#include "cli/log/sorted_rows.h"

namespace vitrine::tool {

inline constexpr uint64_t kSortMemory = uint64_t{2} << 30;  // bytes, unless --sort-memory says more or less

struct LogOptions {
  std::optional<LogForm> from;  // --from; none: the first lines tell
  CsvMap map;
  uint64_t sort_memory = kSortMemory;  // 0: rows are taken in the order in which they stand
};

// Something to tell about a file.
struct LogNote {
  enum class Severity : uint8_t { kNote, kWarning, kError };
  Severity severity = Severity::kNote;
  std::string file;
  uint64_t line = 1;
  std::string code;
  std::string sentence;  // without a full stop

  // A line for standard error: FILE:LINE:1: error CODE: sentence. Or as JSON.
  [[nodiscard]] std::string text(bool as_json) const;
};

class LogFiles {
 public:
  // `options` must outlive what is opened.
  explicit LogFiles(const LogOptions &options) : options_(options) {}

  // False: unusable() or refused() says why, and nothing is opened.
  [[nodiscard]] bool open(const std::vector<std::string> &files);

  [[nodiscard]] const std::string &unusable() const { return unusable_; }  // a file cannot be read
  [[nodiscard]] const std::vector<LogNote> &refused() const { return refused_; }
  [[nodiscard]] const std::vector<LogNote> &notes() const { return notes_; }
  // In the order of the files; those that are sorted together are one.
  [[nodiscard]] std::vector<std::unique_ptr<LineSource>> &sources() { return sources_; }

  // What to write where the log turns out to be out of order, by its first file.
  [[nodiscard]] const std::string &how_to_sort() const { return how_to_sort_; }

 private:
  [[nodiscard]] bool open_file(const std::string &path);
  [[nodiscard]] bool open_rows(std::unique_ptr<BlockSource> source, LogForm form, const HeadOf &of);
  void refuse(const HeadOf &of, std::string code, std::string sentence);
  void note_form(const HeadOf &of, LogForm form);
  void note_understood();

  const LogOptions &options_;
  std::vector<std::unique_ptr<LineSource>> sources_;
  SortedRows *sorted_ = nullptr;
  Understood understood_;
  std::string unusable_;
  std::vector<LogNote> refused_;
  std::vector<LogNote> notes_;
  std::string how_to_sort_;
};

}  // namespace vitrine::tool
