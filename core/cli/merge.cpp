// vitrine merge: one summary of a log that was replayed in parts, split by visitor.
#include <cstdio>
#include <memory>

#include "cli/commands.h"
#include "cli/output.h"
#include "cli/summary.h"

namespace vitrine {
namespace {

struct Options {
  std::vector<std::string> parts;
  std::string output = "-";
};

int refuse(const std::string &file, const std::string &error) {
  std::fprintf(stderr, "%s:1:1: error summary: %s\n", file.c_str(), error.c_str());
  return kInputHasErrors;
}

int merge(const Options &options) {
  Summary sum;
  for (size_t i = 0; i < options.parts.size(); ++i) {
    const std::string &file = options.parts[i];
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
  if (write_whole(options.output, sum.json(), error)) return kDone;
  std::fprintf(stderr, "%s\n", error.c_str());
  return kWrongUsage;
}

}  // namespace

void add_merge(CLI::App &app, int &status) {
  CLI::App *const command = app.add_subcommand("merge", "Adds up summaries of a log that was replayed in parts");
  const auto options = std::make_shared<Options>();
  command->footer(
      "Split the log so that all events of a visitor are in one part, and replay every part with the same strategy and the same --at.");
  command->add_option("summaries", options->parts, "Files that `vitrine replay --summary` wrote")->required()->type_name("SUMMARY.json");
  command->add_option("-o,--output", options->output, "Where the sum goes")->type_name("FILE")->default_str("-");
  command->callback([options, &status] { status = merge(*options); });
}

}  // namespace vitrine
