// A strategy from a file through the compiler, with everything that is wrong with it told.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/compile.h"

namespace vitrine::tool {

struct StrategyFile {
  std::vector<uint8_t> pack;  // empty: the strategy has errors
  std::string names;          // the sidecar, JSON
  compiler::KnownNames known;
  compiler::FeatureNames features;      // where values are wanted
  std::string id;             // of its pack, 16 hexadecimal digits; one with values is no other strategy
  uint32_t edge_bytes = 0;    // as compile() tells
  bool is_for_edge = false;   // the same
  size_t warnings = 0;        // counted where there are no errors
};

// These return an exit status.

// Reads and compiles `path` ("-": standard input) and tells errors and warnings on standard error, `as_json` as one JSON document, whose
// last members are `more`, if that is not empty.
[[nodiscard]] int load_strategy(const std::string &path, bool as_json, StrategyFile &strategy, std::string_view more = {},
                                compiler::PackFor what = compiler::PackFor::kPage);

// kInputHasErrors when one of them is an error.
int tell_diagnostics(const std::vector<compiler::Diagnostic> &diagnostics, const std::string &file, bool as_json,
                     std::string_view more = {});

// A file that cannot be read is told.
[[nodiscard]] int read_strategy(const std::string &path, std::string &text);

}  // namespace vitrine::tool
