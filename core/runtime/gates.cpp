// Incremental counting (Yan and Garcia-Molina 1994; Whang et al., VLDB 2009): work only where a count crosses what a gate needs.
#include "runtime/gates.h"

#include <cstring>

#include "runtime/time.h"

namespace vitrine::runtime {
namespace {

uint32_t bit_of(uint32_t index) { return 1u << (index % 32); }
uint32_t lowest(uint32_t bits) { return static_cast<uint32_t>(__builtin_ctz(bits)); }

// Gates of a summary word of `dirty_words`: 32 words of 32.
constexpr uint32_t kGroup = 1024;

// Where the gates of a visitor stand, looked up once for many edges.
struct Board {
  const GateDef *gates;
  const uint16_t *edges;
  const uint32_t *edge_first;  // of the gates
  uint8_t *missing;
  uint32_t *on;
  uint32_t *dirty;
  uint32_t *words;

  explicit Board(Run r)
      : gates(r.pack().gates.data),
        edges(r.pack().edges.data),
        edge_first(r.pack().edge_first.data + r.pack().conditions.count),
        missing(r.at<uint8_t>(r.pack().layout.missing)),
        on(r.at<uint32_t>(r.pack().layout.gate_on)),
        dirty(r.at<uint32_t>(r.pack().layout.dirty)),
        words(r.at<uint32_t>(r.pack().layout.dirty_words)) {}

  void mark(uint32_t gate) const {
    dirty[gate / 32] |= bit_of(gate);
    words[gate / kGroup] |= bit_of(gate / 32);
  }

  [[nodiscard]] bool has_enough(uint32_t gate) const {
    const uint8_t need = gates[gate].need;
    return static_cast<uint8_t>(need - missing[gate]) >= need;
  }

  // Moves the counters behind some edges. A counter holds how many inputs its gate is missing, modulo 256: a gate has at most 255 inputs, so
  // each number of satisfied ones has a byte of its own. An edge costs no branch that could be mispredicted, since whether a gate crosses
  // its count is as good as random, and summaries stay in a register while edges stay in a group, as they do in ascending order.
  void move(const uint16_t *edge, const uint16_t *end, bool up) const {
    uint32_t group = 0;
    uint32_t marks = 0;
    for (; edge != end; ++edge) {
      const uint32_t gate = *edge >> 1;
      const uint32_t rises = (*edge & 1u) ^ (up ? 1u : 0u);
      const uint32_t before = missing[gate];
      missing[gate] = static_cast<uint8_t>(before + 1 - 2 * rises);
      const uint32_t crossed = before == rises ? 1 : 0;  // from one missing to none, or from none to one
      dirty[gate / 32] |= crossed << (gate % 32);
      if (gate / kGroup != group) {
        words[group] |= marks;
        group = gate / kGroup;
        marks = 0;
      }
      marks |= crossed << (gate / 32 % 32);
    }
    words[group] |= marks;
  }
};

void note_segment(Run r, uint32_t segment, bool on) {
  r.at<uint32_t>(r.pack().layout.in)[segment / 32] ^= bit_of(segment);
  VITRINE_ASSERT(r.v->change_count < r.pack().segments.count);  // each once at most between two calls of clear_changes
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
    until = time_after(r.v->clock, def.stay);
  if (until <= r.v->clock) until = 0;
  if (until != 0 && until < r.v->next_due) r.v->next_due = until;
  return until != 0;
}

bool is_on_now(Run r, const Board &board, uint32_t gate, uint16_t output, bool was_on) {
  const bool enough = board.has_enough(gate);
  if (r.pack().staying.count == 0 || output >= kOutputStage) return enough;
  if (!enough) return still_stays(r, output, was_on);
  if (r.pack().segments[output].stay != 0) r.at<uint32_t>(r.pack().layout.stays)[output] = 0;
  return true;
}

void judge(Run r, const Board &board, uint32_t gate) {
#ifdef VITRINE_COUNT_WORK
  ++r.v->visited_gates;
#endif
  VITRINE_ASSERT(gate < r.pack().gates.count);
  const uint16_t output = board.gates[gate].output;
  const bool was_on = (board.on[gate / 32] & bit_of(gate)) != 0;
  const bool on = is_on_now(r, board, gate, output, was_on);
  if (was_on == on) return;
  board.on[gate / 32] ^= bit_of(gate);
  board.move(board.edges + board.edge_first[gate], board.edges + board.edge_first[gate + 1], on);
  if (output == kNone16) return;
  if ((output & kOutputStage) != 0) {
    r.v->stage_whens ^= uint64_t{1} << (output & (kOutputStage - 1u));
  } else if (r.v->started != 0) {
    note_segment(r, output, on);
  }
}

}  // namespace

void flip(Run r, uint32_t condition, bool on) {
#ifdef VITRINE_COUNT_WORK
  ++r.v->visited_conditions;
#endif
  VITRINE_ASSERT(condition < r.pack().conditions.count);
  const uint32_t *first = r.pack().edge_first.data + condition;
  Board(r).move(r.pack().edges.data + first[0], r.pack().edges.data + first[1], on);
}

void settle(Run r) {
  const Board board(r);
  const uint32_t gates = r.pack().gates.count;
  // A gate feeds only gates behind it, so one pass is enough.
  for (uint32_t group = 0; group * kGroup < gates; ++group) {
    while (board.words[group] != 0) {
      const uint32_t word = group * 32 + lowest(board.words[group]);
      while (board.dirty[word] != 0) {
        const uint32_t gate = word * 32 + lowest(board.dirty[word]);
        board.dirty[word] &= ~bit_of(gate);
        judge(r, board, gate);
      }
      board.words[group] &= ~bit_of(word);
    }
  }
  if (r.v->started != 0) take_stage(r, true);
}

uint32_t next_stay(Run r) {
  uint32_t next = kNever;
  for (const uint16_t s : r.pack().staying) {
    const uint32_t until = r.at<uint32_t>(r.pack().layout.stays)[s];
    if (until != 0 && until < next) next = until;
  }
  return next;
}

void judge_stays(Run r) {
  for (const uint16_t s : r.pack().staying) {
    if (r.at<uint32_t>(r.pack().layout.stays)[s] != 0) Board(r).mark(r.pack().segments[s].gate);
  }
}

void reset_gates(Run r) {
  const Board board(r);
  for (uint32_t g = 0; g < r.pack().gates.count; ++g) {
    board.missing[g] = board.gates[g].need;
    board.mark(g);
  }
  for (const uint16_t edge : r.pack().edges) {
    if ((edge & 1u) != 0) --board.missing[edge >> 1];
  }
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

}  // namespace vitrine::runtime
