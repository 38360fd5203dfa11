// What a page may be for the edge to touch it: one past any of these and the page, or the slot, is left to the browser.
#pragma once

#include <cstdint>

namespace vitrine::page {

inline constexpr uint32_t kMaxPage = 4 << 20;        // bytes; a larger page passes whole from where it stands
inline constexpr uint32_t kMaxHead = 64 << 10;       // bytes before the end of the head: nothing is sent before it
inline constexpr uint32_t kMaxHeld = 1 << 20;        // bytes of a slot's or a list's content, which wait until its end has come
inline constexpr uint32_t kMaxDepth = 512;           // open elements
inline constexpr uint32_t kMaxFormatting = 128;      // entries of the list of active formatting elements
inline constexpr uint32_t kMaxTemplates = 64;        // templates in templates
inline constexpr uint32_t kMaxName = 64;             // bytes of a tag's name; no name that means something is longer
inline constexpr uint32_t kMaxAttributeName = 40;    // bytes; longer ones mean nothing here
inline constexpr uint32_t kMaxAttribute = 4 << 10;   // bytes of the values that are kept of one tag
inline constexpr uint32_t kMaxSlots = 64;            // slots and lists of a page
inline constexpr uint32_t kMaxVariants = 256;        // their templates
inline constexpr uint32_t kMaxItems = 2000;          // items of all lists
inline constexpr uint32_t kMaxNames = 16 << 10;      // bytes of the names of all slots and templates
inline constexpr uint32_t kMaxSlotName = 64;         // bytes of one
inline constexpr uint32_t kMaxState = 64 << 10;      // bytes of page state

}  // namespace vitrine::page
