// vitrine dump: what is inside a pack.
#include <cstdio>
#include <memory>
#include <span>

#include "cli/commands.h"
#include "cli/output.h"
#include "compiler/compile.h"

namespace vitrine {
namespace {

struct Options {
  std::string pack;
  std::string names;
};

int print_dump(const Options &options) {
  std::string pack;
  std::string names;
  std::string error;
  if (!read_whole(options.pack, pack, error) || (!options.names.empty() && !read_whole(options.names, names, error))) {
    std::fprintf(stderr, "%s\n", error.c_str());
    return kWrongUsage;
  }
  const DumpResult result = dump(std::span(reinterpret_cast<const uint8_t *>(pack.data()), pack.size()), names);
  if (!result.error.empty()) {
    std::fprintf(stderr, "%s: error pack: %s\n", options.pack.c_str(), result.error.c_str());
    return kInputHasErrors;
  }
  std::fputs(result.text.c_str(), stdout);
  return kDone;
}

}  // namespace

void add_dump(CLI::App &app, int &status) {
  CLI::App *const command = app.add_subcommand("dump", "Lists what is inside a pack");
  const auto options = std::make_shared<Options>();
  command->add_option("pack", options->pack, "The pack that `vitrine compile` wrote; - is standard input")->required()->type_name("S.pack");
  command->add_option("--names", options->names, "The names that `vitrine compile --names` wrote beside it")->type_name("N.json");
  command->callback([options, &status] { status = print_dump(*options); });
}

}  // namespace vitrine
