// A pack as text: every record by its index, with names where they are known.
#include <cstring>

#include "compiler/compile.h"
#include "compiler/emit.h"
#include "compiler/names.h"
#include "compiler/sidecar.h"
#include "format/limits.h"
#include "format/purposes.h"
#include "text/numbers.h"
#include "text/times.h"
#include "vitrine/vitrine.h"

namespace vitrine::compiler {
namespace {

std::string hex(uint64_t value, int digits) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) out += kHex[value >> shift & 15];
  return out;
}

std::string purpose_list(uint8_t purposes) {
  std::string out;
  for (uint32_t bit = 0; bit < kPurposes; ++bit) {
    if ((purposes >> bit & 1u) != 0) out += (out.empty() ? " needs " : ", ") + std::string(kPurposeWords[bit]);
  }
  return out;
}

const char *kind_text(FeatureKind kind) {
#define VITRINE_X(id, text, shape, whole) text,
  static constexpr const char *kTexts[] = {VITRINE_FEATURE_KINDS(VITRINE_X)};
#undef VITRINE_X
  return kTexts[static_cast<size_t>(kind)];
}

const char *type_text(ValueType type) {
#define VITRINE_X(id, word, sentence, trait) word,
  static constexpr const char *kWords[] = {VITRINE_VALUE_TYPES(VITRINE_X)};
#undef VITRINE_X
  return kWords[static_cast<size_t>(type)];
}

class Dump {
 public:
  Dump(const Records &records, const Sidecar &sidecar) : r_(records), sidecar_(sidecar) {}

  std::string run(std::string_view id, size_t bytes) {
    const std::string name = r_.config[0].name == kNone16 ? "" : " of " + string(r_.config[0].name);
    out_ = "pack " + std::string(id) + name + ", " + std::to_string(bytes) + " bytes, visit gap " + duration_text(r_.config[0].visit_gap) +
           ", half-life " + duration_text(r_.config[0].half_life) +
           (r_.config[0].holdout_buckets == 0 ? "" : ", " + std::to_string(r_.config[0].holdout_buckets) + " of 10000 buckets held out") +
           '\n';
    fields();
    events();
    features();
    gates();
    segments();
    stages();
    slots();
    rest();
    return std::move(out_);
  }

 private:
  void line(const char *what, size_t index, const std::string &text) {
    out_ += std::string(what) + ' ' + std::to_string(index) + ": " + text + '\n';
  }
  static std::string named(const std::vector<std::string> &names, size_t index, const std::string &otherwise) {
    return index < names.size() && !names[index].empty() ? names[index] : otherwise;
  }
  [[nodiscard]] std::string string(uint32_t index) const {
    return {r_.strings.data() + r_.string_first[index], r_.string_first[index + 1] - r_.string_first[index]};
  }

  void fields() {
#define VITRINE_X(id, bit, word) word,
    static constexpr const char *kWants[] = {VITRINE_WANTS(VITRINE_X)};
#undef VITRINE_X
    for (size_t i = 0; i < r_.fields.size(); ++i) {
      std::string wants;
      for (uint32_t bit = 0; bit < std::size(kWants); ++bit) {
        if ((r_.fields[i].wants >> bit & 1) != 0) wants += std::string(" ") + kWants[bit];
      }
      line("field", i, named(sidecar_.fields, i, hex(r_.fields[i].hash, 8)) + wants);
    }
  }

  void events() {
    for (size_t i = 0; i < r_.events.size(); ++i) {
      const EventDef &event = r_.events[i];
      std::string text =
          named(sidecar_.events, i, event.role == EventRole::kNone ? hex(event.hash, 8) : std::string(event_name(event.role)));
      if ((event.flags & kEventActivity) == 0) text += " (no activity)";
      if (event.weight > 0) text += " weight " + number_text(event.weight);
      for (uint32_t l = 0; l < event.listener_count; ++l)
        text += (l == 0 ? " feeds feature " : ", ") + std::to_string(r_.listeners[event.listener_first + l]);
      line("event", i, text);
    }
  }

