// vitrine words: a strategy in English sentences.
#include <cstdio>

#include "cli/commands/commands.h"
#include "cli/commands/strategy_file.h"
#include "compiler/compile.h"

namespace vitrine::tool {
namespace {

int print_words(const Given &given) {
  const std::string file = given.text("strategy");
  std::string text;
  const int status = read_strategy(file, text);
  if (status != kDone) return status;
  const compiler::WordsResult result = compiler::words(text, file);
  if (tell_diagnostics(result.diagnostics, file, given.has("--json")) != kDone) return kInputHasErrors;
  std::fputs(result.text.c_str(), stdout);
  return kDone;
}

constexpr Argument kArguments[] = {
    kStrategyFile,
    kErrorsAsJson,
};

}  // namespace

const Command kWords{"words", "Says in sentences what a strategy does", "", kArguments, print_words};

}  // namespace vitrine::tool
