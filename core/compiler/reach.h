// What slots read, through segments and stages: for the edge, which knows less of a page than the browser does.
#pragma once

#include <vector>

#include "compiler/names.h"

namespace vitrine::compiler {

struct Reach {
  std::vector<bool> segments;  // by index
  bool stages = false;         // every stage's `when`
  bool page_state = false;     // cart, customer or orders
  bool evidence = false;
};
[[nodiscard]] Reach reach_of(const Slot &slot, const Strategy &strategy, const Names &names);

// The strategy as far as its slots read it. They decide alike under both; what only others are told of is left out, so that less is remembered.
[[nodiscard]] Strategy edge_subset(const Strategy &strategy, const Names &names);

}  // namespace vitrine::compiler
