// One sort puts the changes of a second together, still in the order in which they happened.
#include "cli/transitions.h"

#include <algorithm>
#include <tuple>

#include "cli/strategy_names.h"
#include "compiler/times.h"

namespace vitrine {

void Transitions::write(const Visitors &visitors, const std::vector<uint32_t> &order, const StrategyNames &names, OutputFile &out) {
  std::vector<uint32_t> place(order.size());
  for (uint32_t i = 0; i < order.size(); ++i) place[order[i]] = i;
  for (Change &change : changes_) change.visitor = place[change.visitor];
  std::sort(changes_.begin(), changes_.end(), [](const Change &left, const Change &right) {
    return std::tie(left.time, left.visitor, left.order) < std::tie(right.time, right.visitor, right.order);
  });
  std::string line;
  std::vector<uint16_t> entered;
  std::vector<uint16_t> left;
  for (size_t i = 0; i < changes_.size();) {
    const Change first = changes_[i];
    uint16_t stage = kNone16;
    entered.clear();
    left.clear();
    for (; i < changes_.size() && changes_[i].time == first.time && changes_[i].visitor == first.visitor; ++i) {
      if (changes_[i].kind == Kind::kEntered) entered.push_back(changes_[i].which);
      if (changes_[i].kind == Kind::kLeft) left.push_back(changes_[i].which);
      if (changes_[i].kind == Kind::kStage) stage = changes_[i].which;
    }
    line = "{\"visitor\":";
    append_json(line, visitors.id(order[first.visitor]));
    line += ",\"time\":\"" + format_time(first.time) + "\",\"entered\":";
    names.append_segments(line, entered);
    line += ",\"left\":";
    names.append_segments(line, left);
    line += ",\"stage\":";
    names.append_stage(line, stage);
    line += "}\n";
    out.write(line);
  }
  changes_.clear();
}

}  // namespace vitrine
