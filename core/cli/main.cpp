// The command-line tool `vitrine`: reads the command line and hands over to the command.
#include <cstdio>
#include <exception>
#include <new>

#include "cli/commands.h"
#include "vitrine/vitrine.h"

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

// The parser would only say that a command is missing.
bool names_unknown_command(const CLI::App &app, int argc, char **argv) {
  if (argc < 2 || argv[1][0] == '-') return false;
  for (const CLI::App *const command : app.get_subcommands([](const CLI::App *) { return true; })) {
    if (command->get_name() == argv[1]) return false;
  }
  std::fprintf(stderr, "vitrine: error usage: there is no command %s; `vitrine --help` lists them\n", argv[1]);
  return true;
}

int run(int argc, char **argv) {
  CLI::App app(kAbout, "vitrine");
  app.footer(kMore);
  app.set_version_flag("--version", "vitrine " VITRINE_VERSION " (core interface " + std::to_string(vt_abi_version()) + ")");
  app.get_option("--version")->description("The version of the tool");
  app.get_help_ptr()->description("This help");
  app.require_subcommand(1);
  app.get_formatter()->column_width(36);
  int status = vitrine::kDone;
  vitrine::add_init(app, status);
  vitrine::add_check(app, status);
  vitrine::add_compile(app, status);
  vitrine::add_bundle(app, status);
  vitrine::add_words(app, status);
  vitrine::add_dump(app, status);
  vitrine::add_replay(app, status);
  vitrine::add_merge(app, status);
  vitrine::add_later(app, status);
  if (names_unknown_command(app, argc, argv)) return vitrine::kWrongUsage;
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError &error) {
    return app.exit(error) == 0 ? vitrine::kDone : vitrine::kWrongUsage;
  }
  return status;
}

}  // namespace

int main(int argc, char **argv) {
  try {
    return run(argc, argv);
  } catch (const std::bad_alloc &) {
    std::fputs("vitrine: error out_of_memory: this machine's memory is full; give it fewer files at once\n", stderr);
  } catch (const std::exception &error) {
    std::fprintf(stderr, "vitrine: error internal: %s\n", error.what());
  }
  return vitrine::kInputHasErrors;
}
