// Any bytes as an event log: every line is an event or broken, and no line harms the next.
#include "fuzz/json_mutate.h"
#include "fuzz/log_file.h"
#include "fuzz/visitor.h"

namespace vitrine::fuzz {
namespace {

bool is_packed(std::string_view text) { return text.size() > 1 && text[0] == '\x1f' && text[1] == '\x8b'; }

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

ReadLine sentinel(uint64_t number) { return {number, true, "sentinel", static_cast<uint32_t>(1'700'000'000 + number), {}}; }

// Every line has an event of ours behind it: each must be read, and each line as it was without them.
void check_neighbours(const std::vector<std::string_view> &lines, const ReadLog &alone) {
  std::string text;
  for (size_t i = 0; i < lines.size(); ++i) {
    text += lines[i];
    text += "\n{\"visitor\":\"sentinel\",\"time\":" + std::to_string(sentinel(i + 1).time) + ",\"event\":\"page_view\"}\n";
  }
  const ReadLog log = read_log(rich().pack, text);
  size_t at = 0;
  size_t at_alone = 0;
  for (size_t i = 0; i < lines.size(); ++i) {
    if (!is_blank(lines[i])) {
      must(at < log.lines.size() && at_alone < alone.lines.size(), "every line that is not blank is an event or broken");
      ReadLine line = alone.lines[at_alone++];
      must(line.number == i + 1, "a line is told with its number");
      line.number = 2 * i + 1;
      must(line == log.lines[at++], "a line is read alike whatever stands before it");
    }
    must(at < log.lines.size(), "no line loses the next");
    ReadLine behind = log.lines[at++];
    behind.wire.clear();
    ReadLine expected = sentinel(i + 1);
    expected.number = 2 * i + 2;
    must(behind == expected, "no line changes the next");
  }
  must(at == log.lines.size() && at_alone == alone.lines.size(), "there are no more lines than those of the file");
}

}  // namespace

void prepare() { (void)rich(); }

void try_input(BytesView input) {
  const std::string_view text(reinterpret_cast<const char *>(input.data()), input.size());
  const ReadLog log = read_log(rich().pack, text);
  must(log.error.empty() || is_packed(text), "a plain file is read to its end");
  Visitor visitor(rich().pack, {});
  for (const ReadLine &line : log.lines) {
    if (line.is_event) must(visitor.take(line.wire) != VT_BAD_EVENT, "what the log reader writes is an event");
  }
  if (!is_packed(text)) check_neighbours(lines_of(text), log);
}

}  // namespace vitrine::fuzz

using namespace vitrine::fuzz;

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed) {
  return mutate_json(data, size, most, seed);
}
