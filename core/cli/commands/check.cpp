// vitrine check: errors and warnings of a strategy.
#include <cstdio>

#include "cli/commands/commands.h"
#include "cli/commands/strategy_file.h"
#include "cli/files/output.h"
#include "compiler/not_checked.h"
#include "format/limits.h"

namespace vitrine::tool {
namespace {

// No word about these would be taken for a good one.
std::string not_looked_for() {
  std::string out = "not looked for yet: ";
  for (const compiler::NotChecked &one : compiler::kNotChecked) out += (&one == compiler::kNotChecked ? "" : "; ") + std::string(one.words);
  return out + '\n';
}

std::string not_checked_json() {
  std::string out = "\"not_checked\":[";
  for (const compiler::NotChecked &one : compiler::kNotChecked) append_json(out += &one == compiler::kNotChecked ? "" : ",", one.code);
  return out + ']';
}

int check(const Given &given) {
  const std::string file = given.text("strategy");
  const bool as_json = given.has("--json");
  StrategyFile strategy;
  const auto what = given.has("--edge") ? compiler::PackFor::kEdge : compiler::PackFor::kPage;
  const int status = load_strategy(file, as_json, strategy, not_checked_json(), what);
  if (status != kDone) return status;
  if (!as_json) std::printf("at the edge: at most %u of %u bytes remembered of a visitor\n", strategy.edge_bytes, kMaxEdgeBytes);
  if (!as_json && strategy.warnings == 0) std::printf("%s: no errors, no warnings\n", file.c_str());
  if (!as_json) std::fputs(not_looked_for().c_str(), stdout);
  return given.has("--strict") && strategy.warnings > 0 ? kInputHasErrors : kDone;
}

constexpr Argument kArguments[] = {
    kStrategyFile,
    {.name = "--edge",
     .takes = Takes::kNothing,
     .value = "",
     .about = "What the edge remembers of a visitor must fit its cookie, as with \"edge\": true in the strategy"},
    {.name = "--strict", .takes = Takes::kNothing, .value = "", .about = "Warnings fail, too"},
    kErrorsAsJson,
};

}  // namespace

const Command kCheck{"check", "Says what is wrong with a strategy, and what to write instead", "", kArguments, check};

}  // namespace vitrine::tool
