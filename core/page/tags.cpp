// Tags by name: a hash table made when this is compiled.
#include "page/tags.h"

#include <cstring>

namespace vitrine::page {
namespace {

constexpr std::string_view kNames[] = {
#define VITRINE_X(id, name, bits) name,
    "", VITRINE_TAGS(VITRINE_X)
#undef VITRINE_X
};
constexpr uint32_t kBits[] = {
#define VITRINE_X(id, name, bits) bits,
    0, VITRINE_TAGS(VITRINE_X)
#undef VITRINE_X
};
constexpr uint32_t kTags = static_cast<uint32_t>(Tag::kCount);

constexpr uint32_t hash_of(std::string_view name) {
  uint32_t hash = 2166136261u;
  for (const char c : name) hash = (hash ^ static_cast<uint8_t>(c)) * 16777619u;
  return hash ^ hash >> 15;
}

// A place for each name, found by its hash and the places after it; at most half of them are taken.
constexpr uint32_t kPlaces = 512;
static_assert(kTags * 2 <= kPlaces);
struct Places {
  uint8_t tag[kPlaces];
};
constexpr Places made() {
  Places places{};
  for (uint32_t tag = 1; tag < kTags; ++tag) {
    uint32_t at = hash_of(kNames[tag]) % kPlaces;
    while (places.tag[at] != 0) at = (at + 1) % kPlaces;
    places.tag[at] = static_cast<uint8_t>(tag);
  }
  return places;
}
constexpr Places kPlace = made();

}  // namespace

Tag tag_of(std::string_view name) {
  for (uint32_t at = hash_of(name) % kPlaces; kPlace.tag[at] != 0; at = (at + 1) % kPlaces) {
    const std::string_view known = kNames[kPlace.tag[at]];
    if (known.size() == name.size() && std::memcmp(known.data(), name.data(), name.size()) == 0) return static_cast<Tag>(kPlace.tag[at]);
  }
  return Tag::kOther;
}

uint32_t bits_of(Tag tag) { return kBits[static_cast<uint32_t>(tag)]; }

}  // namespace vitrine::page
