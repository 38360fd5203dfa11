// Findings: collected, ordered, printed, and the nearest known name.
#include "compiler/diagnose.h"

#include <algorithm>

#include "text/json_text.h"

namespace vitrine::compiler {
namespace {

const char *severity_text(Severity severity) { return severity == Severity::kError ? "error" : "warning"; }

// Edits (insert, delete, replace, swap of neighbours) between two short texts.
size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<size_t> before(b.size() + 1), row(b.size() + 1), next(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    next[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      next[j] = std::min({row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) next[j] = std::min(next[j], before[j - 2] + 1);
    }
    before.swap(row);
    row.swap(next);
  }
  return row[b.size()];
}

}  // namespace

void Diagnostics::add(Diagnostic diagnostic) {
  if (diagnostic.severity == Severity::kError) failed_ = true;
  if (!full()) list_.push_back(std::move(diagnostic));
}

std::vector<Diagnostic> Diagnostics::take() {
  const auto comes_before = [](const Diagnostic &a, const Diagnostic &b) {
    return a.place.line != b.place.line ? a.place.line < b.place.line : a.place.column < b.place.column;
  };
  // Findings of one place stay in the order in which they were made; there are few, and std::stable_sort warns with clang and GCC's library.
  for (auto next = list_.begin(); next != list_.end(); ++next)
    std::rotate(std::upper_bound(list_.begin(), next, *next, comes_before), next, next + 1);
  return std::move(list_);
}

std::string print_diagnostic(const Diagnostic &d, std::string_view file) {
  std::string out(file);
  out += ':' + std::to_string(d.place.line) + ':' + std::to_string(d.place.column) + ": ";
  out += std::string(severity_text(d.severity)) + ' ' + d.code + ": " + d.sentence + '\n';
  out += "  at " + (d.pointer.empty() ? std::string("the document") : d.pointer) + '\n';
  if (!d.hint.empty()) out += "  " + d.hint + '\n';
  return out;
}

std::string diagnostics_json(const std::vector<Diagnostic> &diagnostics, std::string_view file, std::string_view more) {
  size_t errors = 0;
  for (const Diagnostic &d : diagnostics) errors += d.severity == Severity::kError ? 1 : 0;
  std::string out = "{\"file\":" + json_string(file) + ",\"errors\":" + std::to_string(errors);
  out += ",\"warnings\":" + std::to_string(diagnostics.size() - errors) + ",\"diagnostics\":[";
  for (size_t i = 0; i < diagnostics.size(); ++i) {
    const Diagnostic &d = diagnostics[i];
    if (i > 0) out += ',';
    out += "{\"severity\":\"" + std::string(severity_text(d.severity)) + "\",\"code\":" + json_string(d.code);
    out += ",\"line\":" + std::to_string(d.place.line) + ",\"column\":" + std::to_string(d.place.column);
    out += ",\"pointer\":" + json_string(d.pointer) + ",\"sentence\":" + json_string(d.sentence) + ",\"hint\":" + json_string(d.hint) + '}';
  }
  out += ']';
  if (!more.empty()) out.append(",").append(more);
  return out + "}\n";
}

std::string shown(std::string_view text) {
  constexpr size_t kShownBytes = 60;
  std::string out = "`";
  size_t length = std::min(text.size(), kShownBytes);
  while (length < text.size() && length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0u) == 0x80u) --length;
  for (const char c : text.substr(0, length)) out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? '?' : c;
  if (length < text.size()) out += "...";
  return out + '`';
}

std::string nearest_name(std::string_view name, const std::vector<std::string_view> &known) {
  constexpr size_t kLongest = 80;
  constexpr size_t kMostKnown = 10'000;  // more than a strategy may have of anything but labels: nobody mistypes one of so many
  if (name.empty() || name.size() > kLongest || known.size() > kMostKnown) return {};
  std::string_view best;
  size_t least = name.size() <= 4 ? 2 : 1 + name.size() / 3;  // this many edits are too many
  for (const std::string_view candidate : known) {
    const size_t gap = candidate.size() > name.size() ? candidate.size() - name.size() : name.size() - candidate.size();
    if (candidate.size() > kLongest || gap >= least) continue;
    const size_t distance = edit_distance(name, candidate);
    if (distance >= least) continue;
    least = distance;
    best = candidate;
  }
  return std::string(best);
}

}  // namespace vitrine::compiler
