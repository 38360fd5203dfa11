// The strategy's own keys: settings, traits, segments, stages, and the lists of features and slots.
#include "compiler/parse.h"

#include <algorithm>
#include <unordered_set>

#include "compiler/parse_parts.h"
#include "format/limits.h"
#include "text/numbers.h"

namespace vitrine::compiler {
namespace {

// The map under `key`, nullptr: there is none.
const Node *map_at(const Node &root, const char *key, Report &report) {
  const Node *node = root.find(key);
  return node != nullptr && is_kind(*node, Node::Kind::kMap, shown(key), report) ? node : nullptr;
}

bool is_event_name(std::string_view name) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  if (name.empty() || !letter(name[0])) return false;
  return std::all_of(name.begin(), name.end(), [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '_'; });
}

void parse_settings(const Node &root, Strategy &strategy, Report &report) {
  if (const Node *name = root.find("name"); name != nullptr && is_filled_text(*name, "`name`", report)) strategy.name = name->text;
  if (const Node *schema = root.find("$schema"); schema != nullptr)
    static_cast<void>(is_kind(*schema, Node::Kind::kText, "`$schema`", report));
  if (const Node *gap = root.find("visit_gap"); gap != nullptr)
    strategy.visit_gap = read_duration(*gap, "`visit_gap`", report).value_or(strategy.visit_gap);
  if (const Node *edge = root.find("edge"); edge != nullptr && read_boolean(*edge, "`edge`", report).value_or(false))
    strategy.edge_node = edge;
  const Node *currency = root.find("currency");
  if (currency == nullptr || !is_kind(*currency, Node::Kind::kText, "`currency`", report)) return;
  const std::string &code = currency->text;
  if (code.size() == 3 && std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
    strategy.currency = code;
  else
    report.error("bad_currency", at(currency), shown(code) + " is not a currency.",
                 "Write its three capital letters (ISO 4217), as in \"EUR\".");
}

void parse_events(const Node &root, Strategy &strategy, Report &report) {
  const Node *list = root.find("events");
  if (list == nullptr || !is_kind(*list, Node::Kind::kList, "`events`", report)) return;
  std::unordered_set<std::string_view> known;
  for (const Node *item : list->children) {
    if (!is_kind(*item, Node::Kind::kText, "An event", report)) continue;
    if (!is_event_name(item->text)) {
      report.error("bad_id", at(item), "An event cannot be called " + shown(item->text) + ".",
                   "An event's name begins with a letter and has letters, digits and _ in it.");
    } else if (!known.insert(item->text).second) {
      report.error("name_taken", at(item), "The event " + shown(item->text) + " is declared twice.", "Leave one of them out.");
    } else {
      strategy.events.push_back(item->text);
    }
  }
}

void parse_labels(const Node &list, Trait &trait, Report &report) {
  trait.type = ValueType::kLabel;
  if (!is_filled_list(list, "A trait's list of labels", report)) return;
  std::unordered_set<std::string_view> known;
  for (const Node *item : list.children) {
    if (!is_filled_text(*item, "A label", report)) continue;
    if (known.insert(item->text).second)
      trait.labels.push_back(item->text);
    else
      report.error("name_taken", at(item), "The label " + shown(item->text) + " stands twice in this list.", "Leave one of them out.");
  }
}

void parse_traits(const Node &root, Strategy &strategy, Report &report) {
  const Node *traits = map_at(root, "traits", report);
  if (traits == nullptr) return;
  for (const Node *member : traits->children) {
    Trait trait;
    trait.name = member->key;
    trait.full_name = "trait." + member->key;
    trait.node = member;
    if (!is_plain_name(member->key)) {
      report.error("bad_id", at_key(member), "A trait cannot be called " + shown(member->key) + ".",
                   "A trait's name begins with a small letter and has small letters, digits and _ in it.");
      continue;
    }
    const std::string &type = member->text;
    if (member->kind == Node::Kind::kList)
      parse_labels(*member, trait, report);
    else if (!is_kind(*member, Node::Kind::kText, "A trait's type", report))
      continue;
    else if (type == "boolean")
      trait.type = ValueType::kBoolean;
    else if (type == "number")
      trait.type = ValueType::kAmount;
    else if (type != "text")
      report.unknown("unknown_type", at(member), "There is no type " + shown(type) + ".", type, {"boolean", "number", "text"},
                     "A trait is a list of labels, \"boolean\", \"number\" or \"text\".");
    strategy.traits.push_back(std::move(trait));
  }
}

void parse_features(const Node &root, Strategy &strategy, Report &report) {
  const Node *features = map_at(root, "features", report);
  if (features == nullptr) return;
  for (const Node *member : features->children) {
    if (!is_plain_name(member->key)) {
      report.error("bad_id", at_key(member), "A feature cannot be called " + shown(member->key) + ".",
                   "A feature's name begins with a small letter and has small letters, digits and _ in it.");
    } else if (is_key_word(member->key) || member->key == "language") {
      report.error("name_taken", at_key(member),
                   "A feature cannot be called " + shown(member->key) + ": that word has a meaning of its own.", "Choose another name.");
    }
    strategy.features.push_back(parse_feature(*member, report));
  }
}

Segment parse_segment(const Node &node, Report &report) {
  Segment segment;
  segment.id = node.key;
  segment.node = &node;
  if (!is_kind(node, Node::Kind::kMap, "A segment", report)) return segment;
  check_keys(node, KeyPlace::kSegment, report);
  if (const Node *when = node.find("when"); when == nullptr) {
    report.error("missing_key", at_key(&node), "The segment " + shown(segment.id) + " has no `when`.", "Write \"when\": { ... }.");
  } else if (auto condition = parse_condition(*when, Subjects::kFacts, report)) {
    segment.when = std::move(*condition);
    segment.has_when = true;
  }
  if (const Node *title = node.find("title"); title != nullptr && is_filled_text(*title, "`title`", report)) segment.title = title->text;
  if (const Node *exported = node.find("export"); exported != nullptr)
    segment.exported = read_boolean(*exported, "`export`", report).value_or(false);
  if (const Node *stay = node.find("stay"); stay != nullptr) segment.stay = read_duration(*stay, "`stay`", report).value_or(0);
  segment.purposes = read_purposes(node, report);
  return segment;
}

void parse_segments(const Node &root, Strategy &strategy, Report &report) {
  const Node *segments = map_at(root, "segments", report);
  if (segments == nullptr) return;
  for (const Node *member : segments->children) {
    static_cast<void>(check_id(member->key, at_key(member), "A segment", report));
    strategy.segments.push_back(parse_segment(*member, report));
  }
}

void parse_stage(const Node &node, bool last, Strategy &strategy, Report &report) {
  if (!is_kind(node, Node::Kind::kMap, "A stage", report)) return;
  check_keys(node, KeyPlace::kStage, report);
  const Node *id = node.find("id");
  if (id == nullptr) return report.error("missing_key", at(&node), "This stage has no `id`.", "Write \"id\": \"returning\".");
  if (!is_kind(*id, Node::Kind::kText, "`id`", report) || !check_id(id->text, at(id), "A stage", report)) return;
  Stage stage;
  stage.id = id->text;
  stage.node = id;
  const Node *when = node.find("when");
  if (when != nullptr && last) {
    report.error("last_stage", at_key(when), "The last stage has no `when`: it is everyone's who is in no other.",
                 "Add a stage behind it, as in {\"id\": \"returning\"}.");
  } else if (when == nullptr && !last) {
    report.error("missing_key", at(id), "The stage " + shown(stage.id) + " has no `when`; only the last one has none.",
                 "Give it a `when`, or make it the last one.");
  } else if (when != nullptr) {
    stage.when = parse_condition(*when, Subjects::kFacts, report);
  }
  strategy.stages.push_back(std::move(stage));
}

void parse_stages(const Node &root, Strategy &strategy, Report &report) {
  const Node *stages = root.find("stages");
  if (stages == nullptr || !is_filled_list(*stages, "`stages`", report)) return;
  for (const Node *item : stages->children) parse_stage(*item, item == stages->children.back(), strategy, report);
}

void parse_slots(const Node &root, Strategy &strategy, Report &report) {
  const Node *slots = map_at(root, "slots", report);
  if (slots == nullptr) return;
  for (const Node *member : slots->children) {
    auto slot = parse_slot(*member, report);
    if (slot) strategy.slots.push_back(std::move(*slot));
  }
}

void parse_price_bands(const Node &root, Strategy &strategy, Report &report) {
  const Node *bands = root.find("price_bands");
  if (bands == nullptr || !is_filled_list(*bands, "`price_bands`", report)) return;
  strategy.price_bands_node = bands;
  if (bands->children.size() > kMaxBands)
    report.error("limit", at(bands), "There may be at most " + std::to_string(kMaxBands) + " price limits (kMaxBands).", "Leave some out.");
  for (const Node *item : bands->children) {
    const auto limit = read_number(*item, "A price limit", report);
    if (!limit) continue;
    const int64_t before = strategy.price_bands.empty() ? 0 : strategy.price_bands.back();
    if (*limit > before)
      strategy.price_bands.push_back(*limit);
    else
      report.error("impossible_range", at(item),
                   "Price limits rise from above 0; " + number_text(*limit) + " does not come after " + number_text(before) + ".",
                   "Put them in ascending order.");
  }
}

void parse_weights(const Node &node, Affinity &affinity, Report &report) {
  if (!is_kind(node, Node::Kind::kMap, "`weights`", report)) return;
  constexpr int64_t kMostWeight = 1'000;
  affinity.weights.clear();
  for (const Node *member : node.children) {
    const auto weight = read_number(*member, "A weight", report);
    if (!weight) continue;
    if (*weight <= 0 || *weight > kMostWeight * 1000)
      report.error("bad_number", at(member), "A weight is above 0 and at most " + std::to_string(kMostWeight) + ".",
                   "Leave out events that do not count.");
    else
      affinity.weights.push_back({member->key, static_cast<uint32_t>(*weight), member});
  }
}

void parse_affinity(const Node &root, Strategy &strategy, Report &report) {
  strategy.affinity.weights = {{"view_item", 1000, nullptr},
                               {"select_item", 500, nullptr},
                               {"add_to_wishlist", 2000, nullptr},
                               {"add_to_cart", 3000, nullptr},
                               {"purchase", 5000, nullptr}};
  const Node *affinity = map_at(root, "affinity", report);
  if (affinity == nullptr) return;
  check_keys(*affinity, KeyPlace::kAffinity, report);
  if (const Node *half_life = affinity->find("half_life"); half_life != nullptr)
    strategy.affinity.half_life = read_duration(*half_life, "`half_life`", report).value_or(strategy.affinity.half_life);
  if (const Node *weights = affinity->find("weights"); weights != nullptr) parse_weights(*weights, strategy.affinity, report);
}

}  // namespace

Strategy parse_strategy(const Document &document, Diagnostics &out) {
  Report report(out);
  Strategy strategy;
  const Node &root = *document.root;
  strategy.node = &root;
  if (!is_kind(root, Node::Kind::kMap, "A strategy", report)) return strategy;
  check_keys(root, KeyPlace::kStrategy, report);
  parse_settings(root, strategy, report);
  parse_events(root, strategy, report);
  parse_traits(root, strategy, report);
  parse_features(root, strategy, report);
  parse_segments(root, strategy, report);
  parse_stages(root, strategy, report);
  parse_slots(root, strategy, report);
  parse_price_bands(root, strategy, report);
  parse_affinity(root, strategy, report);
  parse_messages(root, strategy, report);
  parse_experiments(root, strategy, report);
  parse_holdout(root, strategy, report);
  parse_goals(root, strategy, report);
  parse_brand_terms(root, strategy, report);
  parse_hosts(root, "own_hosts", strategy.own_hosts, report);
  parse_hosts(root, "payment_hosts", strategy.payment_hosts, report);
  parse_areas(root, "zones", strategy.zones, report);
  parse_areas(root, "climates", strategy.climates, report);
  return strategy;
}

}  // namespace vitrine::compiler
