// Which variant a slot shows.
#pragma once

#include "runtime/state.h"
#include "vitrine/vitrine.h"

namespace vitrine::runtime {

void decide(Run r, const SlotDef &slot, vt_decision &decision);

}  // namespace vitrine::runtime
