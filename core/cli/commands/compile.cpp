// vitrine compile: a strategy to the pack that browser and edge load.
#include <cstdio>

#include "cli/commands/commands.h"
#include "cli/commands/strategy_file.h"
#include "cli/files/output.h"

namespace vitrine::tool {
namespace {

int compile_to_files(const Given &given) {
  const std::string pack_file = given.text("--output");
  const bool as_json = given.has("--json");
  StrategyFile strategy;
  const int status = load_strategy(given.text("strategy"), as_json, strategy, {},
                                   given.has("--edge") ? compiler::PackFor::kEdge : compiler::PackFor::kPage);
  if (status != kDone) return status;
  std::string error;
  const std::string_view pack(reinterpret_cast<const char *>(strategy.pack.data()), strategy.pack.size());
  if (!write_whole(pack_file, pack, error) || (given.has("--names") && !write_whole(given.text("--names"), strategy.names, error))) {
    std::fprintf(stderr, "%s\n", error.c_str());
    return kWrongUsage;
  }
  if (!as_json) std::fprintf(stderr, "%s: %zu bytes\n", pack_file.c_str(), strategy.pack.size());
  return kDone;
}

constexpr Argument kArguments[] = {
    kStrategyFile,
    {.name = "-o,--output", .takes = Takes::kText, .value = "S.pack", .about = "Where the pack goes", .required = true},
    {.name = "--names",
     .takes = Takes::kText,
     .value = "N.json",
     .about = "Where the names of all segments go: for debugging, as a source map is"},
    {.name = "--edge",
     .takes = Takes::kNothing,
     .value = "",
     .about = "The pack for the edge: what no slot reads is left out, and what is remembered fits its cookie"},
    kErrorsAsJson,
};

}  // namespace

const Command kCompile{"compile", "Makes a strategy into the pack that browser and edge load", "", kArguments, compile_to_files};

}  // namespace vitrine::tool
