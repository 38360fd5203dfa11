// One pair through the core: a strategy, its visitors' events and purposes, and what they come to, as `vitrine replay` tells it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cli/files/output.h"
#include "cli/log/event_names.h"
#include "cli/log/line_parser.h"
#include "cli/replay/strategy_names.h"
#include "cli/replay/transitions.h"
#include "format/pack_view.h"
#include "oracle/native/blocks.h"

namespace vitrine::test {

// A compiled strategy with all that hangs on its pack.
class LoadedStrategy {
 public:
  // False: the compiler or the runtime refuses it, and `errors` says why.
  [[nodiscard]] bool load(const std::string &text, std::string &errors);

  [[nodiscard]] const void *pack() const { return memory_.data(); }
  [[nodiscard]] size_t block_bytes() const { return block_bytes_; }
  [[nodiscard]] const tool::StrategyNames &names() const { return names_; }
  // False: the line is broken.
  [[nodiscard]] bool parse(std::string_view line, tool::LogEvent &event);

 private:
  std::vector<uint8_t> bytes_;
  std::vector<uint64_t> memory_;
  size_t block_bytes_ = 0;
  tool::StrategyNames names_;
  std::unique_ptr<tool::EventNames> event_names_;
  std::unique_ptr<tool::LineParser> parser_;
  std::string padded_;
};

class PairRun {
 public:
  // `through_snapshots`: every visitor lives on from its snapshot alone after every event and every change of purposes.
  PairRun(std::unique_ptr<LoadedStrategy> strategy, bool through_snapshots);

  // The clock at which the pair ends; later lines are left out. Without one it is the newest time of any line.
  void set_end(uint32_t at) { end_ = at, has_end_ = true; }

  void take_line(std::string_view line);
  void take_purposes(std::string_view visitor, uint32_t time, int32_t purposes);
  // Every visitor goes on from its snapshot under another strategy; what changed up to here is written.
  void change_strategy(std::unique_ptr<LoadedStrategy> strategy, tool::OutputFile &transitions);

  // Moves all clocks to the end and writes a line for each visitor that had an event.
  void write_visitors(const std::string &slots, tool::OutputFile &out);
  void write_transitions(tool::OutputFile &out);

  // What went wrong in the core itself; empty: nothing.
  [[nodiscard]] const std::string &failure() const { return failure_; }

 private:
  struct State {
    int32_t purposes;
    bool has_events = false;
  };

  void fail(const std::string &sentence) { failure_ = failure_.empty() ? sentence : failure_; }
  uint32_t visitor(std::string_view id);
  void restore(uint32_t number, const std::vector<uint8_t> &snapshot);
  [[nodiscard]] std::vector<uint8_t> snapshot(uint32_t number);
  void move_clock(uint32_t number, uint32_t time);
  void note_changes(uint32_t number);
  void go_through_snapshot(uint32_t number);
  [[nodiscard]] bool is_late(uint32_t time);
  [[nodiscard]] std::vector<uint16_t> list(const uint64_t *block, int32_t which) const;
  [[nodiscard]] std::string next_change(uint32_t number, uint32_t now);
  void write_line(uint32_t number, const std::vector<uint32_t> &slots, tool::OutputFile &out);
  void append_decisions(std::string &line, uint32_t number, const std::vector<uint32_t> &slots);

  std::unique_ptr<LoadedStrategy> strategy_;
  bool through_snapshots_;
  Blocks visitors_;
  std::vector<State> states_;
  tool::Transitions transitions_;
  uint32_t end_ = 0;
  bool has_end_ = false;
  std::string failure_;
};

}  // namespace vitrine::test
