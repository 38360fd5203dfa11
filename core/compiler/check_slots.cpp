// Slots, and what decides in them: variants, messages, experiments, goals.
#include <iterator>
#include <unordered_map>
#include <unordered_set>

#include "compiler/check.h"

namespace vitrine::compiler {
namespace {

constexpr std::string_view kMessages[] = {"discount", "urgency", "trust", "service", "information"};

class SlotChecker {
 public:
  SlotChecker(const Strategy &strategy, const Names &names, Report &report) : strategy_(strategy), names_(names), report_(report) {
    messages_.insert(std::begin(kMessages), std::end(kMessages));
    for (const Message &message : strategy.messages) messages_.insert(message.name);
    for (const Slot &slot : strategy.slots) slots_.emplace(slot.id, &slot);
    for (const Experiment &experiment : strategy.experiments) {
      const bool is_first = arms_of_.try_emplace(experiment.slot).second;
      for (const Arm &arm : experiment.arms) {
        if (is_first) arms_of_[experiment.slot].insert(arm.id);
      }
    }
  }

  void run() {
    for (const Slot &slot : strategy_.slots) check_slot(slot);
    for (const Message &message : strategy_.messages) check_message(message);
    check_experiments();
    for (const Goal &goal : strategy_.goals) {
      if (!goal.event.empty()) check_event(goal.event, at(goal.event_node), names_, report_);
    }
  }

 private:
  void check_slot(const Slot &slot) {
    std::unordered_set<std::string_view> ids;
    for (const Variant &variant : slot.variants) {
      if (!ids.insert(variant.id).second)
        report_.error("name_taken", at(variant.node), "Two variants of " + shown(slot.id) + " are called " + shown(variant.id) + ".",
                      "Choose another id for one of them.");
      if (variant.shown_for) check_condition(*variant.shown_for, names_, report_);
      check_variant(variant);
    }
    if (slot.whole) check_default(slot);
    for (const Signal &signal : slot.signals) {
      if (signal.kind == SignalKind::kAffinity && signal.dimension == kPriceBand)
        static_cast<void>(has_price_bands(strategy_, signal.node, report_));
    }
  }

  void check_variant(const Variant &variant) {
    if (!variant.message.empty() && messages_.count(variant.message) == 0)
      report_.unknown_of(
          "unknown_message", at(variant.message_node), "There is no kind of message " + shown(variant.message) + ".", variant.message,
          [&] { return message_names(); }, "Name it under `messages`, or write discount, urgency, trust, service or information.");
    if (variant.message == "urgency" && variant.needs.empty())
      report_.error("urgency_without_needs", at(variant.message_node), "An `urgency` without `needs` would claim what nobody has stated.",
                    R"(Write "needs": {"stock": {"lt": 6, "max_age": "10m"}}.)");
    for (const Need &need : variant.needs) check_where(need.test, report_);
  }

  [[nodiscard]] bool is_arm(const Slot &slot, const Variant &variant) const {
    const auto found = arms_of_.find(slot.id);
    return found != arms_of_.end() && found->second.count(variant.id) != 0;
  }

  // In written order: of names that are as near, the first is meant.
  [[nodiscard]] std::vector<std::string_view> message_names() const {
    std::vector<std::string_view> names(std::begin(kMessages), std::end(kMessages));
    for (const Message &message : strategy_.messages) names.push_back(message.name);
    return names;
  }

  // Every variant has an audience, an arm perhaps its experiment's; the last one is everyone's.
  void check_default(const Slot &slot) {
    for (size_t i = 0; i + 1 < slot.variants.size(); ++i) {
      const Variant &variant = slot.variants[i];
      if (variant.shown_for || is_arm(slot, variant)) continue;
      return report_.error("default_not_last", at(variant.node),
                           "The variant " + shown(variant.id) + " has no `for`, so nothing behind it can be shown.",
                           "Give it a `for`, or make it the last one.");
    }
    if (slot.variants.empty() || !slot.variants.back().shown_for) return;
    report_.error("missing_default", at_key(slot.node->find("variants")),
                  "The slot " + shown(slot.id) + " has no default: every variant has a `for`.", "End the list with {\"id\": \"default\"}.");
  }

  void check_message(const Message &message) {
    for (const Node *id : message.never_for) {
      if (names_.segment(id->text) != kNotFound || names_.stage(id->text) != kNotFound) continue;
      const auto both = [&] {
        std::vector<std::string_view> known = names_.segment_ids();
        for (const std::string_view stage : names_.stage_ids()) known.push_back(stage);
        return known;
      };
      report_.unknown_of("unknown_name", at(id), "There is no segment and no stage " + shown(id->text) + ".", id->text, both);
    }
  }

  void check_experiments() {
    std::unordered_set<std::string_view> slots;
    for (const Experiment &experiment : strategy_.experiments) {
      if (experiment.shown_for) check_condition(*experiment.shown_for, names_, report_);
      if (experiment.slot.empty()) continue;
      const auto slot = slots_.find(experiment.slot);
      if (slot == slots_.end() || slot->second->kind != SlotKind::kContent) {
        tell_no_slot(experiment);
      } else if (!slots.insert(experiment.slot).second) {
        report_.error("name_taken", at(experiment.slot_node), "Another experiment has the slot " + shown(experiment.slot) + " already.",
                      "One experiment a slot: end one of them.");
      } else {
        check_arms(experiment, *slot->second);
      }
    }
  }

  void tell_no_slot(const Experiment &experiment) {
    const auto content = [&] {
      std::vector<std::string_view> known;
      for (const Slot &slot : strategy_.slots) {
        if (slot.kind == SlotKind::kContent) known.push_back(slot.id);
      }
      return known;
    };
    report_.unknown_of("unknown_name", at(experiment.slot_node), "There is no content slot " + shown(experiment.slot) + ".",
                       experiment.slot, content);
  }

  void check_arms(const Experiment &experiment, const Slot &slot) {
    std::vector<std::string_view> known;
    known.reserve(slot.variants.size());
    for (const Variant &variant : slot.variants) known.push_back(variant.id);
    const std::unordered_set<std::string_view> ids(known.begin(), known.end());
    for (const Arm &arm : experiment.arms) {
      if (ids.count(arm.id) == 0)
        report_.unknown("unknown_name", at_key(arm.node), "The slot " + shown(slot.id) + " has no variant " + shown(arm.id) + ".", arm.id,
                        known);
    }
  }

  const Strategy &strategy_;
  const Names &names_;
  Report &report_;
  std::unordered_set<std::string_view> messages_;
  std::unordered_map<std::string_view, const Slot *> slots_;
  std::unordered_map<std::string_view, std::unordered_set<std::string_view>> arms_of_;  // of the slot's first experiment
};

}  // namespace

void check_slots(const Strategy &strategy, const Names &names, Report &report) { SlotChecker(strategy, names, report).run(); }

}  // namespace vitrine::compiler
