// Signatures stand in a table; UTF-16 and carriage returns are known by how they lie.
#include "cli/log/head.h"

#include <algorithm>

namespace vitrine::tool {
namespace {

using namespace std::string_view_literals;

constexpr size_t kSampleBytes = 64;  // in which the zeros of UTF-16 are counted

// Bytes at the beginning of a file. The command reads standard input, or it is one of duckdb, which wants a file (FILE).
struct Signature {
  std::string_view bytes;
  const char *code;
  const char *what;
  const char *command;
};

constexpr char kFromParquet[] = "duckdb -c \"COPY (FROM 'FILE') TO 'log.ndjson' (FORMAT JSON)\"";
constexpr char kFromAvro[] = "duckdb -c \"LOAD avro; COPY (FROM read_avro('FILE')) TO 'log.ndjson' (FORMAT JSON)\"";
constexpr char kFromArrow[] = "duckdb -c \"LOAD nanoarrow; COPY (FROM read_arrow('FILE')) TO 'log.ndjson' (FORMAT JSON)\"";
constexpr char kFromSqlite[] = "sqlite3 FILE '.mode json' 'SELECT * FROM ...' | jq -c '.[]' > log.ndjson";

constexpr Signature kSignatures[] = {
    {"PAR1"sv, "parquet", "Parquet", kFromParquet},
    {"\x28\xB5\x2F\xFD"sv, "zstd", "packed with zstd, which this tool was built without", "zstd -dc"},
    {"BZh"sv, "bzip2", "packed with bzip2", "bzip2 -dc"},
    {"\xFD"
     "7zXZ\0"sv,
     "xz", "packed with xz", "xz -dc"},
    {"\x04\x22\x4D\x18"sv, "lz4", "packed with lz4", "lz4 -dc"},
    {"PK\3\4"sv, "zip", "a zip archive (or a spreadsheet)", "funzip"},
    {"\x1F\x8B"sv, "gzip", "packed with gzip twice", "gzip -dc"},
    {"Obj\1"sv, "avro", "Avro", kFromAvro},
    {"ARROW1"sv, "arrow", "an Arrow file", kFromArrow},
    {"SQLite format 3\0"sv, "sqlite", "an SQLite database", kFromSqlite},
};

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

std::string_view without_blanks_before(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  return text;
}

std::string with_file(std::string command, const HeadOf &of) {
  const size_t at = command.find("FILE");
  if (at == std::string::npos) return pipe_from(of, command) + " > log.ndjson";
  const std::string file = of.file == "-" || of.unpack != nullptr ? "..." : of.file;
  return command.replace(at, 4, file);
}

RefusedForm refuse(const char *code, const std::string &what, const std::string &command, const HeadOf &of) {
  return {code, what + ", and a log is one JSON object a line, in UTF-8; write: " + with_file(command, of)};
}

// The encoding's name for iconv, or nullptr. What is written in Latin letters has a zero in every other byte.
const char *wide_encoding(std::string_view head) {
  if (head.starts_with("\xFF\xFE\0\0"sv) || head.starts_with("\0\0\xFE\xFF"sv)) return "UTF-32";
  if (head.starts_with("\xFF\xFE"sv) || head.starts_with("\xFE\xFF"sv)) return "UTF-16";
  const std::string_view sample = head.substr(0, std::min(head.size(), kSampleBytes) / 4 * 4);
  size_t zeros[4] = {};
  for (size_t i = 0; i < sample.size(); ++i) zeros[i % 4] += sample[i] == '\0' ? 1U : 0U;
  const size_t quarter = sample.size() / 4;
  if (quarter == 0) {
    if (head.size() >= 2 && head[0] != '\0' && head[1] == '\0') return "UTF-16LE";
    return head.size() >= 2 && head[0] == '\0' && head[1] != '\0' ? "UTF-16BE" : nullptr;
  }
  const auto many = [&](size_t at) { return zeros[at] * 2 > quarter; };
  if (many(1) && many(2) && many(3) && !many(0)) return "UTF-32LE";
  if (many(0) && many(1) && many(2) && !many(3)) return "UTF-32BE";
  if (many(1) && many(3) && !many(0) && !many(2)) return "UTF-16LE";
  if (many(0) && many(2) && !many(1) && !many(3)) return "UTF-16BE";
  return nullptr;
}

// A carriage return before more text, and no line feed anywhere. In a JSON line it may stand between two tokens.
bool has_carriage_returns_alone(std::string_view head, bool is_whole) {
  if (head.find('\n') != std::string_view::npos || (!is_whole && head.size() < kHeadBytes)) return false;
  const bool is_json = without_blanks_before(head).starts_with('{');
  for (size_t at = head.find('\r'); at != std::string_view::npos; at = head.find('\r', at + 1)) {
    const std::string_view behind = without_blanks_before(head.substr(at));
    if (behind.empty()) continue;
    if (!is_json) return true;
    size_t before = at;
    while (before > 0 && is_blank(head[before - 1])) --before;
    if (before > 0 && head[before - 1] == '}' && behind.front() == '{') return true;
  }
  return false;
}

bool is_json_array(std::string_view head) {
  const std::string_view text = without_blanks_before(head);
  return text.starts_with('[') && without_blanks_before(text.substr(1)).starts_with('{');
}

// zstd's frames that hold no data, which some packers put before the first.
bool is_skippable_frame(std::string_view head) {
  return head.size() >= 4 && (head[0] & 0xF0) == 0x50 && head.substr(1, 3) == "\x2A\x4D\x18"sv;
}

}  // namespace

std::string shell_word(const std::string &text) {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("._-/+:@%,").find(c) != std::string_view::npos;
  };
  if (!text.empty() && std::all_of(text.begin(), text.end(), is_plain)) return text;
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + '\'';
}

std::string pipe_from(const HeadOf &of, const std::string &command) {
  if (of.unpack != nullptr) return std::string(of.unpack) + (of.file == "-" ? "" : " " + shell_word(of.file)) + " | " + command;
  return of.file == "-" ? command : command + " < " + shell_word(of.file);
}

std::optional<RefusedForm> refused_form(std::string_view head, bool is_whole, const HeadOf &of) {
  for (const Signature &signature : kSignatures) {
    if (!head.starts_with(signature.bytes)) continue;
    return refuse(signature.code, "it is " + std::string(signature.what), signature.command, of);
  }
  if (is_skippable_frame(head)) return refuse("zstd", "it is packed with zstd, which this tool was built without", "zstd -dc", of);
  if (const char *const encoding = wide_encoding(head)) {
    const std::string family = std::string(encoding).substr(0, 6);
    const char *const code = family == "UTF-32" ? "utf_32" : "utf_16";
    return refuse(code, "it is " + family, "iconv -f " + std::string(encoding) + " -t UTF-8", of);
  }
  if (is_json_array(head)) return refuse("json_array", "it is a JSON array", "jq -c '.[]'", of);
  if (has_carriage_returns_alone(head, is_whole))
    return refuse("carriage_returns", "its lines end with carriage returns alone", "tr '\\r' '\\n'", of);
  return std::nullopt;
}

}  // namespace vitrine::tool
