// Document to strategy: the form of every part. What the parts mean together is checked in check.h.
#pragma once

#include "compiler/strategy.h"

namespace vitrine::compiler {

// What is wrong is told to `out`; the parts that hold are returned in any case. `document` must have a root and outlive the strategy.
[[nodiscard]] Strategy parse_strategy(const Document &document, Diagnostics &out);

}  // namespace vitrine::compiler
