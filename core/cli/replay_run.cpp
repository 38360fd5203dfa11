// Drives vt_ingest and vt_advance and reads what changed after each of their steps.
#include "cli/replay_run.h"

#include <algorithm>
#include <cstdio>
#include <cstring>

#include "compiler/times.h"
#include "format/limits.h"
#include "format/reasons.h"
#include "vitrine/vitrine.h"

namespace vitrine {
namespace {

// vt_decide's variant of a sort slot is 0 or 1, of others an index.
const std::string &variant_name(const SlotNames &slot, int32_t variant) { return slot.variants[static_cast<size_t>(variant)]; }

int32_t as_int(size_t size) { return static_cast<int32_t>(size); }

}  // namespace

ReplayRun::ReplayRun(const std::vector<uint8_t> &pack, const StrategyNames &names, ReplayWants wants)
    : pack_bytes_(pack), names_(names), wants_(std::move(wants)) {}

bool ReplayRun::load() {
  const int32_t size = vt_pack_size(pack_bytes_.data(), as_int(pack_bytes_.size()));
  if (size < 0) return false;
  pack_.resize((static_cast<size_t>(size) + 7) / 8);
  if (vt_load(pack_.data(), as_int(pack_.size() * 8), pack_bytes_.data(), as_int(pack_bytes_.size())) != VT_OK) return false;
  block_bytes_ = static_cast<size_t>(vt_visitor_size(pack_.data()));
  visitors_ = Visitors(block_bytes_);
  scratch_.resize((block_bytes_ + 7) / 8);
  now_count_.resize(names_.segments.size());
  ever_count_.resize(names_.segments.size());
  stage_count_.resize(names_.stages.size());
  first_count_.resize(names_.stages.size());
  for (const uint32_t slot : wants_.slots) decided_.emplace_back(names_.slots[slot].variants.size());
  return true;
}

bool ReplayRun::take(const LogEvent &event) {
  bool is_new = false;
  const uint32_t number = visitors_.find_or_add(event.visitor, is_new);
  Block *const visitor = visitors_.block(number);
  if (is_new) {
    if (vt_restore(pack_.data(), visitor, as_int(block_bytes_), nullptr, 0, reinterpret_cast<const uint8_t *>(event.visitor.data()),
                   as_int(event.visitor.size()), VT_ALL_PURPOSES) < 0) return false;
    if (wants_.summary) ever_.resize(ever_.size() + ever_words());
  }
  for (;;) {
    const int32_t status = vt_ingest(pack_.data(), visitor, event.wire.data(), as_int(event.wire.size()));
    if (status < 0) return false;
    if (status == VT_IGNORED) break;
    note_changes(number, visitor);
    if (status == VT_OK) break;
  }
  ++events_;
  return true;
}

// Lists into `to`, which is as long as the list then.
uint32_t ReplayRun::list(const Block *visitor, int32_t which, std::vector<uint16_t> &to) const {
  const int32_t count = vt_segments(pack_.data(), visitor, which, nullptr, 0);
  to.resize(static_cast<size_t>(std::max(count, 0)));
  if (count > 0) vt_segments(pack_.data(), visitor, which, to.data(), count);
  return static_cast<uint32_t>(to.size());
}

uint16_t ReplayRun::stage_of(const Block *visitor) const {
  uint16_t stage = kNone16;
  return vt_segments(pack_.data(), visitor, VT_STAGE, &stage, 1) == 1 ? stage : kNone16;
}

bool ReplayRun::has_changes(const Block *visitor) const {
  for (const int32_t which : {VT_ENTERED, VT_LEFT, VT_OLD_STAGE}) {
    if (vt_segments(pack_.data(), visitor, which, nullptr, 0) > 0) return true;
  }
  return false;
}

uint32_t ReplayRun::clock_of(const Block *visitor) const {
  uint16_t halves[2] = {};
  vt_segments(pack_.data(), visitor, VT_CLOCK, halves, 2);
  return halves[0] | uint32_t{halves[1]} << 16;
}

// Reads what the step before changed. The stage after the first event is a change, with no stage before it.
void ReplayRun::note_changes(uint32_t number, const Block *visitor) {
  if (!wants_.transitions && !wants_.summary) return;
  uint16_t old_stage = kNone16;
  const bool moved = vt_segments(pack_.data(), visitor, VT_OLD_STAGE, &old_stage, 1) == 1;
  const uint32_t entered = list(visitor, VT_ENTERED, entered_);
  const uint32_t left = list(visitor, VT_LEFT, left_);
  if (entered == 0 && left == 0 && !moved) return;
  const uint16_t stage = stage_of(visitor);
  if (wants_.transitions) {
    const uint32_t now = clock_of(visitor);
    for (uint32_t i = 0; i < entered; ++i) transitions_.entered(number, now, entered_[i]);
    for (uint32_t i = 0; i < left; ++i) transitions_.left(number, now, left_[i]);
    transitions_.stage(number, now, stage);
  }
  if (!wants_.summary) return;
  uint64_t *const ever = ever_.data() + number * ever_words();
  for (uint32_t i = 0; i < entered; ++i) ever[entered_[i] / 64] |= uint64_t{1} << (entered_[i] % 64);
  if (moved && old_stage == kNone16) ++first_count_[stage];
  if (moved && old_stage != kNone16) ++moves_[uint32_t{old_stage} << 16 | stage];
}

void ReplayRun::move_clock(uint32_t number, Block *visitor, uint32_t time) {
  int32_t status = VT_MORE;
  while (status == VT_MORE) {
    status = vt_advance(pack_.data(), visitor, time);
    if (status >= 0) note_changes(number, visitor);
  }
}

void ReplayRun::finish(uint32_t time, OutputFile &lines) {
  order_ = visitors_.by_id();
  for (const uint32_t number : order_) {
    Block *const visitor = visitors_.block(number);
    move_clock(number, visitor, time);
    if (lines.is_open()) write_line(number, visitor, time, lines);
    if (wants_.summary) count_members(visitor);
  }
  if (wants_.summary) fill_summary(time);
}

// The first second after `now`, at most 400 days ahead, in which the clock alone changes something; a copy lives through it.
std::string ReplayRun::next_change(const Block *visitor, uint32_t now) {
  std::memcpy(scratch_.data(), visitor, block_bytes_);
  const uint32_t end = now > kLastSecond - kMaxDuration ? kLastSecond : now + kMaxDuration;
  int32_t status = VT_MORE;
  while (status == VT_MORE) {
    status = vt_advance(pack_.data(), scratch_.data(), end);
    if (has_changes(scratch_.data())) return '"' + format_time(clock_of(scratch_.data())) + '"';
  }
  return "null";
}

void ReplayRun::write_line(uint32_t number, const Block *visitor, uint32_t now, OutputFile &lines) {
  line_ = "{\"visitor\":";
  append_json(line_, visitors_.id(number));
  line_ += ",\"stage\":";
  names_.append_stage(line_, stage_of(visitor));
  line_ += ",\"segments\":";
  list(visitor, VT_IN, entered_);
  names_.append_segments(line_, entered_);
  line_ += ",\"decisions\":";
  append_decisions(line_, visitor);
  line_ += ",\"next_change\":" + next_change(visitor, now) + "}\n";
  lines.write(line_);
}

void ReplayRun::append_decisions(std::string &out, const Block *visitor) const {
  out += '{';
  for (const uint32_t index : wants_.slots) {
    const SlotNames &slot = names_.slots[index];
    vt_decision decision{};
    if (vt_decide(pack_.data(), visitor, static_cast<int32_t>(index), &decision) != VT_OK) continue;
    if (out.back() != '{') out += ',';
    append_json(out, slot.id);
    append_json(out += ":{\"variant\":", variant_name(slot, decision.variant));
    append_json(out += ",\"reason\":", kReasonTexts[decision.reason]);
    if (decision.reason == static_cast<int32_t>(Reason::kHoldout))
      append_json(out += ",\"intended\":", variant_name(slot, decision.intended));
    out += '}';
  }
  out += '}';
}

void ReplayRun::count_members(const Block *visitor) {
  const uint32_t count = list(visitor, VT_IN, entered_);
  for (uint32_t i = 0; i < count; ++i) {
    ++now_count_[entered_[i]];
    for (uint32_t j = i + 1; j < count; ++j) ++overlap_[uint32_t{entered_[i]} << 16 | entered_[j]];
  }
  const uint16_t stage = stage_of(visitor);
  if (stage != kNone16) ++stage_count_[stage];
  for (size_t i = 0; i < wants_.slots.size(); ++i) {
    vt_decision decision{};
    if (vt_decide(pack_.data(), visitor, static_cast<int32_t>(wants_.slots[i]), &decision) == VT_OK)
      ++decided_[i][static_cast<size_t>(decision.variant)];
  }
}

void ReplayRun::fill_summary(uint32_t time) {
  char id[17];
  std::snprintf(id, sizeof id, "%016llx", static_cast<unsigned long long>(PackView(pack_bytes_).strategy_id()));
  summary_.strategy = id;
  summary_.at = format_time(time);
  summary_.events = events_;
  summary_.visitors = visitors_.size();
  for (size_t s = 0; s < names_.segments.size(); ++s) {
    uint64_t ever = 0;
    for (size_t v = 0; v < visitors_.size(); ++v) ever += ever_[v * ever_words() + s / 64] >> (s % 64) & 1;
    summary_.segments[names_.segments[s]] = {now_count_[s], ever};
  }
  for (size_t s = 0; s < names_.stages.size(); ++s) summary_.stages[names_.stages[s]] = {stage_count_[s], first_count_[s], {}};
  for (const auto &[move, count] : moves_) summary_.stages[names_.stages[move >> 16]].moves[names_.stages[move & 0xFFFFu]] = count;
  for (const auto &[pair, count] : overlap_) {
    const std::string &first = names_.segments[pair >> 16];
    const std::string &second = names_.segments[pair & 0xFFFFu];
    summary_.overlap[first < second ? std::pair(first, second) : std::pair(second, first)] = count;
  }
  for (size_t i = 0; i < wants_.slots.size(); ++i) {
    const SlotNames &slot = names_.slots[wants_.slots[i]];
    for (size_t v = 0; v < slot.variants.size(); ++v) summary_.decisions[slot.id][slot.variants[v]] += decided_[i][v];
  }
}

}  // namespace vitrine
