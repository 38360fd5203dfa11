// What the names of a strategy stand for: features, facts, traits, events, segments, stages.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "compiler/strategy.h"

namespace vitrine::compiler {

// What a name in a condition stands for.
struct Subject {
  enum class Kind : uint8_t { kUnknown, kFaulty, kFeature, kFact, kTrait };

  Kind kind = Kind::kUnknown;
  ValueType type = ValueType::kInteger;
  Fact fact = Fact::kCount;
  bool always = false;     // has a value whenever its purposes are granted
  uint8_t purposes = 0;    // VT_*
  int64_t least = 0;       // of numbers, in the unit of its conditions
  int64_t most = INT64_MAX;
  bool natural = false;    // `most` is the value's nature, not a bound of memory
  const Feature *feature = nullptr;
  const Trait *trait = nullptr;
  const std::vector<std::string> *labels = nullptr;  // the only ones that it can be
};

// The facts of the runtime by number.
struct FactInfo {
  std::string_view name;
  ValueType type;
  Group group;
  FieldRole field;
  uint8_t purposes;  // VT_*
  bool always;       // has a value whenever its purposes are granted
  int64_t least, most;
  const char *words;  // in a sentence
};
[[nodiscard]] const FactInfo &fact_info(Fact fact);
[[nodiscard]] ValueType feature_type(const Feature &feature);

inline constexpr uint32_t kNotFound = 0xFFFF'FFFFu;

// Looks names up. The strategy must outlive it and not change.
class Names {
 public:
  explicit Names(const Strategy &strategy);

  [[nodiscard]] Subject subject(std::string_view name) const;
  [[nodiscard]] bool knows_event(std::string_view name) const { return events_.count(name) != 0; }
  [[nodiscard]] uint32_t segment(std::string_view id) const { return find(segments_, id); }
  [[nodiscard]] uint32_t stage(std::string_view id) const { return find(stages_, id); }

  // Is it one of a subject's labels? Lists may be long, and asked for each of many constants.
  [[nodiscard]] bool has_label(const std::vector<std::string> &labels, std::string_view label) const;

  // For the nearest name.
  [[nodiscard]] std::vector<std::string_view> subject_names() const;
  [[nodiscard]] std::vector<std::string_view> event_names() const;
  [[nodiscard]] std::vector<std::string_view> segment_ids() const;
  [[nodiscard]] std::vector<std::string_view> stage_ids() const;

 private:
  using Index = std::unordered_map<std::string_view, uint32_t>;
  [[nodiscard]] static uint32_t find(const Index &index, std::string_view name);

  [[nodiscard]] Subject fact_subject(Fact fact) const;

  const Strategy &strategy_;
  std::vector<std::string> channels_, zones_, climates_;
  Index features_, facts_, traits_, segments_, stages_;
  std::unordered_map<std::string_view, EventRole> events_;
  mutable std::unordered_map<const void *, std::unordered_set<std::string_view>> label_sets_;  // of the lists that were asked for
};

// The channels of CHANNELS.md by their numbers in the pack (ChannelRowDef), which begin with 1; the one at 0 is empty (lower_traffic.cpp).
[[nodiscard]] const std::vector<std::string> &channel_names();

// The role that an event or field of this name has; kNone: none.
[[nodiscard]] EventRole event_role(std::string_view name);
[[nodiscard]] FieldRole field_role(std::string_view name);
[[nodiscard]] std::string_view event_name(EventRole role);
[[nodiscard]] std::string_view field_name(FieldRole role);
[[nodiscard]] uint8_t field_wants(FieldRole role);
[[nodiscard]] bool is_activity(EventRole role);

// The labels that price limits cut prices into: "<25", "25-75", ">=75".
[[nodiscard]] std::vector<std::string> price_band_labels(const std::vector<int64_t> &limits);

}  // namespace vitrine::compiler
