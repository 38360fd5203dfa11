// The options of all commands that read event logs: --from, --map and --sort-memory.
#pragma once

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

#include "cli/event_log.h"

namespace vitrine {

struct LogFlags {
  std::string from;
  std::vector<std::string> maps;
  std::string sort_memory;
};

// `flags` must outlive the command.
void add_log_flags(CLI::App &command, LogFlags &flags);

// False: `error` says what is wrong with them.
[[nodiscard]] bool read_log_flags(const LogFlags &flags, LogOptions &options, std::string &error);

// Opens the log and says what is to be said of its files before the first event. The exit status where it cannot be opened, else 0.
[[nodiscard]] int open_log(EventLog &log, const char *command, bool quiet, bool as_json);

// After the last event: says what is to be said at the end. The exit status.
[[nodiscard]] int close_log(const EventLog &log, bool quiet, bool as_json);

}  // namespace vitrine
