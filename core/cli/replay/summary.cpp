// The summary as JSON, one line, keys in this order, ids sorted by bytes:
//
// {"strategy":"0123456789abcdef",        id of the pack
//  "at":"2026-11-22T10:00:00Z",          when "now" is; null: there was no event and no --at
//  "events":9,                           taken, repeated purchases included; without those later than "at"
//  "visitors":3,                         visitors with an event
//  "skipped":{"lines":2,"reasons":{"json":2}},             broken lines, by the codes of log/line_fault.h
//  "unreadable":{"count":9,"first":["a.ndjson:3 value"]},  numbers, times and traits that cannot be read; the first three
//  "ignored":{"purchases":0,"refunds":0},                  repeated ones
//  "late":{"lines":0,"visitors":0},                        earlier than an event of the same visitor before
//  "unknown_events":[{"event":"veiw_item","count":5,"nearest":"view_item"},{"more":7}],   nearest may be null; the 100 most frequent, then
//                                                                                         how many more names there are
//  "clock":{"line":"a.ndjson:7","time":"2027-11-22T10:00:00Z"},                           the newest event where it stands too far ahead, or null
//  "segments":{"a":{"now":1,"ever":2,"share":0.333333}},   share: now / visitors, rounded to 6 decimals
//  "stages":{"s":{"now":3,"share":1,"first":3,"moves":{"t":1}}},   first: began here; moves: changes from s to t, all of them counted
//  "overlap":[{"segments":["a","b"],"visitors":1}],        pairs that share members now
//  "decisions":{"home.hero":{"welcome":1,"default":2}}}    for the slots of --decide: visitors by variant
#include "cli/replay/summary.h"

#include <simdjson.h>

#include <cstdio>

#include "cli/files/output.h"

