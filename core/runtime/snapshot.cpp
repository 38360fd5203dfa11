// Snapshots: what a visitor's block remembers, as parts keyed by their definitions (FORMAT.md section 4).
#include "runtime/snapshot.h"

#include <cstring>

#include "format/hash.h"
#include "runtime/engine.h"
#include "runtime/facts/visit.h"
#include "runtime/features/affinity.h"
#include "runtime/features/refresh.h"
#include "runtime/gates.h"
#include "runtime/snapshot_parts.h"
#include "runtime/time.h"
#include "vitrine/vitrine.h"

namespace vitrine::runtime {
namespace {

constexpr uint32_t kMagic = 0x33535456u;  // "VTS3"
constexpr uint32_t kNewer = 0x01000000u;  // beside "VTS2", which is the same but for a part whose key no feature has any more
struct Head {
  uint32_t magic;
  uint32_t checksum;
  uint32_t clock;
  uint32_t started;
};
struct PartHead {
  uint32_t key;
  uint16_t length;
};

// What may not be remembered without personalization, whatever the snapshot says.
void drop_ungranted(Run r) {
  const uint8_t granted = r.v->granted;
  if (granted == VT_ALL_PURPOSES) return;
  r.v->granted = VT_ALL_PURPOSES;
  set_purposes(r, granted);
}

// A part that the strategy no longer measures is left out. False: what it holds is impossible. `index`: where to look first, since a snapshot's
// parts stand in the order in which the strategy that wrote it has them.
bool read_part(Run r, uint32_t key, Copier copier, uint32_t &index) {
  const uint32_t count = part_count(r);
  for (uint32_t left = count; left > 0; --left) {
    const Part part = part_at(r, index);
    index = index + 1 == count ? 0 : index + 1;
    if (part.key == 0 || part.key != key) continue;
    std::memset(part.state, 0, part_bytes(part));
    if (!copier.copy_part(part) || !copier.holds || copier.at != copier.end) return false;
    // Segments are left when the clock gets there: a moment that has passed would take it back.
    return part.shape != Shape::kMoment || *reinterpret_cast<uint32_t *>(part.state) > r.v->clock;
  }
  return true;
}

// What a dimension keeps beside its values.
void complete_dimensions(Run r) {
  for (uint32_t d = 0; d < r.pack().dimensions.count; ++d) {
    DimensionState &state = dimension_state(r, d);
    state.step = decay_step(r, state.values.list.mark);
    state.total = 0;
    for (uint32_t i = 0; i < state.values.list.count; ++i) state.total += state.values.rows[i].number;
  }
}

}  // namespace

uint32_t write_snapshot(Run r, uint8_t *out, uint32_t capacity) {
  Head head{kMagic, 0, r.v->clock, r.v->started};
  Copier copier{out, out + capacity, false};
  copier.copy(&head, sizeof head);
  if (!copier.holds) return 0;
  const uint32_t count = part_count(r);
  for (uint32_t i = 0; i < count; ++i) {
    const Part part = part_at(r, i);
    uint8_t *start = copier.at;
    PartHead part_head{part.key, 0};
    if (part.key == 0) continue;
    copier.copy(&part_head, kPartHead);
    if (!copier.copy_part(part)) {
      copier.at = start;
      copier.holds = true;
      continue;
    }
    if (!copier.holds) return 0;
    part_head.length = static_cast<uint16_t>(copier.at - (start + kPartHead));
    std::memcpy(start, &part_head, kPartHead);
  }
  const auto size = static_cast<uint32_t>(copier.at - out);
  head.checksum = fnv1a32(out + 8, size - 8);
  std::memcpy(out, &head, 8);
  return size;
}

bool read_snapshot(Run r, const uint8_t *bytes, uint32_t length) {
  Head head;
  Copier copier{const_cast<uint8_t *>(bytes), const_cast<uint8_t *>(bytes) + length, true};
  copier.copy(&head, sizeof head);
  if (!copier.holds || (head.magic | kNewer) != kMagic || head.checksum != fnv1a32(bytes + 8, length - 8)) return false;
  r.v->clock = head.clock;
  if (head.clock == kNever || head.started > 1) return false;
  if (head.started == 0 && copier.at != copier.end) return false;  // without an event there is nothing to remember
  uint32_t index = 0;
  while (copier.at != copier.end) {
    PartHead part;
    copier.copy(&part, kPartHead);
    if (!copier.holds || part.length > copier.end - copier.at) return false;
    const Copier content{copier.at, copier.at + part.length, true};
    if (!read_part(r, part.key, content, index)) return false;
    copier.at = content.end;
  }
  complete_dimensions(r);
  // Under a strategy with a shorter gap the visit may be over already: the clock must not go back to its end.
  if (r.v->visit.running != 0 && time_after(r.v->visit.newest, r.pack().config[0].visit_gap) <= r.v->clock) end_visit(r);
  refresh_all(r);
  judge_stays(r);
  settle(r);
  r.v->started = static_cast<uint8_t>(head.started);
  if (head.started != 0) adopt_outputs(r, false);
  drop_ungranted(r);
  clear_changes(r);
  return true;
}

}  // namespace vitrine::runtime
