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
  void entered(uint32_t visitor, uint32_t time, uint16_t segment) { changes_.push_back({time, visitor, Kind::kEntered, segment}); }
  void left(uint32_t visitor, uint32_t time, uint16_t segment) { changes_.push_back({time, visitor, Kind::kLeft, segment}); }
  // Told after each step with a change, whether the stage is one of them or not. kNone16: the strategy has no stages.
  void stage(uint32_t visitor, uint32_t time, uint16_t stage) { changes_.push_back({time, visitor, Kind::kStage, stage}); }

  // `order`: visitors by id. May be called once.
  void write(const Visitors &visitors, const std::vector<uint32_t> &order, const StrategyNames &names, OutputFile &out);

 private:
  enum class Kind : uint16_t { kEntered, kLeft, kStage };
  struct Change {
    uint32_t time;
    uint32_t visitor;
    Kind kind;
    uint16_t which;
  };
  std::vector<Change> changes_;
};

}  // namespace vitrine
