// Between the compiler and every command that takes a strategy.
#include "cli/commands/strategy_file.h"

#include <cstdio>

#include "cli/commands/commands.h"
#include "cli/files/output.h"
#include "compiler/emit.h"

namespace vitrine::tool {

int tell_diagnostics(const std::vector<compiler::Diagnostic> &diagnostics, const std::string &file, bool as_json, std::string_view more) {
  std::string text;
  bool failed = false;
  for (const compiler::Diagnostic &diagnostic : diagnostics) {
    failed = failed || diagnostic.severity == compiler::Severity::kError;
    if (!as_json) text += print_diagnostic(diagnostic, file);
  }
  if (as_json) text = diagnostics_json(diagnostics, file, more);
  std::fputs(text.c_str(), stderr);
  return failed ? kInputHasErrors : kDone;
}

int read_strategy(const std::string &path, std::string &text) {
  std::string error;
  if (read_whole(path, text, error)) return kDone;
  std::fprintf(stderr, "%s\n", error.c_str());
  return kWrongUsage;
}

int load_strategy(const std::string &path, bool as_json, StrategyFile &strategy, std::string_view more, compiler::PackFor what) {
  std::string text;
  const int status = read_strategy(path, text);
  if (status != kDone) return status;
  const bool with_values = what == compiler::PackFor::kValues;
  compiler::CompileResult result = compiler::compile(text, path, with_values ? compiler::PackFor::kPage : what);
  std::string members(more);
  if (!members.empty() && result.ok()) members += ",\"edge_bytes\":" + std::to_string(result.edge_bytes);
  const int told = tell_diagnostics(result.diagnostics, path, as_json, members);
  strategy.warnings = result.diagnostics.size();
  strategy.pack = std::move(result.pack);
  strategy.names = std::move(result.names);
  strategy.known = std::move(result.known);
  strategy.edge_bytes = result.edge_bytes;
  strategy.is_for_edge = result.is_for_edge;
  if (strategy.pack.empty()) return kInputHasErrors;
  strategy.id = compiler::strategy_id_text(strategy.pack);
  if (!with_values) return told;
  // What no rule reads may pass a limit that the rules keep: then only what they read has values.
  result = compiler::compile(text, path, compiler::PackFor::kValues);
  if (result.pack.empty()) {
    std::fprintf(stderr, "%s:1:1: warning no_values: with all its features measured the strategy passes a limit; none is shown.\n",
                 path.c_str());
    return told;
  }
  strategy.pack = std::move(result.pack);
  strategy.names = std::move(result.names);
  strategy.features = std::move(result.features);
  return told;
}

}  // namespace vitrine::tool
