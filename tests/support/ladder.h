// Reads a feature's value through segments: one a threshold, so the value shows as the highest rung reached.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <vector>

#include "support/visitor.h"

namespace vitrine::test {

class Ladder {
 public:
  Ladder(PackBuilder &pack, int feature, const std::vector<int64_t> &rungs) : rungs_(rungs) {
    exists_ = pack.segment(pack.exists(feature));
    for (const int64_t rung : rungs) segments_.push_back(pack.segment(pack.ge(feature, rung)));
  }
  // 1 .. highest
  Ladder(PackBuilder &pack, int feature, int highest) : Ladder(pack, feature, up_to(highest)) {}

  static constexpr int64_t kNoValue = -1;
  static constexpr int64_t kBelow = -2;  // a value under the first rung

  [[nodiscard]] int64_t of(const Visitor &visitor) const {
    const Ids in = visitor.in();
    const auto holds = [&](int segment) {
      for (const int id : in) {
        if (id == segment) return true;
      }
      return false;
    };
    if (!holds(exists_)) return kNoValue;
    int64_t reached = kBelow;
    for (size_t i = 0; i < rungs_.size(); ++i) {
      if (holds(segments_[i])) reached = rungs_[i];
    }
    return reached;
  }

 private:
  static std::vector<int64_t> up_to(int highest) {
    std::vector<int64_t> rungs;
    for (int i = 0; i <= highest; ++i) rungs.push_back(i);
    return rungs;
  }
  std::vector<int64_t> rungs_;
  std::vector<int> segments_;
  int exists_;
};

}  // namespace vitrine::test
