// The changes of a shard's visitors: kept as they happen, given back by time and visitor, second by second.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::tool {

struct StrategyNames;

class Transitions {
 public:
  void entered(uint32_t visitor, uint32_t time, uint16_t segment) { add(visitor, time, Kind::kEntered, segment); }
  void left(uint32_t visitor, uint32_t time, uint16_t segment) { add(visitor, time, Kind::kLeft, segment); }
  // Told after each step with a change, whether the stage is one of them or not. kNone16: the strategy has no stages.
  void stage(uint32_t visitor, uint32_t time, uint16_t stage) { add(visitor, time, Kind::kStage, stage); }

  // `places`: by visitor, the place among all visitors. Once, when no more is added.
  void sort(const std::vector<uint32_t> &places);

  // A second in which a visitor's segments or stage changed.
  struct Second {
    uint32_t time;
    uint32_t place;  // of the visitor
    std::vector<uint16_t> entered;
    std::vector<uint16_t> left;
    uint16_t stage;  // at its end
  };
  // False: there is no further one.
  [[nodiscard]] bool next(Second &second);

  // As a line of JSON.
  static void append_line(std::string &out, std::string_view visitor, Second &second, const StrategyNames &names);

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
  size_t given_ = 0;
};

}  // namespace vitrine::tool
