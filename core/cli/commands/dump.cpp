// vitrine dump: what is inside a pack.
#include <cstdio>
#include <span>

#include "cli/commands/commands.h"
#include "cli/files/output.h"
#include "compiler/compile.h"

namespace vitrine::tool {
namespace {

int print_dump(const Given &given) {
  const std::string file = given.text("pack");
  std::string pack;
  std::string names;
  std::string error;
  if (!read_whole(file, pack, error) || (given.has("--names") && !read_whole(given.text("--names"), names, error))) {
    std::fprintf(stderr, "%s\n", error.c_str());
    return kWrongUsage;
  }
  const compiler::DumpResult result = compiler::dump(std::span(reinterpret_cast<const uint8_t *>(pack.data()), pack.size()), names);
  if (!result.error.empty()) {
    std::fprintf(stderr, "%s: error pack: %s\n", file.c_str(), result.error.c_str());
    return kInputHasErrors;
  }
  std::fputs(result.text.c_str(), stdout);
  return kDone;
}

constexpr Argument kArguments[] = {
    {.name = "pack",
     .takes = Takes::kText,
     .value = "S.pack",
     .about = "The pack that `vitrine compile` wrote; - is standard input",
     .required = true},
    {.name = "--names", .takes = Takes::kText, .value = "N.json", .about = "The names that `vitrine compile --names` wrote beside it"},
};

}  // namespace

const Command kDump{"dump", "Lists what is inside a pack", "", kArguments, print_dump};

}  // namespace vitrine::tool
