// Nothing passes in silence: each count that is not zero has a sentence.
#include "cli/replay/replay_account.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "cli/files/output.h"
#include "compiler/diagnose.h"
#include "text/decimals.h"
#include "text/times.h"

namespace vitrine::tool {
namespace {

constexpr uint64_t kTooLate = 100;  // a log of which more than one line in so many is late is out of order
constexpr size_t kNamesTold = 5;

std::string number_of(uint64_t count, const char *one, const char *more) { return std::to_string(count) + ' ' + (count == 1 ? one : more); }

// `View Item` and `viewItem` as `viewitem`.
std::string bare(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c == '_' || c == '-' || c == ' ' || c == '.') continue;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

std::vector<LogAccount::UnknownEvent> unknown_of(const std::map<std::string, uint64_t> &counts) {
  std::vector<LogAccount::UnknownEvent> events;
  events.reserve(counts.size());
  for (const auto &[name, count] : counts) events.push_back({name, count, {}});
  return events;
}

// Only for the names that are told: a log may have very many.
void find_nearest(std::vector<LogAccount::UnknownEvent> &events, const compiler::KnownNames &known) {
  const std::vector<std::string_view> names(known.events.begin(), known.events.end());
  for (LogAccount::UnknownEvent &event : events) {
    const std::string plain = bare(event.event);
    const auto same = std::find_if(names.begin(), names.end(), [&plain](std::string_view name) { return bare(name) == plain; });
    event.nearest = same != names.end() && !plain.empty() ? std::string(*same) : compiler::nearest_name(event.event, names);
  }
}

std::string unknown_text(const LogAccount &account) {
  std::string out = number_of(account.unknown_events.size() + account.more_unknown, "event name is", "event names are") +
                    " neither GA4's nor declared under `events`:";
  for (size_t i = 0; i < account.unknown_events.size() && i < kNamesTold; ++i) {
    const LogAccount::UnknownEvent &event = account.unknown_events[i];
    out += (i > 0 ? ", " : " ") + compiler::shown(event.event) + " (" + std::to_string(event.count);
    out += event.nearest.empty() ? ")" : "; is it " + compiler::shown(event.nearest) + "?)";
  }
  return out + (account.unknown_events.size() > kNamesTold ? ", ..." : "");
}

}  // namespace

LogAccount account_of(const ReplayRun &run, const EventLog &log, const SkippedLines &skipped, const compiler::KnownNames &known,
                      std::optional<uint32_t> at, uint32_t now) {
  LogAccount account;
  account.skipped = skipped.count();
  for (size_t fault = 0; fault < kLineFaults; ++fault) {
    if (skipped.by_reason()[fault] > 0) account.reasons[code_of(static_cast<LineFault>(fault))] = skipped.by_reason()[fault];
  }
  const EventCounts counts = run.counts();
  account.unreadable = counts.unreadable;
  for (const UnreadableField &one : counts.first_unreadable) account.first_unreadable.push_back(log.text_of(one.place) + ' ' + one.field);
  account.ignored_purchases = counts.ignored_purchases;
  account.ignored_refunds = counts.ignored_refunds;
  account.late_lines = counts.late_lines;
  account.late_visitors = counts.late_visitors;
  account.set_unknown(unknown_of(log.unknown_events()), 0);
  find_nearest(account.unknown_events, known);
  if (!at && is_clock_ahead(run.newest_times(), now))
    account.clock = LogAccount::Clock{log.text_of(counts.newest_place), format_time(counts.newest)};
  return account;
}

std::vector<LogWarning> warnings_of(const LogAccount &account, const ReplayRun &run, const EventLog &log, bool is_sorted, uint32_t now) {
  std::vector<LogWarning> warnings;
  if (account.clock) {
    const NewestTimes times = run.newest_times();
    const std::string why = times.first > now ? "lies in the future" : "stands more than 30 days after the newest of all other visitors";
    warnings.push_back(LogWarning{account.clock->line, "clock_ahead",
                                  "the time " + account.clock->time + " " + why +
                                      ", and every visitor's clock is moved to it; if that clock was wrong, replay with --at " +
                                      format_time(time_to_propose(times, run.counts().newest_past, now))});
  }
  if (!is_sorted && account.late_lines * kTooLate > run.events()) {
    warnings.push_back(LogWarning{log.text_of(run.counts().first_late), "out_of_order",
                                  number_of(account.late_lines, "line is", "lines are") +
                                      " earlier than one of the same visitor before, of " + number_of(run.events(), "event", "events") +
                                      "; they are taken late, so windows and sequences may come out wrong; " + log.how_to_sort()});
  }
  return warnings;
}

void print_warning(const LogWarning &warning, const char *severity, bool as_json) {
  std::string text;
  if (as_json) {
    const size_t colon = warning.place.rfind(':');
    append_json(text = "{\"file\":", warning.place.substr(0, colon));
    text += ",\"line\":" + warning.place.substr(colon + 1);
    append_json(text += ",\"column\":1,\"severity\":", severity);
    append_json(text += ",\"code\":", warning.code);
    append_json(text += ",\"message\":", warning.sentence);
    text += "}\n";
  } else {
    text = warning.place + ":1: " + severity + ' ' + warning.code + ": " + warning.sentence + ".\n";
  }
  std::fputs(text.c_str(), stderr);
}

std::string account_text(const LogAccount &account) {
  std::string out;
  const auto say = [&out](const std::string &sentence) { out += "vitrine: " + sentence + '\n'; };
  if (account.unreadable > 0) {
    std::string first;
    for (const std::string &field : account.first_unreadable) first += (first.empty() ? "" : ", ") + field;
    say(number_of(account.unreadable, "number", "numbers") + " cannot be read and count as missing: " + first +
        (account.unreadable > account.first_unreadable.size() ? ", ..." : ""));
  }
  if (account.ignored_purchases > 0)
    say(number_of(account.ignored_purchases, "repeated purchase is", "repeated purchases are") + " ignored");
  if (account.ignored_refunds > 0) say(number_of(account.ignored_refunds, "repeated refund is", "repeated refunds are") + " ignored");
  if (account.late_lines > 0)
    say(number_of(account.late_lines, "line is", "lines are") + " late within a visitor (" +
        number_of(account.late_visitors, "visitor", "visitors") + "), taken at the visitor's clock");
  const auto empty = account.reasons.find("visitor_empty");
  if (empty != account.reasons.end())
    say(number_of(empty->second, "line has", "lines have") + " an empty visitor and " + (empty->second == 1 ? "is" : "are") + " skipped");
  const auto without = account.reasons.find("without_visitor");
  if (without != account.reasons.end()) say(number_of(without->second, "row is", "rows are") + " without visitor and skipped");
  if (!account.unknown_events.empty()) say(unknown_text(account));
  return out;
}

bool read_now(uint32_t &now, std::string &error) {
  const char *const text = std::getenv("VITRINE_NOW");
  if (text == nullptr || *text == '\0') {
    const std::time_t seconds = std::time(nullptr);
    now = seconds < 0 || seconds > std::time_t{kLastSecond} ? kLastSecond : static_cast<uint32_t>(seconds);
    return true;
  }
  Number number;
  const TimeFault fault = read_number(text, number) == NumberFault::kNone ? time_of_number(to_double(text), now) : parse_time(text, now);
  if (fault != TimeFault::kNone) error = std::string("VITRINE_NOW: the time ") + text + ' ' + time_fault_text(fault);
  return fault == TimeFault::kNone;
}

}  // namespace vitrine::tool
