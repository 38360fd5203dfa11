// A part of the visitors, told by the hash of their ids: their events through the core, every change noted. Shards share nothing that
// changes, so each may be another thread's.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/log/clock_check.h"
#include "cli/log/event_batch.h"
#include "cli/log/event_counts.h"
#include "cli/replay/feature_texts.h"
#include "cli/replay/strategy_names.h"
#include "cli/replay/summary_counts.h"
#include "cli/replay/transitions.h"
#include "cli/replay/visitor_view.h"
#include "cli/replay/visitors.h"

namespace vitrine::tool {

// What is wanted of a run; what is not wanted costs nothing.
struct ReplayWants {
  bool visitors = false;  // a line for each
  bool transitions = false;
  bool summary = false;
  std::vector<uint32_t> slots;  // to decide, sorted by the bytes of their ids
  const compiler::FeatureNames *features = nullptr;  // values in a visitor's line; nullptr: none. Must outlive the run
  uint32_t now = 0;  // by this machine's clock
};

class ReplayShard {
 public:
  struct Setting {
    const void *pack;      // as vt_load made it
    size_t block_bytes;    // as vt_visitor_size says
    size_t awake;          // visitors kept as blocks
    const StrategyNames &names;
    const ReplayWants &wants;
    PackView view;         // of the pack's bytes
  };
  // The setting, and what is in it, must outlive the shard.
  explicit ReplayShard(const Setting &setting);

  // False: the core refuses the event, and nothing has changed.
  [[nodiscard]] bool take(const EventBatch &batch, const BatchEvent &event);
  void prefetch(uint32_t hash) const { visitors_.prefetch(hash); }

  // After all events: sorts the visitors by id.
  void begin_end();
  // Then, in that order, moves the clocks of the next `count` visitors to `time` and writes a line for each into lines().
  void end_visitors(size_t count, uint32_t time);

  [[nodiscard]] const std::vector<uint32_t> &order() const { return order_; }
  [[nodiscard]] std::string_view id(uint32_t visitor) const { return visitors_.id(visitor); }
  [[nodiscard]] const std::vector<std::string> &lines() const { return lines_; }
  [[nodiscard]] Transitions &transitions() { return transitions_; }
  [[nodiscard]] const Tally &tally() const { return tally_; }
  [[nodiscard]] uint32_t visitors() const { return visitors_.size(); }
  [[nodiscard]] uint64_t events() const { return events_; }
  [[nodiscard]] const EventCounts &counts() const { return counts_; }
  [[nodiscard]] NewestTimes newest_times() const;
  [[nodiscard]] bool lost_visitor() const { return lost_visitor_; }  // the core did not take its own snapshot back

 private:
  void count(uint32_t visitor, bool ignored, const EventBatch &batch, const BatchEvent &event);
  void count_ignored(std::span<const uint8_t> wire);
  void note_changes(uint32_t visitor, const VisitorView &view);
  void move_clock(uint32_t visitor, uint64_t *block, uint32_t time);
  void write_line(uint32_t visitor, uint64_t *block, uint32_t time, std::string &line);
  void append_decisions(std::string &line, const VisitorView &view) const;
  [[nodiscard]] std::string next_change(const uint64_t *block, uint32_t now);

  const Setting &setting_;
  Visitors visitors_;
  Transitions transitions_;
  Tally tally_;
  uint64_t events_ = 0;
  EventCounts counts_;
  std::optional<FeatureTexts> texts_;
  std::vector<bool> has_late_;  // by visitor
  bool lost_visitor_ = false;
  std::vector<uint32_t> order_;  // of the visitors by id
  size_t ended_ = 0;             // of them
  std::vector<std::string> lines_;

  std::vector<uint16_t> entered_;   // what the core lists
  std::vector<uint16_t> left_;
  std::vector<uint64_t> scratch_;   // a copy of a visitor that may be moved on
};

}  // namespace vitrine::tool
