// The changes of all visitors: kept as they happen, written by time and visitor, one line a second.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/output.h"
#include "cli/visitors.h"

namespace vitrine {

struct StrategyNames;

class Transitions {
 public:
  void entered(uint32_t visitor, uint32_t time, uint16_t segment) { add(visitor, time, Kind::kEntered, segment); }
  void left(uint32_t visitor, uint32_t time, uint16_t segment) { add(visitor, time, Kind::kLeft, segment); }
  // Told after each step with a change, whether the stage is one of them or not. kNone16: the strategy has no stages.
  void stage(uint32_t visitor, uint32_t time, uint16_t stage) { add(visitor, time, Kind::kStage, stage); }

  // `order`: visitors by id. May be called once.
  void write(const Visitors &visitors, const std::vector<uint32_t> &order, const StrategyNames &names, OutputFile &out);

 private:
  enum class Kind : uint16_t { kEntered, kLeft, kStage };
  struct Change {
    uint32_t time;
    uint32_t visitor;
    uint32_t order;  // among all changes
    Kind kind;
    uint16_t which;
  };
  void add(uint32_t visitor, uint32_t time, Kind kind, uint16_t which) {
    changes_.push_back({time, visitor, static_cast<uint32_t>(changes_.size()), kind, which});
  }
  std::vector<Change> changes_;
};

}  // namespace vitrine