  void features() {
    for (size_t i = 0; i < r_.features.size(); ++i) {
      const FeatureDef &f = r_.features[i];
      std::string text = named(sidecar_.features, i, kind_text(f.kind)) + " = ";
      text += named(sidecar_.measures, i, f.kind == FeatureKind::kFact ? std::string(fact_info(f.fact).name) : kind_text(f.kind));
      text += std::string(" [") + kind_text(f.kind) + ", " + type_text(f.type) + (f.key != 0 ? ", key " + hex(f.key, 8) : "") +
              (f.kind == FeatureKind::kCountTimes ? ", keeps " + std::to_string(f.times) : "") +
              (f.in_last != 0 ? ", in last " + duration_text(f.in_last) : "") + ']';
      line("feature", i, text + purpose_list(f.purposes));
      if (f.kind == FeatureKind::kSequence) steps(f);
      for (uint32_t c = f.condition_first; c < f.condition_first + uint32_t{f.condition_count}; ++c) {
        line("  condition", c, named(sidecar_.conditions, c, std::to_string(r_.conditions[c])) + edges_of(c));
      }
    }
  }

  void steps(const FeatureDef &f) {
    const bool undone = (f.flags & kFeatureThenNot) != 0;
    for (uint32_t s = 0; s < f.steps + (undone ? 1u : 0u); ++s) {
      const StepDef &step = r_.steps[f.first_step + s];
      line(s < f.steps ? "  step" : "  then not", s,
           named(sidecar_.events, step.event, "event " + std::to_string(step.event)) +
               (step.where == kNone16 ? "" : " where node " + std::to_string(step.where)));
    }
  }

  [[nodiscard]] std::string edges_of(size_t node) const {
    std::string text;
    for (uint32_t e = r_.edge_first[node]; e < r_.edge_first[node + 1]; ++e) {
      text += (text.empty() ? " -> " : ", ") + std::string((r_.edges[e] & 1u) != 0 ? "not " : "") + std::to_string(r_.edges[e] >> 1);
    }
    return text;
  }

  void gates() {
    for (size_t g = 0; g < r_.gates.size(); ++g) {
      const GateDef &gate = r_.gates[g];
      std::string text = std::to_string(gate.need) + " of " + std::to_string(gate.inputs);
      if (gate.output != kNone16)
        text += (gate.output & kOutputStage) != 0 ? " = when of stage " + std::to_string(gate.output & (kOutputStage - 1u))
                                                  : " = segment " + std::to_string(gate.output);
      line("gate", g, text + edges_of(r_.conditions.size() + g));
    }
  }

  void segments() {
    for (size_t i = 0; i < r_.segments.size(); ++i) {
      const SegmentDef &segment = r_.segments[i];
      const std::string own = segment.name != kNone16 ? string(segment.name) : "?";
      line("segment", i,
           named(sidecar_.segments, i, own) + " gate " + std::to_string(segment.gate) +
               ((segment.flags & kSegmentExport) != 0 ? " exported" : "") +
               (segment.stay != 0 ? " stays " + duration_text(segment.stay) : "") + purpose_list(segment.purposes));
    }
  }

  void stages() {
    for (size_t i = 0; i < r_.stages.size(); ++i)
      line("stage", i,
           string(r_.stages[i].name) + (r_.stages[i].gate == kNone16 ? " (else)" : " gate " + std::to_string(r_.stages[i].gate)));
  }

  void slots() {
    for (size_t i = 0; i < r_.slots.size(); ++i) {
      const SlotDef &slot = r_.slots[i];
      const bool sort = slot.kind == SlotKind::kSort;
      line("slot", i,
           string(slot.name) +
               (sort ? " sort, pin " + std::to_string(slot.pin) +
                           (slot.max_shift == kNone16 ? "" : ", max shift " + std::to_string(slot.max_shift))
                     : " content") +
               purpose_list(slot.purposes));
      for (uint32_t v = 0; v < slot.variant_count; ++v) variant(v, r_.variants[slot.variant_first + v]);
      if (slot.experiment != kNone16) experiment(slot.experiment);
      for (uint32_t s = 0; s < slot.signal_count; ++s) signal(s, r_.signals[slot.signal_first + s]);
    }
  }

