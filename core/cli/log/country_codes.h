// English names of countries, as Google Analytics writes them, to ISO 3166 codes.
#pragma once

#include <string_view>

namespace vitrine::tool {

// Empty: the name stands in no table.
[[nodiscard]] std::string_view country_code(std::string_view name);

}  // namespace vitrine::tool
