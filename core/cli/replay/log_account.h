// What reading a log has to say, besides its events: what was skipped, what could not be read, what nobody knows. Part of a summary.
#pragma once

#include <simdjson.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::tool {

struct LogAccount {
  static constexpr size_t kUnreadable = 3;       // named, in the order in which events are taken
  static constexpr size_t kUnknownEvents = 100;  // named, the most frequent first

  struct UnknownEvent {
    std::string event;
    uint64_t count = 0;   // of events
    std::string nearest;  // known name; empty: none is near
  };
  struct Clock {
    std::string line;  // FILE:LINE
    std::string time;
  };

  uint64_t skipped = 0;  // lines
  std::map<std::string, uint64_t> reasons;
  uint64_t unreadable = 0;  // fields
  std::vector<std::string> first_unreadable;  // FILE:LINE FIELD
  uint64_t ignored_purchases = 0;
  uint64_t ignored_refunds = 0;
  uint64_t late_lines = 0;
  uint64_t late_visitors = 0;
  std::vector<UnknownEvent> unknown_events;
  uint64_t more_unknown = 0;  // names that are not among unknown_events
  std::optional<Clock> clock;

  // ,"skipped":... up to "clock":..., as summary.cpp describes them.
  void append_json(std::string &out) const;
  // False: `root` is no summary.
  [[nodiscard]] bool read(simdjson::dom::element root);
  void add(const LogAccount &part);
  // Names with their counts: sorts them and keeps the most frequent.
  void set_unknown(std::vector<UnknownEvent> events, uint64_t more);
};

}  // namespace vitrine::tool
