// Shards see different visitors at different times: what came first is told by its place.
#include "cli/log/event_counts.h"

#include <algorithm>

namespace vitrine::tool {

void EventCounts::add_unreadable(const LinePlace &place, const Unreadable &fields) {
  unreadable += fields.count;
  for (const std::string &field : fields.first) {
    if (first_unreadable.size() == Unreadable::kNamed) return;
    first_unreadable.push_back({place, field});
  }
}

void EventCounts::add_late(const LinePlace &place, bool first_of_visitor) {
  if (late_lines++ == 0) first_late = place;
  late_visitors += first_of_visitor ? 1 : 0;
}

void EventCounts::add(const EventCounts &other) {
  unreadable += other.unreadable;
  first_unreadable.insert(first_unreadable.end(), other.first_unreadable.begin(), other.first_unreadable.end());
  // Fields of one line are of one shard, and stay as they stand.
  // They are few, and std::stable_sort warns with clang and GCC's library.
  for (auto each = first_unreadable.begin(); each != first_unreadable.end(); ++each) {
    const auto place = std::upper_bound(first_unreadable.begin(), each, *each,
                                        [](const UnreadableField &left, const UnreadableField &right) { return left.place < right.place; });
    std::rotate(place, each, each + 1);
  }
  if (first_unreadable.size() > Unreadable::kNamed) first_unreadable.resize(Unreadable::kNamed);
  ignored_purchases += other.ignored_purchases;
  ignored_refunds += other.ignored_refunds;
  if (other.late_lines > 0 && (late_lines == 0 || other.first_late < first_late)) first_late = other.first_late;
  late_lines += other.late_lines;
  late_visitors += other.late_visitors;
  newest_past = std::max(newest_past, other.newest_past);
  if (other.newest > newest || (other.newest == newest && other.newest_place.line > 0 && other.newest_place < newest_place)) {
    newest = other.newest;
    newest_place = other.newest_place;
  }
}

}  // namespace vitrine::tool
