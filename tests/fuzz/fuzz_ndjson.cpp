// Any bytes as an event log: every line is an event or broken, and no line harms the next.
#include <algorithm>

#include "fuzz/json_mutate.h"
#include "fuzz/log_file.h"
#include "fuzz/visitor.h"

namespace vitrine::fuzz {
namespace {

bool is_packed(std::string_view text) { return text.size() > 1 && text[0] == '\x1f' && text[1] == '\x8b'; }

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

uint32_t sentinel_time(size_t i) { return static_cast<uint32_t>(1'700'000'000 + i); }

// The lines as they are, then each once more with an event of ours behind it; all of it behind a mark that is passed over.
std::string twice(const std::vector<std::string_view> &lines) {
  std::string text(kByteOrderMark);
  for (const std::string_view line : lines) (text += line) += '\n';
  for (size_t i = 0; i < lines.size(); ++i) {
    (text += lines[i]) += '\n';
    text += "{\"visitor\":\"sentinel\",\"time\":" + std::to_string(sentinel_time(i)) + ",\"event\":\"page_view\"}\n";
  }
  return text;
}

// Each event of ours must be read, and each line as it was without them.
void check_neighbours(const std::vector<std::string_view> &lines, const std::vector<ReadLine> &read) {
  const auto filled = lines.size() - static_cast<size_t>(std::count_if(lines.begin(), lines.end(), is_blank));
  must(read.size() == 2 * filled + lines.size(), "every line that is not blank is an event or broken, and none is lost");
  size_t alone = 0;
  size_t at = filled;
  for (size_t i = 0; i < lines.size(); ++i) {
    if (!is_blank(lines[i])) {
      const ReadLine &line = read[alone++];
      ReadLine again = read[at++];
      must(line.number == i + 1 && again.number == lines.size() + 2 * i + 1, "a line is told with its number");
      again.number = line.number;
      must(line == again, "a line is read alike whatever stands before it");
    }
    const ReadLine &behind = read[at++];
    must(behind.is_event && behind.visitor == "sentinel" && behind.time == sentinel_time(i), "no line changes the next");
  }
}

}  // namespace

void prepare() { (void)rich(); }

void try_input(BytesView input) {
  const std::string_view text(reinterpret_cast<const char *>(input.data()), input.size());
  const std::vector<std::string_view> lines = lines_of(text);
  const bool packed = is_packed(text);
  const ReadLog log = read_log(rich().pack, packed ? text : twice(lines));
  must(packed || log.error.empty(), "a plain file is read to its end");
  if (!packed) check_neighbours(lines, log.lines);
  Visitor visitor(rich().pack, {});
  for (const ReadLine &line : log.lines) {
    if (line.is_event) must(!visitor.refuses(line.wire), "what the log reader writes is an event");
  }
}

}  // namespace vitrine::fuzz

using namespace vitrine::fuzz;

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed) {
  return mutate_json(data, size, most, seed);
}
