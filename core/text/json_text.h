// Texts as JSON strings.
#pragma once

#include <string>
#include <string_view>

namespace vitrine {

// `text` in double quotes, escaped; bytes above 0x7F are kept.
[[nodiscard]] std::string json_string(std::string_view text);

}  // namespace vitrine
