// vitrine merge: one summary of a log that was replayed in parts, split by visitor.
#include <cstdio>
#include <string>
#include <vector>

#include "cli/commands/commands.h"
#include "cli/files/output.h"
#include "cli/replay/summary.h"

namespace vitrine::tool {
namespace {

int refuse(const std::string &file, const std::string &error) {
  std::fprintf(stderr, "%s:1:1: error summary: %s\n", file.c_str(), error.c_str());
  return kInputHasErrors;
}

int merge(const Given &given) {
  const std::vector<std::string> &files = given.texts("summaries");
  Summary sum;
  for (size_t i = 0; i < files.size(); ++i) {
    const std::string &file = files[i];
    std::string text;
    std::string error;
    if (!read_whole(file, text, error)) {
      std::fprintf(stderr, "%s\n", error.c_str());
      return kWrongUsage;
    }
    Summary part;
    if (!part.read(text, error)) return refuse(file, error);
    if (i == 0)
      sum = std::move(part);
    else if (!sum.add(part, error))
      return refuse(file, error);
  }
  std::string error;
  if (write_whole(given.text("--output", "-"), sum.json(), error)) return kDone;
  std::fprintf(stderr, "%s\n", error.c_str());
  return kWrongUsage;
}

constexpr Argument kArguments[] = {
    {.name = "summaries",
     .takes = Takes::kTexts,
     .value = "SUMMARY.json",
     .about = "Files that `vitrine replay --summary` wrote",
     .required = true},
    {.name = "-o,--output", .takes = Takes::kText, .value = "FILE", .about = "Where the sum goes (default: standard output)"},
};

constexpr char kMore[] =
    "Split the log so that all events of a visitor are in one part, and replay every part with the same strategy and the same --at.";

}  // namespace

const Command kMerge{"merge", "Adds up summaries of a log that was replayed in parts", kMore, kArguments, merge};

}  // namespace vitrine::tool
