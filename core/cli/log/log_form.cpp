// Lines are only skimmed: the first one may be longer than what is looked at.
#include "cli/log/log_form.h"

#include <algorithm>
#include <cctype>
#include <initializer_list>

#include "cli/log/csv_record.h"

namespace vitrine::tool {
namespace {

constexpr size_t kLines = 10;  // that are looked at

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

// The first lines that are not blank.
std::vector<std::string_view> first_lines(std::string_view head) {
  std::vector<std::string_view> lines;
  for (size_t from = 0; from < head.size() && lines.size() < kLines;) {
    const size_t end = std::min(head.find('\n', from), head.size());
    std::string_view line = head.substr(from, end - from);
    while (!line.empty() && is_blank(line.front())) line.remove_prefix(1);
    if (!line.empty()) lines.push_back(line);
    from = end + 1;
  }
  return lines;
}

// The place behind a text's closing quote; `at` is its first character.
size_t end_of_text(std::string_view json, size_t at) {
  for (; at < json.size() && json[at] != '"'; ++at) {
    if (json[at] == '\\') ++at;
  }
  return std::min(at + 1, json.size());
}

const TopKey *find_key(const std::vector<TopKey> &keys, std::string_view name) {
  const auto found = std::find_if(keys.begin(), keys.end(), [name](const TopKey &key) { return key.name == name; });
  return found == keys.end() ? nullptr : &*found;
}

bool is_segment_call(const std::vector<TopKey> &keys) {
  const TopKey *const type = find_key(keys, "type");
  if (type == nullptr) return false;
  constexpr std::string_view kTypes[] = {"track", "page", "identify", "group", "screen", "alias"};
  if (std::find(std::begin(kTypes), std::end(kTypes), type->value) == std::end(kTypes)) return false;
  return find_key(keys, "anonymousId") != nullptr || find_key(keys, "userId") != nullptr || find_key(keys, "messageId") != nullptr;
}

// Of names that people use the one that is there, else `fallback`.
std::string any_of_names(const std::vector<std::string> &there, std::initializer_list<const char *> names, const char *fallback) {
  for (const char *const name : names) {
    if (std::find(there.begin(), there.end(), name) != there.end()) return name;
  }
  return fallback;
}

struct Guessed {
  std::string visitor, time, event, item;
};
constexpr char kUnknown[] = "...";

Guessed guess(const std::vector<std::string> &there) {
  return {any_of_names(there,
                       {"visitor", "visitor_id", "visitorId", "visitorid", "user_id", "userId", "userid", "anonymous_id", "client_id",
                        "clientId", "session", "session_id", "sessionId", "user", "customer_id"},
                       kUnknown),
          any_of_names(there, {"time", "event_time", "timestamp", "ts", "datetime", "date", "created_at", "createdAt"}, kUnknown),
          any_of_names(there, {"event", "event_type", "event_name", "eventName", "type", "action", "behavior"}, kUnknown),
          any_of_names(there, {"item_id", "product_id", "productId", "itemid", "aid", "sku", "item", "product"}, "")};
}

std::string list_of(const std::vector<std::string> &names) {
  std::string out;
  for (size_t i = 0; i < names.size() && i < 12; ++i) out += (i > 0 ? ", " : "") + names[i];
  return out + (names.size() > 12 ? ", ..." : "");
}

std::string csv_advice(std::string_view header) {
  CsvRecord record;
  record.set_separator(CsvRecord::separator_of(header));
  if (record.add(header) != CsvRecord::Step::kWhole || record.cells() < 3) return {};
  std::vector<std::string> columns;
  columns.reserve(record.cells());
  for (size_t i = 0; i < record.cells(); ++i) columns.emplace_back(record.cell(i));
  const Guessed guessed = guess(columns);
  return "it looks like CSV with the columns " + list_of(columns) + "; write: --from csv --map visitor=" + guessed.visitor +
         ",time=" + guessed.time + ",event=" + guessed.event + (guessed.item.empty() ? "" : ",item_id=" + guessed.item);
}

std::vector<std::string> names_of(const std::vector<TopKey> &keys) {
  std::vector<std::string> names;
  names.reserve(keys.size());
  for (const TopKey &key : keys) names.emplace_back(key.name);
  return names;
}

// The keys of the first object in the list that `name` is in `json`.
std::vector<std::string> keys_in_list(std::string_view json, std::string_view name) {
  size_t at = json.find('"' + std::string(name) + '"');
  if (at == std::string_view::npos) return {};
  at = json.find_first_not_of(": \t", at + name.size() + 2);
  if (at == std::string_view::npos || json[at] != '[') return {};
  at = json.find_first_not_of(" \t", at + 1);
  return at != std::string_view::npos && json[at] == '{' ? names_of(top_keys(json.substr(at))) : std::vector<std::string>{};
}

// .name, or .["a name"] where it is no plain word.
std::string jq_path(const std::string &name) {
  const bool is_word =
      std::all_of(name.begin(), name.end(), [](char c) { return c == '_' || std::isalnum(static_cast<unsigned char>(c)) != 0; });
  return name == kUnknown || is_word ? '.' + name : ".[\"" + name + "\"]";
}

std::string jq_item(const Guessed &guessed) {
  return guessed.item.empty() ? "" : ",items:[{item_id:(" + jq_path(guessed.item) + "|tostring)}]";
}

std::string json_advice(std::string_view line, const HeadOf &of) {
  const std::vector<TopKey> keys = top_keys(line);
  if (keys.empty() || find_key(keys, "visitor") != nullptr) return {};
  const std::vector<std::string> names = names_of(keys);
  const Guessed outer = guess(names);
  std::string text = "its lines have the keys " + list_of(names) + ", and an event has visitor, time and event; ";
  for (const TopKey &key : keys) {
    const std::vector<std::string> inner = key.lead == '[' ? keys_in_list(line, key.name) : std::vector<std::string>{};
    if (inner.empty()) continue;
    Guessed each = guess(inner);
    const bool is_outside = outer.visitor != kUnknown;
    const std::string visitor = is_outside ? "$row" + jq_path(outer.visitor) : jq_path(each.visitor);
    return text + "its events stand in the list `" + std::string(key.name) + "`; something like this takes them apart: " +
           pipe_from(of, "jq -c '. as $row | " + jq_path(std::string(key.name)) + "[] | {visitor:" + visitor +
                             ",time:" + jq_path(each.time) + ",event:" + jq_path(each.event) + jq_item(each) + "}'");
  }
  return text + "something like this renames them: " +
         pipe_from(of, "jq -c '{visitor:" + jq_path(outer.visitor) + ",time:" + jq_path(outer.time) + ",event:" + jq_path(outer.event) +
                           ",fields:." + jq_item(outer) + "}'");
}

}  // namespace

const char *name_of(LogForm form) {
  switch (form) {
    case LogForm::kOwn: return "vitrine";
    case LogForm::kGa4: return "ga4";
    case LogForm::kSegment: return "segment";
    case LogForm::kCsv: return "csv";
  }
  return "";
}

const char *words_of(LogForm form) {
  switch (form) {
    case LogForm::kOwn: return "event lines";
    case LogForm::kGa4: return "rows of GA4's BigQuery export";
    case LogForm::kSegment: return "Segment calls";
    case LogForm::kCsv: return "CSV";
  }
  return "";
}

std::vector<TopKey> top_keys(std::string_view json) {
  std::vector<TopKey> keys;
  int depth = 0;
  bool is_key = false;
  for (size_t at = 0; at < json.size(); ++at) {
    const char c = json[at];
    if (c == '{' || c == '[') {
      is_key = c == '{';
      ++depth;
    } else if (c == '}' || c == ']') {
      if (--depth <= 0) break;
    } else if (c == ',') {
      is_key = depth == 1;
    } else if (c == '"') {
      const size_t end = end_of_text(json, at + 1);
      const std::string_view text = json.substr(at + 1, std::max(end, at + 2) - at - 2);
      if (is_key && depth == 1) {
        const size_t value = json.find_first_not_of(": \t", end);
        keys.push_back({text, value == std::string_view::npos ? '\0' : json[value], {}});
      } else if (depth == 1 && !keys.empty()) {
        keys.back().value = text;
      }
      is_key = false;
      at = end - 1;
    }
  }
  return keys;
}

LogForm form_of(std::string_view head) {
  for (const std::string_view line : first_lines(head)) {
    if (line.front() != '{') continue;
    const std::vector<TopKey> keys = top_keys(line);
    if (find_key(keys, "visitor") != nullptr) return LogForm::kOwn;
    if (find_key(keys, "event_name") != nullptr && find_key(keys, "event_timestamp") != nullptr) return LogForm::kGa4;
    if (is_segment_call(keys)) return LogForm::kSegment;
  }
  return LogForm::kOwn;
}

std::string advice_for(std::string_view head, const HeadOf &of) {
  const std::vector<std::string_view> lines = first_lines(head);
  if (lines.empty()) return {};
  const bool has_objects = std::any_of(lines.begin(), lines.end(), [](std::string_view line) { return line.front() == '{'; });
  if (!has_objects) return csv_advice(lines.front());
  const std::string_view first = *std::find_if(lines.begin(), lines.end(), [](std::string_view line) { return line.front() == '{'; });
  if (first == "{" || first == "{\r")
    return "an object in it reaches over several lines; write: " + pipe_from(of, "jq -c .") + " > log.ndjson";
  for (const std::string_view line : lines) {
    if (find_key(top_keys(line), "visitor") != nullptr) return {};
  }
  return json_advice(first, of);
}

std::string sort_command(LogForm form, const CsvMap &map, const HeadOf &of) {
  const bool is_file = of.file != "-" && of.unpack == nullptr;
  const std::string file = is_file ? shell_word(of.file) : "log.ndjson";
  const std::string unpack = is_file || of.file == "-" ? "" : std::string(of.unpack) + " " + shell_word(of.file) + " > log.ndjson; ";
  const auto lines = [&](const char *path, const char *order) {
    return unpack + "jq -r " + path + " " + file + " | paste - " + file + " | LC_ALL=C sort -s -t \"$(printf '\\t')\" -k 1,1" + order +
           " | cut -f 2- > sorted.ndjson";
  };
  switch (form) {
    case LogForm::kOwn: return lines(".time", "");
    case LogForm::kGa4:
      return lines(".event_timestamp", "n") + " (or ORDER BY event_timestamp, event_bundle_sequence_id in the export's query)";
    case LogForm::kSegment: return lines("'.timestamp // .originalTimestamp'", "");
    case LogForm::kCsv: break;
  }
  const auto time = std::find_if(map.sources.begin(), map.sources.end(), [](const CsvSource &source) { return source.name == "time"; });
  const std::string column = time == map.sources.end() ? "time" : time->column;
  return "duckdb -c \"COPY (FROM read_csv('" + (is_file ? of.file : "log.csv") + "') ORDER BY " + column + ") TO 'sorted.csv'\"";
}

}  // namespace vitrine::tool
