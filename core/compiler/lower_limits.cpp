// Limits that show when everything is lowered: tables, gates, the work of an event, the snapshot at worst.
#include <algorithm>
#include <map>

#include "compiler/lowering.h"
#include "format/limits.h"
#include "format/snapshot_shapes.h"

namespace vitrine::compiler {
namespace {

constexpr uint32_t kDimensionBytes = kPartHead + part_content(Shape::kDimension, kMaxValues);
constexpr uint32_t kMomentBytes = kPartHead + part_content(Shape::kMoment, 0);
constexpr uint32_t kOffsetBytes = kPartHead + part_content(Shape::kOffset, 0);
// The header and the fixed parts; the offset of local time is there only where a rule reads it.
constexpr uint32_t fixed_bytes() {
#define VITRINE_X(word, shape, member) Shape::shape,
  constexpr Shape kShapesOfFixed[] = {VITRINE_FIXED_PARTS(VITRINE_X)};
#undef VITRINE_X
  uint32_t bytes = kSnapshotHead - kOffsetBytes;
  for (const Shape shape : kShapesOfFixed) bytes += kPartHead + part_content(shape, kRecentIds);
  return bytes;
}
constexpr uint32_t kSnapshotFixed = fixed_bytes();
#define VITRINE_X(word, shape, member) word,
constexpr const char *kFixedParts[] = {VITRINE_FIXED_PARTS(VITRINE_X)};
#undef VITRINE_X

// What a walk over an event's items costs, per item; none without a `where`.
uint64_t walk_of(const WhereTable &where, uint16_t first) {
  if (first >= where.nodes.size()) return 0;
  uint64_t work = kItemWork;
  for (size_t i = first; i < where.nodes[first].next; ++i) work += where.nodes[i].op == WhereOp::kContains ? kContainsWork : 1;
  return work;
}

class Limits {
 public:
  Limits(const Strategy &strategy, Report &report) : strategy_(strategy), report_(report) {}

  void check(size_t count, size_t most, const char *key, const char *what, const char *limit) {
    if (count <= most) return;
    tell(key, "The strategy needs " + std::to_string(count) + " " + what + "; at most " + std::to_string(most) + " fit (" + limit + ").");
  }

  void tell(const char *key, std::string sentence, std::string hint = "Leave out what is not needed.") {
    const Node *node = strategy_.node->find(key);
    report_.error("limit", node != nullptr ? at_key(node) : at(strategy_.node), std::move(sentence), std::move(hint));
  }

