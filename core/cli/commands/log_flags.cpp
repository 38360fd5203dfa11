// What is said of logs goes to standard error, in the form of a strategy's errors.
#include "cli/commands/log_flags.h"

#include <charconv>
#include <cstdio>
#include <limits>

namespace vitrine::tool {
namespace {

// A size in bytes: a whole number and K, M or G (powers of 1,024), with or without a B.
bool read_size(std::string_view text, uint64_t &bytes) {
  if (text.ends_with('B') || text.ends_with('b')) text.remove_suffix(1);
  int shift = 0;
  if (text.ends_with('K') || text.ends_with('k')) shift = 10;
  if (text.ends_with('M') || text.ends_with('m')) shift = 20;
  if (text.ends_with('G') || text.ends_with('g')) shift = 30;
  if (shift > 0) text.remove_suffix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), bytes);
  if (error != std::errc() || end != text.data() + text.size() || bytes > std::numeric_limits<uint64_t>::max() >> shift) return false;
  bytes <<= shift;
  return true;
}

void tell(const std::vector<LogNote> &notes, bool quiet, bool as_json) {
  for (const LogNote &note : notes) {
    if (!quiet || note.severity != LogNote::Severity::kNote) std::fputs(note.text(as_json).c_str(), stderr);
  }
}

}  // namespace

LogFlags log_flags(const Given &given) {
  return {.from = given.text("--from"), .maps = given.texts("--map"), .sort_memory = given.text("--sort-memory")};
}

bool read_log_flags(const LogFlags &flags, LogOptions &options, std::string &error) {
  for (const LogForm form : {LogForm::kGa4, LogForm::kSegment, LogForm::kCsv}) {
    if (flags.from == name_of(form)) options.from = form;
  }
  if (!flags.from.empty() && !options.from) {
    error = "--from " + flags.from + ": there is no such form; write ga4, segment or csv, or leave it out for a log of events";
    return false;
  }
  if (!flags.maps.empty() && options.from != LogForm::kCsv) {
    error = "--map is for --from csv";
    return false;
  }
  for (const std::string &map : flags.maps) {
    if (!options.map.add(map, error)) return false;
  }
  if (options.from == LogForm::kCsv && !options.map.is_complete(error)) return false;
  if (flags.sort_memory.empty() || read_size(flags.sort_memory, options.sort_memory)) return true;
  error = "--sort-memory " + flags.sort_memory + " is no size; write it as 500MB or 4GB";
  return false;
}

int open_log(EventLog &log, const char *command, bool quiet, bool as_json) {
  const bool is_open = log.open();
  if (!log.error().empty()) {
    std::fprintf(stderr, "vitrine %s: error usage: %s\n", command, log.error().c_str());
    return kWrongUsage;
  }
  tell(log.refused(), quiet, as_json);
  if (is_open) tell(log.notes(), quiet, as_json);
  return is_open ? kDone : kInputHasErrors;
}

int close_log(const EventLog &log, bool quiet, bool as_json) {
  tell(log.remarks(), quiet, as_json);
  tell(log.damages(), quiet, as_json);
  return log.damages().empty() ? kDone : kInputHasErrors;
}

}  // namespace vitrine::tool
