// Why a line is no JSON, in words.
#pragma once

#include <simdjson.h>

#include "cli/log/line_fault.h"

namespace vitrine::tool {

[[nodiscard]] LineReason reason_of(simdjson::error_code error);

}  // namespace vitrine::tool
