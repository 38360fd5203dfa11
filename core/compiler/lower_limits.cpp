// Limits that show when everything is lowered: tables, gates, the work of an event, the snapshot at worst.
#include <algorithm>
#include <map>

#include "compiler/lowering.h"
#include "format/limits.h"

namespace vitrine {
namespace {

// FORMAT.md section 4: the header and the parts of fixed meaning, each with its key and length.
constexpr uint32_t kPartHead = 6;
constexpr uint32_t kSnapshotFixed = 16 + (kPartHead + 17) + (kPartHead + 14) + (kPartHead + 25) + 2 * (kPartHead + 8 * kRecentIds);
constexpr uint32_t kDimensionBytes = kPartHead + 4 + 14 * kMaxValues;
constexpr const char *kFixedParts[] = {"visit", "cart", "orders", "purchases", "refunds", "tz_offset"};

uint64_t nodes_of(const WhereTable &where, uint16_t first) {
  return first >= where.nodes.size() ? 0u : uint64_t{where.nodes[first].next} - first;
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

  void check_snapshot(const FeatureTable &features, size_t dimensions) {
    std::vector<std::pair<uint32_t, std::string>> parts;
    uint32_t total = kSnapshotFixed + static_cast<uint32_t>(dimensions) * kDimensionBytes;
    bool local_time = false;
    for (const FeatureTable::Entry &entry : features.entries()) {
      parts.emplace_back(snapshot_bytes(entry), entry.name.empty() ? entry.definition : entry.name);
      total += parts.back().first;
      local_time = local_time || entry.def.group == Group::kTime;
    }
    if (local_time) total += kPartHead + 4;
    for (const Segment &segment : strategy_.segments) total += segment.stay != 0 ? kPartHead + 4 : 0;
    if (total <= kMaxSnapshotBytes) return;
    std::sort(parts.begin(), parts.end(),
              [](const auto &a, const auto &b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
    std::string largest;
    constexpr size_t kNamed = 5;
    for (size_t i = 0; i < std::min(kNamed, parts.size()); ++i)
      largest += (i == 0 ? "" : ", ") + shown(parts[i].second) + ' ' + std::to_string(parts[i].first);
    const Node *node = strategy_.node->find("features");
    report_.error("snapshot_too_large", node != nullptr ? at_key(node) : at(strategy_.node),
                  "What is remembered of a visitor can take " + std::to_string(total) + " bytes; a cookie holds " +
                      std::to_string(kMaxSnapshotBytes) + " (kMaxSnapshotBytes).",
                  "Measure less, or compare counts with smaller numbers. The largest parts, in bytes: " + largest +
                      (dimensions == 0 ? "" : "; each dimension of affinity " + std::to_string(kDimensionBytes)) + ".");
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
    for (uint32_t e = 0; e < tables.events.size(); ++e) {
      uint64_t work = 0;
      for (const FeatureTable::Entry &entry : features.entries()) {
        if (!is_fed_by(entry, e)) continue;
        uint64_t nodes = nodes_of(where, entry.def.where);
        for (const StepDef &step : entry.steps) nodes += nodes_of(where, step.where);
        work += (1 + nodes) * (kMaxItems + 1);
      }
      if (work > kMaxEventWork)
        tell(
            "features",
            "The event " + shown(tables.events[e].name) + " feeds more features and `where` parts than one event may cost (kMaxEventWork).",
            "Use fewer features on it, or shorter `where`.");
    }
  }

 private:
  const Strategy &strategy_;
  Report &report_;
};

}  // namespace

void check_lowered(const Strategy &strategy, const Tables &tables, const GateGraph &gates, const FeatureTable &features,
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
  limits.check_hashes(tables.events, "events");
  limits.check_hashes(tables.fields, "fields");
  limits.check_keys(features, maker);
  limits.check_snapshot(features, maker.dimensions.size());
  limits.check_work(tables, features, maker.where);
}

// Each search engine that a rule names is a kind of host of its own.
void check_hosts(const Strategy &strategy, const Records &records, Report &report) {
  if (records.host_kinds.size() <= kMaxHostKinds) return;
  Limits(strategy, report)
      .tell("segments", "The rules on `traffic.source` name too many search engines (kMaxHostKinds).", "Ask for fewer of them by name.");
}

}  // namespace vitrine
