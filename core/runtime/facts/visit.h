// The visit: its beginning, its pages and its end.
#pragma once

#include "runtime/event.h"
#include "runtime/state.h"

namespace vitrine::runtime {

void begin_or_prolong_visit(Run r, const Event &event);
void end_visit(Run r);

}  // namespace vitrine::runtime
