// Tags by name. The names stand behind one another in one text, a table says where those of each letter begin.
#include "page/tags.h"

#include <cstring>

namespace vitrine::page {
namespace {

constexpr char kNames[] =
#define VITRINE_X(id, name, bits) name
    VITRINE_TAGS(VITRINE_X);
#undef VITRINE_X
constexpr uint8_t kLengths[] = {
#define VITRINE_X(id, name, bits) sizeof(name) - 1,
    VITRINE_TAGS(VITRINE_X)
#undef VITRINE_X
};
constexpr uint32_t kBits[] = {
#define VITRINE_X(id, name, bits) bits,
    0, VITRINE_TAGS(VITRINE_X)
#undef VITRINE_X
};
constexpr uint32_t kTags = sizeof kLengths;

struct Letter {
  uint8_t tag;   // the first of its names
  uint16_t at;   // where it stands
};
struct Letters {
  Letter of[27];
};
constexpr Letters made() {
  Letters letters{};
  uint32_t at = 0;
  uint32_t tag = 0;
  for (uint32_t letter = 0; letter < 27; ++letter) {
    letters.of[letter] = {static_cast<uint8_t>(tag), static_cast<uint16_t>(at)};
    while (tag < kTags && static_cast<uint32_t>(kNames[at] - 'a') == letter) at += kLengths[tag++];
  }
  return letters;
}
constexpr Letters kLetters = made();
static_assert(kLetters.of[26].tag == kTags, "the names stand in the order of their first letters");

}  // namespace

Tag tag_of(std::string_view name) {
  const auto letter = static_cast<uint32_t>(name[0] - 'a');
  if (letter >= 26) return Tag::kOther;
  uint32_t at = kLetters.of[letter].at;
  for (uint32_t tag = kLetters.of[letter].tag; tag < kLetters.of[letter + 1].tag; at += kLengths[tag++]) {
    if (kLengths[tag] == name.size() && std::memcmp(kNames + at, name.data(), name.size()) == 0) return static_cast<Tag>(tag + 1);
  }
  return Tag::kOther;
}

uint32_t bits_of(Tag tag) { return kBits[static_cast<uint32_t>(tag)]; }

}  // namespace vitrine::page
