// What the page and a search say of themselves.
#pragma once

#include "runtime/event.h"
#include "runtime/state.h"

namespace vitrine::runtime {

void take_page(Run r, const Event &event);
void take_search(Run r, const Event &event);

}  // namespace vitrine::runtime
