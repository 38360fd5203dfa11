// What is wrong with a strategy: each finding with its place, a sentence, and what to write instead.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::compiler {

// 1-based; the column counts UTF-8 bytes.
struct Place {
  uint32_t line = 1;
  uint32_t column = 1;
};

enum class Severity : uint8_t { kError, kWarning };

struct Diagnostic {
  Severity severity = Severity::kError;
  std::string code;      // stable, for machines
  Place place;
  std::string pointer;   // RFC 6901; empty for the whole document
  std::string sentence;
  std::string hint;      // what to write instead; may be empty
};

// More findings than anyone reads are left out, so that a hostile text cannot fill memory with them.
inline constexpr size_t kMaxDiagnostics = 100;

class Diagnostics {
 public:
  void add(Diagnostic diagnostic);
  [[nodiscard]] bool full() const { return list_.size() >= kMaxDiagnostics; }
  [[nodiscard]] bool failed() const { return failed_; }
  void fail() { failed_ = true; }
  // In the order of their places.
  [[nodiscard]] std::vector<Diagnostic> take();

 private:
  std::vector<Diagnostic> list_;
  bool failed_ = false;
};

// `FILE:LINE:COLUMN: error CODE: sentence`, then a line with the pointer, then one with the hint; each line ended.
[[nodiscard]] std::string print_diagnostic(const Diagnostic &diagnostic, std::string_view file);

// All of them as one JSON document: {"file", "errors", "warnings", "diagnostics": [...]}, with a line end. `more`: members that
// follow, or empty.
[[nodiscard]] std::string diagnostics_json(const std::vector<Diagnostic> &diagnostics, std::string_view file, std::string_view more = {});

// A text of the strategy inside a sentence: in backquotes, without control characters, cut where it is long.
[[nodiscard]] std::string shown(std::string_view text);

// The known name that `name` was probably meant to be: few edits away; empty when none is near.
[[nodiscard]] std::string nearest_name(std::string_view name, const std::vector<std::string_view> &known);

}  // namespace vitrine::compiler
