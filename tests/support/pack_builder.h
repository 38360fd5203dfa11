// Builds valid packs by hand, the way the compiler lowers a strategy: so the tests of the runtime need no compiler.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "format/limits.h"
#include "support/pack_records.h"

namespace vitrine::test {

// What feeds a gate: a condition or another gate, straight or inverted.
struct Input {
  bool is_gate;
  uint32_t index;
  bool inverted = false;
  Input operator!() const { return {is_gate, index, !inverted}; }
};

struct VariantSpec {
  std::string name;
  std::optional<Input> when = std::nullopt;  // none: for everyone
  int purposes = 0;
  int segment = -1;
  std::optional<Input> guarded = std::nullopt;
  std::optional<Input> evident = std::nullopt;
  std::optional<Input> capped = std::nullopt;
  uint32_t from = 0;
  uint32_t to = kNever;
  bool service = false;
};

// Of its range of buckets the first `enrolled` are enrolled.
struct ArmSpec {
  uint16_t variant;
  uint16_t buckets;
  uint16_t enrolled;
};

struct PlaceSpec {
  std::string country;
  std::string region;  // empty: the whole country
  std::string area;
};

struct SignalSpec {
  SignalKind kind;
  int32_t weight;  // thousandths
  uint8_t dimension = 0;
};

// A node of a `where`. Numbers and `need` stand in `value`, texts in `text`, children in `of`.
struct Where {
  WhereOp op;
  std::string field;
  int64_t value = 0;
  std::string text;
  std::vector<Where> of;
};

inline constexpr uint32_t kDay = 86'400;

class PackBuilder {
 public:
  PackBuilder();

  PackBuilder &currency(const std::string &code);
  PackBuilder &visit_gap(uint32_t seconds);
  PackBuilder &half_life(uint32_t seconds);

  // Declared by their first use. A name with a role gets it; `wants` is the role's unless given.
  uint8_t field(const std::string &name, int wants = -1);
  uint16_t event(const std::string &name);
  void weight(const std::string &name, uint32_t thousandths);
  uint32_t string(const std::string &text);

  // Features; the handle returned stays valid whatever order the pack needs. A window of 0 seconds: for ever.
  int count(const std::string &event);
  int count_in_visit(const std::string &event);
  int count_times(const std::string &event, uint32_t window, uint16_t keep);
  int count_buckets(const std::string &event, uint32_t window);
  int since(const std::string &event);
  int distinct(const std::string &event, const std::string &field, uint32_t window = 0);
  int distinct_in_visit(const std::string &event, const std::string &field);
  int share(uint8_t dimension, const std::string &value);
  int top(uint8_t dimension);
  int fact(Fact fact);
  int trait(const std::string &name, ValueType type, const std::vector<std::string> &labels = {});
  // Exposures of one of these variants (slot, variant). `name` makes the key, as the compiler's does; `keep`: times kept within a duration.
  using Shown = std::vector<std::pair<std::string, std::string>>;
  int exposures(const std::string &name, const Shown &shown, uint32_t window = 0, uint16_t keep = 0);
  int exposures_in_visit(const std::string &name, const Shown &shown);
  // Does the newest evidence of this name pass? `max_age` of 0 seconds: for ever.
  int evidence(const std::string &name, const Where &test, uint32_t max_age = 0);
  // geo.zone or geo.climate; those with a region first.
  int area(Fact fact, const std::vector<PlaceSpec> &places);
  FeatureDef &def(int feature) { return features_[static_cast<size_t>(feature)]; }

  uint8_t dimension(const std::string &field);
  uint8_t bands(const std::vector<int64_t> &limits, const std::vector<std::string> &labels);
  uint16_t where(const Where &tree);

  // Conditions. `ge`: in the feature's own unit (thousandths for amounts, shares and fractions).
  Input ge(int feature, int64_t threshold);
  Input lt(int feature, int64_t threshold) { return !ge(feature, threshold); }
  Input exists(int feature);
  Input yes(int feature) { return ge(feature, 1); }
  Input is(int feature, const std::string &label);
  Input text(int feature, TextOp op, const std::string &text);

