// vitrine compile: a strategy to the pack that browser and edge load.
#include <cstdio>
#include <memory>

#include "cli/commands.h"
#include "cli/output.h"
#include "cli/strategy_file.h"

namespace vitrine {
namespace {

struct Options {
  std::string strategy;
  std::string pack;
  std::string names;
  bool json = false;
};

int compile_to_files(const Options &options) {
  StrategyFile strategy;
  const int status = load_strategy(options.strategy, options.json, strategy);
  if (status != kDone) return status;
  std::string error;
  const std::string_view pack(reinterpret_cast<const char *>(strategy.pack.data()), strategy.pack.size());
  if (!write_whole(options.pack, pack, error) || (!options.names.empty() && !write_whole(options.names, strategy.names, error))) {
    std::fprintf(stderr, "%s\n", error.c_str());
    return kWrongUsage;
  }
  if (!options.json) std::fprintf(stderr, "%s: %zu bytes\n", options.pack.c_str(), strategy.pack.size());
  return kDone;
}

}  // namespace

void add_compile(CLI::App &app, int &status) {
  CLI::App *const command = app.add_subcommand("compile", "Makes a strategy into the pack that browser and edge load");
  const auto options = std::make_shared<Options>();
  command->add_option("strategy", options->strategy, "The strategy, a JSON file; - is standard input")->required()->type_name("S.json");
  command->add_option("-o,--output", options->pack, "Where the pack goes")->required()->type_name("S.pack");
  command->add_option("--names", options->names, "Where the names of all segments go: for debugging, as a source map is")
      ->type_name("N.json");
  command->add_flag("--json", options->json, "Errors and warnings as JSON, on standard error");
  command->callback([options, &status] { status = compile_to_files(*options); });
}

}  // namespace vitrine
