// Sentences about segments, stages and slots.
#include "compiler/words.h"

#include <algorithm>
#include <cmath>

#include "format/purposes.h"
#include "text/numbers.h"
#include "text/times.h"

namespace vitrine::compiler {
namespace {

std::string counted(uint64_t count, const char *unit) { return std::to_string(count) + ' ' + unit + (count == 1 ? "" : "s"); }

std::string duration_words(uint32_t seconds) {
  if (seconds % 86'400 == 0) return counted(seconds / 86'400, "day");
  if (seconds % 3'600 == 0) return counted(seconds / 3'600, "hour");
  if (seconds % 60 == 0) return counted(seconds / 60, "minute");
  return counted(seconds, "second");
}

std::string window_words(const Window &window) {
  if (window.kind == WindowKind::kVisit) return " in this visit";
  return window.kind == WindowKind::kEver ? "" : " in the last " + duration_words(window.seconds);
}

// "a, b and c"; with `between` other than a comma that stands everywhere.
std::string joined(const std::vector<std::string> &parts, const char *last, const char *between = ", ") {
  std::string out;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) out += i + 1 < parts.size() ? between : last;
    out += parts[i];
  }
  return out;
}

std::string constant_words(const Node &node) {
  if (node.kind == Node::Kind::kText) return '"' + node.text + '"';
  if (node.kind == Node::Kind::kBoolean) return node.boolean ? "true" : "false";
  return number_text(to_thousandths(node.text).value);
}

class Words {
 public:
  Words(const Strategy &strategy, const Names &names) : strategy_(strategy), names_(names) {}

  [[nodiscard]] std::string run() const {
    std::string out;
    for (const Segment &segment : strategy_.segments) out += segment_words(segment) + '\n';
    for (size_t i = 0; i < strategy_.stages.size(); ++i) out += stage_words(i) + '\n';
    for (const Slot &slot : strategy_.slots) out += slot_words(slot) + '\n';
    for (const Message &message : strategy_.messages) out += message_words(message) + '\n';
    for (const Experiment &experiment : strategy_.experiments) out += experiment_words(experiment) + '\n';
    if (strategy_.holdout.buckets != 0)
      out += percent(strategy_.holdout.buckets) + " of all visitors are held out: they see what the page has, and service messages.\n";
    return out;
  }

 private:
  [[nodiscard]] std::string segment_words(const Segment &segment) const {
    const std::string title = segment.title.empty() ? "" : " (" + segment.title + ")";
    const std::string exported = segment.exported ? " It may be told to others." : "";
    return "A visitor is in the segment " + segment.id + title + " while " + sentence(segment.when) + stay_words(segment.stay) + '.' +
           purpose_words(segment.purposes, " It also needs consent to ") + exported;
  }

  static std::string stay_words(uint32_t stay) {
    return stay == 0 ? std::string() : ", and until that has not been so for " + duration_words(stay);
  }

  [[nodiscard]] std::string stage_words(size_t index) const {
    const Stage &stage = strategy_.stages[index];
    const std::string begin = "A visitor is in the stage " + stage.id;
    if (!stage.when) return begin + (index == 0 ? " always." : " when in no other stage.");
    return begin + " while " + sentence(*stage.when) + (index == 0 ? "." : ", and no stage named before holds.");
  }

  [[nodiscard]] std::string slot_words(const Slot &slot) const {
    if (slot.kind == SlotKind::kSort) return sorting_words(slot);
    std::string out = "The slot " + slot.id + " shows ";
    for (const Variant &variant : slot.variants) {
      if (&variant == &slot.variants.back())
        out += variant.id == "default" ? "what the page has" : variant.id;
      else
        out += variant.id + (variant.shown_for ? " while " + sentence(*variant.shown_for) : " in its experiment") + stop_words(variant) +
               "; else ";
    }
    return out + '.';
  }

  static std::string cap_words(const Cap &cap) {
    return "at most " + counted(cap.max, "time") + (cap.window.kind == WindowKind::kEver ? " ever" : window_words(cap.window));
  }

  // What can stop a variant, beside its audience.
  static std::string stop_words(const Variant &variant) {
    std::vector<std::string> parts;
    if (!variant.message.empty()) parts.push_back("as a message of " + variant.message);
    if (variant.from != 0) parts.push_back("from " + format_time(variant.from));
    if (variant.to != kNever) parts.push_back("until " + format_time(variant.to));
    for (const Need &need : variant.needs)
      parts.push_back("if the page states " + (need.test.tests.empty() ? need.name : "that " + test_words(need.test, need.name)) +
                      (need.max_age == 0 ? std::string() : ", not longer than " + duration_words(need.max_age) + " ago"));
    if (variant.cap.max != 0) parts.push_back(cap_words(variant.cap));
    return parts.empty() ? std::string() : " (" + joined(parts, ", ") + ")";
  }