  [[nodiscard]] SnapshotSize snapshot_size(const FeatureTable &features, size_t dimensions) const {
    std::vector<std::pair<uint32_t, std::string>> parts;
    uint32_t total = kSnapshotFixed + static_cast<uint32_t>(dimensions) * kDimensionBytes;
    bool local_time = false;
    for (const FeatureTable::Entry &entry : features.entries()) {
      parts.emplace_back(snapshot_bytes(entry), entry.name.empty() ? entry.definition : entry.name);
      total += parts.back().first;
      local_time = local_time || entry.def.group == Group::kTime;
    }
    if (local_time) total += kOffsetBytes;
    for (const Segment &segment : strategy_.segments) total += segment.stay != 0 ? kMomentBytes : 0;
    std::sort(parts.begin(), parts.end(),
              [](const auto &a, const auto &b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
    std::string largest;
    constexpr size_t kNamed = 5;
    for (size_t i = 0; i < std::min(kNamed, parts.size()); ++i)
      largest += (i == 0 ? "" : ", ") + shown(parts[i].second) + ' ' + std::to_string(parts[i].first);
    if (dimensions != 0) largest += "; each dimension of affinity " + std::to_string(kDimensionBytes);
    return {total, std::move(largest)};
  }

  void check_snapshot(const SnapshotSize &size) {
    if (size.bytes <= kMaxSnapshotBytes) return;
    const Node *node = strategy_.node->find("features");
    report_.error("snapshot_too_large", node != nullptr ? at_key(node) : at(strategy_.node),
                  "What is remembered of a visitor can take " + std::to_string(size.bytes) + " bytes; a cookie holds " +
                      std::to_string(kMaxSnapshotBytes) + " (kMaxSnapshotBytes).",
                  "Measure less, or compare counts with smaller numbers. The largest parts, in bytes: " + size.largest + ".");
  }

  void check_keys(const FeatureTable &features, const FeatureMaker &maker) {
    std::map<uint32_t, std::string> keys;
    for (const char *part : kFixedParts) keys.emplace(part_key(part), part);
    const auto add = [&](const std::string &definition) {
      const auto [known, is_new] = keys.emplace(part_key(definition), definition);
      if (!is_new && known->second != definition)
        tell("features", "By rare chance " + shown(definition) + " and " + shown(known->second) + " have the same key.",
             "Change the window or the name of one of them a little.");
    };
    for (const FeatureTable::Entry &entry : features.entries()) {
      if (entry.stored) add(entry.definition);
    }
    for (const FeatureMaker::Dimension &dimension : maker.dimensions) add(dimension.definition);
    for (const Segment &segment : strategy_.segments) {
      if (segment.stay != 0) add(segment_definition(segment));
    }
  }

  // Two names with one hash could not be told apart by the hosts.
  template <class Entries>
  void check_hashes(const Entries &entries, const char *what) {
    std::map<uint32_t, std::string> known;
    for (const auto &entry : entries) {
      const auto [other, is_new] = known.emplace(hash_name(entry.name), entry.name);
      if (!is_new)
        tell("events",
             std::string("By rare chance the ") + what + " " + shown(entry.name) + " and " + shown(other->second) + " have the same hash.",
             "Rename one of them.");
    }
  }

  void check_work(const Tables &tables, const FeatureTable &features, const WhereTable &where) {
    std::vector<uint64_t> work(tables.events.size());
    std::vector<uint16_t> fed;
    for (const FeatureTable::Entry &entry : features.entries()) {
      if (entry.def.group != Group::kEvent) continue;
      uint64_t per_item = 1 + walk_of(where, entry.def.where) + (entry.def.field != kNone8 ? kItemWork : 0);
      fed = {entry.def.event};
      for (const StepDef &step : entry.steps) {
        per_item += walk_of(where, step.where);
        fed.push_back(step.event);
      }
      std::sort(fed.begin(), fed.end());
      fed.erase(std::unique(fed.begin(), fed.end()), fed.end());
      for (const uint16_t event : fed) {
        if (event < work.size()) work[event] += per_item * (kMaxItems + 1);
      }
    }
    for (size_t e = 0; e < work.size(); ++e) {
      if (work[e] <= kMaxEventWork) continue;
      tell("features",
           "The event " + shown(tables.events[e].name) + " feeds more features and `where` parts than one event may cost (kMaxEventWork).",
           "Use fewer features on it, or shorter `where`.");
    }
  }

 private:
  const Strategy &strategy_;
  Report &report_;
};

}  // namespace

SnapshotSize check_lowered(const Strategy &strategy, const Tables &tables, const GateGraph &gates, const FeatureTable &features,
                           const FeatureMaker &maker, Report &report) {
  Limits limits(strategy, report);
  size_t conditions = 0;
  for (const FeatureTable::Entry &entry : features.entries()) conditions += entry.conditions.size();
  limits.check(tables.events.size(), kMaxEvents, "features", "events", "kMaxEvents");
  limits.check(tables.fields.size(), kMaxFields, "features", "fields", "kMaxFields");
  limits.check(tables.strings.size(), kMaxStrings, "slots", "texts", "kMaxStrings");
  limits.check(tables.label_hashes.size(), kMaxConditions, "traits", "labels", "kMaxConditions");
  limits.check(features.entries().size(), kMaxFeatures, "features", "features", "kMaxFeatures");
  limits.check(conditions, kMaxConditions, "segments", "comparisons", "kMaxConditions");
  limits.check(gates.gates().size(), kMaxGates, "segments", "gates", "kMaxGates");
  limits.check(maker.dimensions.size(), kMaxDimensions, "features", "dimensions of affinity", "kMaxDimensions");
  if (maker.where.too_many)
    limits.tell("features", "The `where` of all features have more than " + std::to_string(kMaxWhereNodes) + " parts (kMaxWhereNodes).");
  if (maker.where.too_deep)
    limits.tell("features", "A `where` is more than " + std::to_string(kMaxWhereDepth) + " deep (kMaxWhereDepth).",
                "Write it with less nesting.");
  if (report.failed()) return {};  // what follows would only tell of the same excess once more
  limits.check_hashes(tables.events, "events");
  limits.check_hashes(tables.fields, "fields");
  limits.check_keys(features, maker);
  SnapshotSize size = limits.snapshot_size(features, maker.dimensions.size());
  limits.check_snapshot(size);
  limits.check_work(tables, features, maker.where);
  return size;
}

// Each search engine that a rule names is a kind of host of its own. A bucket of hosts is counted in a byte.
void check_hosts(const Strategy &strategy, const Records &records, Report &report) {
  size_t counted = 0;
  for (const uint8_t count : records.host_counts) counted += count;
  Limits limits(strategy, report);
  if (records.host_keys.size() > kMaxHosts || counted != records.host_keys.size())
    limits.tell(strategy.own_hosts.size() > strategy.payment_hosts.size() ? "own_hosts" : "payment_hosts",
                "These are more hosts than fit beside the known sources (kMaxHosts).", "Leave some out; a host means its subdomains too.");
  if (records.host_kinds.size() <= kMaxHostKinds) return;
  limits.tell("segments", "The rules on `traffic.source` name too many search engines (kMaxHostKinds).", "Ask for fewer of them by name.");
}

}  // namespace vitrine::compiler
