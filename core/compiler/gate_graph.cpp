// Building gates bottom-up: a gate's inputs exist before it does, so the order of creation is the order of judging.
#include "compiler/gate_graph.h"

#include <algorithm>

#include "format/limits.h"

namespace vitrine::compiler {
namespace {

constexpr uint32_t kNeverNeed = 1;  // without inputs: never on, as a need of 0 is always on

}  // namespace

Input GateGraph::leaf(uint32_t feature, int64_t condition) {
  const auto [entry, is_new] = leaf_index_.emplace(std::pair{feature, condition}, static_cast<uint32_t>(leaves_.size()));
  if (is_new) leaves_.push_back({feature, condition});
  return {Input::Kind::kLeaf, false, entry->second};
}

Input GateGraph::all(std::vector<Input> inputs) { return combine(std::move(inputs), true); }
Input GateGraph::any(std::vector<Input> inputs) { return combine(std::move(inputs), false); }

Input GateGraph::combine(std::vector<Input> inputs, bool all) {
  const Input always{};
  const Input decides = all ? !always : always;  // one such input decides the whole
  std::sort(inputs.begin(), inputs.end());
  inputs.erase(std::unique(inputs.begin(), inputs.end()), inputs.end());
  inputs.erase(std::remove(inputs.begin(), inputs.end(), !decides), inputs.end());
  if (inputs.empty()) return !decides;
  for (const Input &input : inputs) {
    if (input == decides || std::binary_search(inputs.begin(), inputs.end(), !input)) return decides;
  }
  while (inputs.size() > kMaxGateInputs) {
    std::vector<Input> groups;
    for (size_t first = 0; first < inputs.size(); first += kMaxGateInputs) {
      const size_t end = std::min<size_t>(first + kMaxGateInputs, inputs.size());
      groups.push_back(
          combine({inputs.begin() + static_cast<std::ptrdiff_t>(first), inputs.begin() + static_cast<std::ptrdiff_t>(end)}, all));
    }
    std::sort(groups.begin(), groups.end());
    inputs = std::move(groups);
  }
  if (inputs.size() == 1) return inputs.front();
  const auto need = all ? static_cast<uint32_t>(inputs.size()) : 1u;
  return shared(need, std::move(inputs));
}

Input GateGraph::at_least(uint32_t need, const std::vector<Input> &inputs) {
  std::vector<Input> open;
  uint32_t missing = need;
  for (const Input &input : inputs) {
    if (is_never(input)) continue;
    if (!is_always(input))
      open.push_back(input);
    else if (missing > 0)
      --missing;
  }
  if (missing == 0) return {};
  if (missing > open.size()) return !Input{};
  if (missing == open.size()) return all(std::move(open));
  if (missing == 1) return any(std::move(open));
  std::sort(open.begin(), open.end());
  return shared(missing, std::move(open));
}

Input GateGraph::shared(uint32_t need, std::vector<Input> inputs) {
  const auto known = gate_index_.find({need, inputs});
  if (known != gate_index_.end()) return {Input::Kind::kGate, false, known->second};
  const uint32_t gate = add(need, inputs, kNone16);
  gate_index_.emplace(std::pair{need, std::move(inputs)}, gate);
  return {Input::Kind::kGate, false, gate};
}

uint32_t GateGraph::add(uint32_t need, std::vector<Input> inputs, uint16_t output) {
  gates_.push_back({need, output, std::move(inputs)});
  return static_cast<uint32_t>(gates_.size() - 1);
}

uint32_t GateGraph::output_gate(std::vector<Input> inputs, uint16_t output, bool own) {
  std::sort(inputs.begin(), inputs.end());
  inputs.erase(std::unique(inputs.begin(), inputs.end()), inputs.end());
  if (inputs.size() > kMaxGateInputs) inputs = {all(std::move(inputs))};
  inputs.erase(std::remove_if(inputs.begin(), inputs.end(), is_always), inputs.end());
  if (std::any_of(inputs.begin(), inputs.end(), is_never)) return add(kNeverNeed, {}, output);
  if (!own && inputs.size() == 1 && inputs[0].kind == Input::Kind::kGate && !inputs[0].inverted &&
      gates_[inputs[0].index].output == kNone16) {
    gates_[inputs[0].index].output = output;
    return inputs[0].index;
  }
  const auto need = static_cast<uint32_t>(inputs.size());  // 0: always on
  return add(need, std::move(inputs), output);
}

uint32_t GateGraph::gate_of(Input input) {
  if (input.kind == Input::Kind::kGate && !input.inverted) return input.index;
  if (is_always(input)) return shared(0, {}).index;
  if (is_never(input)) return shared(kNeverNeed, {}).index;
  return shared(1, {input}).index;
}

void GateGraph::emit(const std::vector<uint32_t> &condition_of, uint32_t conditions, Records &out) const {
  const auto node_of = [&](const Input &input) {
    return input.kind == Input::Kind::kLeaf ? condition_of[input.index] : conditions + input.index;
  };
  std::vector<uint32_t> first(conditions + gates_.size() + 1, 0);
  for (const Gate &gate : gates_) {
    out.gates.push_back({gate.output, static_cast<uint8_t>(gate.need), static_cast<uint8_t>(gate.inputs.size())});
    for (const Input &input : gate.inputs) ++first[node_of(input) + 1];
  }
  for (size_t i = 1; i < first.size(); ++i) first[i] += first[i - 1];
  out.edge_first = first;
  out.edges.resize(first.back());
  for (size_t g = 0; g < gates_.size(); ++g) {
    for (const Input &input : gates_[g].inputs)
      out.edges[first[node_of(input)]++] = static_cast<uint16_t>(g << 1 | (input.inverted ? 1u : 0u));
  }
}

}  // namespace vitrine::compiler
