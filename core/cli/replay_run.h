// Recorded events through the core: every visitor in memory, every change noted.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "cli/line_parser.h"
#include "cli/output.h"
#include "cli/strategy_names.h"
#include "cli/summary.h"
#include "cli/transitions.h"
#include "cli/visitors.h"

namespace vitrine {

// What is wanted of a run; what is not wanted costs nothing.
struct ReplayWants {
  bool transitions = false;
  bool summary = false;
  std::vector<uint32_t> slots;  // to decide, sorted by the bytes of their ids
};

class ReplayRun {
 public:
  // `pack`: bytes that the compiler made; they and `names` must outlive the run.
  ReplayRun(const std::vector<uint8_t> &pack, const StrategyNames &names, ReplayWants wants);

  // False: the runtime refuses the pack.
  [[nodiscard]] bool load();

  // False: the core refuses the event, and nothing has changed.
  [[nodiscard]] bool take(const LogEvent &event);

  // Moves every visitor's clock to `time` and writes a line for each to `lines`, if that is open. Call it once, last.
  void finish(uint32_t time, OutputFile &lines);

  void write_transitions(OutputFile &out) { transitions_.write(visitors_, order_, names_, out); }
  // Without what only the reader of the log knows: skipped lines.
  [[nodiscard]] const Summary &summary() const { return summary_; }
  [[nodiscard]] uint32_t visitors() const { return visitors_.size(); }
  [[nodiscard]] uint64_t events() const { return events_; }

 private:
  using Block = uint64_t;  // of a visitor; the core wants 8-byte alignment

  uint32_t list(const Block *visitor, int32_t which, std::vector<uint16_t> &to) const;
  [[nodiscard]] uint32_t clock_of(const Block *visitor) const;
  [[nodiscard]] size_t ever_words() const { return (names_.segments.size() + 63) / 64; }
  [[nodiscard]] uint16_t stage_of(const Block *visitor) const;
  [[nodiscard]] bool has_changes(const Block *visitor) const;
  [[nodiscard]] std::string next_change(const Block *visitor, uint32_t now);
  void note_changes(uint32_t number, const Block *visitor);
  void move_clock(uint32_t number, Block *visitor, uint32_t time);
  void write_line(uint32_t number, const Block *visitor, uint32_t now, OutputFile &lines);
  void append_decisions(std::string &out, const Block *visitor) const;
  void count_members(const Block *visitor);
  void fill_summary(uint32_t time);

  const std::vector<uint8_t> &pack_bytes_;
  const StrategyNames &names_;
  ReplayWants wants_;
  std::vector<uint64_t> pack_;
  size_t block_bytes_ = 0;
  Visitors visitors_{0};
  Transitions transitions_;
  std::vector<uint32_t> order_;
  uint64_t events_ = 0;

  std::vector<uint16_t> entered_;  // what vt_segments lists
  std::vector<uint16_t> left_;
  std::vector<Block> scratch_;     // a copy of a visitor that may be moved on
  std::string line_;

  // For the summary, by index; the names come at the end.
  Summary summary_;
  std::vector<uint64_t> ever_;      // per visitor a bit for each segment
  std::vector<uint64_t> now_count_, ever_count_, stage_count_, first_count_;
  std::unordered_map<uint32_t, uint64_t> moves_;    // old stage << 16 | new stage
  std::unordered_map<uint32_t, uint64_t> overlap_;  // smaller index << 16 | greater one
  std::vector<std::vector<uint64_t>> decided_;      // by place in wants_.slots, then variant
};

}  // namespace vitrine
