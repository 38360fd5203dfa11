// The options of all commands that read event logs: --from, --map and --sort-memory.
#pragma once

#include <string>
#include <vector>

#include "cli/commands/command_line.h"
#include "cli/log/event_log.h"

namespace vitrine::tool {

struct LogFlags {
  std::string from;
  std::vector<std::string> maps;
  std::string sort_memory;
};

// Rows for the commands' tables.
inline constexpr Argument kFromFlag{
    .name = "--from",
    .takes = Takes::kText,
    .value = "FORM",
    .about =
        "What the logs are: ga4 (rows of GA4's BigQuery export), segment (Segment calls), csv (with --map). Their rows are sorted "
        "by time. Without it the first lines tell, and nothing is sorted",
};
inline constexpr Argument kMapFlag{
    .name = "--map",
    .takes = Takes::kTexts,
    .value = "PARTS",
    .about =
        "For --from csv: NAME=COLUMN, NAME=:TEXT (the same in every row) and event.TEXT=NAME, with commas between; may be repeated. "
        "NAME is visitor, time, event, or a field. A backslash takes the next character as it is",
};
inline constexpr Argument kSortMemoryFlag{
    .name = "--sort-memory",
    .takes = Takes::kText,
    .value = "SIZE",
    .about = "Memory in which rows are sorted (default 2GB); 0: rows are taken in the order in which they stand",
};
[[nodiscard]] LogFlags log_flags(const Given &given);

// False: `error` says what is wrong with them.
[[nodiscard]] bool read_log_flags(const LogFlags &flags, LogOptions &options, std::string &error);

// Opens the log and says what is to be said of its files before the first event. The exit status where it cannot be opened, else 0.
[[nodiscard]] int open_log(EventLog &log, const char *command, bool quiet, bool as_json);

// After the last event: says what is to be said at the end. The exit status.
[[nodiscard]] int close_log(const EventLog &log, bool quiet, bool as_json);

}  // namespace vitrine::tool
