// A strategy in English.
#pragma once

#include <string>

#include "compiler/names.h"

namespace vitrine::compiler {

// Every segment, stage and slot as a sentence, a line each. The strategy must have passed its checks.
[[nodiscard]] std::string words_of(const Strategy &strategy, const Names &names);

}  // namespace vitrine::compiler
