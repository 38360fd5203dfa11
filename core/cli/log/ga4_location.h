// The campaign that GA4 collected beside the address, put back into the address, where our traffic rules read it.
#pragma once

#include <string>
#include <string_view>

#include "cli/log/json_row.h"

namespace vitrine::tool {

// `location` with utm_* and click ids of `source` (collected_traffic_source), unless it has some of its own.
[[nodiscard]] std::string with_campaign(std::string_view location, const JsonObject &source);

}  // namespace vitrine::tool
