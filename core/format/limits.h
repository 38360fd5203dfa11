// Every limit of packs, events and visitors, with the reason for its size. Each has a test at it and one past it.
#pragma once

#include <cstdint>

namespace vitrine {

inline constexpr uint32_t kMaxPackBytes = 1u << 20;     // 1 MiB: a thousand times the demo's
inline constexpr uint32_t kMaxPackMemory = 64u << 20;   // pack and a visitor's block, loaded
inline constexpr uint32_t kMaxEventBytes = 65'535;      // offsets inside an event fit 16 bits
inline constexpr uint32_t kMaxItems = 200;              // GA4's own limit; more are ignored by the hosts
inline constexpr uint32_t kMaxSegments = 8'192;
inline constexpr uint32_t kMaxStages = 64;              // one machine word of stage gates
inline constexpr uint32_t kMaxGates = 32'767;           // a fan-out edge is 15 bits of gate and one of polarity
inline constexpr uint32_t kMaxGateInputs = 255;         // the counter of a gate is a byte
inline constexpr uint32_t kMaxConditions = 32'767;
inline constexpr uint32_t kMaxFeatures = 4'096;
inline constexpr uint32_t kMaxEvents = 255;             // names of events a strategy uses
inline constexpr uint32_t kMaxFields = 254;             // 0xFF says "no field"
inline constexpr uint32_t kMaxSlots = 256;
inline constexpr uint32_t kMaxVariants = 1'024;
inline constexpr uint32_t kMaxSignals = 64;
inline constexpr uint32_t kMaxDimensions = 4;           // STRATEGY.md section 2
inline constexpr uint32_t kMaxValues = 16;              // values kept by distinct, repeats, affinity (STRATEGY.md section 2)
inline constexpr uint32_t kMaxExact = 32;               // largest constant of an exact windowed count; one more time is kept
inline constexpr uint32_t kMaxBuckets = 24;             // ceil(W / ceil(W / 24)) never exceeds it
inline constexpr uint32_t kMaxBands = 15;               // price bands; their labels fill the 16 values of a dimension
inline constexpr uint32_t kMinSteps = 2;                // of a sequence
inline constexpr uint32_t kMaxSteps = 6;
inline constexpr uint32_t kMaxRepeats = 16;             // `repeats` stops here
inline constexpr uint32_t kMaxRepeatsWithin = 4;        // and here with a `within` in time: so many times a value are kept
inline constexpr uint32_t kMaxTextBytes = 64;           // texts are cut to this at a character
inline constexpr uint32_t kMaxWhereNodes = 4'096;       // over all `where` of a strategy, caps and evidence included
inline constexpr uint32_t kMaxWhereDepth = 16;          // recursion of a `where`
inline constexpr uint32_t kMaxStrings = 8'192;
inline constexpr uint32_t kMaxHosts = 4'096;            // known traffic sources
inline constexpr uint32_t kMaxHostKinds = 256;          // a host names its kind in a byte
inline constexpr uint32_t kMaxExperiments = 256;        // one a slot
inline constexpr uint32_t kMaxEvidence = 8;             // newest names of evidence (STRATEGY.md section 5)
inline constexpr uint32_t kMaxCap = 32;                 // `max` of a cap, so that it is exact within a duration
inline constexpr uint32_t kMaxRankItems = 65'535;       // positions are 16 bits
inline constexpr uint32_t kMaxEdgeBytes = 680;          // of a snapshot in the edge's cookie, with
inline constexpr uint32_t kEdgeNoteBytes = 20;         // what the edge notes beside it (js/src/edge/ledger.js)
inline constexpr uint32_t kMaxSnapshotBytes = 3'000;    // as base64url it fits a cookie of 4,096 bytes
// Work is counted in units of at most 50 ns natively (2.5 GHz; hostile packs and events are what is measured), so that a call takes 50 ms at worst, and
// a few times that in an interpreter. An event: what its listeners do, for each item.
inline constexpr uint32_t kMaxEventWork = 1u << 20;
inline constexpr uint32_t kItemWork = 8;  // looking an item's fields up, once for each walk over the items
inline constexpr uint32_t kContainsWork = 8;  // a `contains`; any other node of a `where` is 1
// The moments of the clock that a call passes, then VT_MORE: each counts as many as the pack has bytes. It refreshes each feature once at most (32
// bytes, up to 0.2 us), judges each gate (4 bytes) and moves each edge (2 bytes). A year of hours is some 30 calls under the demo's pack of 12 KB:
// a call costs a host two look-ups of what changed.
inline constexpr uint32_t kMaxClockWork = 1u << 22;
inline constexpr uint32_t kCountStop = 65'535;  // counts stop here
inline constexpr int64_t kAmountStop = int64_t{1} << 52;  // amounts stop here, in thousandths
inline constexpr int64_t kInterestStop = int64_t{1} << 40;  // interest of one value stops here
inline constexpr uint32_t kRecentIds = 8;  // transaction ids remembered against repetition
inline constexpr uint32_t kMaxDuration = 400u * 86'400u;  // 400d
inline constexpr int64_t kMaxOffset = 1'000'000;  // minutes of `tz_offset` either way: two years, far past every zone
inline constexpr uint32_t kNever = 0xFFFF'FFFFu;  // no moment

}  // namespace vitrine
