// Names of a strategy's segments, stages, slots and variants, for output.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "format/pack_view.h"

namespace vitrine::tool {

struct SlotNames {
  std::string id;
  bool is_sort = false;
  std::vector<std::string> variants;  // of a sort slot: default, sorted
};

struct StrategyNames {
  std::vector<std::string> segments;
  std::vector<uint32_t> segment_place;  // of each segment in the order of the bytes of the ids
  std::vector<std::string> stages;
  std::vector<SlotNames> slots;

  // `sidecar`: the names that the compiler puts beside the pack. False: it is not that of this pack.
  [[nodiscard]] bool read(const PackView &pack, std::string_view sidecar);

  // A JSON list of ids sorted by bytes, each once; `list` is sorted by it.
  void append_segments(std::string &out, std::vector<uint16_t> &list) const;
  // A JSON text, or null.
  void append_stage(std::string &out, uint16_t stage) const;
};

}  // namespace vitrine::tool
