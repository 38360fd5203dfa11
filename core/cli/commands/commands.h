// The commands of the tool, one file each.
#pragma once

#include "cli/commands/command_line.h"

namespace vitrine::tool {

// Rows of several commands' tables.
inline constexpr Argument kStrategyFile{
    .name = "strategy",
    .takes = Takes::kText,
    .value = "S.json",
    .about = "The strategy, a JSON file; - is standard input",
    .required = true,
};
inline constexpr Argument kErrorsAsJson{
    .name = "--json",
    .takes = Takes::kNothing,
    .value = "",
    .about = "Errors and warnings as JSON, on standard error",
};

extern const Command kInit;
extern const Command kCheck;
extern const Command kCompile;
extern const Command kBundle;
extern const Command kWords;
extern const Command kDump;
extern const Command kReplay;
extern const Command kMerge;

// Those that are not there yet: each says so by its name instead of being unknown.
extern const Command kWhy;
extern const Command kDiff;
extern const Command kStudio;
extern const Command kReport;

}  // namespace vitrine::tool
