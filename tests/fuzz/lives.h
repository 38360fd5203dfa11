// What a visitor goes through in a fuzzer.
#pragma once

#include "fuzz/makers.h"
#include "fuzz/visitor.h"

namespace vitrine::fuzz {

// A few events, clock, lists, purposes; `seed` says which.
void live(const LoadedPack &pack, const std::vector<std::string> &words, Visitor &visitor, uint64_t seed);

// A pack whose head and checksum are right: refused, or it runs. True: it runs.
bool try_pack(const LoadedPack &pack, uint64_t seed);

// A snapshot whose checksum is right, under the rich strategy. True: it was taken.
bool try_snapshot(BytesView sealed);

// True: it was taken. Then a snapshot of the visitor makes the same visitor again, now and after more events. `world`'s strategy must be one
// that the compiler takes.
bool live_on(const World &world, BytesView snapshot, uint64_t seed);

// Of a visitor of 400 random events under the rich strategy.
[[nodiscard]] Bytes busy_snapshot(uint64_t seed);

// Lists of `count` items for every sort slot.
void rank_all(const LoadedPack &pack, const std::vector<std::string> &words, Visitor &visitor, Random &random, size_t count);

}  // namespace vitrine::fuzz
