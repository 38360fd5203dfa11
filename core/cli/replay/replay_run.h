// Recorded events through the core, by as many threads as are wanted: what comes out does not hang on their number.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "cli/files/output.h"
#include "cli/log/event_log.h"
#include "cli/replay/progress.h"
#include "cli/replay/replay_shard.h"
#include "cli/replay/thread_team.h"

namespace vitrine::tool {

class ReplayRun {
 public:
  // `pack`: bytes that the compiler made; they and `names` must outlive the run. `awake_bytes`: of memory for visitors seen lately; the
  // others are kept as snapshots.
  ReplayRun(const std::vector<uint8_t> &pack, const StrategyNames &names, ReplayWants wants, size_t awake_bytes = kAwakeBytes);

  // False: the runtime refuses the pack.
  [[nodiscard]] bool load(uint32_t jobs);

  [[nodiscard]] uint32_t jobs() const { return jobs_; }
  [[nodiscard]] uint32_t shards() const { return static_cast<uint32_t>(shards_.size()); }

  // Takes all events of the log, which was made for shards() and jobs().
  void take_all(EventLog &log, SkippedLines &skipped, Progress &progress);

  // Moves every visitor's clock to `time` and writes a line for each to `lines`, if that is open. Call it once, last.
  void finish(uint32_t time, OutputFile &lines);

  void write_transitions(OutputFile &out);
  // Without the strategy's id and what only the reader of the log knows: its time, and what replay_account.cpp adds.
  [[nodiscard]] Summary summary() const;
  [[nodiscard]] EventCounts counts() const;
  [[nodiscard]] NewestTimes newest_times() const;
  [[nodiscard]] uint32_t visitors() const;
  [[nodiscard]] uint64_t events() const;
  [[nodiscard]] bool lost_visitor() const;  // a fault of the core: what was written is not to be trusted

  static constexpr size_t kAwakeBytes = size_t{64} << 20;

 private:
  void order_visitors();

  const std::vector<uint8_t> &pack_bytes_;
  const StrategyNames &names_;
  const ReplayWants wants_;
  size_t awake_bytes_;
  uint32_t jobs_ = 1;
  std::vector<uint64_t> pack_;
  std::unique_ptr<Team> team_;
  std::unique_ptr<ReplayShard::Setting> setting_;
  std::vector<std::unique_ptr<ReplayShard>> shards_;
  std::vector<uint16_t> shard_at_;  // by place of a visitor among all
};

}  // namespace vitrine::tool
