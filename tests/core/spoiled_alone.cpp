// Checks of the verifier that others would hide: here each pack is wrong in just one way, and behind its end stands what would pass.
#include <algorithm>
#include <cstddef>
#include <cstring>

#include "format/limits.h"
#include "support/spoiled.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

GateDef &free_gate(PackRecords &p) {
  for (GateDef &gate : p.gates) {
    if (gate.output == kNone16) return gate;
  }
  FAIL("every gate of the pack has an output");
  return p.gates[0];
}

uint32_t offset_of(const PackRecords &p, Section section) {
  SectionRef ref;
  std::memcpy(&ref, pack_bytes(p).data() + sizeof(PackHeader) + static_cast<uint32_t>(section) * sizeof ref, sizeof ref);
  return ref.offset;
}

// Two counts, each with one threshold.
PackRecords two_counts() {
  PackBuilder builder;
  builder.any({builder.ge(builder.count("search"), 1), builder.ge(builder.count("page_view"), 2)});
  return builder.records();
}

}  // namespace

TEST_CASE("refused alone: conditions of two features, conditions behind the end, and a flag without its condition") {
  check_refused(two_counts(), {
                                  {"shared", [](auto &p) { p.features[1].condition_first = p.features[0].condition_first; }},
                                  {"behind the end", [](auto &p) { p.features[1].condition_first = 2; }},
                                  {"none, but a flag that there is one",
                                   [](auto &p) { p.features[1].condition_count = 0, p.features[1].flags = kFeatureExists; }},
                              });
}

TEST_CASE("refused alone: kinds and tests that do not exist, where all else is as it should be") {
  check_refused({
      {"a kind", [](auto &p) { of_kind(p, FeatureKind::kEvidence).kind = FeatureKind::kCount; }},
      {"a test", [](auto &p) { leaf(p, WhereOp::kNumberGe).op = WhereOp::kCount; }},
  });
}

TEST_CASE("refused alone: a listener and a `seen` behind the features, where the events look like one") {
  check_refused({
      {"a listener",
       [](auto &p) { p.listeners[0] = size16(p.features.size()), p.events[0].weight = static_cast<uint32_t>(Group::kEvent); }},
      {"a `seen`",
       [](auto &p) { p.slots[1].seen = size16(p.features.size()), p.events[0].hash = static_cast<uint32_t>(FeatureKind::kDistinct); }},
  });
}

TEST_CASE("refused alone: a segment whose gate lies behind the gates, where a stage looks like it") {
  PackBuilder builder;
  builder.stage("first", builder.all({}));
  builder.segment(builder.all({}));
  builder.last_stage("last");
  check_refused(builder.records(), {{"a gate", [](auto &p) { p.segments[0].gate = size16(p.gates.size()), p.gates[1].output = kNone16; }}});
}

TEST_CASE("refused alone: outputs of a gate that has none of its own") {
  check_refused({
      {"a segment that is another gate's", [](auto &p) { free_gate(p).output = 1; }},
      {"a stage that is another gate's", [](auto &p) { free_gate(p).output = kOutputStage; }},
      {"the last stage, which has no gate", [](auto &p) { free_gate(p).output = size16(kOutputStage | (p.stages.size() - 1)); }},
      {"no segment", [](auto &p) { free_gate(p).output = size16(p.segments.size()); }},
      {"no stage", [](auto &p) { free_gate(p).output = size16(kOutputStage | p.stages.size()); }},
  });
}

TEST_CASE("refused alone: an experiment behind the experiments, where the arms look like one, and arms in the strings") {
  check_refused({
      {"an experiment",
       [](auto &p) {
         p.slots[2].experiment = 1;
         p.arms = {{kNone16, 1, 1}, {0, kBuckets, kBuckets}};
       }},
      {"arms",
       [](auto &p) {
         p.arms.resize(4);
         p.experiments[0].arm_first = 4;
         p.experiments[0].arm_count = 1;
         const char arm[] = {0, 0, kBuckets & 0xFF, kBuckets >> 8, 0, 0};
         std::copy(std::begin(arm), std::end(arm), p.strings.begin());
       }},
  });
}

TEST_CASE("refused alone: a `where` of a step that ends behind the end, and one that a feature reads") {
  PackBuilder builder;
  const int sequence = builder.count_in_visit("search");
  builder.def(sequence).kind = FeatureKind::kSequence;
  builder.def(sequence).type = ValueType::kBoolean;
  builder.def(sequence).steps = 2;
  const int views = builder.count("view_item");
  builder.def(views).where = builder.where({WhereOp::kExists, "color", 0, "", {}});
  builder.where({WhereOp::kExists, "color", 0, "", {}});
  PackRecords records = builder.records();
  records.steps = {{0, 1}, {1, kNone16}};
  check_refused(records, {
                             {"of a step", [](auto &p) { p.where[1].next = 3; }},
                             {"of a feature", [](auto &p) { p.where[0].next = 2; }},
                         });
}

TEST_CASE("refused alone: a stage's gate and a slot's variants that lie among the strings, where what stands there would pass") {
  check_refused({
      {"a gate whose output is the stage",
       [](auto &p) {
         p.gates[p.stages[0].gate].output = kNone16;
         p.stages[0].gate = size16((offset_of(p, Section::kStrings) - offset_of(p, Section::kGates)) / sizeof(GateDef));
         p.strings[0] = 0;
         p.strings[1] = static_cast<char>(kOutputStage >> 8);
       }},
      {"a default without a gate",
       [](auto &p) {
         const uint32_t apart = offset_of(p, Section::kStrings) - offset_of(p, Section::kVariants);
         const size_t index = apart / sizeof(VariantDef) + 1;
         const size_t at = index * sizeof(VariantDef) - apart + offsetof(VariantDef, gate);
         p.slots[0].variant_first = size16(index);
         p.slots[0].variant_count = 1;
         p.strings[at] = p.strings[at + 1] = static_cast<char>(0xFF);
       }},
  });
}
