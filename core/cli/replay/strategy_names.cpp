// Segments are named only in the sidecar; the pack itself names the rest.
#include "cli/replay/strategy_names.h"

#include <algorithm>
#include <numeric>

#include "cli/files/output.h"
#include "compiler/sidecar.h"

namespace vitrine::tool {

bool StrategyNames::read(const PackView &pack, std::string_view sidecar) {
  segments = compiler::read_sidecar(sidecar).segments;
  if (segments.size() != pack.segments().size()) return false;
  std::vector<uint32_t> order(segments.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [this](uint32_t left, uint32_t right) { return segments[left] < segments[right]; });
  segment_place.resize(order.size());
  for (uint32_t i = 0; i < order.size(); ++i) segment_place[order[i]] = i;

  for (const StageDef &stage : pack.stages()) stages.emplace_back(pack.string(stage.name));
  for (const SlotDef &def : pack.slots()) {
    SlotNames slot{std::string(pack.string(def.name)), def.kind == SlotKind::kSort, {}};
    if (slot.is_sort) slot.variants = {"default", "sorted"};
    for (uint32_t v = 0; v < def.variant_count && !slot.is_sort; ++v)
      slot.variants.emplace_back(pack.string(pack.variants()[def.variant_first + v].name));
    slots.push_back(std::move(slot));
  }
  return true;
}

void StrategyNames::append_segments(std::string &out, std::vector<uint16_t> &list) const {
  std::sort(list.begin(), list.end(), [this](uint16_t left, uint16_t right) { return segment_place[left] < segment_place[right]; });
  list.erase(std::unique(list.begin(), list.end()), list.end());
  out += '[';
  for (size_t i = 0; i < list.size(); ++i) {
    if (i > 0) out += ',';
    append_json(out, segments[list[i]]);
  }
  out += ']';
}

void StrategyNames::append_stage(std::string &out, uint16_t stage) const {
  if (stage < stages.size())
    append_json(out, stages[stage]);
  else
    out += "null";
}

}  // namespace vitrine::tool