  void variant(size_t index, const VariantDef &variant) {
    std::string text = string(variant.name);
    text += variant.gate == kNone16 ? " (default)" : " gate " + std::to_string(variant.gate);
    if (variant.segment != kNone16) text += " segment " + std::to_string(variant.segment);
    if (variant.guarded != kNone16) text += " not while gate " + std::to_string(variant.guarded);
    if (variant.evident != kNone16) text += " with the evidence of gate " + std::to_string(variant.evident);
    if (variant.capped != kNone16) text += " capped by gate " + std::to_string(variant.capped);
    if (variant.from != 0) text += " from " + format_time(variant.from);
    if (variant.to != kNever) text += " to " + format_time(variant.to);
    if ((variant.flags & kVariantService) != 0) text += " (service)";
    if ((variant.flags & kVariantArm) != 0) text += " (arm)";
    line("  variant", index, text + purpose_list(variant.purposes));
  }

  void experiment(size_t index) {
    const ExperimentDef &e = r_.experiments[index];
    line("  experiment", index,
         named(sidecar_.experiments, index, "seed " + hex(e.seed, 8)) + (e.gate == kNone16 ? "" : " gate " + std::to_string(e.gate)) +
             purpose_list(e.purposes));
    for (uint32_t a = 0; a < e.arm_count; ++a) {
      const ArmDef &arm = r_.arms[uint32_t{e.arm_first} + a];
      line("    arm", a,
           "variant " + std::to_string(arm.variant) + " to bucket " + std::to_string(arm.end) + ", enrolled to " +
               std::to_string(arm.enrolled));
    }
  }

  void signal(size_t index, const SignalDef &signal) {
#define VITRINE_X(id, word, sentence) word,
    static constexpr const char *kWords[] = {VITRINE_SIGNAL_KINDS(VITRINE_X)};
#undef VITRINE_X
    line("  signal", index,
         std::string(kWords[static_cast<size_t>(signal.kind)]) +
             (signal.kind == SignalKind::kAffinity ? " of dimension " + std::to_string(signal.dimension) : "") + " weight " +
             number_text(signal.weight));
  }

  void rest() {
    for (size_t i = 0; i < r_.dimensions.size(); ++i) {
      const DimensionDef &dimension = r_.dimensions[i];
      line("dimension", i,
           dimension.field == kNone8 ? "price band" : "field " + named(sidecar_.fields, dimension.field, std::to_string(dimension.field)));
    }
    if (!r_.where.empty()) out_ += "where nodes: " + std::to_string(r_.where.size()) + '\n';
    if (!r_.host_keys.empty()) out_ += "known sources: " + std::to_string(r_.host_keys.size()) + '\n';
  }

  const Records &r_;
  const Sidecar &sidecar_;
  std::string out_;
};

// Verified by the runtime, so that every index below holds.
bool holds(const std::vector<uint8_t> &bytes) {
  const auto length = static_cast<int32_t>(bytes.size());
  const int32_t size = vt_pack_size(bytes.data(), length);
  if (size <= 0) return false;
  std::vector<uint64_t> memory(static_cast<size_t>(size) / sizeof(uint64_t) + 1);
  return vt_load(memory.data(), size, bytes.data(), length) == VT_OK;
}

}  // namespace

DumpResult dump(std::span<const uint8_t> pack, std::string_view names) {
  DumpResult result;
  try {
    const std::vector<uint8_t> bytes(pack.begin(), pack.end());  // aligned
    if (bytes.size() > INT32_MAX || !holds(bytes)) {
      result.error = "This is not a pack, or it is damaged, or of another version.";
      return result;
    }
    result.text = Dump(read_pack(bytes), read_sidecar(names)).run(strategy_id_text(bytes), bytes.size());
  } catch (...) {
    result = {};
    result.error = "There is not enough memory to list this pack.";
  }
  return result;
}

}  // namespace vitrine::compiler
