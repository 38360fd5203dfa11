// The steps of the core that `vitrine replay` takes, and those that no log has: purposes, snapshots, another strategy.
#include "oracle/native/pair_run.h"

#include <algorithm>
#include <cstring>

#include "compiler/compile.h"
#include "format/limits.h"
#include "format/reasons.h"
#include "text/times.h"
#include "vitrine/vitrine.h"

namespace vitrine::test {
namespace {

constexpr char kFile[] = "strategy.json";

int32_t as_int(size_t size) { return static_cast<int32_t>(size); }

// The one place that calls vt_restore. Without bytes it makes a new visitor.
int32_t restore_visitor(const LoadedStrategy &strategy, uint64_t *block, std::string_view id, const std::vector<uint8_t> &snapshot,
                        int32_t purposes) {
  return vt_restore(strategy.pack(), block, as_int(strategy.block_bytes()), snapshot.data(), as_int(snapshot.size()),
                    reinterpret_cast<const uint8_t *>(id.data()), as_int(id.size()), purposes);
}

}  // namespace

bool LoadedStrategy::load(const std::string &text, std::string &errors) {
  compiler::CompileResult result = compiler::compile(text, kFile);
  if (!result.ok()) {
    for (const compiler::Diagnostic &diagnostic : result.diagnostics) errors += print_diagnostic(diagnostic, kFile);
    return false;
  }
  bytes_ = std::move(result.pack);
  const int32_t size = vt_pack_size(bytes_.data(), as_int(bytes_.size()));
  if (size > 0) memory_.resize((static_cast<size_t>(size) + 7) / 8);
  if (size <= 0 || vt_load(memory_.data(), as_int(memory_.size() * 8), bytes_.data(), as_int(bytes_.size())) != VT_OK) {
    errors = "error core: the runtime refuses the compiler's pack\n";
    return false;
  }
  block_bytes_ = static_cast<size_t>(vt_visitor_size(memory_.data()));
  const PackView view(bytes_);
  if (!names_.read(view, result.names)) {
    errors = "error core: the compiler's names do not belong to its pack\n";
    return false;
  }
  event_names_ = std::make_unique<tool::EventNames>(view);
  parser_ = std::make_unique<tool::LineParser>(*event_names_);
  return true;
}

bool LoadedStrategy::parse(std::string_view line, tool::LogEvent &event) {
  padded_.assign(line);
  padded_.append(tool::kLinePadding, '\0');
  return parser_->parse(std::string_view(padded_).substr(0, line.size()), event);
}

PairRun::PairRun(std::unique_ptr<LoadedStrategy> strategy, bool through_snapshots)
    : strategy_(std::move(strategy)), through_snapshots_(through_snapshots), visitors_(strategy_->block_bytes()) {}

uint32_t PairRun::visitor(std::string_view id) {
  bool is_new = false;
  const uint32_t number = visitors_.find_or_add(id, is_new);
  if (!is_new) return number;
  states_.push_back({VT_ALL_PURPOSES});
  restore(number, {});
  return number;
}

void PairRun::restore(uint32_t number, const std::vector<uint8_t> &snapshot) {
  const int32_t status = restore_visitor(*strategy_, visitors_.block(number), visitors_.id(number), snapshot, states_[number].purposes);
  if (status != VT_OK) fail("error core: a snapshot of its own was not restored: " + std::to_string(status));
}

std::vector<uint8_t> PairRun::snapshot(uint32_t number) {
  std::vector<uint8_t> bytes(kMaxSnapshotBytes);
  const int32_t length = vt_snapshot(strategy_->pack(), visitors_.block(number), bytes.data(), as_int(bytes.size()));
  if (length <= 0) fail("error core: the snapshot was refused with " + std::to_string(length));
  bytes.resize(static_cast<size_t>(std::max(length, 0)));
  return bytes;
}

bool PairRun::is_late(uint32_t time) {
  if (has_end_) return time > end_;
  end_ = std::max(end_, time);
  return false;
}

void PairRun::take_line(std::string_view line) {
  tool::LogEvent event;
  if (!strategy_->parse(line, event) || is_late(event.time)) return;
  const uint32_t number = visitor(event.visitor);
  states_[number].has_events = true;
  int32_t status = VT_MORE;
  while (status == VT_MORE) {
    status = vt_without_changed(vt_ingest(strategy_->pack(), visitors_.block(number), event.wire.data(), as_int(event.wire.size())));
    if (status < 0) return fail("error core: an event was refused with " + std::to_string(status));
    if (status != VT_IGNORED) note_changes(number);
  }
  go_through_snapshot(number);
}

void PairRun::take_purposes(std::string_view id, uint32_t time, int32_t purposes) {
  if (is_late(time)) return;
  const uint32_t number = visitor(id);
  move_clock(number, time);
  if (vt_purposes(strategy_->pack(), visitors_.block(number), purposes) < 0) fail("error core: purposes were refused");
  states_[number].purposes = purposes;
  note_changes(number);
  go_through_snapshot(number);
}

void PairRun::change_strategy(std::unique_ptr<LoadedStrategy> strategy, tool::OutputFile &transitions) {
  write_transitions(transitions);
  Blocks next(strategy->block_bytes());
  std::vector<std::vector<uint8_t>> snapshots;
  for (uint32_t number = 0; number < visitors_.size(); ++number) {
    bool is_new = false;
    snapshots.push_back(snapshot(number));
    (void)next.find_or_add(visitors_.id(number), is_new);
  }
  visitors_ = std::move(next);
  strategy_ = std::move(strategy);
  for (uint32_t number = 0; number < visitors_.size(); ++number) restore(number, snapshots[number]);
}

void PairRun::write_transitions(tool::OutputFile &out) {
  const std::vector<uint32_t> order = visitors_.by_id();
  std::vector<uint32_t> places(order.size());
  for (uint32_t place = 0; place < order.size(); ++place) places[order[place]] = place;
  transitions_.sort(places);
  for (tool::Transitions::Second second; transitions_.next(second);) {
    std::string line;
    tool::Transitions::append_line(line, visitors_.id(order[second.place]), second, strategy_->names());
    out.write(line);
  }
  transitions_ = {};
}

void PairRun::move_clock(uint32_t number, uint32_t time) {
  int32_t status = VT_MORE;
  while (status == VT_MORE) {
    status = vt_without_changed(vt_advance(strategy_->pack(), visitors_.block(number), time));
    if (status < 0) return fail("error core: the clock was refused with " + std::to_string(status));
    note_changes(number);
  }
}

void PairRun::go_through_snapshot(uint32_t number) {
  if (!through_snapshots_) return;
  const std::vector<uint8_t> bytes = snapshot(number);
  std::memset(visitors_.block(number), 0xA5, strategy_->block_bytes());
  restore(number, bytes);
}

std::vector<uint16_t> PairRun::list(const uint64_t *block, int32_t which) const {
  std::vector<uint16_t> all(static_cast<size_t>(std::max(vt_segments(strategy_->pack(), block, which, nullptr, 0), 0)));
  if (!all.empty()) vt_segments(strategy_->pack(), block, which, all.data(), as_int(all.size()));
  return all;
}

namespace {

uint32_t clock_of(const std::vector<uint16_t> &halves) { return halves[0] | uint32_t{halves[1]} << 16; }

uint16_t stage_of(const std::vector<uint16_t> &stages) { return stages.empty() ? kNone16 : stages[0]; }

}  // namespace

void PairRun::note_changes(uint32_t number) {
  const uint64_t *const block = visitors_.block(number);
  const std::vector<uint16_t> entered = list(block, VT_ENTERED);
  const std::vector<uint16_t> left = list(block, VT_LEFT);
  if (entered.empty() && left.empty() && list(block, VT_OLD_STAGE).empty()) return;
  const uint32_t now = clock_of(list(block, VT_CLOCK));
  for (const uint16_t segment : entered) transitions_.entered(number, now, segment);
  for (const uint16_t segment : left) transitions_.left(number, now, segment);
  transitions_.stage(number, now, stage_of(list(block, VT_STAGE)));
}

// Lived through on a copy.
std::string PairRun::next_change(uint32_t number, uint32_t now) {
  std::vector<uint64_t> copy((strategy_->block_bytes() + 7) / 8);
  std::memcpy(copy.data(), visitors_.block(number), strategy_->block_bytes());
  const uint32_t end = now > kLastSecond - kMaxDuration ? kLastSecond : now + kMaxDuration;
  int32_t status = VT_MORE;
  while (status == VT_MORE) {
    status = vt_without_changed(vt_advance(strategy_->pack(), copy.data(), end));
    for (const int32_t which : {VT_ENTERED, VT_LEFT, VT_OLD_STAGE}) {
      if (!list(copy.data(), which).empty()) return '"' + format_time(clock_of(list(copy.data(), VT_CLOCK))) + '"';
    }
  }
  return "null";
}

void PairRun::write_visitors(const std::string &slots, tool::OutputFile &out) {
  std::vector<uint32_t> decided;
  const std::vector<tool::SlotNames> &all = strategy_->names().slots;
  for (uint32_t slot = 0; slot < all.size(); ++slot) {
    if ((',' + slots + ',').find(',' + all[slot].id + ',') != std::string::npos) decided.push_back(slot);
  }
  std::sort(decided.begin(), decided.end(), [&all](uint32_t left, uint32_t right) { return all[left].id < all[right].id; });
  for (const uint32_t number : visitors_.by_id()) {
    if (!states_[number].has_events) continue;
    move_clock(number, end_);
    write_line(number, decided, out);
  }
}

void PairRun::write_line(uint32_t number, const std::vector<uint32_t> &slots, tool::OutputFile &out) {
  const uint64_t *const block = visitors_.block(number);
  std::string line = "{\"visitor\":";
  tool::append_json(line, visitors_.id(number));
  strategy_->names().append_stage(line += ",\"stage\":", stage_of(list(block, VT_STAGE)));
  std::vector<uint16_t> segments = list(block, VT_IN);
  strategy_->names().append_segments(line += ",\"segments\":", segments);
  append_decisions(line += ",\"decisions\":{", number, slots);
  out.write(line + "},\"next_change\":" + next_change(number, end_) + "}\n");
}

void PairRun::append_decisions(std::string &line, uint32_t number, const std::vector<uint32_t> &slots) {
  for (const uint32_t index : slots) {
    const tool::SlotNames &slot = strategy_->names().slots[index];
    vt_decision decision{};
    if (vt_decide(strategy_->pack(), visitors_.block(number), as_int(index), &decision) != VT_OK) fail("error core: a slot was refused");
    if (line.back() != '{') line += ',';
    tool::append_json(line, slot.id);
    tool::append_json(line += ":{\"variant\":", slot.variants[static_cast<size_t>(decision.variant)]);
    tool::append_json(line += ",\"reason\":", kReasonTexts[decision.reason]);
    if (decision.reason == static_cast<int32_t>(Reason::kHoldout))
      tool::append_json(line += ",\"intended\":", slot.variants[static_cast<size_t>(decision.intended)]);
    line += '}';
  }
}

}  // namespace vitrine::test
