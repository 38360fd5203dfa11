// Incremental counting (Yan and Garcia-Molina 1994; Whang et al., VLDB 2009): work only where a count crosses what a gate needs.
#include "runtime/gates.h"

#include <cstring>

#include "runtime/features.h"

namespace vitrine {
namespace {

uint32_t bit_of(uint32_t index) { return 1u << (index % 32); }
uint32_t lowest(uint32_t bits) { return static_cast<uint32_t>(__builtin_ctz(bits)); }

void mark_dirty(Run r, uint32_t gate) {
  r.at<uint32_t>(r.pack().layout.dirty)[gate / 32] |= bit_of(gate);
  r.at<uint32_t>(r.pack().layout.dirty_words)[gate / 1024] |= bit_of(gate / 32);
}

// Moves the counters behind a node's edges. A counter holds how many inputs its gate is missing, modulo 256: a gate has at most 255 inputs, so
// each number of satisfied ones has a byte of its own. An edge costs no branch that could be mispredicted: whether a gate crosses its
// count is as good as random.
void move_counters(Run r, uint32_t node, bool on) {
  const Layout &layout = r.pack().layout;
  uint8_t *const missing = r.at<uint8_t>(layout.missing);
  uint32_t *const dirty = r.at<uint32_t>(layout.dirty);
  uint32_t *const words = r.at<uint32_t>(layout.dirty_words);
  const uint16_t *edge = r.pack().edges.data + r.pack().edge_first[node];
  const uint16_t *const end = r.pack().edges.data + r.pack().edge_first[node + 1];
  for (; edge != end; ++edge) {
    const uint32_t gate = *edge >> 1;
    const uint32_t up = (*edge & 1u) ^ (on ? 1u : 0u);
    const uint32_t before = missing[gate];
    missing[gate] = static_cast<uint8_t>(before + 1 - 2 * up);
    const uint32_t crossed = before == up ? 1 : 0;  // from one missing to none, or from none to one
    dirty[gate / 32] |= crossed << (gate % 32);
    words[gate / 1024] |= crossed << (gate / 32 % 32);
  }
}

bool has_enough(Run r, uint32_t gate, const GateDef &def) {
  const auto satisfied = static_cast<uint8_t>(def.need - r.at<uint8_t>(r.pack().layout.missing)[gate]);
  return satisfied >= def.need;
}

void note_segment(Run r, uint32_t segment, bool on) {
  r.at<uint32_t>(r.pack().layout.in)[segment / 32] ^= bit_of(segment);
  auto *changes = r.at<uint16_t>(r.pack().layout.changes);
  changes[r.v->change_count++] = static_cast<uint16_t>(segment | (on ? kEntered : 0u));
}

void take_stage(Run r, bool report) {
  const uint64_t whens = r.v->stage_whens;
  const uint32_t stages = r.pack().stages.count;
  const auto now = static_cast<uint16_t>(stages == 0 ? kNone16 : whens == 0 ? stages - 1 : static_cast<uint32_t>(__builtin_ctzll(whens)));
  if (now == r.v->stage) return;
  if (report && r.v->has_old_stage == 0) {
    r.v->old_stage = r.v->stage;
    r.v->has_old_stage = 1;
  }
  r.v->stage = now;
}

// A segment that stays is a small state machine: off for less than `stay` seconds, it is still in. `was_on`: it is in now.
bool still_stays(Run r, uint32_t segment, bool was_on) {
  const SegmentDef &def = r.pack().segments[segment];
  if (def.stay == 0) return false;
  uint32_t &until = r.at<uint32_t>(r.pack().layout.stays)[segment];
  if (!r.granted(def.purposes))
    until = 0;
  else if (until == 0 && was_on && r.v->started != 0)
    until = later(r.v->clock, def.stay);
  if (until <= r.v->clock) until = 0;
  if (until != 0 && until < r.v->next_due) r.v->next_due = until;
  return until != 0;
}

bool is_on_now(Run r, uint32_t gate, const GateDef &def, bool was_on) {
  const bool enough = has_enough(r, gate, def);
  if (def.output >= kOutputStage) return enough;
  if (!enough) return still_stays(r, def.output, was_on);
  if (r.pack().segments[def.output].stay != 0) r.at<uint32_t>(r.pack().layout.stays)[def.output] = 0;
  return true;
}

void judge(Run r, uint32_t gate) {
#ifdef VITRINE_COUNT_WORK
  ++r.v->visited_gates;
#endif
  const GateDef &def = r.pack().gates[gate];
  uint32_t &word = r.at<uint32_t>(r.pack().layout.gate_on)[gate / 32];
  const bool was_on = (word & bit_of(gate)) != 0;
  const bool on = is_on_now(r, gate, def, was_on);
  if (was_on == on) return;
  word ^= bit_of(gate);
  move_counters(r, r.pack().conditions.count + gate, on);
  if (def.output == kNone16) return;
  if ((def.output & kOutputStage) != 0) {
    r.v->stage_whens ^= uint64_t{1} << (def.output & (kOutputStage - 1u));
  } else if (r.v->started != 0) {
    note_segment(r, def.output, on);
  }
}

}  // namespace

void flip(Run r, uint32_t condition, bool on) {
#ifdef VITRINE_COUNT_WORK
  ++r.v->visited_conditions;
#endif
  move_counters(r, condition, on);
}

void settle(Run r) {
  auto *words = r.at<uint32_t>(r.pack().layout.dirty_words);
  auto *dirty = r.at<uint32_t>(r.pack().layout.dirty);
  // A gate feeds only gates behind it, so one pass is enough.
  for (uint32_t summary = 0; summary * 1024 < r.pack().gates.count; ++summary) {
    while (words[summary] != 0) {
      const uint32_t word = summary * 32 + lowest(words[summary]);
      while (dirty[word] != 0) {
        const uint32_t gate = word * 32 + lowest(dirty[word]);
        dirty[word] &= ~bit_of(gate);
        judge(r, gate);
      }
      words[summary] &= ~bit_of(word);
    }
  }
  if (r.v->started != 0) take_stage(r, true);
}

uint32_t next_stay(Run r) {
  uint32_t next = kNever;
  for (uint32_t s = 0; r.pack().stay_count > 0 && s < r.pack().segments.count; ++s) {
    const uint32_t until = r.at<uint32_t>(r.pack().layout.stays)[s];
    if (until != 0 && until < next) next = until;
  }
  return next;
}

void judge_stays(Run r) {
  for (uint32_t s = 0; r.pack().stay_count > 0 && s < r.pack().segments.count; ++s) {
    if (r.at<uint32_t>(r.pack().layout.stays)[s] != 0) mark_dirty(r, r.pack().segments[s].gate);
  }
}

void reset_gates(Run r) {
  auto *missing = r.at<uint8_t>(r.pack().layout.missing);
  for (uint32_t g = 0; g < r.pack().gates.count; ++g) missing[g] = r.pack().gates[g].need;
  for (const uint16_t edge : r.pack().edges) {
    if ((edge & 1u) != 0) --missing[edge >> 1];
  }
  for (uint32_t g = 0; g < r.pack().gates.count; ++g) mark_dirty(r, g);
  settle(r);
}

void adopt_outputs(Run r, bool report) {
  auto *in = r.at<uint32_t>(r.pack().layout.in);
  for (uint32_t s = 0; s < r.pack().segments.count; ++s) {
    const bool on = gate_is_on(r, r.pack().segments[s].gate);
    if (on == is_in(r, s)) continue;
    if (report)
      note_segment(r, s, on);
    else
      in[s / 32] ^= bit_of(s);
  }
  take_stage(r, report);
}

bool gate_is_on(Run r, uint32_t gate) { return (r.at<uint32_t>(r.pack().layout.gate_on)[gate / 32] & bit_of(gate)) != 0; }
bool is_in(Run r, uint32_t segment) { return (r.at<uint32_t>(r.pack().layout.in)[segment / 32] & bit_of(segment)) != 0; }

// Zeroed, not only forgotten: which segments a visitor was in is nothing to leave in the block.
void clear_changes(Run r) {
  std::memset(r.at<uint16_t>(r.pack().layout.changes), 0, r.v->change_count * sizeof(uint16_t));
  r.v->change_count = 0;
  r.v->has_old_stage = 0;
  r.v->old_stage = kNone16;
}

bool has_changes(Run r) { return r.v->change_count > 0 || r.v->has_old_stage != 0; }

}  // namespace vitrine
