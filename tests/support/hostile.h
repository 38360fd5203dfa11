// What the hostile tests share: spoiled bytes, and a visitor's life that must end well whatever the bytes said.
#pragma once

#include "support/sample.h"

namespace vitrine::test {

// Values that overflow, turn signs and pass limits. Every byte is tried with each.
inline constexpr uint8_t kSpoilers[] = {0x00, 0x7F, 0x80, 0xFF};

// As Wasm, where memory is slow to come by, only every third byte is spoiled, at an offset that differs for each value; natively and sanitized all.
#ifdef __EMSCRIPTEN__
inline constexpr size_t kThin = 3;
#else
inline constexpr size_t kThin = 1;
#endif

// Events, clock, decisions, lists, purposes, snapshots: REQUIREs that every answer is one that the interface allows.
void live(const LoadedPack &pack, Visitor &visitor, uint32_t seed, int events);

}  // namespace vitrine::test