  [[nodiscard]] std::string message_words(const Message &message) const {
    std::vector<std::string> parts;
    if (message.cap.max != 0) parts.push_back("is shown " + cap_words(message.cap));
    std::vector<std::string> groups;
    groups.reserve(message.never_for.size());
    for (const Node *id : message.never_for)
      groups.push_back((names_.segment(id->text) == kNotFound ? "the stage " : "the segment ") + id->text);
    if (!groups.empty()) parts.push_back("never for " + joined(groups, " or "));
    return "A message of " + message.name + ' ' + (parts.empty() ? "has no limit" : joined(parts, " and ")) + '.';
  }

  // Of 10,000 buckets: "12.5 %".
  static std::string percent(uint32_t buckets) { return number_text(int64_t{buckets} * 10) + " %"; }

  [[nodiscard]] std::string experiment_words(const Experiment &experiment) const {
    std::vector<std::string> arms;
    arms.reserve(experiment.arms.size());
    for (const Arm &arm : experiment.arms) arms.push_back(arm.id + " (" + percent(arm.buckets) + ")");
    std::string out = "The experiment " + experiment.id + " compares in the slot " + experiment.slot + ": " + joined(arms, " and ");
    if (experiment.shown_for) out += ", while " + sentence(*experiment.shown_for);
    if (experiment.coverage < 1)
      out += "; " + percent(static_cast<uint32_t>(std::lround(experiment.coverage * kBuckets))) + " of them take part, the others see " +
             experiment.arms.front().id;
    return out + '.';
  }

  [[nodiscard]] std::string sorting_words(const Slot &slot) const {
    std::vector<std::string> parts;
    parts.reserve(slot.signals.size());
    for (const Signal &signal : slot.signals) parts.push_back(signal_words(signal) + " (weight " + number_text(signal.weight) + ")");
    std::string out = "The slot " + slot.id + " is sorted by " + joined(parts, " and ");
    if (slot.pin > 0) out += "; the first " + counted(slot.pin, "place") + " stay" + (slot.pin == 1 ? "s" : "");
    if (slot.max_shift != kNone16) out += "; nothing moves more than " + counted(slot.max_shift, "place");
    return out + '.';
  }

  static std::string signal_words(const Signal &signal) {
#define VITRINE_X(id, word, sentence) sentence,
    static constexpr const char *kSentences[] = {VITRINE_SIGNAL_KINDS(VITRINE_X)};
#undef VITRINE_X
    return kSentences[static_cast<size_t>(signal.kind)] + signal.dimension;
  }

  static std::string purpose_words(uint8_t purposes, const char *begin) {
    std::vector<std::string> parts;
    for (uint32_t bit = 0; bit < kPurposes; ++bit) {
      if ((purposes >> bit & 1u) != 0) parts.emplace_back(kPurposeWords[bit]);
    }
    return parts.empty() ? std::string() : begin + joined(parts, " and ") + '.';
  }

  [[nodiscard]] std::string sentence(const Condition &condition) const {
    if (condition.kind == Condition::Kind::kTest) return told(condition);
    if (condition.kind == Condition::Kind::kAll && condition.children.empty()) return "they are there";
    if (!condition.ids.empty()) return ids_words(condition);
    std::vector<std::string> parts;
    for (const Condition &child : condition.children) {
      const bool simple =
          child.kind == Condition::Kind::kTest || child.kind == Condition::Kind::kSegment || child.kind == Condition::Kind::kStage;
      parts.push_back(simple ? sentence(child) : '(' + sentence(child) + ')');
    }
    switch (condition.kind) {
      case Condition::Kind::kAny: return parts.size() == 1 ? parts.front() : "either " + joined(parts, " or ");
      case Condition::Kind::kNone: return "it is not so that " + joined(parts, " or that ", " or that ");
      case Condition::Kind::kAtLeast: return "at least " + std::to_string(condition.need) + " of these hold: " + joined(parts, "; ", "; ");
      case Condition::Kind::kAll:
      case Condition::Kind::kTest:
      case Condition::Kind::kSegment:
      case Condition::Kind::kStage:
      case Condition::Kind::kCount: break;
    }
    return joined(parts, " and ");
  }

  [[nodiscard]] std::string told(const Condition &test) const {
    const Feature *feature = names_.subject(test.name).feature;
    if (feature == nullptr || feature->measure != Measure::kSequence) return test_words(test, subject_words(test.name));
    const Comparison &comparison = test.tests.front();
    if (test.tests.size() > 1 || comparison.comparator != Comparator::kEq)
      return test_words(test, "that " + sequence_words(*feature) + ',');
    return (comparison.node->boolean ? "" : "it is not so that ") + sequence_words(*feature);
  }

