// Between the compiler and every command that takes a strategy.
#include "cli/strategy_file.h"

#include <cstdio>

#include "cli/commands.h"
#include "cli/output.h"
#include "compiler/compile.h"

namespace vitrine {

int tell_diagnostics(const std::vector<Diagnostic> &diagnostics, const std::string &file, bool as_json) {
  std::string text;
  bool failed = false;
  for (const Diagnostic &diagnostic : diagnostics) {
    failed = failed || diagnostic.severity == Severity::kError;
    if (!as_json) text += print_diagnostic(diagnostic, file);
  }
  if (as_json) text = diagnostics_json(diagnostics, file);
  std::fputs(text.c_str(), stderr);
  return failed ? kInputHasErrors : kDone;
}

int read_strategy(const std::string &path, std::string &text) {
  std::string error;
  if (read_whole(path, text, error)) return kDone;
  std::fprintf(stderr, "%s\n", error.c_str());
  return kWrongUsage;
}

int load_strategy(const std::string &path, bool as_json, StrategyFile &strategy) {
  std::string text;
  const int status = read_strategy(path, text);
  if (status != kDone) return status;
  CompileResult result = compile(text, path);
  const int told = tell_diagnostics(result.diagnostics, path, as_json);
  strategy.warnings = result.diagnostics.size();
  strategy.pack = std::move(result.pack);
  strategy.names = std::move(result.names);
  return strategy.pack.empty() ? kInputHasErrors : told;
}

}  // namespace vitrine
