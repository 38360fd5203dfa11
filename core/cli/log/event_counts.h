// What of the events that were taken deserves a word: counted by each shard for its visitors, then put together.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

#include "cli/log/counted_fields.h"
#include "format/events.h"

namespace vitrine::tool {

// Where a line stands, in the order in which lines are taken.
struct LinePlace {
  uint32_t reached = 0;  // newest time in its file up to it
  uint32_t file = 0;
  uint64_t line = 0;     // from 1; 0: no line
  // As it is told: where rows were sorted a line stands where it stood before.
  uint32_t told_file = 0;  // of its source
  uint64_t told_line = 0;
  auto operator<=>(const LinePlace &) const = default;
};

struct UnreadableField {
  LinePlace place;
  std::string field;
};

struct EventCounts {
  uint64_t unreadable = 0;
  std::vector<UnreadableField> first_unreadable;  // at most Unreadable::kNamed, in the order of their places
  uint64_t ignored_purchases = 0;
  uint64_t ignored_refunds = 0;
  uint64_t late_lines = 0;     // earlier than an event of the same visitor that was taken before
  uint64_t late_visitors = 0;  // who have such lines
  LinePlace first_late;
  uint32_t newest = 0;         // time of an event
  LinePlace newest_place;      // of the first one with it
  uint32_t newest_past = 0;    // of those that are not in the future

  void add_unreadable(const LinePlace &place, const Unreadable &fields);
  void add_late(const LinePlace &place, bool first_of_visitor);
  void add_time(uint32_t time, const LinePlace &place) {
    if (time <= newest) return;
    newest = time;
    newest_place = place;
  }
  // Of another shard.
  void add(const EventCounts &other);
};

}  // namespace vitrine::tool
