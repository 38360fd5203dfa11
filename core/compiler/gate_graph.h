// Conditions and gates while a strategy is lowered: equal ones are shared, constants are folded.
#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "compiler/records.h"

namespace vitrine::compiler {

// Something that is on or off: always on, a threshold of a feature, or a gate; inverted or not.
struct Input {
  enum class Kind : uint8_t { kAlways, kLeaf, kGate };
  Kind kind = Kind::kAlways;
  bool inverted = false;
  uint32_t index = 0;  // of the leaf or gate

  friend bool operator==(const Input &, const Input &) = default;
  friend auto operator<=>(const Input &, const Input &) = default;
};

[[nodiscard]] inline Input operator!(Input input) {
  input.inverted = !input.inverted;
  return input;
}
[[nodiscard]] inline bool is_always(const Input &input) { return input.kind == Input::Kind::kAlways && !input.inverted; }
[[nodiscard]] inline bool is_never(const Input &input) { return input.kind == Input::Kind::kAlways && input.inverted; }

class GateGraph {
 public:
  struct Leaf {
    uint32_t feature;
    int64_t condition;
  };
  struct Gate {
    uint32_t need;
    uint16_t output;
    std::vector<Input> inputs;
  };

  [[nodiscard]] Input leaf(uint32_t feature, int64_t condition);
  [[nodiscard]] Input all(std::vector<Input> inputs);
  [[nodiscard]] Input any(std::vector<Input> inputs);
  // At most kMaxGateInputs inputs, which the checker has seen to.
  [[nodiscard]] Input at_least(uint32_t need, const std::vector<Input> &inputs);

  // A gate that is on while all inputs are and has no other output; its changes are told as `output`.
  // `own`: no equal condition shares it, since the runtime keeps it on for a while longer.
  [[nodiscard]] uint32_t output_gate(std::vector<Input> inputs, uint16_t output, bool own = false);
  // A gate, which may be shared, that is on while `input` is.
  [[nodiscard]] uint32_t gate_of(Input input);

  [[nodiscard]] const std::vector<Leaf> &leaves() const { return leaves_; }
  [[nodiscard]] const std::vector<Gate> &gates() const { return gates_; }

  // Fills gates, edges and edge_first; condition_of[leaf]: the leaf's index among all conditions.
  void emit(const std::vector<uint32_t> &condition_of, uint32_t conditions, Records &out) const;

 private:
  [[nodiscard]] Input combine(std::vector<Input> inputs, bool all);
  [[nodiscard]] Input shared(uint32_t need, std::vector<Input> inputs);
  [[nodiscard]] uint32_t add(uint32_t need, std::vector<Input> inputs, uint16_t output);

  std::vector<Leaf> leaves_;
  std::vector<Gate> gates_;
  std::map<std::pair<uint32_t, int64_t>, uint32_t> leaf_index_;
  std::map<std::pair<uint32_t, std::vector<Input>>, uint32_t> gate_index_;
};

}  // namespace vitrine::compiler
