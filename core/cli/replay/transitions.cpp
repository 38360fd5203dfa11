// One sort puts the changes of a second together, still in the order in which they happened.
#include "cli/replay/transitions.h"

#include <algorithm>
#include <tuple>

#include "cli/files/output.h"
#include "cli/replay/strategy_names.h"
#include "format/pack_format.h"
#include "text/times.h"

namespace vitrine::tool {

void Transitions::sort(const std::vector<uint32_t> &places) {
  for (Change &change : changes_) change.visitor = places[change.visitor];
  std::sort(changes_.begin(), changes_.end(), [](const Change &left, const Change &right) {
    return std::tie(left.time, left.visitor, left.order) < std::tie(right.time, right.visitor, right.order);
  });
}

bool Transitions::next(Second &second) {
  if (given_ == changes_.size()) return false;
  second.time = changes_[given_].time;
  second.place = changes_[given_].visitor;
  second.entered.clear();
  second.left.clear();
  second.stage = kNone16;
  for (; given_ < changes_.size(); ++given_) {
    const Change &change = changes_[given_];
    if (change.time != second.time || change.visitor != second.place) break;
    if (change.kind == Kind::kEntered) second.entered.push_back(change.which);
    if (change.kind == Kind::kLeft) second.left.push_back(change.which);
    if (change.kind == Kind::kStage) second.stage = change.which;
  }
  return true;
}

void Transitions::append_line(std::string &out, std::string_view visitor, Second &second, const StrategyNames &names) {
  append_json(out += "{\"visitor\":", visitor);
  out += ",\"time\":\"" + format_time(second.time) + "\",\"entered\":";
  names.append_segments(out, second.entered);
  names.append_segments(out += ",\"left\":", second.left);
  names.append_stage(out += ",\"stage\":", second.stage);
  out += "}\n";
}

}  // namespace vitrine::tool
