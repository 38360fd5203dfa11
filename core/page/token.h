// What the tokenizer hands to the tree construction: a tag with the attributes that mean something here, by the bytes where it lies.
#pragma once

#include <cstdint>
#include <string_view>

#include "page/limits.h"
#include "page/tags.h"

namespace vitrine::page {

// name in C++, name in HTML; in the order of the names' letters
// clang-format off
#define VITRINE_ATTRIBUTES(X) \
  X(kAutoplay, "autoplay") \
  X(kCharset, "charset") \
  X(kColor, "color") \
  X(kContent, "content") \
  X(kReactRoot, "data-reactroot") \
  X(kVitrine, "data-vitrine") \
  X(kApp, "data-vitrine-app") \
  X(kEdge, "data-vitrine-edge") \
  X(kItem, "data-vitrine-item") \
  X(kOrder, "data-vitrine-order") \
  X(kOwn, "data-vitrine-own") \
  X(kSlot, "data-vitrine-slot") \
  X(kState, "data-vitrine-state") \
  X(kVariant, "data-vitrine-variant") \
  X(kEncoding, "encoding") \
  X(kFace, "face") \
  X(kForm, "form") \
  X(kHttpEquiv, "http-equiv") \
  X(kId, "id") \
  X(kIs, "is") \
  X(kOpen, "open") \
  X(kPopover, "popover") \
  X(kShadowRootMode, "shadowrootmode") \
  X(kSize, "size") \
  X(kNamedSlot, "slot") \
  X(kSrc, "src") \
  X(kType, "type")
// clang-format on

#define VITRINE_X(id, name) id,
enum class Attribute : uint8_t { VITRINE_ATTRIBUTES(VITRINE_X) kCount };
#undef VITRINE_X
inline constexpr uint32_t kAttributes = static_cast<uint32_t>(Attribute::kCount);

struct Token {
  Tag tag;
  bool is_end;
  bool closes_itself;
  bool is_cut;  // a name or value was longer than what is kept
  uint32_t start;  // of its "<"
  uint32_t end;    // after its ">"
  uint32_t given;  // a bit an attribute
  uint32_t referring;  // those whose value holds a character reference
  uint16_t at[kAttributes];
  uint16_t length[kAttributes];
  uint16_t used;
  uint32_t name_hash;  // tells unknown names apart
  uint32_t all_hash;   // of the name and of all attributes: what is equal has the same one
  char values[kMaxAttribute];

  [[nodiscard]] bool has(Attribute which) const { return (given >> static_cast<uint32_t>(which) & 1) != 0; }
  [[nodiscard]] bool refers(Attribute which) const { return (referring >> static_cast<uint32_t>(which) & 1) != 0; }
  // As written, without its references read.
  [[nodiscard]] std::string_view value(Attribute which) const {
    const auto i = static_cast<uint32_t>(which);
    return has(which) ? std::string_view(values + at[i], length[i]) : std::string_view();
  }
};

// What stands before the first letter of a run of text.
enum TextBegins : uint8_t { kBeginsWithReference = 1, kBeginsWithNull = 2, kNullIsFirst = 4 };

// Equal but for the case of ASCII letters; `small` is in small letters.
[[nodiscard]] bool equals(std::string_view text, std::string_view small);

}  // namespace vitrine::page
