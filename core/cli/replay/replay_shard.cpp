// Drives vt_ingest and vt_advance and reads what changed after each of their steps.
#include "cli/replay/replay_shard.h"

#include <algorithm>
#include <cstring>

#include "cli/files/output.h"
#include "format/limits.h"
#include "format/reasons.h"
#include "text/times.h"
#include "vitrine/vitrine.h"

namespace vitrine::tool {
namespace {

// vt_decide's variant of a sort slot is 0 or 1, of others an index.
const std::string &variant_name(const SlotNames &slot, int32_t variant) { return slot.variants[static_cast<size_t>(variant)]; }

}  // namespace

ReplayShard::ReplayShard(const Setting &setting)
    : setting_(setting), visitors_(setting.pack, setting.block_bytes, setting.awake), tally_(setting.names, setting.wants.slots) {
  if (setting.wants.features != nullptr) texts_.emplace(setting.view, *setting.wants.features);
}

bool ReplayShard::take(const EventBatch &batch, const BatchEvent &event) {
  const std::span<const uint8_t> wire = batch.wire(event);
  const uint32_t number = visitors_.find_or_add(batch.id(event), event.hash);
  uint64_t *const block = visitors_.block(number);
  lost_visitor_ = lost_visitor_ || block == nullptr;
  if (block == nullptr) return false;
  const VisitorView view(setting_.pack, block);
  int32_t status = VT_MORE;
  while (status == VT_MORE) {
    const int32_t result = vt_ingest(setting_.pack, block, wire.data(), static_cast<int32_t>(wire.size()));
    if (result < 0) return false;
    status = vt_without_changed(result);
    if (result != status) note_changes(number, view);
  }
  ++events_;
  if (texts_) texts_->add(wire);
  count(number, status == VT_IGNORED, batch, event);
  return true;
}

void ReplayShard::count(uint32_t visitor, bool ignored, const EventBatch &batch, const BatchEvent &event) {
  if (ignored) return count_ignored(batch.wire(event));
  uint32_t time = 0;
  std::memcpy(&time, batch.wire(event).data(), sizeof time);
  if (time > counts_.newest_past && time <= setting_.wants.now) counts_.newest_past = time;
  uint32_t &newest = visitors_.newest(visitor);
  if (time < newest) {
    if (has_late_.size() <= visitor) has_late_.resize(visitor + size_t{1});
    counts_.add_late(batch.place(event), !has_late_[visitor]);
    has_late_[visitor] = true;
  } else {
    newest = time;
    if (time > counts_.newest) counts_.add_time(time, batch.place(event));
  }
  if (const Unreadable *const fields = batch.unreadable_of(event); fields != nullptr) counts_.add_unreadable(batch.place(event), *fields);
}

void ReplayShard::count_ignored(std::span<const uint8_t> wire) {
  uint16_t event = 0;
  std::memcpy(&event, wire.data() + sizeof(uint32_t), sizeof event);
  const bool refund = setting_.view.events()[event].role == EventRole::kRefund;
  ++(refund ? counts_.ignored_refunds : counts_.ignored_purchases);
}

NewestTimes ReplayShard::newest_times() const {
  NewestTimes times;
  for (uint32_t visitor = 0; visitor < visitors_.size(); ++visitor) times.add(visitors_.newest(visitor));
  return times;
}

// Reads what the step before changed. The stage after the first event is a change, with no stage before it.
void ReplayShard::note_changes(uint32_t visitor, const VisitorView &view) {
  if (!setting_.wants.transitions && !setting_.wants.summary) return;
  uint16_t old_stage = kNone16;
  const bool moved = view.moved_from(old_stage);
  view.list(VT_ENTERED, entered_);
  view.list(VT_LEFT, left_);
  if (entered_.empty() && left_.empty() && !moved) return;
  const uint16_t stage = view.stage();
  if (setting_.wants.transitions) {
    const uint32_t now = view.clock();
    for (const uint16_t segment : entered_) transitions_.entered(visitor, now, segment);
    for (const uint16_t segment : left_) transitions_.left(visitor, now, segment);
    transitions_.stage(visitor, now, stage);
  }
  if (!setting_.wants.summary) return;
  tally_.entered(visitor, entered_);
  if (moved) tally_.moved(old_stage, stage);
}

void ReplayShard::move_clock(uint32_t visitor, uint64_t *block, uint32_t time) {
  const VisitorView view(setting_.pack, block);
  int32_t status = VT_MORE;
  while (status == VT_MORE) {
    const int32_t result = vt_advance(setting_.pack, block, time);
    status = vt_without_changed(result);
    if (result != status) note_changes(visitor, view);
  }
}

void ReplayShard::begin_end() {
  order_ = visitors_.by_id();
  scratch_.resize((setting_.block_bytes + 7) / 8);
}

void ReplayShard::end_visitors(size_t count, uint32_t time) {
  if (lines_.size() < count) lines_.resize(count);
  for (size_t i = 0; i < count; ++i) {
    const uint32_t visitor = order_[ended_++];
    uint64_t *const block = visitors_.block_for_last_time(visitor);
    lost_visitor_ = lost_visitor_ || block == nullptr;
    if (block == nullptr) return;
    move_clock(visitor, block, time);
    if (setting_.wants.visitors) write_line(visitor, block, time, lines_[i]);
    if (!setting_.wants.summary) continue;
    const VisitorView view(setting_.pack, block);
    view.list(VT_IN, entered_);
    tally_.count(view, entered_);
  }
}

// The first second after `now`, at most 400 days ahead, in which the clock alone changes something; a copy lives through it.
std::string ReplayShard::next_change(const uint64_t *block, uint32_t now) {
  std::memcpy(scratch_.data(), block, setting_.block_bytes);
  const VisitorView view(setting_.pack, scratch_.data());
  const uint32_t end = now > kLastSecond - kMaxDuration ? kLastSecond : now + kMaxDuration;
  int32_t status = VT_MORE;
  while (status == VT_MORE) {
    const int32_t result = vt_advance(setting_.pack, scratch_.data(), end);
    status = vt_without_changed(result);
    if (result != status) return '"' + format_time(view.clock()) + '"';
  }
  return "null";
}

void ReplayShard::write_line(uint32_t visitor, uint64_t *block, uint32_t time, std::string &line) {
  const VisitorView view(setting_.pack, block);
  line = "{\"visitor\":";
  append_json(line, visitors_.id(visitor));
  line += ",\"stage\":";
  setting_.names.append_stage(line, view.stage());
  line += ",\"segments\":";
  view.list(VT_IN, entered_);
  setting_.names.append_segments(line, entered_);
  line += ",\"decisions\":";
  append_decisions(line, view);
  if (texts_) texts_->append(line += ",\"features\":", setting_.pack, block);
  line += ",\"next_change\":" + next_change(block, time) + "}\n";
}

void ReplayShard::append_decisions(std::string &line, const VisitorView &view) const {
  line += '{';
  for (const uint32_t index : setting_.wants.slots) {
    const SlotNames &slot = setting_.names.slots[index];
    vt_decision decision{};
    if (!view.decide(index, decision)) continue;
    if (line.back() != '{') line += ',';
    append_json(line, slot.id);
    append_json(line += ":{\"variant\":", variant_name(slot, decision.variant));
    append_json(line += ",\"reason\":", kReasonTexts[decision.reason]);
    if (decision.reason == static_cast<int32_t>(Reason::kHoldout))
      append_json(line += ",\"intended\":", variant_name(slot, decision.intended));
    line += '}';
  }
  line += '}';
}

}  // namespace vitrine::tool
