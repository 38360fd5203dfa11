// Segments, stages, slots and hosts, and how a pack builder's declarations become records in the order the format asks for.
#include <algorithm>

#include "format/hash.h"
#include "support/pack_builder.h"

namespace vitrine::test {
namespace {

uint32_t name_hash(const std::string &name) { return fnv1a32(name.data(), name.size()); }

uint32_t mixed(uint32_t hash, uint32_t value) { return fnv1a32(reinterpret_cast<const char *>(&value), 4, hash); }

}  // namespace

// A gate has one output: a condition, an inverted or a taken gate gets one of its own.
uint16_t PackBuilder::output_gate(Input when, uint16_t output) {
  const bool own = when.is_gate && !when.inverted && base_.gates[when.index].output == kNone16;
  const Input gate = own ? when : all({when});
  base_.gates[gate.index].output = output;
  return static_cast<uint16_t>(gate.index);
}

int PackBuilder::segment(Input when, int purposes) {
  const auto index = static_cast<uint16_t>(base_.segments.size());
  SegmentDef def{};
  def.key = index + 1u;
  def.name = kNone16;
  def.purposes = static_cast<uint8_t>(purposes);
  def.gate = output_gate(when, index);
  base_.segments.push_back(def);
  return index;
}

int PackBuilder::stage(const std::string &name, Input when) {
  const auto index = static_cast<uint16_t>(base_.stages.size());
  const uint16_t gate = output_gate(when, static_cast<uint16_t>(kOutputStage | index));
  base_.stages.push_back({gate, static_cast<uint16_t>(string(name))});
  return index;
}

int PackBuilder::last_stage(const std::string &name) {
  base_.stages.push_back({kNone16, static_cast<uint16_t>(string(name))});
  return static_cast<int>(base_.stages.size()) - 1;
}

uint16_t PackBuilder::gate_of(const std::optional<Input> &input) {
  if (!input) return kNone16;
  return static_cast<uint16_t>(input->is_gate && !input->inverted ? input->index : all({*input}).index);
}

int PackBuilder::content(const std::string &name, const std::vector<VariantSpec> &variants) {
  SlotDef slot{};
  slot.name = static_cast<uint16_t>(string(name));
  slot.kind = SlotKind::kContent;
  slot.variant_first = static_cast<uint16_t>(base_.variants.size());
  slot.variant_count = static_cast<uint16_t>(variants.size());
  slot.max_shift = slot.seen = slot.experiment = kNone16;
  for (const VariantSpec &spec : variants) {
    VariantDef variant{};
    variant.name = static_cast<uint16_t>(string(spec.name));
    variant.gate = gate_of(spec.when);
    variant.guarded = gate_of(spec.guarded);
    variant.evident = gate_of(spec.evident);
    variant.capped = gate_of(spec.capped);
    variant.from = spec.from;
    variant.to = spec.to;
    variant.flags = spec.service ? kVariantService : 0;
    variant.segment = spec.segment < 0 ? kNone16 : static_cast<uint16_t>(spec.segment);
    variant.purposes = static_cast<uint8_t>(spec.purposes);
    base_.variants.push_back(variant);
  }
  base_.slots.push_back(slot);
  return static_cast<int>(base_.slots.size()) - 1;
}

int PackBuilder::sort(const std::string &name, const std::vector<SignalSpec> &signals, uint16_t pin, uint16_t max_shift, int seen) {
  SlotDef slot{};
  slot.name = static_cast<uint16_t>(string(name));
  slot.kind = SlotKind::kSort;
  slot.signal_first = static_cast<uint16_t>(base_.signals.size());
  slot.signal_count = static_cast<uint16_t>(signals.size());
  slot.pin = pin;
  slot.max_shift = max_shift;
  slot.experiment = kNone16;
  slot.seen = seen < 0 ? kNone16 : static_cast<uint16_t>(seen);  // a handle until the records are made
  for (const SignalSpec &spec : signals) {
    const bool collected = spec.kind == SignalKind::kAffinity || spec.kind == SignalKind::kSeen;
    if (collected) slot.purposes = 1;
    base_.signals.push_back({spec.weight, spec.kind, spec.dimension, 0});
  }
  base_.slots.push_back(slot);
  return static_cast<int>(base_.slots.size()) - 1;
}

void PackBuilder::experiment(int index, const std::string &seed, const std::vector<ArmSpec> &arms, std::optional<Input> when) {
  SlotDef &slot = base_.slots[static_cast<size_t>(index)];
  slot.experiment = static_cast<uint16_t>(base_.experiments.size());
  ExperimentDef def{};
  def.seed = name_hash(seed);
  def.purposes = 1;
  def.arm_first = static_cast<uint16_t>(base_.arms.size());
  def.arm_count = static_cast<uint16_t>(arms.size());
  uint32_t start = 0;
  for (const ArmSpec &arm : arms) {
    VariantDef &variant = base_.variants[uint32_t{slot.variant_first} + arm.variant];
    variant.flags |= kVariantArm;
    variant.purposes |= def.purposes;
    base_.arms.push_back({arm.variant, static_cast<uint16_t>(start + arm.buckets), static_cast<uint16_t>(start + arm.enrolled)});
    start += arm.buckets;
  }
  def.gate = gate_of(when);
  base_.experiments.push_back(def);
}

void PackBuilder::holdout(const std::string &seed, uint16_t buckets) {
  base_.config[0].holdout_seed = name_hash(seed);
  base_.config[0].holdout_buckets = buckets;
}

void PackBuilder::traffic_words() {
  const auto word = [this](const char *text) { return static_cast<uint16_t>(string(text)); };
  base_.traffic.assign(
      1, {word("(not set)"), word("(direct)"), word("(none)"), word("ai-assistant"), word("email"), word("organic"), word("referral"), 0});
}

void PackBuilder::click_id(const std::string &parameter, const std::string &source, const std::string &medium,
                           const std::string &campaign) {
  const auto word = [this](const std::string &text) { return static_cast<uint16_t>(string(text)); };
  base_.click_ids.push_back({name_hash(parameter), word(source), word(medium), campaign.empty() ? kNone16 : word(campaign), 0});
}

// Kinds without a rule or a name point at the first of each, which stands for none.
HostKindDef &PackBuilder::host(const std::string &name) {
  if (base_.source_names.empty()) base_.source_names.push_back(label_hash("any other engine", 16));
  if (base_.host_rules.empty()) base_.host_rules.push_back({});
  return hosts_[name];
}

void PackBuilder::engine(const std::string &name, const std::string &source, const std::vector<std::string> &parameters) {
  HostKindDef &kind = host(name);
  kind.roles |= kHostEngine;
  kind.category = kSourceSearch;
  kind.engine_category = kSourceSearch;
  kind.rule = static_cast<uint8_t>(base_.host_rules.size());
  if (!source.empty()) {
    kind.name = static_cast<uint16_t>(base_.source_names.size());
    base_.source_names.push_back(label_hash(source.data(), source.size()));
  }
  base_.host_rules.push_back({static_cast<uint16_t>(base_.host_params.size()), static_cast<uint16_t>(parameters.size()),
                              static_cast<uint16_t>(parameters.empty() ? 1 : 0), 0});
  for (const std::string &parameter : parameters) base_.host_params.push_back(name_hash(parameter));
}

void PackBuilder::assistant(const std::string &name) { host(name).roles |= kHostAssistant; }
void PackBuilder::passed(const std::string &name) { host(name).roles |= kHostPassed; }
void PackBuilder::mail(const std::string &name) { host(name).roles |= kHostMail; }

void PackBuilder::mail_label(TextOp op, const std::string &label, int labels) {
  base_.channel_tests.push_back({static_cast<uint16_t>(string(label)), ChannelField::kLabel, op, static_cast<uint8_t>(labels), 0});
}

void PackBuilder::app(const std::string &package, const std::string &host) {
  base_.apps.push_back({name_hash(package), static_cast<uint16_t>(string(host)), 0});
}

void PackBuilder::source(const std::string &text, int category, int below) {
  host(text).category = static_cast<uint8_t>(category);
  host(text).below = static_cast<uint8_t>(below);
}

void PackBuilder::channel_test(ChannelField field, TextOp op, const std::string &text, int bit, bool apart) {
  base_.channel_tests.push_back(
      {static_cast<uint16_t>(string(text)), field, op, static_cast<uint8_t>(bit), static_cast<uint8_t>(apart ? 1 : 0)});
}

// By the hash of their texts: the high 10 bits name a bucket, the next 16 are the key. Every host has a kind of its own here.
void PackBuilder::place_hosts(PackRecords &pack, const std::map<std::string, HostKindDef> &hosts) {
  if (hosts.empty()) return;
  std::map<uint32_t, HostKindDef> sorted;
  for (const auto &[text, kind] : hosts) sorted[mix32(name_hash(text))] = kind;
  pack.host_counts.assign(kHostBuckets, 0);
  for (const auto &[hash, kind] : sorted) {
    ++pack.host_counts[hash >> 22];
    pack.host_keys.push_back(static_cast<uint16_t>(hash >> 6));
    pack.host_classes.push_back(static_cast<uint8_t>(pack.host_kinds.size()));
    pack.host_kinds.push_back(kind);
  }
}

std::vector<int> PackBuilder::feature_order() const {
  std::vector<int> order(features_.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = static_cast<int>(i);
  const auto group = [this](int f) { return features_[static_cast<size_t>(f)].group; };
  std::sort(order.begin(), order.end(), [&](int a, int b) { return group(a) != group(b) ? group(a) < group(b) : a < b; });
  return order;
}

uint16_t PackBuilder::feature_index(int feature) const {
  const std::vector<int> order = feature_order();
  return static_cast<uint16_t>(std::find(order.begin(), order.end(), feature) - order.begin());
}

// The definition, not the place in the pack: a strategy in another order has the same keys.
uint32_t PackBuilder::key_of(const FeatureDef &def) const {
  if (def.key != 0 || def.group != Group::kEvent) return def.key;
  uint32_t hash = mixed(name_hash("feature"), static_cast<uint32_t>(def.kind));
  hash = mixed(hash, base_.events[def.event].hash);
  hash = mixed(hash, def.field == kNone8 ? 0 : base_.fields[def.field].hash);
  hash = mixed(hash, def.window);
  hash = mixed(hash, static_cast<uint32_t>(def.window_kind));
  if (def.kind == FeatureKind::kEvidence) hash = mixed(hash, static_cast<uint32_t>(base_.labels[def.label]));
  if (def.where == kNone16) return hash;
  for (uint32_t node = def.where; node < base_.where[def.where].next; ++node) {
    const WhereDef &w = base_.where[node];
    hash = mixed(hash, static_cast<uint32_t>(w.op) | (uint32_t{w.need} << 8));
    hash = mixed(mixed(hash, static_cast<uint32_t>(w.value)), static_cast<uint32_t>(static_cast<uint64_t>(w.value) >> 32));
    if (w.op > WhereOp::kNoneOf) hash = mixed(hash, base_.fields[w.field].hash);
  }
  return hash;
}

// Features in the order of their groups, each with its conditions ascending; returns where each declared condition went.
std::vector<uint32_t> PackBuilder::place_features(PackRecords &pack) const {
  std::vector<uint32_t> condition_at(conditions_.size());
  for (const int handle : feature_order()) {
    FeatureDef def = features_[static_cast<size_t>(handle)];
    def.key = key_of(def);
    std::vector<uint32_t> mine;
    for (uint32_t i = 0; i < conditions_.size(); ++i) {
      if (conditions_[i].feature == handle) mine.push_back(i);
    }
    const auto rank = [&](uint32_t i) {
      const int64_t value = conditions_[i].value;
      if (def.type != ValueType::kText) return value;
      return value >> 32 == static_cast<int>(TextOp::kExists) ? int64_t{-1} : int64_t{i};
    };
    std::sort(mine.begin(), mine.end(), [&](uint32_t a, uint32_t b) {
      if (def.type == ValueType::kLabel) return static_cast<uint64_t>(rank(a)) < static_cast<uint64_t>(rank(b));
      return rank(a) < rank(b);
    });
    def.condition_first = static_cast<uint16_t>(pack.conditions.size());
    def.condition_count = static_cast<uint16_t>(mine.size());
    for (const uint32_t i : mine) {
      condition_at[i] = static_cast<uint32_t>(pack.conditions.size());
      pack.conditions.push_back(conditions_[i].value);
    }
    pack.features.push_back(def);
  }
  ConfigDef &config = pack.config[0];
  config.name = kNone16;
  for (uint32_t g = 0; g <= kGroups; ++g) {
    const auto before = [g](const FeatureDef &def) { return static_cast<uint32_t>(def.group) < g; };
    config.group_first[g] = static_cast<uint16_t>(std::count_if(pack.features.begin(), pack.features.end(), before));
  }
  return condition_at;
}

void PackBuilder::place_gates(PackRecords &pack, const std::vector<uint32_t> &condition_at) const {
  const size_t nodes = pack.conditions.size() + pack.gates.size();
  std::vector<std::vector<uint16_t>> fan_out(nodes);
  for (size_t gate = 0; gate < gate_inputs_.size(); ++gate) {
    for (const Input &input : gate_inputs_[gate]) {
      const size_t node = input.is_gate ? pack.conditions.size() + input.index : condition_at[input.index];
      fan_out[node].push_back(static_cast<uint16_t>(gate << 1 | (input.inverted ? 1 : 0)));
    }
  }
  for (const std::vector<uint16_t> &edges : fan_out) {
    pack.edge_first.push_back(static_cast<uint32_t>(pack.edges.size()));
    pack.edges.insert(pack.edges.end(), edges.begin(), edges.end());
  }
  pack.edge_first.push_back(static_cast<uint32_t>(pack.edges.size()));
}

void PackBuilder::place_listeners(PackRecords &pack) const {
  for (size_t event = 0; event < pack.events.size(); ++event) {
    EventDef &def = pack.events[event];
    def.listener_first = static_cast<uint16_t>(pack.listeners.size());
    for (size_t f = 0; f < pack.features.size(); ++f) {
      if (pack.features[f].event == event) pack.listeners.push_back(static_cast<uint16_t>(f));
    }
    def.listener_count = static_cast<uint16_t>(pack.listeners.size() - def.listener_first);
  }
}

PackRecords PackBuilder::records() const {
  PackRecords pack = base_;
  place_gates(pack, place_features(pack));
  place_listeners(pack);
  for (SlotDef &slot : pack.slots) {
    if (slot.seen != kNone16) slot.seen = feature_index(slot.seen);
  }
  for (FeatureDef &def : pack.features) {
    if (def.kind == FeatureKind::kEvidence) def.names = feature_index(def.names);
  }
  place_hosts(pack, hosts_);
  return pack;
}

}  // namespace vitrine::test
