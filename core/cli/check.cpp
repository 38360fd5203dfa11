// vitrine check: errors and warnings of a strategy.
#include <cstdio>
#include <memory>

#include "cli/commands.h"
#include "cli/output.h"
#include "cli/strategy_file.h"
#include "compiler/not_checked.h"

namespace vitrine {
namespace {

struct Options {
  std::string strategy;
  bool strict = false;
  bool json = false;
};

// No word about these would be taken for a good one.
std::string not_looked_for() {
  std::string out = "not looked for yet: ";
  for (const NotChecked &one : kNotChecked) out += (&one == kNotChecked ? "" : "; ") + std::string(one.words);
  return out + '\n';
}

std::string not_checked_json() {
  std::string out = "\"not_checked\":[";
  for (const NotChecked &one : kNotChecked) append_json(out += &one == kNotChecked ? "" : ",", one.code);
  return out + ']';
}

int check(const Options &options) {
  StrategyFile strategy;
  const int status = load_strategy(options.strategy, options.json, strategy, not_checked_json());
  if (status != kDone) return status;
  if (!options.json && strategy.warnings == 0) std::printf("%s: no errors, no warnings\n", options.strategy.c_str());
  if (!options.json) std::fputs(not_looked_for().c_str(), stdout);
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
