// vitrine words: a strategy in English sentences.
#include <cstdio>
#include <memory>

#include "cli/commands.h"
#include "cli/strategy_file.h"
#include "compiler/compile.h"

namespace vitrine {
namespace {

struct Options {
  std::string strategy;
  bool json = false;
};

int print_words(const Options &options) {
  std::string text;
  const int status = read_strategy(options.strategy, text);
  if (status != kDone) return status;
  const WordsResult result = words(text, options.strategy);
  if (tell_diagnostics(result.diagnostics, options.strategy, options.json) != kDone) return kInputHasErrors;
  std::fputs(result.text.c_str(), stdout);
  return kDone;
}

}  // namespace

void add_words(CLI::App &app, int &status) {
  CLI::App *const command = app.add_subcommand("words", "Says in sentences what a strategy does");
  const auto options = std::make_shared<Options>();
  command->add_option("strategy", options->strategy, "The strategy, a JSON file; - is standard input")->required()->type_name("S.json");
  command->add_flag("--json", options->json, "Errors and warnings as JSON, on standard error");
  command->callback([options, &status] { status = print_words(*options); });
}

}  // namespace vitrine