  static std::string ids_words(const Condition &condition) {
    std::vector<std::string> ids;
    ids.reserve(condition.ids.size());
    for (const Node *id : condition.ids) ids.push_back(id->text);
    return (condition.kind == Condition::Kind::kStage ? "they are in the stage " : "they are in the segment ") + joined(ids, " or ");
  }

  [[nodiscard]] std::string subject_words(const std::string &name) const {
    const Subject subject = names_.subject(name);
    if (subject.trait != nullptr) return "their " + subject.trait->name;
    if (subject.feature != nullptr) return feature_words(*subject.feature);
    return subject.kind == Subject::Kind::kFact ? fact_info(subject.fact).words : name;
  }

  [[nodiscard]] std::string feature_words(const Feature &feature) const {
    const std::string where = where_words_of(feature.on);
    const std::string events = feature.on.event + " events" + where + window_words(feature.window);
    switch (feature.measure) {
      case Measure::kCountOf: return "the number of " + events;
      case Measure::kSum: return (feature.field == kSumValue ? "the value of all " : "the number of units in all ") + events;
      case Measure::kDistinct: return "the number of different " + feature.field + " in " + events;
      case Measure::kRepeats: return "how often the same " + feature.field + " came in " + events;
      case Measure::kSince: return "the time since the last " + feature.on.event + " event" + where;
      case Measure::kSequence: return sequence_words(feature);
      case Measure::kAffinity: return "the share of \"" + feature.value + "\" in the interest in " + feature.field;
      case Measure::kTop: return "the " + feature.field + " of most interest";
      case Measure::kUnknown:
      case Measure::kCount: break;
    }
    return feature.name;
  }

  [[nodiscard]] std::string sequence_words(const Feature &feature) const {
    std::vector<std::string> steps;
    steps.reserve(feature.steps.size());
    for (const EventPattern &step : feature.steps) steps.push_back(step.event + where_words_of(step));
    const bool visit = feature.window.kind == WindowKind::kVisit;
    std::string out = joined(steps, ", then ", ", then ") + " came";
    out += visit ? " in this visit" : " within " + duration_words(feature.window.seconds);
    if (feature.in_last != 0) out += ", the last of them in the last " + duration_words(feature.in_last);
    if (feature.then_not) out += ", with no " + feature.then_not->event + where_words_of(*feature.then_not) + " since";
    return out;
  }

  [[nodiscard]] std::string where_words_of(const EventPattern &pattern) const {
    return pattern.where ? " where " + where_words(*pattern.where) : std::string();
  }

  [[nodiscard]] std::string where_words(const Condition &where) const {
    if (where.kind == Condition::Kind::kTest) return test_words(where, where.name);
    std::vector<std::string> parts;
    parts.reserve(where.children.size());
    for (const Condition &child : where.children) parts.push_back(where_words(child));
    switch (where.kind) {
      case Condition::Kind::kAny: return "(" + joined(parts, " or ") + ")";
      case Condition::Kind::kNone: return "not (" + joined(parts, " or ") + ")";
      case Condition::Kind::kAtLeast: return "(at least " + std::to_string(where.need) + " of " + joined(parts, "; ", "; ") + ")";
      case Condition::Kind::kAll:
      case Condition::Kind::kTest:
      case Condition::Kind::kSegment:
      case Condition::Kind::kStage:
      case Condition::Kind::kCount: break;
    }
    return joined(parts, " and ");
  }

  static std::string test_words(const Condition &test, const std::string &subject) {
    std::vector<std::string> parts;
    parts.reserve(test.tests.size());
    for (const Comparison &comparison : test.tests) parts.push_back(comparison_words(comparison));
    return subject + ' ' + joined(parts, " and ");
  }

  static std::string comparison_words(const Comparison &comparison) {
    std::vector<std::string> values;
    for (const Node *constant : comparison.constants) {
      const auto seconds =
          constant->kind == Node::Kind::kText && (comparison.comparator == Comparator::kGte || comparison.comparator == Comparator::kLt)
              ? to_seconds(constant->text)
              : std::nullopt;
      values.push_back(seconds ? duration_words(*seconds) : constant_words(*constant));
    }
#define VITRINE_X(id, word, compares, text, where, sentence) sentence,
    static constexpr const char *kSentences[] = {VITRINE_COMPARATORS(VITRINE_X)};
#undef VITRINE_X
    if (comparison.comparator == Comparator::kExists) return comparison.node->boolean ? "is known" : "is not known";
    return kSentences[static_cast<size_t>(comparison.comparator)] + joined(values, " or ");
  }

  const Strategy &strategy_;
  const Names &names_;
};

}  // namespace

std::string words_of(const Strategy &strategy, const Names &names) { return Words(strategy, names).run(); }

}  // namespace vitrine::compiler
