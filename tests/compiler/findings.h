// What the tests of the compiler share: compiling a text and looking at its findings.
#pragma once

#include <string>
#include <string_view>

#include "compiler/compile.h"
#include "compiler/emit.h"

namespace vitrine {

// "CODE LINE:COLUMN POINTER", one line a finding.
inline std::string findings_of(std::string_view text) {
  std::string out;
  for (const compiler::Diagnostic &d : compiler::compile(text, "s.json").diagnostics) {
    out += (out.empty() ? "" : "\n") + d.code + ' ' + std::to_string(d.place.line) + ':' + std::to_string(d.place.column) + ' ' + d.pointer;
  }
  return out;
}

inline std::string messages_of(std::string_view text) {
  std::string out;
  for (const compiler::Diagnostic &d : compiler::compile(text, "s.json").diagnostics) out += print_diagnostic(d, "s.json");
  return out;
}

// A strategy with one segment `a` and this `when`, and names to speak of.
inline std::string with_when(std::string_view when) {
  return R"({"traits":{"tier":["none","gold"],"vip":"boolean","margin":"number","city":"text"},
"features":{"views":{"count":"view_item","within":"7d"},"items":{"distinct":"item_id","on":"view_item"},"bought":{"since":"purchase"},
"shoes":{"affinity":"item_category","value":"shoes"},"brand":{"top":"item_brand"}},
"segments":{"a":{"when":
)" + std::string(when) +
         "}}}";
}

inline compiler::Records records_of(std::string_view text) { return compiler::read_pack(compiler::compile(text, "s.json").pack); }

// The listing of the pack, or the messages where there is none.
inline std::string listing_of(std::string_view text) {
  const compiler::CompileResult result = compiler::compile(text, "s.json");
  return result.ok() ? compiler::dump(result.pack, result.names).text : messages_of(text);
}

}  // namespace vitrine
