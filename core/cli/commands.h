// The commands of the tool, one file each: every add_... puts its command into `app` and leaves its exit status in `status`.
#pragma once

#include <CLI/CLI.hpp>

namespace vitrine {

enum ExitStatus : int { kDone = 0, kInputHasErrors = 1, kWrongUsage = 2 };

void add_init(CLI::App &app, int &status);
void add_check(CLI::App &app, int &status);
void add_compile(CLI::App &app, int &status);
void add_bundle(CLI::App &app, int &status);
void add_words(CLI::App &app, int &status);
void add_dump(CLI::App &app, int &status);
void add_replay(CLI::App &app, int &status);
void add_merge(CLI::App &app, int &status);
void add_later(CLI::App &app, int &status);  // those that are not there yet

}  // namespace vitrine
