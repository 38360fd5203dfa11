// Commands that the tool will have: each says so by its name instead of being unknown.
#include <cstdio>

#include "cli/commands.h"

namespace vitrine {
namespace {

void add_one(CLI::App &app, int &status, const char *name, const char *about) {
  CLI::App *const command = app.add_subcommand(name, about);
  command->group("Not there yet");
  command->allow_extras();
  command->callback([name, &status] {
    std::fprintf(stderr, "vitrine %s: error not_there_yet: this version has no `vitrine %s` yet; `vitrine --help` says what it has\n", name,
                 name);
    status = kWrongUsage;
  });
}

}  // namespace

void add_later(CLI::App &app, int &status) {
  add_one(app, status, "why", "Why a visitor is in a segment, why not, and what would change it");
  add_one(app, status, "diff", "Which visitors change segment, stage or decision between two strategies");
  add_one(app, status, "studio", "The local page for writing and trying a strategy");
  add_one(app, status, "report", "The measurement report");
}

}  // namespace vitrine
