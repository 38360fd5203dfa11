// The compiler's inner face: strategy text to pack and names.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnose.h"
#include "compiler/known_names.h"

namespace vitrine::compiler {

struct CompileResult {
  std::string file;                     // for the messages
  std::vector<Diagnostic> diagnostics;  // in the order of their places
  std::vector<uint8_t> pack;            // empty: there were errors
  std::string names;                    // the sidecar, JSON
  KnownNames known;
  FeatureNames features;                // where they are wanted
  bool is_for_edge = false;             // "edge": true
  uint32_t edge_bytes = 0;              // of the snapshot in the edge's cookie at worst, of kMaxEdgeBytes; not told for kValues
  [[nodiscard]] bool ok() const { return !pack.empty(); }
};

// What a pack is for. All of one strategy decide alike.
enum class PackFor : uint8_t {
  kPage,
  kValues,  // reading values out of visitors: what the strategy names is measured, whether or not a rule reads it
  kEdge,    // what slots do not read is left out, and what is left must fit the edge's cookie
};

// What is in the pack passes vt_load. Throws nothing; without memory there is one finding that says so.
[[nodiscard]] CompileResult compile(std::string_view text, std::string_view file_name, PackFor what = PackFor::kPage);

struct WordsResult {
  std::string file;
  std::vector<Diagnostic> diagnostics;
  std::string text;  // empty: there were errors
};

// Every segment, stage and slot as an English sentence, a line each.
[[nodiscard]] WordsResult words(std::string_view text, std::string_view file_name);

struct DumpResult {
  std::string text;   // empty: see error
  std::string error;  // a sentence
};

// A readable listing of a pack. `names`: the sidecar, or empty. All bytes may be hostile.
[[nodiscard]] DumpResult dump(std::span<const uint8_t> pack, std::string_view names);

}  // namespace vitrine::compiler