  Input at_least(uint32_t need, const std::vector<Input> &inputs);
  Input all(const std::vector<Input> &inputs) { return at_least(static_cast<uint32_t>(inputs.size()), inputs); }
  Input any(const std::vector<Input> &inputs) { return at_least(1, inputs); }
  Input none(std::vector<Input> inputs);

  int segment(Input when, int purposes = 0);
  int stage(const std::string &name, Input when);
  int last_stage(const std::string &name);

  int content(const std::string &name, const std::vector<VariantSpec> &variants);
  int sort(const std::string &name, const std::vector<SignalSpec> &signals, uint16_t pin = 0, uint16_t max_shift = kNone16, int seen = -1);
  // Of a content slot. Its arms are remembered: they need personalization.
  void experiment(int slot, const std::string &seed, const std::vector<ArmSpec> &arms, std::optional<Input> when = std::nullopt);
  void holdout(const std::string &seed, uint16_t buckets);

  // What sources and media are called; once a pack that reads any of them.
  void traffic_words();
  void click_id(const std::string &parameter, const std::string &source, const std::string &medium, const std::string &campaign = "");
  // Its referrers must have one of the parameters; none: they need not.
  void engine(const std::string &host, const std::string &name = "", const std::vector<std::string> &parameters = {});
  void assistant(const std::string &host);
  void passed(const std::string &host);
  void mail(const std::string &host);
  // Webmail by the first label of a host that has at least so many.
  void mail_label(TextOp op, const std::string &label, int labels);
  void app(const std::string &package, const std::string &host);
  // The category of a source that is this text, and of one that ends in "." and it.
  void source(const std::string &text, int category, int below);
  void source(const std::string &text, int category) { source(text, category, category); }
  void channel_test(ChannelField field, TextOp op, const std::string &text, int bit, bool apart = false);
  void channel_row(uint32_t channel, uint32_t bits) { base_.channel_rows.push_back({bits, channel}); }
  void brand_term(const std::string &term) { base_.brand_terms.push_back(static_cast<uint16_t>(string(term))); }

  [[nodiscard]] PackRecords records() const;
  [[nodiscard]] Bytes bytes() const { return pack_bytes(records()); }

  // Indexes for events on the wire; a name that was not declared is a mistake of the test and ends it.
  [[nodiscard]] uint8_t field_index(const std::string &name) const;
  [[nodiscard]] uint16_t event_index(const std::string &name) const;  // kNone16: not declared
  [[nodiscard]] uint16_t feature_index(int feature) const;  // in the pack

 private:
  struct Condition {
    int feature;
    int64_t value;
  };
  int add(FeatureDef def);
  int measured(FeatureKind kind, const std::string &event, WindowKind window_kind, uint32_t window);
  Input condition(int feature, int64_t value);
  uint16_t output_gate(Input when, uint16_t output);
  [[nodiscard]] uint32_t key_of(const FeatureDef &def) const;
  uint16_t put_where(const Where &tree);
  [[nodiscard]] uint16_t gate_of(const std::optional<Input> &input);
  HostKindDef &host(const std::string &name);
  static void place_hosts(PackRecords &pack, const std::map<std::string, HostKindDef> &hosts);
  [[nodiscard]] std::vector<int> feature_order() const;
  [[nodiscard]] std::vector<uint32_t> place_features(PackRecords &pack) const;
  void place_gates(PackRecords &pack, const std::vector<uint32_t> &condition_at) const;
  void place_listeners(PackRecords &pack) const;

  PackRecords base_;  // what needs no order: fields, events, strings, stages ...
  std::vector<std::string> field_names_;
  std::vector<std::string> event_names_;
  std::vector<std::string> strings_;
  std::vector<FeatureDef> features_;
  std::vector<Condition> conditions_;
  std::vector<std::vector<Input>> gate_inputs_;
  std::map<std::string, HostKindDef> hosts_;
  int evidence_names_ = -1;
};

}  // namespace vitrine::test
