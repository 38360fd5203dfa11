// Features of the pack while a strategy is lowered: one per measured thing and way of comparing.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "compiler/gate_graph.h"
#include "compiler/names.h"
#include "compiler/records.h"
#include "compiler/tables.h"

namespace vitrine::compiler {

class FeatureTable {
 public:
  struct Entry {
    FeatureDef def{};
    std::string definition;  // canonical; equal definitions are one feature, and it names the part of a snapshot
    std::string name;        // in conditions; empty for hidden ones
    bool stored = false;     // has a part of its own in a snapshot
    std::vector<StepDef> steps = {};  // of a sequence, with what undoes it
    std::vector<int64_t> conditions = {};
  };

  // The feature of this definition; a new one takes the rest of the entry.
  [[nodiscard]] uint32_t add(Entry entry);
  // The feature of this definition; kNotFound: there is none.
  [[nodiscard]] uint32_t find(const std::string &definition) const;
  // Adds what the leaves of the graph compare with.
  void take_conditions(const GateGraph &graph);
  // Puts features into the order of their groups and fills features, conditions and listeners (events must be complete).
  void emit(const Tables &tables, Records &out, RecordNames &names);

  // After emit: where an added feature and a leaf went.
  [[nodiscard]] uint32_t place(uint32_t feature) const { return place_[feature]; }
  [[nodiscard]] std::vector<uint32_t> condition_places(const GateGraph &graph) const;

  [[nodiscard]] const std::vector<Entry> &entries() const { return entries_; }

 private:
  void sort_conditions();
  void emit_conditions(const Entry &entry, const Tables &tables, Records &out, RecordNames &names) const;
  void emit_listeners(const Tables &tables, Records &out) const;

  std::vector<Entry> entries_;
  std::unordered_map<std::string, uint32_t> index_;
  std::vector<uint32_t> order_;  // features in the pack's order
  std::vector<uint32_t> place_;
};

[[nodiscard]] bool is_fed_by(const FeatureTable::Entry &entry, uint32_t event);
// The condition that holds while there is a value.
[[nodiscard]] int64_t exists_condition(ValueType type);
// Bytes of the feature's part in a snapshot at most, with key and length; 0: it has none.
[[nodiscard]] uint32_t snapshot_bytes(const FeatureTable::Entry &entry);
[[nodiscard]] uint32_t part_key(std::string_view definition);

}  // namespace vitrine::compiler
