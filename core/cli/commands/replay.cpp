// vitrine replay: recorded events through the core, visitor by visitor and second by second.
#include <algorithm>
#include <cstdio>
#include <optional>
#include <thread>

#include "cli/commands/commands.h"
#include "cli/commands/log_flags.h"
#include "cli/commands/strategy_file.h"
#include "cli/log/skipped_lines.h"
#include "cli/replay/progress.h"
#include "cli/replay/replay_account.h"
#include "cli/replay/replay_run.h"
#include "text/decimals.h"
#include "text/times.h"

namespace vitrine::tool {
namespace {

struct Options {
  std::string strategy;
  std::vector<std::string> logs;
  std::string at;
  std::string visitors;
  std::string transitions;
  std::string summary;
  std::string slots;
  LogFlags log;
  uint32_t jobs;  // 0: as many as the machine has cores
  bool strict;
  bool quiet;
  bool json;
  bool features;
};

Options options_of(const Given &given) {
  return {
      .strategy = given.text("strategy"),
      .logs = given.texts("events"),
      .at = given.text("--at"),
      .visitors = given.text("--visitors"),
      .transitions = given.text("--transitions"),
      .summary = given.text("--summary"),
      .slots = given.text("--decide"),
      .log = log_flags(given),
      .jobs = given.number("--jobs"),
      .strict = given.has("--strict"),
      .quiet = given.has("--quiet"),
      .json = given.has("--json"),
      .features = given.has("--features"),
  };
}

int wrong(const std::string &sentence) {
  std::fprintf(stderr, "vitrine replay: error usage: %s\n", sentence.c_str());
  return kWrongUsage;
}

struct Outputs {
  OutputFile visitors;
  OutputFile transitions;
  OutputFile summary;

  [[nodiscard]] bool open(const Options &options, std::string &error) {
    for (const auto &[file, path] :
         {std::pair(&visitors, &options.visitors), {&transitions, &options.transitions}, {&summary, &options.summary}}) {
      if (path->empty() || file->open(*path)) continue;
      error = file->error();
      return false;
    }
    return true;
  }

