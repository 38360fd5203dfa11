// Facts that are remembered as a label or text.
#include "runtime/facts/set_fact.h"

#include "format/hash.h"
#include "runtime/conditions.h"

namespace vitrine::runtime {

void set_label(Run r, uint32_t f, uint64_t hash) {
  r.state<LabelState>(f).hash = hash;
  move_to_label(r, f, hash);
}

void set_fact(Run r, uint32_t f, Text text) {
  const Text cut = cut_text(text);
  if (r.feature(f).type == ValueType::kText) return move_to_text(r, f, cut.at, cut.length);
  set_label(r, f, cut.length == 0 ? 0 : label_hash(cut.at, cut.length));
}

}  // namespace vitrine::runtime
