// What a replay says of its log when it is done: warnings, and the closing lines.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "cli/log/event_log.h"
#include "cli/replay/log_account.h"
#include "cli/replay/replay_run.h"

namespace vitrine::tool {

// `at`: --at, which no clock that stands ahead can move. `now`: by this machine's clock.
[[nodiscard]] LogAccount account_of(const ReplayRun &run, const EventLog &log, const SkippedLines &skipped,
                                    const compiler::KnownNames &known, std::optional<uint32_t> at, uint32_t now);

// One that asks for attention: `--strict` fails by it.
struct LogWarning {
  std::string place;  // FILE:LINE
  std::string code;
  std::string sentence;
};

// `is_sorted`: the tool itself has sorted the log.
[[nodiscard]] std::vector<LogWarning> warnings_of(const LogAccount &account, const ReplayRun &run, const EventLog &log, bool is_sorted,
                                                  uint32_t now);
// To standard error, in the form of a strategy's errors; `severity`: error or warning.
void print_warning(const LogWarning &warning, const char *severity, bool as_json);

// Sentences of what is not zero, a line each.
[[nodiscard]] std::string account_text(const LogAccount &account);

// This machine's clock, or VITRINE_NOW, as an event's time. False: VITRINE_NOW is none; `error` says so.
[[nodiscard]] bool read_now(uint32_t &now, std::string &error);

}  // namespace vitrine::tool
