// Event logs, any number of files, merged by time: always the file whose next line is oldest, of equals the one named first.
//
// The work is done in rounds, and in each round three things are done at the same time by as many threads as there are: the next blocks
// are read, those of the round before are parsed, and the events that are parsed and in order are taken, shard by shard. Which blocks
// these are does not hang on the threads.
#pragma once

#include <algorithm>
#include <compare>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/log/event_batch.h"
#include "cli/log/log_files.h"
#include "cli/log/skipped_lines.h"

namespace vitrine::tool {

class EventLog {
 public:
  struct Wants {
    std::optional<uint32_t> at;  // events after it are only counted
    uint32_t shards = 1;
    uint32_t members = 1;        // threads that parse
    const compiler::KnownNames *known = nullptr;  // must outlive the log; nullptr: no event and no trait is
  };

  // `options` must outlive the log.
  EventLog(const PackView &pack, const std::vector<std::string> &files, const Wants &wants, const LogOptions &options = kAsTheyCome);

  // False: error() says which file cannot be read, or refused() which are no logs.
  [[nodiscard]] bool open();
  [[nodiscard]] const std::string &error() const { return opened_.unusable(); }
  [[nodiscard]] const std::vector<LogNote> &refused() const { return opened_.refused(); }
  [[nodiscard]] const std::vector<LogNote> &notes() const { return opened_.notes(); }  // to say before the first event
  [[nodiscard]] const std::string &how_to_sort() const { return opened_.how_to_sort(); }

  // A round: begin_round(), then in any order and by any thread each of tasks() once and take() once for each shard, then end_round().
  // False: the log is at its end.
  [[nodiscard]] bool begin_round();
  [[nodiscard]] size_t tasks() const { return reads_.size() + parses_.size(); }
  void do_task(size_t task, uint32_t member);
  // Calls each(batch, event, ahead) for the events of a shard that are in order now; `ahead` is one that probably comes soon, or nullptr.
  // False from it: the event is refused, and its line told like a broken one.
  template <class Each>
  void take(uint32_t shard, Each each);
  void end_round(SkippedLines &skipped);

  // At the end: files that could not be read to theirs, and what was passed over without skipping a line.
  [[nodiscard]] const std::vector<LogNote> &damages() const { return damages_; }
  [[nodiscard]] std::vector<LogNote> remarks() const;
  [[nodiscard]] uint64_t later() const { return later_; }  // events after Wants::at
  [[nodiscard]] uint32_t newest() const { return newest_; }  // time of any event
  [[nodiscard]] std::map<std::string, uint64_t> unknown_events() const;  // events by name, later ones not counted
  [[nodiscard]] std::string text_of(const LinePlace &place) const;  // FILE:LINE
  [[nodiscard]] uint64_t bytes_taken() const;
  [[nodiscard]] uint64_t bytes_in_all() const;  // 0: not known

 private:
  static constexpr size_t kAhead = 6;  // events

  // Where a line stands among all: the newest time in its file up to it, then the file. Lines of one file at one place keep their order.
  struct Place {
    uint32_t reached;
    uint32_t file;
    auto operator<=>(const Place &) const = default;
  };
  using Batches = std::deque<std::unique_ptr<EventBatch>>;

  struct File {
    explicit File(std::unique_ptr<LineSource> from) : source(std::move(from)) {}
    std::unique_ptr<LineSource> source;
    Batches reading, parsing, parsed;
    uint64_t lines = 0;  // in all blocks that are parsed
    uint32_t reached = 0;  // newest time in them
    bool at_end = false;
    bool failed = false;
  };
  struct Refused {
    Place place;
    uint64_t line;  // of all that its source gives
    const EventBatch *batch;
    uint32_t line_in_batch;
    LineReason reason;
  };
  // The next events of a shard in one file.
  struct Head {
    Place place;
    EventBatch *batch;
  };

  [[nodiscard]] bool find_head(uint32_t shard, uint32_t file, Head &head) const;
  void read(File &file) const;
  void tell_faults(SkippedLines &skipped);
  void tell(const Refused &line, SkippedLines &skipped) const;
  void note_damage(File &file);
  void drop_taken(File &file, SkippedLines &skipped);
  [[nodiscard]] std::unique_ptr<EventBatch> spare_batch();
  void find_settled();

  static const LogOptions kAsTheyCome;

  Wants wants_;
  std::vector<std::string> names_;
  LogFiles opened_;
  std::vector<std::unique_ptr<File>> files_;
  std::vector<std::unique_ptr<BatchParser>> parsers_;  // by member
  std::vector<std::unique_ptr<EventBatch>> spare_;
  std::vector<std::vector<Refused>> refused_;  // by shard, in this round
  std::vector<File *> reads_;
  std::vector<EventBatch *> parses_;
  size_t blocks_ = 1;  // that a file reads in a round
  Place settled_{0, 0};  // no line that is not parsed yet comes before this place
  uint64_t later_ = 0;
  uint32_t newest_ = 0;
  std::vector<LogNote> damages_;
};

template <class Each>
void EventLog::take(uint32_t shard, Each each) {
  const auto is_later = [](const Head &left, const Head &right) { return left.place > right.place; };
  std::vector<Head> heads;
  Head head{};
  for (uint32_t file = 0; file < files_.size(); ++file) {
    if (find_head(shard, file, head)) heads.push_back(head);
  }
  std::make_heap(heads.begin(), heads.end(), is_later);
  while (!heads.empty()) {
    std::pop_heap(heads.begin(), heads.end(), is_later);
    head = heads.back();
    heads.pop_back();
    // All events of the file up to the next one of another file.
    const Place end = heads.empty() ? settled_ : std::min(settled_, heads.front().place);
    EventBatch &batch = *head.batch;
    const std::vector<BatchEvent> &events = batch.shards[shard];
    size_t &next = batch.taken[shard];
    for (; next < events.size(); ++next) {
      const BatchEvent &event = events[next];
      const Place place{std::max(event.reached, batch.reached_before), head.place.file};
      if (place > end) break;
      if (!each(batch, event, next + kAhead < events.size() ? &events[next + kAhead] : nullptr))
        refused_[shard].push_back(
            {place, batch.first_line + event.line, &batch, event.line, {LineFault::kRefused, sentence_of(LineFault::kRefused)}});
    }
    if (!find_head(shard, head.place.file, head)) continue;
    heads.push_back(head);
    std::push_heap(heads.begin(), heads.end(), is_later);
  }
}

}  // namespace vitrine::tool
