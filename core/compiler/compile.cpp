// The way from text to pack, and the guard that lets no exception out.
#include "compiler/compile.h"

#include <new>
#include <utility>

#include "compiler/check.h"
#include "compiler/emit.h"
#include "compiler/lower.h"
#include "compiler/parse.h"
#include "compiler/reach.h"
#include "compiler/sidecar.h"
#include "compiler/words.h"
#include "format/limits.h"
#include "vitrine/vitrine.h"

namespace vitrine::compiler {
namespace {

// The runtime's own word on the pack.
bool runtime_takes(const std::vector<uint8_t> &pack) {
  const auto length = static_cast<int32_t>(pack.size());
  const int32_t size = vt_pack_size(pack.data(), length);
  if (size <= 0) return false;
  std::vector<uint64_t> memory(static_cast<size_t>(size) / sizeof(uint64_t) + 1);
  return vt_load(memory.data(), size, pack.data(), length) == VT_OK;
}

// A strategy that decides at the edge fits its cookie; of any other the size is only noted.
void check_edge(const SnapshotSize &size, const Strategy &strategy, PackFor what, Report &report, CompileResult &result) {
  result.edge_bytes = size.bytes + kEdgeNoteBytes;
  result.is_for_edge = strategy.edge_node != nullptr;
  if (result.edge_bytes <= kMaxEdgeBytes || (strategy.edge_node == nullptr && what != PackFor::kEdge)) return;
  report.error("edge_memory", strategy.edge_node != nullptr ? at_key(strategy.edge_node) : at(strategy.node),
               "What the edge remembers of a visitor can take " + std::to_string(result.edge_bytes) + " bytes; its cookie holds " +
                   std::to_string(kMaxEdgeBytes) + " (kMaxEdgeBytes).",
               "Let slots read less, or compare counts with smaller numbers. The largest parts, in bytes: " + size.largest + ".");
}

void emit(const Strategy &whole, Names &names, PackFor what, Report &report, Diagnostics &diagnostics, CompileResult &result) {
  const bool with_values = what == PackFor::kValues;
  Lowered lowered = lower_strategy(whole, names, with_values, report);
  if (diagnostics.failed()) return;
  const Strategy subset = with_values ? Strategy{} : edge_subset(whole, names);
  if (!with_values) {
    Lowered at_edge = lower_strategy(subset, Names(subset), false, report);
    check_edge(at_edge.snapshot, whole, what, report, result);
    if (diagnostics.failed()) return;
    if (what == PackFor::kEdge) lowered = std::move(at_edge);
  }
  const Strategy &strategy = what == PackFor::kEdge ? subset : whole;
  std::vector<uint8_t> pack = emit_pack(lowered.records);
  if (pack.size() > kMaxPackBytes) {
    report.error(
        "limit", at(strategy.node),
        "The pack would take " + std::to_string(pack.size()) + " bytes; at most " + std::to_string(kMaxPackBytes) + " fit (kMaxPackBytes).",
        "Split the strategy.");
  } else if (!runtime_takes(pack)) {
    report.error("refused", at(strategy.node), "The runtime refuses this strategy's pack.",
                 "This is a defect of the compiler: please report it together with the strategy.");
  } else {
    for (const std::string_view event : names.event_names()) result.known.events.emplace_back(event);
    for (const Trait &trait : strategy.traits) result.known.traits.push_back({trait.name, trait.type, trait.labels});
    if (with_values) result.features = {std::move(lowered.values), std::move(lowered.label_texts), channel_names()};
    result.names = sidecar_of(strategy, lowered.names, pack);
    result.pack = std::move(pack);
  }
}

// Reads and checks; `use` gets a strategy without errors.
template <class Use>
std::vector<Diagnostic> with_strategy(std::string_view text, Use use) {
  Diagnostics diagnostics;
  const Document document = read_document(text, diagnostics);
  if (document.root == nullptr) return diagnostics.take();
  Report report(diagnostics);
  const Strategy strategy = parse_strategy(document, diagnostics);
  Names names(strategy);
  check_strategy(strategy, names, report);
  if (!diagnostics.failed()) use(strategy, names, report, diagnostics);
  return diagnostics.take();
}

// What `work` throws becomes a finding.
template <class Work>
std::vector<Diagnostic> without_exceptions(Work work) {
  const char *sentence = "";
  try {
    return work();
  } catch (const std::bad_alloc &) {
    sentence = "There is not enough memory to compile this strategy.";
  } catch (...) {
    sentence = "Something went wrong inside the compiler.";
  }
  std::vector<Diagnostic> only;
  only.push_back({Severity::kError, "internal", {}, "", sentence, "Please report it together with the strategy."});
  return only;
}

}  // namespace

CompileResult compile(std::string_view text, std::string_view file_name, PackFor what) {
  CompileResult result;
  result.file = file_name;
  result.diagnostics = without_exceptions([&] {
    return with_strategy(text, [&](const Strategy &strategy, Names &names, Report &report, Diagnostics &diagnostics) {
      emit(strategy, names, what, report, diagnostics, result);
    });
  });
  return result;
}

WordsResult words(std::string_view text, std::string_view file_name) {
  WordsResult result;
  result.file = file_name;
  result.diagnostics = without_exceptions([&] {
    return with_strategy(text,
                         [&](const Strategy &strategy, Names &names, Report &, Diagnostics &) { result.text = words_of(strategy, names); });
  });
  return result;
}

}  // namespace vitrine::compiler
