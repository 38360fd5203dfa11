// What a summary counts, by index, for a part of the visitors.
#pragma once

#include <cstdint>
#include <deque>
#include <unordered_map>
#include <vector>

#include "cli/replay/strategy_names.h"
#include "cli/replay/summary.h"
#include "cli/replay/visitor_view.h"

namespace vitrine::tool {

class Tally {
 public:
  // `slots`: to decide. Both must outlive the tally.
  Tally(const StrategyNames &names, const std::vector<uint32_t> &slots);

  void entered(uint32_t visitor, const std::vector<uint16_t> &segments);
  void moved(uint16_t old_stage, uint16_t stage);
  // Once a visitor, at the end. `members`: the segments it is in.
  void count(const VisitorView &visitor, const std::vector<uint16_t> &members);

  void add_to(Summary &summary) const;

 private:
  const StrategyNames &names_;
  const std::vector<uint32_t> &slots_;
  size_t ever_words_;
  std::deque<uint64_t> ever_;  // per visitor a bit for each segment
  std::vector<uint64_t> ever_count_, now_count_, stage_count_, first_count_;
  std::unordered_map<uint32_t, uint64_t> moves_;    // old stage << 16 | new stage
  std::unordered_map<uint32_t, uint64_t> overlap_;  // smaller index << 16 | greater one
  std::vector<std::vector<uint64_t>> decided_;      // by place in slots_, then variant
};

}  // namespace vitrine::tool