namespace vitrine::tool {
namespace {

namespace dom = simdjson::dom;

void append_member(std::string &out, std::string_view key, uint64_t value) {
  out += '"';
  out += key;
  out += "\":" + std::to_string(value);
}

std::string share_text(uint64_t part, uint64_t whole) {
  if (whole == 0 || part == 0) return "0";
  char text[32];
  std::snprintf(text, sizeof text, "%.6f", static_cast<double>(part) / static_cast<double>(whole));
  std::string share = text;
  while (share.back() == '0') share.pop_back();
  if (share.back() == '.') share.pop_back();
  return share;
}

void append_counts(std::string &out, const std::map<std::string, uint64_t> &counts) {
  out += '{';
  for (const auto &[id, count] : counts) {
    if (out.back() != '{') out += ',';
    append_json(out, id);
    out += ':' + std::to_string(count);
  }
  out += '}';
}

bool read_count(dom::element from, std::string_view key, uint64_t &to) { return from[key].get(to) == simdjson::SUCCESS; }

bool read_counts(dom::element from, std::map<std::string, uint64_t> &to) {
  dom::object members;
  if (from.get(members) != simdjson::SUCCESS) return false;
  for (const auto &[id, value] : members) {
    if (value.get(to[std::string(id)]) != simdjson::SUCCESS) return false;
  }
  return true;
}

bool read_head(dom::element root, Summary &to) {
  std::string_view strategy;
  std::string_view at;
  if (root["strategy"].get(strategy) != simdjson::SUCCESS) return false;
  if (root["at"].get(at) != simdjson::SUCCESS && !root["at"].is_null()) return false;
  to.strategy = strategy;
  to.at = at;
  return read_count(root, "events", to.events) && read_count(root, "visitors", to.visitors);
}

bool read_segments(dom::element root, Summary &to) {
  dom::object segments;
  if (root["segments"].get(segments) != simdjson::SUCCESS) return false;
  for (const auto &[id, value] : segments) {
    Summary::Segment &segment = to.segments[std::string(id)];
    if (!read_count(value, "now", segment.now) || !read_count(value, "ever", segment.ever)) return false;
  }
  return true;
}

bool read_stages(dom::element root, Summary &to) {
  dom::object stages;
  if (root["stages"].get(stages) != simdjson::SUCCESS) return false;
  for (const auto &[id, value] : stages) {
    Summary::Stage &stage = to.stages[std::string(id)];
    dom::element moves;
    if (!read_count(value, "now", stage.now) || !read_count(value, "first", stage.first)) return false;
    if (value["moves"].get(moves) != simdjson::SUCCESS || !read_counts(moves, stage.moves)) return false;
  }
  return true;
}

bool read_overlap(dom::element root, Summary &to) {
  dom::array pairs;
  if (root["overlap"].get(pairs) != simdjson::SUCCESS) return false;
  for (const dom::element pair : pairs) {
    std::string_view first;
    std::string_view second;
    uint64_t visitors = 0;
    if (pair["segments"].at(0).get(first) != simdjson::SUCCESS || pair["segments"].at(1).get(second) != simdjson::SUCCESS) return false;
    if (!read_count(pair, "visitors", visitors)) return false;
    to.overlap[{std::string(first), std::string(second)}] += visitors;
  }
  return true;
}

bool read_decisions(dom::element root, Summary &to) {
  dom::object slots;
  if (root["decisions"].get(slots) != simdjson::SUCCESS) return false;
  for (const auto &[id, value] : slots) {
    if (!read_counts(value, to.decisions[std::string(id)])) return false;
  }
  return true;
}

void add_counts(std::map<std::string, uint64_t> &to, const std::map<std::string, uint64_t> &from) {
  for (const auto &[id, count] : from) to[id] += count;
}

std::string segments_json(const Summary &summary) {
  std::string out = ",\"segments\":{";
  for (const auto &[id, segment] : summary.segments) {
    if (out.back() != '{') out += ',';
    append_json(out, id);
    append_member(out += ":{", "now", segment.now);
    append_member(out += ',', "ever", segment.ever);
    out += ",\"share\":" + share_text(segment.now, summary.visitors) + '}';
  }
  return out + '}';
}

std::string stages_json(const Summary &summary) {
  std::string out = ",\"stages\":{";
  for (const auto &[id, stage] : summary.stages) {
    if (out.back() != '{') out += ',';
    append_json(out, id);
    append_member(out += ":{", "now", stage.now);
    out += ",\"share\":" + share_text(stage.now, summary.visitors);
    append_member(out += ',', "first", stage.first);
    out += ",\"moves\":";
    append_counts(out, stage.moves);
    out += '}';
  }
  return out + '}';
}

std::string overlap_json(const Summary &summary) {
  std::string out = ",\"overlap\":[";
  for (const auto &[pair, visitors] : summary.overlap) {
    if (out.back() != '[') out += ',';
    append_json(out += "{\"segments\":[", pair.first);
    append_json(out += ',', pair.second);
    append_member(out += "],", "visitors", visitors);
    out += '}';
  }
  return out + ']';
}

}  // namespace

std::string Summary::json() const {
  std::string out = "{\"strategy\":";
  append_json(out, strategy);
  out += ",\"at\":";
  if (at.empty())
    out += "null";
  else
    append_json(out, at);
  append_member(out += ',', "events", events);
  append_member(out += ',', "visitors", visitors);
  log.append_json(out);
  out += segments_json(*this) + stages_json(*this) + overlap_json(*this) + ",\"decisions\":{";
  for (const auto &[slot, variants] : decisions) {
    if (out.back() != '{') out += ',';
    append_json(out, slot);
    append_counts(out += ':', variants);
  }
  return out + "}}\n";
}

bool Summary::read(std::string_view json, std::string &error) {
  dom::parser parser;
  dom::element root;
  if (parser.parse(json.data(), json.size()).get(root) != simdjson::SUCCESS) {
    error = "it is no valid JSON; name files that `vitrine replay --summary` wrote";
    return false;
  }
  uint64_t lines = 0;
  if (root["skipped"].get(lines) == simdjson::SUCCESS) {
    error = "an older vitrine wrote it, which did not count all that is summed up here; replay that part again";
    return false;
  }
  if (read_head(root, *this) && log.read(root) && read_segments(root, *this) && read_stages(root, *this) && read_overlap(root, *this) &&
      read_decisions(root, *this))
    return true;
  error = "it is no summary; name files that `vitrine replay --summary` wrote";
  return false;
}

bool Summary::add(const Summary &part, std::string &error) {
  if (part.strategy != strategy) {
    error = "it was made with another strategy; replay all parts with the same one";
    return false;
  }
  // A part without events fits every other.
  if (at.empty()) at = part.at;
  if (part.at != at && !part.at.empty()) {
    error = "it ends at " + part.at + ", the first one at " + at + "; replay all parts with the same --at";
    return false;
  }
  events += part.events;
  visitors += part.visitors;
  log.add(part.log);
  for (const auto &[id, segment] : part.segments) {
    segments[id].now += segment.now;
    segments[id].ever += segment.ever;
  }
  for (const auto &[id, stage] : part.stages) {
    stages[id].now += stage.now;
    stages[id].first += stage.first;
    add_counts(stages[id].moves, stage.moves);
  }
  for (const auto &[pair, count] : part.overlap) overlap[pair] += count;
  for (const auto &[slot, variants] : part.decisions) add_counts(decisions[slot], variants);
  return true;
}

}  // namespace vitrine::tool
