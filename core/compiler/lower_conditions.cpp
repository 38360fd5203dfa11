// Conditions of segments and stages: tests become thresholds of features, the rest becomes gates.
#include <algorithm>

#include "compiler/check.h"
#include "compiler/dependencies.h"
#include "compiler/lowering.h"
#include "format/limits.h"
#include "text/numbers.h"
#include "vitrine/vitrine.h"

namespace vitrine::compiler {
namespace {

// A windowed count keeps its newest times for small constants, and buckets for larger ones; each comparator by itself.
bool needs_buckets(const Subject &subject, const Comparison &comparison) {
  if (subject.feature == nullptr || subject.feature->measure != Measure::kCountOf || subject.feature->window.kind != WindowKind::kDuration)
    return false;
  return std::any_of(comparison.constants.begin(), comparison.constants.end(), [&](const Node *constant) {
    return constant->kind == Node::Kind::kNumber && threshold_of(subject.type, *constant) > int64_t{kMaxExact};
  });
}

// Beside a comparison that tells something, one that every value passes only asks for a value.
bool passes_every_value(const Subject &subject, const Comparison &comparison) {
  if (!is_numeric(subject.type)) return false;
  if (comparison.comparator == Comparator::kGte) return threshold_of(subject.type, *comparison.node) <= subject.least;
  return comparison.comparator == Comparator::kLt && threshold_of(subject.type, *comparison.node) > subject.most;
}

int64_t text_test(TextOp op, uint32_t string) { return static_cast<int64_t>(static_cast<uint64_t>(op) << 32 | string); }

}  // namespace

void ConditionLowering::lower_all(const std::vector<uint32_t> &order) {
  for (const uint32_t node : order) {
    if (node == kAllStages)
      lower_stages();
    else
      lower_segment(node);
  }
}

void ConditionLowering::lower_segment(uint32_t index) {
  const Segment &segment = strategy_.segments[index];
  const auto purposes_needed = static_cast<uint8_t>(segment.purposes | purposes(segment.when));
  segment_purposes[index] = purposes_needed;
  // A map of several tests and the purposes are one gate.
  std::vector<Input> parts =
      segment.when.kind == Condition::Kind::kAll ? lower_children(segment.when, false) : std::vector<Input>{lower(segment.when, false)};
  for (uint32_t bit = 0; bit < 4; ++bit) {
    if ((purposes_needed >> bit & 1u) != 0) parts.push_back(granted(static_cast<uint8_t>(1u << bit)));
  }
  segment_gate[index] = gates_.output_gate(std::move(parts), static_cast<uint16_t>(index), segment.stay != 0);
}

void ConditionLowering::lower_stages() {
  for (const Stage &stage : strategy_.stages) {
    if (stage.when) stage_purposes_ = static_cast<uint8_t>(stage_purposes_ | purposes(*stage.when));
  }
  for (const Stage &stage : strategy_.stages) {
    if (!stage.when) break;  // the last one
    const Condition &when = *stage.when;
    // No purpose stops a stage, so what has no value without one is looked at test by test.
    std::vector<Input> parts = when.kind == Condition::Kind::kAll ? lower_children(when, true) : std::vector<Input>{lower(when, true)};
    const uint32_t gate = gates_.output_gate(std::move(parts), static_cast<uint16_t>(kOutputStage | stage_gate.size()));
    stage_gate.push_back(gate);
    stage_when_.push_back({Input::Kind::kGate, false, gate});
  }
}

// The stage is the first whose `when` holds.
Input ConditionLowering::stage(uint32_t index) {
  std::vector<Input> parts;
  parts.reserve(index + 1u);
  for (uint32_t i = 0; i < index; ++i) parts.push_back(!stage_when_[i]);
  if (index < stage_when_.size()) parts.push_back(stage_when_[index]);
  return gates_.all(std::move(parts));
}

Input ConditionLowering::granted(uint8_t purposes) {
  std::vector<Input> parts;
  for (uint32_t bit = 0; bit < 4; ++bit) {
    if ((purposes >> bit & 1u) != 0) parts.push_back(gates_.leaf(maker_.granted(bit), 1));
  }
  return gates_.all(std::move(parts));
}

uint8_t ConditionLowering::purposes(const Condition &condition) const {
  uint8_t all = 0;
  if (condition.kind == Condition::Kind::kTest) all = names_.subject(condition.name).purposes;
  if (condition.kind == Condition::Kind::kStage) all = stage_purposes_;
  if (condition.kind == Condition::Kind::kSegment) {
    for (const Node *id : condition.ids) all = static_cast<uint8_t>(all | segment_purposes[names_.segment(id->text)]);
  }
  for (const Condition &child : condition.children) all = static_cast<uint8_t>(all | purposes(child));
  return all;
}

std::vector<Input> ConditionLowering::lower_children(const Condition &condition, bool needs_purposes) {
  std::vector<Input> inputs;
  inputs.reserve(condition.children.size());
  for (const Condition &child : condition.children) inputs.push_back(lower(child, needs_purposes));
  return inputs;
}

Input ConditionLowering::lower(const Condition &condition, bool needs_purposes) {
  std::vector<Input> inputs;
  switch (condition.kind) {
    case Condition::Kind::kAll: return gates_.all(lower_children(condition, needs_purposes));
    case Condition::Kind::kAny: return gates_.any(lower_children(condition, needs_purposes));
    case Condition::Kind::kAtLeast: return gates_.at_least(condition.need, lower_children(condition, needs_purposes));
    case Condition::Kind::kNone:
      for (const Input &input : lower_children(condition, needs_purposes)) inputs.push_back(!input);
      return gates_.all(std::move(inputs));
    case Condition::Kind::kSegment:
      for (const Node *id : condition.ids) inputs.push_back({Input::Kind::kGate, false, segment_gate[names_.segment(id->text)]});
      return gates_.any(std::move(inputs));
    case Condition::Kind::kStage:
      for (const Node *id : condition.ids) inputs.push_back(stage(names_.stage(id->text)));
      return gates_.any(std::move(inputs));
    case Condition::Kind::kTest:
    case Condition::Kind::kCount: break;
  }
  return test(condition, needs_purposes);
}

Input ConditionLowering::test(const Condition &condition, bool needs_purposes) {
  const Subject subject = names_.subject(condition.name);
  std::vector<Input> inputs;
  inputs.reserve(condition.tests.size());
  for (const Comparison &part : condition.tests) inputs.push_back(comparison(subject, part, needs_purposes));
  return gates_.all(std::move(inputs));
}

// What always has a value has it while its purposes are granted.
Input ConditionLowering::exists(const Subject &subject, uint32_t feature) {
  return subject.always ? granted(subject.purposes) : gates_.leaf(feature, exists_condition(subject.type));
}

void ConditionLowering::note_traffic(const Subject &subject, const Comparison &comparison) {
  if (subject.kind != Subject::Kind::kFact || fact_info(subject.fact).group != Group::kTraffic || subject.fact == Fact::kTrafficLandingPath)
    return;
  traffic_.words = true;
  traffic_.hosts = traffic_.hosts || subject.fact != Fact::kTrafficCampaign;
  traffic_.channels = traffic_.channels || subject.fact == Fact::kTrafficChannel || subject.fact == Fact::kTrafficBranded;
  traffic_.branded = traffic_.branded || subject.fact == Fact::kTrafficBranded;
  if (subject.fact != Fact::kTrafficSource) return;
  for (const Node *constant : comparison.constants) traffic_.sources.insert(constant->text);
}

Input ConditionLowering::comparison(const Subject &subject, const Comparison &comparison, bool needs_purposes) {
  note_traffic(subject, comparison);
  const bool only_exists = comparison.comparator == Comparator::kExists;
  if (only_exists && subject.always) return comparison.node->boolean ? granted(subject.purposes) : !granted(subject.purposes);
  const bool passed = passes_every_value(subject, comparison);
  if (passed && subject.always) return needs_purposes ? granted(subject.purposes) : Input{};
  const uint32_t feature = maker_.feature(subject, needs_buckets(subject, comparison));
  if (passed) return exists(subject, feature);
  if (only_exists) return comparison.node->boolean ? exists(subject, feature) : !exists(subject, feature);
  if (comparison.comparator == Comparator::kEq || comparison.comparator == Comparator::kIn) {
    std::vector<Input> inputs;
    inputs.reserve(comparison.constants.size());
    for (const Node *constant : comparison.constants) inputs.push_back(equals(subject, feature, *constant, needs_purposes));
    return gates_.any(std::move(inputs));
  }
  if (is_numeric(subject.type)) {
    const Input reached = gates_.leaf(feature, threshold_of(subject.type, *comparison.node));
    return comparison.comparator == Comparator::kGte ? reached : below(subject, feature, reached, needs_purposes);
  }
  return gates_.leaf(feature, text_test(text_op(comparison.comparator), tables_.string(cut_text(comparison.node->text))));
}

// Not reached, and there is a value.
Input ConditionLowering::below(const Subject &subject, uint32_t feature, const Input &reached, bool needs_purposes) {
  if (subject.always && !needs_purposes) return !reached;
  return gates_.all({exists(subject, feature), !reached});
}

Input ConditionLowering::equals(const Subject &subject, uint32_t feature, const Node &constant, bool needs_purposes) {
  switch (subject.type) {
    case ValueType::kLabel:
      if (subject.fact == Fact::kTrafficChannel) return gates_.leaf(feature, static_cast<int64_t>(tables_.channel(constant.text)));
      return gates_.leaf(feature, static_cast<int64_t>(tables_.hash(constant.text)));
    case ValueType::kText: return gates_.leaf(feature, text_test(TextOp::kEq, tables_.string(cut_text(constant.text))));
    case ValueType::kBoolean: {
      const Input on = gates_.leaf(feature, 1);
      return constant.boolean ? on : below(subject, feature, on, needs_purposes);
    }
    case ValueType::kInteger:
    case ValueType::kAmount:
    case ValueType::kDuration:
    case ValueType::kShare:
    case ValueType::kFraction:
    case ValueType::kCount: break;
  }
  const int64_t value = threshold_of(subject.type, constant);
  std::vector<Input> inputs;
  if (value < subject.most) {
    const Input above = gates_.leaf(feature, value + 1);
    if (value <= subject.least) return below(subject, feature, above, needs_purposes);
    inputs.push_back(!above);
  }
  inputs.push_back(gates_.leaf(feature, value));
  return gates_.all(std::move(inputs));
}

}  // namespace vitrine::compiler
