// The command-line tool `vitrine`: reads the command line and hands over to the command.
#include <cstdio>
#include <exception>
#include <new>
#include <string>

#include "cli/commands/commands.h"
#include "vitrine/vitrine.h"

namespace tool = vitrine::tool;

namespace {

constexpr char kAbout[] =
    "Vitrine: a shop window that knows its visitors.\n"
    "A strategy (one JSON file) says who is in which segment and who sees what. This tool checks it, packs it for the browser\n"
    "and the edge, and shows what it would have done with recorded visits.";

constexpr char kMore[] =
    "First steps:\n"
    "  vitrine init                                          writes a starter strategy, strategy.json\n"
    "  vitrine check strategy.json                           says what is wrong with it, and what to write instead\n"
    "  vitrine words strategy.json                           says in sentences what it does\n"
    "  vitrine replay strategy.json log.ndjson --visitors -  says where each recorded visitor stands\n"
    "\n"
    "`vitrine COMMAND --help` says more about a command. Exit status: 0 done, 1 the input has errors, 2 wrong usage.";

constexpr const tool::Command *kCommands[] = {
    &tool::kInit,   &tool::kCheck, &tool::kCompile, &tool::kBundle, &tool::kWords,  &tool::kDump,
    &tool::kReplay, &tool::kMerge, &tool::kWhy,     &tool::kDiff,   &tool::kStudio, &tool::kReport,
};

}  // namespace

int main(int argc, char **argv) {
  try {
    const std::string version = "vitrine " VITRINE_VERSION " (core interface " + std::to_string(vt_abi_version()) + ")";
    return tool::run_command_line(kAbout, kMore, version, kCommands, argc, argv);
  } catch (const std::bad_alloc &) {
    std::fputs("vitrine: error out_of_memory: this machine's memory is full; give it fewer files at once\n", stderr);
  } catch (const std::exception &error) {
    std::fprintf(stderr, "vitrine: error internal: %s\n", error.what());
  }
  return tool::kInputHasErrors;
}
