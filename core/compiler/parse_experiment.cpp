// Experiments, holdout, goals, and the kinds of messages.
#include <cmath>
#include <cstdlib>

#include "compiler/parse_parts.h"

namespace vitrine::compiler {
namespace {

constexpr double kTolerance = 1e-6;  // of buckets: what doubles make of decimals

std::optional<double> read_part(const Node &node, std::string_view what, Report &report) {
  if (!is_kind(node, Node::Kind::kNumber, what, report)) return std::nullopt;
  const double value = std::strtod(node.text.c_str(), nullptr);
  if (value >= 0 && value <= 1) return value;
  report.error("bad_number", at(&node), std::string(what) + " lies between 0 and 1, not " + shown(node.text) + ".");
  return std::nullopt;
}

// Every arm is noted, whatever its share says: what it is called can be told to its slot.
void parse_split(const Node &split, Experiment &experiment, Report &report) {
  if (!is_kind(split, Node::Kind::kMap, "`split`", report)) return;
  uint32_t all = 0;
  bool whole = true;
  for (const Node *member : split.children) {
    const auto buckets = read_share(*member, "An arm's share", report);
    whole = whole && buckets.has_value();
    all += buckets.value_or(0);
    experiment.arms.push_back({member->key, member, buckets.value_or(0)});
  }
  if (!whole) return;
  if (split.children.size() < 2)
    report.error("empty_list", at(&split), "An experiment compares at least two arms.", R"(Write {"plain": 0.5, "trust_first": 0.5}.)");
  else if (all != kBuckets)
    report.error("bad_sum", at(&split), "The shares of an experiment's arms sum to 1.", "Change them so that every visitor has an arm.");
}

void parse_varies(const Node &node, Report &report) {
  static constexpr const char *kNames[] = {"creative", "timing", "offer", "audience", "sorting"};
  if (!is_kind(node, Node::Kind::kText, "`varies`", report)) return;
  for (const char *name : kNames) {
    if (node.text == name) return;
  }
  report.unknown("unknown_varies", at(&node), "An experiment does not vary " + shown(node.text) + ".", node.text,
                 {"creative", "timing", "offer", "audience", "sorting"}, "It varies creative, timing, offer, audience or sorting.");
}

// Each arm's enrolled part is a whole number of buckets too.
void check_coverage(const Experiment &experiment, Report &report) {
  for (const Arm &arm : experiment.arms) {
    const double enrolled = arm.buckets * experiment.coverage;
    if (std::abs(enrolled - std::round(enrolled)) <= kTolerance) continue;
    return report.error("bad_number", at(experiment.coverage_node),
                        "The coverage of " + shown(arm.id) + "'s share is no whole number of the 10,000 buckets.",
                        "Choose a rounder coverage.");
  }
}

Experiment parse_experiment(const Node &node, Report &report) {
  Experiment experiment;
  experiment.id = experiment.seed = node.key;
  experiment.node = &node;
  check_keys(node, KeyPlace::kExperiment, report);
  experiment.slot_node = node.find("slot");
  if (experiment.slot_node == nullptr)
    report.error("missing_key", at_key(&node), "The experiment " + shown(node.key) + " has no `slot`.", "Write \"slot\": \"home.hero\".");
  else if (is_kind(*experiment.slot_node, Node::Kind::kText, "`slot`", report))
    experiment.slot = experiment.slot_node->text;
  if (const Node *shown_for = node.find("for"); shown_for != nullptr)
    experiment.shown_for = parse_condition(*shown_for, Subjects::kFacts, report);
  if (const Node *seed = node.find("seed"); seed != nullptr && is_filled_text(*seed, "`seed`", report)) experiment.seed = seed->text;
  if (const Node *varies = node.find("varies"); varies != nullptr) parse_varies(*varies, report);
  if (const Node *split = node.find("split"); split != nullptr)
    parse_split(*split, experiment, report);
  else
    report.error("missing_key", at_key(&node), "The experiment " + shown(node.key) + " has no `split`.",
                 R"(Write "split": {"plain": 0.5, "trust_first": 0.5}.)");
  experiment.coverage_node = node.find("coverage");
  if (experiment.coverage_node != nullptr) {
    experiment.coverage = read_part(*experiment.coverage_node, "`coverage`", report).value_or(1);
    check_coverage(experiment, report);
  }
  return experiment;
}

// The members of the map under `key`, each a map with a good id.
template <class Use>
void each_member(const Node &root, const char *key, const char *what, Report &report, Use use) {
  const Node *map = root.find(key);
  if (map == nullptr || !is_kind(*map, Node::Kind::kMap, shown(key), report)) return;
  for (const Node *member : map->children) {
    if (check_id(member->key, at_key(member), what, report) && is_kind(*member, Node::Kind::kMap, what, report)) use(*member);
  }
}

}  // namespace

std::optional<uint32_t> read_share(const Node &node, std::string_view what, Report &report) {
  const auto part = read_part(node, what, report);
  if (!part) return std::nullopt;
  const double buckets = *part * kBuckets;
  if (std::abs(buckets - std::round(buckets)) <= kTolerance) return static_cast<uint32_t>(std::lround(buckets));
  report.error("bad_number", at(&node), shown(node.text) + " has more than 4 decimals.", "Visitors fall into 10,000 buckets: round it.");
  return std::nullopt;
}

void parse_experiments(const Node &root, Strategy &strategy, Report &report) {
  each_member(root, "experiments", "An experiment", report,
              [&](const Node &member) { strategy.experiments.push_back(parse_experiment(member, report)); });
}

void parse_holdout(const Node &root, Strategy &strategy, Report &report) {
  const Node *holdout = root.find("holdout");
  if (holdout == nullptr || !is_kind(*holdout, Node::Kind::kMap, "`holdout`", report)) return;
  check_keys(*holdout, KeyPlace::kHoldout, report);
  if (const Node *seed = holdout->find("seed"); seed != nullptr && is_filled_text(*seed, "`seed`", report))
    strategy.holdout.seed = seed->text;
  if (const Node *share = holdout->find("share"); share != nullptr)
    strategy.holdout.buckets = read_share(*share, "`share`", report).value_or(0);
  else
    report.error("missing_key", at_key(holdout), "`holdout` has no `share`.", "Write {\"share\": 0.05}.");
}

void parse_goals(const Node &root, Strategy &strategy, Report &report) {
  each_member(root, "goals", "A goal", report, [&](const Node &member) {
    Goal goal;
    goal.name = member.key;
    goal.node = &member;
    check_keys(member, KeyPlace::kGoal, report);
    goal.event_node = member.find("event");
    if (goal.event_node == nullptr)
      report.error("missing_key", at_key(&member), "The goal " + shown(member.key) + " has no `event`.", "Write \"event\": \"purchase\".");
    else if (is_filled_text(*goal.event_node, "`event`", report))
      goal.event = goal.event_node->text;
    if (const Node *value = member.find("value"); value != nullptr && is_filled_text(*value, "`value`", report)) goal.value = value->text;
    strategy.goals.push_back(std::move(goal));
  });
}

void parse_messages(const Node &root, Strategy &strategy, Report &report) {
  each_member(root, "messages", "A message", report, [&](const Node &member) {
    Message message;
    message.name = member.key;
    message.node = &member;
    check_keys(member, KeyPlace::kMessage, report);
    message.cap = parse_cap(member, report);
    if (const Node *never = member.find("never_for"); never != nullptr) message.never_for = parse_ids(*never, report);
    strategy.messages.push_back(std::move(message));
  });
}

}  // namespace vitrine::compiler
