// A strategy as plain structs. Every part points at the node it was read from, which knows its place; the document outlives it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/read.h"
#include "format/limits.h"
#include "format/pack_format.h"

namespace vitrine::compiler {

struct Comparison {
  Comparator comparator = Comparator::kEq;
  const Node *node = nullptr;             // the constant, or the list of them
  std::vector<const Node *> constants;    // one; for `in` at least one
  enum class Foreign : uint8_t { kNone, kGt, kLte };
  Foreign foreign = Foreign::kNone;       // not in the language: the check says what to write
};

// What a condition is, and the key that says so; a test has the name of its subject.
#define VITRINE_CONDITION_KINDS(X) \
  X(kAll, "all")                   \
  X(kAny, "any")                   \
  X(kNone, "none")                 \
  X(kAtLeast, "at_least")          \
  X(kTest, "")                     \
  X(kSegment, "segment")           \
  X(kStage, "stage")

// One grammar for all conditions. A map of one key is that key's condition, of several kAll.
struct Condition {
#define VITRINE_X(id, word) id,
  enum class Kind : uint8_t { VITRINE_CONDITION_KINDS(VITRINE_X) kCount };
#undef VITRINE_X

  Kind kind = Kind::kAll;
  uint32_t need = 0;                      // kAtLeast
  const Node *node = nullptr;             // the member, or the map of several
  std::string name;                       // kTest: a feature, a fact, or in `where` a field
  std::vector<Comparison> tests;          // kTest: all must hold
  std::vector<Condition> children;
  std::vector<const Node *> ids;          // kSegment, kStage: any of them
};

// What a feature measures: id; key that says so; type of its values (a sum of units is a whole number); may it say `on`, `within` and `where`?; has it
// a value whenever its purposes are granted?
#define VITRINE_MEASURES(X)                                    \
  X(kCountOf, "count", kInteger, false, true, true, true)      \
  X(kSum, "sum", kAmount, true, true, true, true)              \
  X(kDistinct, "distinct", kInteger, true, true, true, true)   \
  X(kRepeats, "repeats", kInteger, true, true, true, true)     \
  X(kSince, "since", kDuration, false, false, true, false)     \
  X(kSequence, "sequence", kBoolean, false, true, false, true) \
  X(kAffinity, "affinity", kShare, false, false, false, false) \
  X(kTop, "top", kLabel, false, false, false, false)

#define VITRINE_X(id, ...) id,
enum class Measure : uint8_t { VITRINE_MEASURES(VITRINE_X) kUnknown, kCount };
#undef VITRINE_X

struct Window {
  WindowKind kind = WindowKind::kEver;
  uint32_t seconds = 0;
  const Node *node = nullptr;
};

// An event by name, with a condition on its fields.
struct EventPattern {
  std::string event;
  const Node *node = nullptr;  // where the name stands
  std::optional<Condition> where;
};

struct Feature {
  std::string name;
  const Node *node = nullptr;
  Measure measure = Measure::kUnknown;  // kUnknown: told as an error already
  EventPattern on;  // but for sequence, affinity and top
  std::string field;  // sum, distinct, repeats, affinity, top; "price_band" is the price's
  const Node *field_node = nullptr;
  std::string value;  // affinity
  const Node *value_node = nullptr;
  Window window;
  std::vector<EventPattern> steps;  // sequence
  std::optional<EventPattern> then_not;  // the same
  uint32_t in_last = 0;  // the same: seconds; 0: for ever
};

struct Trait {
  std::string name;  // of the field of `identify`
  std::string full_name;  // "trait." before it: what conditions call it
  const Node *node = nullptr;
  ValueType type = ValueType::kText;  // kLabel, kBoolean, kAmount (a number), kText
  std::vector<std::string> labels;  // kLabel: those allowed
};

struct Segment {
  std::string id;
  const Node *node = nullptr;
  Condition when;
  bool has_when = false;  // false: told as an error already
  std::string title;
  uint32_t stay = 0;  // seconds that `when` must be false before it is left
  uint8_t purposes = 0;  // VT_*, beyond those of what it reads
  bool exported = false;
};

struct Stage {
  std::string id;
  const Node *node = nullptr;
  std::optional<Condition> when;  // none: the last one
};

// At most `max` exposures within a window.
struct Cap {
  uint32_t max = 0;  // 0: no cap
  Window window;
};

// A kind of message: what all variants that carry it share.
struct Message {
  std::string name;
  const Node *node = nullptr;
  Cap cap;
  std::vector<const Node *> never_for;  // ids of segments and stages
};

// Evidence that a variant needs: the newest of this name passes a test on its value.
struct Need {
  std::string name;
  const Node *node = nullptr;
  Condition test;  // of the field `value`
  uint32_t max_age = 0;  // seconds; 0: any
};

struct Variant {
  std::string id;
  const Node *node = nullptr;
  std::optional<Condition> shown_for;  // none: the default, or an arm that has its experiment's
  std::string message;  // empty: information
  const Node *message_node = nullptr;
  Cap cap;
  std::vector<Need> needs;
  uint32_t from = 0;  // seconds since 1970
  uint32_t to = kNever;
  uint8_t purposes = 0;
};

struct Signal {
  SignalKind kind = SignalKind::kPopularity;
  std::string dimension;  // kAffinity: the field
  int32_t weight = 0;  // thousandths
  const Node *node = nullptr;
};

struct Slot {
  std::string id;
  const Node *node = nullptr;
  SlotKind kind = SlotKind::kContent;
  std::vector<Variant> variants;
  bool whole = false;  // all its variants could be read
  std::vector<Signal> signals;
  uint16_t pin = 0;
  uint16_t max_shift = kNone16;  // kNone16: no limit
};

struct Arm {
  std::string id;  // of a variant
  const Node *node = nullptr;
  uint32_t buckets = 0;
};

struct Experiment {
  std::string id;
  const Node *node = nullptr;
  std::string slot;
  const Node *slot_node = nullptr;
  std::optional<Condition> shown_for;  // none: everyone
  std::vector<Arm> arms;
  double coverage = 1;
  const Node *coverage_node = nullptr;
  std::string seed;
};

struct Holdout {
  uint32_t buckets = 0;  // 0: none
  std::string seed = "holdout";
};

struct Goal {
  std::string name;
  const Node *node = nullptr;
  std::string event;
  const Node *event_node = nullptr;
  std::string value;  // field; empty: counted alone
};

// A zone or climate: countries, and regions of countries.
struct Area {
  struct Place {
    std::string country;
    std::string region;  // empty: the whole country
  };
  std::string name;
  std::vector<Place> places;
};

struct Weight {
  std::string event;
  uint32_t thousandths = 0;
  const Node *node = nullptr;  // nullptr: by default
};

struct Affinity {
  uint32_t half_life = 14 * 86'400;
  std::vector<Weight> weights;
};

struct Strategy {
  const Node *node = nullptr;
  std::string name;
  std::string currency;  // empty: none declared
  uint32_t visit_gap = 30 * 60;
  std::vector<std::string> events;  // declared ones
  std::vector<Trait> traits;
  std::vector<Feature> features;
  std::vector<Segment> segments;
  std::vector<Stage> stages;
  std::vector<Slot> slots;
  std::vector<Message> messages;
  std::vector<Experiment> experiments;
  Holdout holdout;
  std::vector<Goal> goals;
  std::vector<std::string> brand_terms;
  std::vector<std::string> own_hosts;  // in small letters, without `www.`
  std::vector<std::string> payment_hosts;  // the same
  std::vector<Area> zones;
  std::vector<Area> climates;
  std::vector<int64_t> price_bands;  // thousandths, ascending
  const Node *price_bands_node = nullptr;
  Affinity affinity;
  const Node *edge_node = nullptr;  // "edge": true; else none
};

inline constexpr char kPriceBand[] = "price_band";
inline constexpr char kSumValue[] = "value";  // what `sum` adds up
inline constexpr char kSumQuantity[] = "quantity";

}  // namespace vitrine::compiler
