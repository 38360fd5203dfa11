// Thin: each function asks the core once or twice.
#include "cli/replay/visitor_view.h"

#include <algorithm>

#include "format/pack_format.h"

namespace vitrine::tool {

void VisitorView::list(int32_t which, std::vector<uint16_t> &to) const {
  const int32_t count = vt_segments(pack_, block_, which, nullptr, 0);
  to.resize(static_cast<size_t>(std::max(count, 0)));
  if (count > 0) vt_segments(pack_, block_, which, to.data(), count);
}

uint32_t VisitorView::clock() const {
  uint16_t halves[2] = {};
  vt_segments(pack_, block_, VT_CLOCK, halves, 2);
  return halves[0] | uint32_t{halves[1]} << 16;
}

uint16_t VisitorView::stage() const {
  uint16_t stage = kNone16;
  return vt_segments(pack_, block_, VT_STAGE, &stage, 1) == 1 ? stage : kNone16;
}

bool VisitorView::moved_from(uint16_t &old_stage) const {
  old_stage = kNone16;
  return vt_segments(pack_, block_, VT_OLD_STAGE, &old_stage, 1) == 1;
}

bool VisitorView::decide(uint32_t slot, vt_decision &decision) const {
  return vt_decide(pack_, block_, static_cast<int32_t>(slot), &decision) == VT_OK;
}

}  // namespace vitrine::tool
