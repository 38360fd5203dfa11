// Texts are cut at a character, as the language says (STRATEGY.md section 2).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "format/texts.h"

namespace vitrine::tool {

// At most `most` bytes of UTF-8.
[[nodiscard]] inline std::string_view cut_text(std::string_view text, size_t most) {
  return text.substr(0, cut_length(text.data(), static_cast<uint32_t>(text.size()), static_cast<uint32_t>(most)));
}

}  // namespace vitrine::tool
