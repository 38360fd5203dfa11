// Is a text UTF-8?
#pragma once

#include <cstddef>
#include <string_view>

namespace vitrine {

// Offset of the first character that is not UTF-8 (overlong forms, surrogates and values past U+10FFFF included) or is a zero byte; the
// text's length where there is none.
[[nodiscard]] size_t first_invalid(std::string_view text);

}  // namespace vitrine
