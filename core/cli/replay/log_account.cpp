// Written, read and added by the same names.
#include "cli/replay/log_account.h"

#include <algorithm>

#include "cli/files/output.h"

namespace vitrine::tool {
namespace {

namespace dom = simdjson::dom;

bool read_count(dom::element from, std::string_view object, std::string_view key, uint64_t &to) {
  return from[object][key].get(to) == simdjson::SUCCESS;
}

bool read_text(dom::element from, std::string_view key, std::string &to) {
  std::string_view text;
  if (from[key].get(text) != simdjson::SUCCESS) return false;
  to = text;
  return true;
}

bool read_reasons(dom::element root, std::map<std::string, uint64_t> &to) {
  dom::object reasons;
  if (root["skipped"]["reasons"].get(reasons) != simdjson::SUCCESS) return false;
  for (const auto &[code, lines] : reasons) {
    if (lines.get(to[std::string(code)]) != simdjson::SUCCESS) return false;
  }
  return true;
}

bool read_first(dom::element root, std::vector<std::string> &to) {
  dom::array first;
  if (root["unreadable"]["first"].get(first) != simdjson::SUCCESS) return false;
  for (const dom::element entry : first) {
    std::string_view text;
    if (entry.get(text) != simdjson::SUCCESS) return false;
    to.emplace_back(text);
  }
  return true;
}

bool read_unknown(dom::element root, LogAccount &to) {
  dom::array events;
  if (root["unknown_events"].get(events) != simdjson::SUCCESS) return false;
  for (const dom::element entry : events) {
    if (entry["more"].get(to.more_unknown) == simdjson::SUCCESS) continue;
    LogAccount::UnknownEvent event;
    if (!read_text(entry, "event", event.event) || entry["count"].get(event.count) != simdjson::SUCCESS) return false;
    if (!entry["nearest"].is_null() && !read_text(entry, "nearest", event.nearest)) return false;
    to.unknown_events.push_back(std::move(event));
  }
  return true;
}

bool read_clock(dom::element root, std::optional<LogAccount::Clock> &to) {
  dom::element clock;
  if (root["clock"].get(clock) != simdjson::SUCCESS) return false;
  if (clock.is_null()) return true;
  to.emplace();
  return read_text(clock, "line", to->line) && read_text(clock, "time", to->time);
}

void append_count(std::string &out, std::string_view before, uint64_t count) {
  out += before;
  out += std::to_string(count);
}

}  // namespace

void LogAccount::append_json(std::string &out) const {
  append_count(out, ",\"skipped\":{\"lines\":", skipped);
  out += ",\"reasons\":{";
  for (const auto &[code, lines] : reasons) {
    tool::append_json(out += out.back() == '{' ? "" : ",", code);
    append_count(out, ":", lines);
  }
  append_count(out += "}}", ",\"unreadable\":{\"count\":", unreadable);
  out += ",\"first\":[";
  for (const std::string &field : first_unreadable) tool::append_json(out += out.back() == '[' ? "" : ",", field);
  append_count(out += "]}", ",\"ignored\":{\"purchases\":", ignored_purchases);
  append_count(out, ",\"refunds\":", ignored_refunds);
  append_count(out, "},\"late\":{\"lines\":", late_lines);
  append_count(out, ",\"visitors\":", late_visitors);
  out += "},\"unknown_events\":[";
  for (const UnknownEvent &event : unknown_events) {
    tool::append_json(out += out.back() == '[' ? "{\"event\":" : ",{\"event\":", event.event);
    append_count(out, ",\"count\":", event.count);
    out += ",\"nearest\":";
    if (event.nearest.empty())
      out += "null";
    else
      tool::append_json(out, event.nearest);
    out += '}';
  }
  if (more_unknown > 0) {
    append_count(out, out.back() == '[' ? "{\"more\":" : ",{\"more\":", more_unknown);
    out += '}';
  }
  out += "],\"clock\":";
  if (!clock) {
    out += "null";
    return;
  }
  tool::append_json(out += "{\"line\":", clock->line);
  tool::append_json(out += ",\"time\":", clock->time);
  out += '}';
}

bool LogAccount::read(dom::element root) {
  return read_count(root, "skipped", "lines", skipped) && read_reasons(root, reasons) &&
         read_count(root, "unreadable", "count", unreadable) && read_first(root, first_unreadable) &&
         read_count(root, "ignored", "purchases", ignored_purchases) && read_count(root, "ignored", "refunds", ignored_refunds) &&
         read_count(root, "late", "lines", late_lines) && read_count(root, "late", "visitors", late_visitors) &&
         read_unknown(root, *this) && read_clock(root, clock);
}

void LogAccount::set_unknown(std::vector<UnknownEvent> events, uint64_t more) {
  std::sort(events.begin(), events.end(), [](const UnknownEvent &left, const UnknownEvent &right) {
    return left.count != right.count ? left.count > right.count : left.event < right.event;
  });
  more_unknown = more + (events.size() > kUnknownEvents ? events.size() - kUnknownEvents : 0);
  if (events.size() > kUnknownEvents) events.resize(kUnknownEvents);
  unknown_events = std::move(events);
}

// Of names that a part did not name nothing is known but how many they were: where both parts have such, some may be the same.
void LogAccount::add(const LogAccount &part) {
  skipped += part.skipped;
  for (const auto &[code, lines] : part.reasons) reasons[code] += lines;
  unreadable += part.unreadable;
  for (const std::string &field : part.first_unreadable) {
    if (first_unreadable.size() < kUnreadable) first_unreadable.push_back(field);
  }
  ignored_purchases += part.ignored_purchases;
  ignored_refunds += part.ignored_refunds;
  late_lines += part.late_lines;
  late_visitors += part.late_visitors;
  std::map<std::string, UnknownEvent> by_name;
  for (const LogAccount *from : {static_cast<const LogAccount *>(this), &part}) {
    for (const UnknownEvent &event : from->unknown_events) {
      UnknownEvent &sum = by_name.try_emplace(event.event, UnknownEvent{event.event, 0, event.nearest}).first->second;
      sum.count += event.count;
    }
  }
  std::vector<UnknownEvent> events;
  events.reserve(by_name.size());
  for (auto &[name, event] : by_name) events.push_back(std::move(event));
  set_unknown(std::move(events), more_unknown + part.more_unknown);
  if (part.clock && (!clock || part.clock->time > clock->time)) clock = part.clock;
}

}  // namespace vitrine::tool
