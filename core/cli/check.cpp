// vitrine check: errors and warnings of a strategy.
#include <cstdio>
#include <memory>

#include "cli/commands.h"
#include "cli/strategy_file.h"

namespace vitrine {
namespace {

struct Options {
  std::string strategy;
  bool strict = false;
  bool json = false;
};

int check(const Options &options) {
  StrategyFile strategy;
  const int status = load_strategy(options.strategy, options.json, strategy);
  if (status != kDone) return status;
  if (!options.json && strategy.warnings == 0) std::printf("%s: no errors, no warnings\n", options.strategy.c_str());
  return options.strict && strategy.warnings > 0 ? kInputHasErrors : kDone;
}

}  // namespace

void add_check(CLI::App &app, int &status) {
  CLI::App *const command = app.add_subcommand("check", "Says what is wrong with a strategy, and what to write instead");
  const auto options = std::make_shared<Options>();
  command->add_option("strategy", options->strategy, "The strategy, a JSON file; - is standard input")->required()->type_name("S.json");
  command->add_flag("--strict", options->strict, "Warnings fail, too");
  command->add_flag("--json", options->json, "Errors and warnings as JSON, on standard error");
  command->callback([options, &status] { status = check(*options); });
}

}  // namespace vitrine
