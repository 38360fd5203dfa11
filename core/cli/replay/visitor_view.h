// What the core says of one visitor.
#pragma once

#include <cstdint>
#include <vector>

#include "vitrine/vitrine.h"

namespace vitrine::tool {

// `pack` as vt_load made it, `block` a visitor of it; both must outlive the view.
class VisitorView {
 public:
  VisitorView(const void *pack, const uint64_t *block) : pack_(pack), block_(block) {}

  // Lists into `to`, which is as long as the list then.
  void list(int32_t which, std::vector<uint16_t> &to) const;
  [[nodiscard]] uint32_t clock() const;
  [[nodiscard]] uint16_t stage() const;  // kNone16: none
  // The last step moved the visitor to another stage; kNone16: from none.
  [[nodiscard]] bool moved_from(uint16_t &old_stage) const;
  // False: the core does not decide this slot.
  [[nodiscard]] bool decide(uint32_t slot, vt_decision &decision) const;

 private:
  const void *pack_;
  const uint64_t *block_;
};

}  // namespace vitrine::tool
