// The events of one block of lines, by shard: each visitor's events are in one shard, in the order of the lines.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/log/event_counts.h"
#include "cli/log/event_encoder.h"
#include "cli/log/event_names.h"
#include "cli/log/line_fault.h"
#include "cli/log/line_source.h"

namespace vitrine::tool {

class LineParser;  // whose header brings all of simdjson
struct LogEvent;

struct BatchEvent {
  uint32_t hash;      // of the visitor's id
  uint32_t reached;   // newest time of the batch's lines up to this one
  uint32_t at;        // of the id in the batch's bytes; the event's bytes follow it
  uint32_t id_bytes;
  uint32_t wire_bytes;
  uint32_t line;      // of the batch, from 0
};

// A line that is skipped. Of a batch only the first ones are kept, the others counted by reason: more are never told.
struct BatchFault {
  uint32_t reached;
  uint32_t line;
  LineReason reason;
};

// What of a line's event cannot be read.
struct BatchUnreadable {
  uint32_t line;
  Unreadable fields;
};

struct EventBatch {
  LineBlock block;
  ByteBuffer bytes;
  std::vector<std::vector<BatchEvent>> shards;
  std::vector<size_t> taken;  // by shard: how many of its events were taken
  std::vector<BatchFault> faults;
  size_t faults_told = 0;
  LineFaultCounts more_faults{};  // behind those that are kept
  std::vector<BatchUnreadable> unreadable;  // by line
  uint64_t later = 0;         // events after --at, which are in no shard
  uint32_t lines = 0;
  uint32_t reached = 0;       // newest time of all lines

  // Known once all lines before it are: the number of its first line, and the newest time before it.
  uint64_t first_line = 0;
  uint32_t reached_before = 0;
  uint32_t file = 0;

  [[nodiscard]] std::string_view id(const BatchEvent &event) const {
    return {reinterpret_cast<const char *>(bytes.data()) + event.at, event.id_bytes};
  }
  [[nodiscard]] std::span<const uint8_t> wire(const BatchEvent &event) const {
    return {bytes.data() + event.at + event.id_bytes, event.wire_bytes};
  }
  [[nodiscard]] LinePlace place(const BatchEvent &event) const;
  [[nodiscard]] const Unreadable *unreadable_of(const BatchEvent &event) const;  // nullptr: none
  [[nodiscard]] bool all_taken() const;
};

// Fills batches from their blocks; each thread has its own.
class BatchParser {
 public:
  // `at`: events after it are only counted. `most_faults`: those kept of a batch. `known`: must outlive the parser; nullptr: nothing is.
  BatchParser(const PackView &pack, std::optional<uint32_t> at, size_t most_faults, const compiler::KnownNames *known = nullptr);
  ~BatchParser();
  BatchParser(const BatchParser &) = delete;
  BatchParser &operator=(const BatchParser &) = delete;

  void parse(EventBatch &batch, uint32_t shards);
  // Events that were not later than `at`, of names that nobody knows.
  [[nodiscard]] const EventNames &names() const { return names_; }

 private:
  void add(EventBatch &batch, const LogEvent &event);
  void fail(EventBatch &batch, LineReason reason) const;

  EventNames names_;
  std::unique_ptr<LineParser> parser_;
  std::optional<uint32_t> at_;
  size_t most_faults_;
};

}  // namespace vitrine::tool
