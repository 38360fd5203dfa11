// The pack, record by record (FORMAT.md says the same in words; a test compares the two).
#pragma once

#include <cstdint>

#include "format/comparators.h"
#include "format/facts.h"
#include "format/feature_kinds.h"

namespace vitrine {

inline constexpr uint32_t kPackMagic = 0x4E525456u;  // "VTRN" in a little-endian file
inline constexpr uint16_t kPackVersion = 4;
inline constexpr uint16_t kNone16 = 0xFFFFu;
inline constexpr uint8_t kNone8 = 0xFFu;

// Sections, in file order: id, name, record.
#define VITRINE_SECTIONS(X)                       \
  X(kConfig, config, ConfigDef)                   \
  X(kConditions, conditions, int64_t)             \
  X(kLabels, labels, uint64_t)                    \
  X(kBandLimits, band_limits, int64_t)            \
  X(kBandLabels, band_labels, uint64_t)           \
  X(kWhere, where, WhereDef)                      \
  X(kSourceNames, source_names, uint64_t)         \
  X(kFeatures, features, FeatureDef)              \
  X(kEvents, events, EventDef)                    \
  X(kFields, fields, FieldDef)                    \
  X(kDimensions, dimensions, DimensionDef)        \
  X(kHostCounts, host_counts, uint8_t)            \
  X(kHostKeys, host_keys, uint16_t)               \
  X(kHostClasses, host_classes, uint8_t)          \
  X(kHostKinds, host_kinds, HostKindDef)          \
  X(kHostParams, host_params, uint32_t)           \
  X(kEdgeFirst, edge_first, uint32_t)             \
  X(kSegments, segments, SegmentDef)              \
  X(kSignals, signals, SignalDef)                 \
  X(kSlots, slots, SlotDef)                       \
  X(kVariants, variants, VariantDef)              \
  X(kStringFirst, string_first, uint32_t)         \
  X(kGates, gates, GateDef)                       \
  X(kStages, stages, StageDef)                    \
  X(kSteps, steps, StepDef)                       \
  X(kEdges, edges, uint16_t)                      \
  X(kListeners, listeners, uint16_t)              \
  X(kHostRules, host_rules, HostRuleDef)          \
  X(kTraffic, traffic, TrafficDef)                \
  X(kClickIds, click_ids, ClickIdDef)             \
  X(kApps, apps, AppDef)                          \
  X(kChannelTests, channel_tests, ChannelTestDef) \
  X(kChannelRows, channel_rows, ChannelRowDef)    \
  X(kBrandTerms, brand_terms, uint16_t)           \
  X(kPlaces, places, PlaceDef)                    \
  X(kExperiments, experiments, ExperimentDef)     \
  X(kArms, arms, ArmDef)                          \
  X(kStrings, strings, char)

struct SectionRef {
  uint32_t offset;  // from the start of the pack, a multiple of 8
  uint32_t count;   // records
};

struct PackHeader {
  uint32_t magic;
  uint16_t version;
  uint16_t sections;
  uint32_t length;       // of the whole pack, a multiple of 8
  uint32_t checksum;     // fnv1a32 of everything behind this field
  uint64_t strategy_id;  // label_hash of everything behind the section table
};

struct ConfigDef {
  uint32_t currency;  // the three capital letters of the strategy's currency, the first in the lowest byte; 0: none declared
  uint16_t name;      // kNone16: the strategy has none
  uint16_t reserved;
  uint32_t visit_gap;  // seconds
  uint32_t half_life;  // seconds
  uint32_t holdout_seed;  // fnv1a32 of the seed, from which the visitor's id goes on
  uint16_t holdout_buckets;  // the first so many buckets of 10,000 are held out
  uint16_t group_first[kGroups + 1];  // features of group g: group_first[g] .. group_first[g + 1]
};
static_assert(sizeof(ConfigDef) % 8 == 0);

// Flags of an event.
enum : uint8_t { kEventActivity = 1 };
struct EventDef {
  uint32_t hash;  // fnv1a32 of the name
  uint32_t weight;  // of affinity, in thousandths; 0: none
  EventRole role;
  uint8_t flags;
  uint16_t listener_first;  // features that this event feeds: listeners[listener_first ..+ listener_count]
  uint16_t listener_count;
  uint16_t reserved;
};

struct FieldDef {
  uint32_t hash;  // fnv1a32 of the name
  FieldRole role;
  uint8_t wants;  // Wants
  uint16_t reserved;
};

enum class SumOf : uint8_t { kValue, kQuantity, kCount };

// Flags of a feature. kFeatureExists: its first condition is `exists`. kFeatureThenNot: behind its steps stands one that undoes the sequence.
enum : uint8_t { kFeatureExists = 1, kFeatureThenNot = 2 };

// Conditions of a feature: conditions[condition_first ..+ condition_count], ascending.
//   numbers: "value >= c" in thousandths for amounts, shares and fractions, else as they are; `exists` is INT64_MIN
//   booleans: "value >= 1" where false is 0 and true is 1
//   labels: label_hash, ascending as unsigned; `exists` stands first as 0
//   texts: operator << 32 | string (TextOp); in any order after `exists`
struct FeatureDef {
  FeatureKind kind;
  ValueType type;
  WindowKind window_kind;
  uint8_t flags;
  Group group;
  Fact fact;
  uint8_t field;  // index of the field read, kNone8: none
  uint8_t purposes;  // granted to be collected (VT_*), 0: context
  uint32_t window;  // seconds
  uint32_t in_last;  // kSequence: seconds for which a completion counts, 0: for ever
  uint32_t key;  // fnv1a32 of the definition; names the feature's part in a snapshot; 0: not stored
  uint16_t event;  // index, kNone16: none
  uint16_t where;  // first node, kNone16: none
  uint16_t condition_first;
  uint16_t condition_count;
  // Operands, by kind. The other kinds have none.
  union {
    uint16_t times;  // kCountTimes: times kept
    uint16_t dimension;  // kShare, kTop
    uint16_t sum_of;  // kSumEver, kSumBuckets: SumOf
    uint16_t steps;  // kSequence: how many
    uint16_t names;  // kEvidence: the feature that knows the names
    uint16_t listed;  // trait with labels; geo.zone, geo.climate: how many stand in its list
  };
  union {
    uint16_t label;  // kShare, kEvidence: index into labels
    uint16_t first_step;  // kSequence: into steps
    uint16_t first_listed;  // trait with labels: into labels; geo.zone, geo.climate: into places
  };
};
static_assert(sizeof(FeatureDef) == 32);

// A step of a sequence: this event, fulfilling this `where`.
struct StepDef {
  uint16_t event;
  uint16_t where;  // first node, kNone16: none
};

struct WhereDef {
  int64_t value;
  WhereOp op;
  uint8_t need;
  uint8_t field;  // index
  uint8_t reserved;
  uint16_t next;  // the node behind this one and its children
  uint16_t reserved2;
};
static_assert(sizeof(WhereDef) == 16);

// On while at least `need` inputs are on. Its fan-out: edges[edge_first[conditions + g] .. edge_first[conditions + g + 1]].
// An edge is target gate << 1 | inverted; targets are greater than the gate itself.
enum : uint16_t { kOutputStage = 0x8000u };  // output: kNone16, segment, or kOutputStage | stage
struct GateDef {
  uint16_t output;
  uint8_t need;  // 0: always on
  uint8_t inputs;
};

enum : uint8_t { kSegmentExport = 1 };
struct SegmentDef {
  uint32_t key;  // fnv1a32 of id and definition
  uint32_t stay;  // seconds that its gate must be off before it is left, 0: none; without its purposes it is left at once
  uint16_t gate;
  uint16_t name;  // string, kNone16: only in the sidecar
  uint8_t purposes;
  uint8_t flags;
  uint16_t reserved;
};

struct StageDef {
  uint16_t gate;  // kNone16: the last one
  uint16_t name;
};

enum class SlotKind : uint8_t { kContent, kSort, kCount };
struct SlotDef {
  uint16_t name;
  SlotKind kind;
  uint8_t purposes;  // sort: what its signals need
  uint16_t variant_first;
  uint16_t variant_count;  // the last one is the default
  uint16_t signal_first;
  uint16_t signal_count;
  uint16_t pin;
  uint16_t max_shift;  // kNone16: no limit
  uint16_t seen;  // feature that remembers viewed items, kNone16: none
  uint16_t experiment;  // kNone16: none
  uint16_t reads;  // kReads*
};
// What a slot reads of the page itself, through its segments and stages: the core passes over it, the edge waits for the browser.
enum : uint16_t { kReadsState = 1, kReadsEvidence = 2 };

// Flags of a variant.
enum : uint8_t { kVariantService = 1, kVariantArm = 2 };  // its message is `service`; it is an arm of the slot's experiment
struct VariantDef {
  uint32_t from;  // seconds since 1970
  uint32_t to;  // kNever: for ever
  uint16_t name;
  uint16_t gate;  // kNone16: for everyone (the default)
  uint16_t segment;  // the one segment it is written for, kNone16: none or several
  uint16_t guarded;  // gate of the segments and stages that its message is never for, kNone16: none
  uint16_t evident;  // gate of its `needs`, kNone16: none
  uint16_t capped;  // gate of the caps reached, its own and its message's, kNone16: none
  uint8_t purposes;
  uint8_t flags;
  uint16_t reserved;
};
static_assert(sizeof(VariantDef) == 24);

// An experiment: of the buckets, arm by arm in written order, ranges of which the first part is enrolled.
inline constexpr uint32_t kBuckets = 10'000;
struct ExperimentDef {
  uint32_t seed;  // fnv1a32 of the seed, from which the visitor's id goes on
  uint16_t gate;  // kNone16: for everyone
  uint16_t arm_first;
  uint16_t arm_count;
  uint8_t purposes;
  uint8_t reserved;
};
struct ArmDef {
  uint16_t variant;  // of the slot
  uint16_t end;  // its range ends before this bucket
  uint16_t enrolled;  // and its enrolled part before this one
};

// id, as strategies and dump name it, what a sentence calls it (of affinity: before the dimension)
#define VITRINE_SIGNAL_KINDS(X)                          \
  X(kAffinity, "affinity", "the visitor's interest in ") \
  X(kPopularity, "popularity", "popularity")             \
  X(kMargin, "margin", "margin")                         \
  X(kStock, "stock", "stock")                            \
  X(kNovelty, "novelty", "novelty")                      \
  X(kSeen, "seen", "what was seen in this visit")

#define VITRINE_X(id, word, sentence) id,
enum class SignalKind : uint8_t { VITRINE_SIGNAL_KINDS(VITRINE_X) kCount };
#undef VITRINE_X
// Those that the page gives stand together, in the order of an item's bytes (FORMAT.md section 3).
static_assert(static_cast<int>(SignalKind::kPopularity) + 3 == static_cast<int>(SignalKind::kNovelty));
struct SignalDef {
  int32_t weight;  // thousandths
  SignalKind kind;
  uint8_t dimension;
  uint16_t reserved;
};

struct DimensionDef {
  uint32_t key;  // fnv1a32 of the definition
  uint8_t field;  // index; kNone8: price bands
  uint8_t reserved[3];
};

// Known hosts and names of traffic sources. A text's hash, mix32(fnv1a32(text)), finds it: the high 10 bits name a bucket of host_counts, whose
// host_keys hold the next 16 bits each; its entry of host_classes names a kind. 26 bits: a text that is in no list is taken for one once in 40,000.
inline constexpr uint32_t kHostBuckets = 1024;
inline constexpr uint32_t kHostBucketShift = 22;
inline constexpr uint32_t kHostKeyShift = 6;
// Roles: kHostEngine holds for just this text ("{}" in it stands for a label), the others also for what ends in "." and it.
// kHostPassed: no source of a visit, as the shop's own hosts and those where people pay.
enum : uint8_t { kHostEngine = 1, kHostAssistant = 2, kHostMail = 4, kHostPassed = 8 };
// Categories of sources, the low bits of what channel rows need. Before kSourceYields goes that of an engine whose host has "{}".
enum : uint8_t { kSourceSearch = 1, kSourceSocial = 2, kSourceShopping = 4, kSourceVideo = 8, kSourceAssistant = 16, kSourceYields = 32 };
inline constexpr uint32_t kCategoryBits = 6;
struct HostKindDef {
  uint8_t roles;
  uint8_t category;  // of a source that is this text
  uint8_t below;  // of one that ends in "." and this text
  uint8_t rule;  // engine: index of the parameters, one of which the referrer must have
  uint16_t name;  // engine: index into source_names; 0 is any engine that no rule names
  uint8_t engine_category;  // of the engine's name
  uint8_t reserved;
};

struct HostRuleDef {
  uint16_t param_first;  // host_params: fnv1a32 of parameter names in small letters
  uint16_t param_count;
  uint16_t hides_term;  // 1: its referrers need none of them
  uint16_t reserved;
};

// What CHANNELS.md calls sources and media, as strings.
struct TrafficDef {
  uint16_t not_set, direct, none, assistant, email, organic, referral;
  uint16_t reserved;
};

// Click ids in the order in which they count.
struct ClickIdDef {
  uint32_t param;  // fnv1a32 of the parameter's name in small letters
  uint16_t source, medium;  // strings
  uint16_t campaign;  // string, kNone16: none
  uint16_t reserved;
};

// An app that a visit came from stands for a host.
struct AppDef {
  uint32_t package;  // fnv1a32 of its name
  uint16_t host;  // string
  uint16_t reserved;
};

// A test of source, medium or campaign (in lower case) that sets a bit; the channel is that of the first row whose bits are all set.
// kLabel: a test of a host's first label; where it holds, the host is webmail.
enum class ChannelField : uint8_t { kSource, kMedium, kCampaign, kLabel, kCount };
struct ChannelTestDef {
  uint16_t string;
  ChannelField field;
  TextOp op;
  uint8_t bit;  // kLabel: the least number of labels
  uint8_t apart;  // 1: where the text contains it, no letter but "e" stands before
};
struct ChannelRowDef {
  uint32_t bits;
  uint32_t channel;  // above 0; what conditions on traffic.channel compare with
};
inline constexpr uint32_t kChannelPaidSearch = 1;  // in these two a visitor may have searched for the shop
inline constexpr uint32_t kChannelOrganicSearch = 2;

// A country, or a region of it, that lies in a zone or climate; those with a region come first.
struct PlaceDef {
  uint64_t country;  // label_hash
  uint64_t region;  // 0: the whole country
  uint64_t area;  // label_hash of the zone or climate
};

#define VITRINE_X(id, name, record) id,
enum class Section : uint16_t { VITRINE_SECTIONS(VITRINE_X) kCount };
#undef VITRINE_X
inline constexpr uint32_t kSections = static_cast<uint32_t>(Section::kCount);
inline constexpr uint32_t kPackHeaderBytes = sizeof(PackHeader) + kSections * sizeof(SectionRef);
static_assert(sizeof(PackHeader) == 24 && kPackHeaderBytes % 8 == 0);

}  // namespace vitrine