  [[nodiscard]] bool close(std::string &error) {
    for (OutputFile *const file : {&visitors, &transitions, &summary}) {
      if (!file->close() && error.empty()) error = file->error();
    }
    return error.empty();
  }
};

// --at: as an event's time.
bool read_at(const std::string &text, std::optional<uint32_t> &at, std::string &error) {
  uint32_t seconds = 0;
  Number number;
  const TimeFault fault =
      read_number(text, number) == NumberFault::kNone ? time_of_number(to_double(text), seconds) : parse_time(text, seconds);
  if (fault == TimeFault::kNone)
    at = seconds;
  else
    error = "--at: the time " + text + ' ' + time_fault_text(fault);
  return fault == TimeFault::kNone;
}

// --decide: slots by id, sorted by bytes, each once.
bool read_slots(const std::string &list, const StrategyNames &names, std::vector<uint32_t> &slots, std::string &error) {
  for (size_t from = 0; from < list.size();) {
    const size_t comma = std::min(list.find(',', from), list.size());
    const std::string id = list.substr(from, comma - from);
    from = comma + 1;
    if (id.empty()) continue;
    const auto found = std::find_if(names.slots.begin(), names.slots.end(), [&id](const SlotNames &slot) { return slot.id == id; });
    if (found == names.slots.end()) {
      error = "--decide: the strategy has no slot " + id + "; it has";
      for (const SlotNames &slot : names.slots) error += ' ' + slot.id;
      return false;
    }
    slots.push_back(static_cast<uint32_t>(found - names.slots.begin()));
  }
  std::sort(slots.begin(), slots.end(), [&names](uint32_t left, uint32_t right) { return names.slots[left].id < names.slots[right].id; });
  slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
  return true;
}

// What was read, and what it is taken for.
struct Reading {
  const std::string &strategy;  // its id
  const EventLog &log;
  const SkippedLines &skipped;
  std::optional<uint32_t> at;  // empty: nothing was taken, and no time was given
  LogAccount account;
  std::vector<LogWarning> warnings;
};

void tell_account(const ReplayRun &run, const Reading &reading, double seconds) {
  const auto count = [](uint64_t number) { return static_cast<unsigned long long>(number); };
  std::fprintf(stderr, "vitrine: %llu events of %u visitors", count(run.events()), run.visitors());
  if (reading.at) std::fprintf(stderr, " up to %s", format_time(*reading.at).c_str());
  std::fprintf(stderr, ", %llu lines skipped", count(reading.skipped.count()));
  if (reading.log.later() > 0) std::fprintf(stderr, ", %llu later events left out", count(reading.log.later()));
  std::fprintf(stderr, "; %.1f s, %.0f events a second\n", seconds, seconds > 0 ? static_cast<double>(run.events()) / seconds : 0.0);
  std::fputs(account_text(reading.account).c_str(), stderr);
}

// Nothing was taken: of a log without lines that is no fault.
int tell_nothing(const Options &options, const SkippedLines &skipped) {
  const bool failed = skipped.count() > 0;
  const std::string place = (options.logs.front() == "-" ? "standard input" : options.logs.front()) + ":1";
  if (failed)
    print_warning(LogWarning{place, "no_events", "every line is skipped; there is nothing to replay"}, "error", options.json);
  else
    print_warning(LogWarning{place, "no_events", "the log is empty; there is nothing to replay"}, "warning", options.json);
  return failed ? kInputHasErrors : kDone;
}

int write_all(const Options &options, ReplayRun &run, const Reading &reading, Outputs &outputs) {
  run.finish(reading.at.value_or(0), outputs.visitors);
  if (outputs.transitions.is_open()) run.write_transitions(outputs.transitions);
  if (outputs.summary.is_open()) {
    Summary summary = run.summary();
    summary.strategy = reading.strategy;
    if (reading.at) summary.at = format_time(*reading.at);
    summary.log = reading.account;
    outputs.summary.write(summary.json());
  }
  std::string error;
  if (!outputs.close(error)) return wrong(error);
  if (run.lost_visitor()) return wrong("the core does not take back a snapshot of its own; the outputs are not to be trusted");
  return options.strict && (reading.skipped.count() > 0 || !reading.warnings.empty()) ? kInputHasErrors : kDone;
}

uint32_t jobs_of(const Options &options) { return options.jobs > 0 ? options.jobs : std::max(1u, std::thread::hardware_concurrency()); }

// What no option allows; empty: all is well.
std::string usage_fault(const Options &options) {
  if ((options.visitors == "-") + (options.transitions == "-") + (options.summary == "-") > 1)
    return "only one of --visitors, --transitions and --summary can go to standard output";
  if (options.features && options.visitors.empty()) return "--features adds to the lines of --visitors: name a file for them";
  if (std::count(options.logs.begin(), options.logs.end(), "-") + (options.strategy == "-" ? 1 : 0) > 1)
    return "standard input can be read only once";
  return {};
}

// After all events: writes the outputs and says what there is to say.
int end_replay(const Options &options, ReplayRun &run, Reading &reading, const compiler::KnownNames &known, uint32_t now,
               Outputs &outputs) {
  const bool is_nothing = run.events() == 0 && reading.log.later() == 0;
  reading.account = account_of(run, reading.log, reading.skipped, known, reading.at, now);
  reading.warnings = warnings_of(reading.account, run, reading.log, false, now);
  if (!reading.at && !is_nothing) reading.at = reading.log.newest();
  const int result = write_all(options, run, reading, outputs);
  reading.skipped.finish();
  for (const LogWarning &warning : reading.warnings) print_warning(warning, "warning", options.json);
  return is_nothing && result != kWrongUsage ? std::max(result, tell_nothing(options, reading.skipped)) : result;
}

int replay(const Given &given) {
  const Options options = options_of(given);
  std::string error = usage_fault(options);
  if (!error.empty()) return wrong(error);
  std::optional<uint32_t> at;
  if (!options.at.empty() && !read_at(options.at, at, error)) return wrong(error);
  uint32_t now = 0;
  if (!read_now(now, error)) return wrong(error);

  LogOptions log_options;
  if (!read_log_flags(options.log, log_options, error)) return wrong(error);

  StrategyFile strategy;
  const int status =
      load_strategy(options.strategy, options.json, strategy, {}, options.features ? compiler::PackFor::kValues : compiler::PackFor::kPage);
  if (status != kDone) return status;
  const PackView pack(strategy.pack);
  StrategyNames names;
  if (!names.read(pack, strategy.names)) return wrong("the compiler's names do not belong to its pack");
  const compiler::FeatureNames *const features = options.features ? &strategy.features : nullptr;
  ReplayWants wants{!options.visitors.empty(), !options.transitions.empty(), !options.summary.empty(), {}, features, now};
  if (!read_slots(options.slots, names, wants.slots, error)) return wrong(error);

  ReplayRun run(strategy.pack, names, std::move(wants));
  if (!run.load(jobs_of(options))) return wrong("the runtime refuses the compiler's pack");
  SkippedLines skipped(options.json);
  EventLog log(pack, options.logs, {at, run.shards(), run.jobs(), &strategy.known}, log_options);
  const int opened = open_log(log, "replay", options.quiet, options.json);
  if (opened != kDone) return opened;
  Outputs outputs;
  if (!outputs.open(options, error)) return wrong(error);

  Progress progress(options.quiet || options.json);
  run.take_all(log, skipped, progress);
  Reading reading{strategy.id, log, skipped, at, {}, {}};
  const int result = end_replay(options, run, reading, strategy.known, now, outputs);
  const int closed = close_log(log, options.quiet, options.json);
  if (!options.quiet && !options.json) tell_account(run, reading, progress.seconds());
  return result == kDone ? closed : result;
}

constexpr char kMore[] =
    "A line of a log is one event, in time order:\n"
    "  "
    "{\"visitor\":\"v1\",\"time\":\"2026-11-22T10:00:00Z\",\"event\":\"view_item\",\"fields\":{},\"items\":[{\"item_id\":\"sku-1\","
    "\"price\":59.9}]}\n"
    "Broken lines are reported, counted and skipped. gzip and zstd are unpacked. Several logs are merged by time. OUT may be - for "
    "standard "
    "output.\n"
    "A CSV file, a row an event with one item:\n"
    "  --from csv --map visitor=user_id,time=event_time,event=event_type,item_id=product_id,price=price,event.cart=add_to_cart";

constexpr Argument kArguments[] = {
    {.name = "strategy", .takes = Takes::kText, .value = "S.json", .about = "The strategy, a JSON file", .required = true},
    {.name = "events",
     .takes = Takes::kTexts,
     .value = "EVENTS",
     .about = "Event logs, one JSON object a line; - is standard input",
     .required = true},
    kFromFlag,
    kMapFlag,
    kSortMemoryFlag,
    {.name = "--at",
     .takes = Takes::kText,
     .value = "T",
     .about = "The second up to which time passes (default: the newest one in the logs); later events are left out"},
    {.name = "--visitors",
     .takes = Takes::kText,
     .value = "OUT",
     .about = "A line for each visitor: stage, segments, decisions, next change"},
    {.name = "--transitions",
     .takes = Takes::kText,
     .value = "OUT",
     .about = "A line for each second in which a visitor's segments or stage changed"},
    {.name = "--summary",
     .takes = Takes::kText,
     .value = "OUT",
     .about = "Counts of segments, stages, moves, overlap and decisions, as JSON"},
    {.name = "--decide",
     .takes = Takes::kText,
     .value = "SLOT,...",
     .about = "Slots to decide for each visitor, by id, with commas between"},
    {.name = "--features",
     .takes = Takes::kNothing,
     .value = "",
     .about = "Adds to --visitors the value of every feature and fact that the strategy names"},
    {.name = "--jobs",
     .takes = Takes::kNumber,
     .value = "N",
     .about = "Threads (default: one for each core); the outputs are the same whatever their number",
     .least = 1,
     .most = 256},
    {.name = "--strict", .takes = Takes::kNothing, .value = "", .about = "Skipped lines and warnings fail"},
    {.name = "--quiet", .takes = Takes::kNothing, .value = "", .about = "No account at the end, no progress"},
    {.name = "--json", .takes = Takes::kNothing, .value = "", .about = "Errors, warnings and skipped lines as JSON, on standard error"},
};

}  // namespace

const Command kReplay{"replay", "Runs recorded events through a strategy: who was where, and when", kMore, kArguments, replay};

}  // namespace vitrine::tool
