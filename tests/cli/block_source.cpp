// Files to blocks of lines: line ends, long lines, gzip, damage.
#include "cli/log/block_source.h"

#include <unistd.h>
#include <zlib.h>

#include <catch2/catch.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "cli/log/head.h"

using namespace vitrine;
using namespace vitrine::tool;

namespace {

// A file in the folder for temporary files that goes away with the test.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string &content) {
    static int number = 0;
    path_ =
        (std::filesystem::temp_directory_path() / ("vitrine_block_source_" + std::to_string(::getpid()) + '_' + std::to_string(++number)))
            .string();
    std::ofstream(path_, std::ios::binary) << content;
  }
  ~TemporaryFile() { std::filesystem::remove(path_); }
  TemporaryFile(const TemporaryFile &) = delete;
  TemporaryFile &operator=(const TemporaryFile &) = delete;
  [[nodiscard]] const std::string &path() const { return path_; }

 private:
  std::string path_;
};

// All lines (long ones by their length), then "(end)" or "(failed: why)"; a line past the limit is "(too long)". Blocks of `wanted` bytes.
std::vector<std::string> lines_of(const std::string &content, size_t wanted = 100'000) {
  const TemporaryFile file(content);
  BlockSource source(file.path());
  REQUIRE(source.open());
  std::vector<std::string> lines;
  LineBlock block;
  for (;;) {
    switch (source.read(block, wanted)) {
      case BlockSource::Step::kEnd: lines.emplace_back("(end)"); return lines;
      case BlockSource::Step::kFailed: lines.push_back("(failed: " + source.bytes().error() + ")"); return lines;
      case BlockSource::Step::kBlock: break;
    }
    for (std::string_view line; block.next(line);) {
      REQUIRE(line.data()[line.size()] == '\n');
      if (line.size() > kLongestLine)
        lines.emplace_back("(too long)");
      else
        lines.push_back(line.size() < 1'000 ? std::string(line) : std::to_string(line.size()) + " bytes");
    }
  }
}

std::string gzip(const std::string &content) {
  z_stream stream{};
  REQUIRE(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string input = content;
  std::string packed(content.size() + 1'000, '\0');
  stream.next_in = reinterpret_cast<Bytef *>(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = reinterpret_cast<Bytef *>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("lines end with a line feed, the last one may have none") {
  CHECK(lines_of("a\nb") == Lines{"a", "b", "(end)"});
  CHECK(lines_of("a\nb\n") == Lines{"a", "b", "(end)"});
  CHECK(lines_of("\n\na\r\n") == Lines{"", "", "a\r", "(end)"});
  CHECK(lines_of("") == Lines{"(end)"});
  CHECK(lines_of("x") == Lines{"x", "(end)"});
}

TEST_CASE("a line may be longer than a block") {
  CHECK(lines_of("a\n" + std::string(1'000'000, 'x') + "\nb\n") == Lines{"a", "1000000 bytes", "b", "(end)"});
}

TEST_CASE("lines are whole wherever blocks end") {
  const Lines lines{"", "a", "bc", "", "defgh", "i\r", "jklmnopqrstuvw", "x", "(end)"};
  const size_t wanted = GENERATE(range(size_t{1}, size_t{40}));
  CHECK(lines_of("\na\nbc\n\ndefgh\ni\r\njklmnopqrstuvw\nx", wanted) == lines);
  CHECK(lines_of("\na\nbc\n\ndefgh\ni\r\njklmnopqrstuvw\nx\n", wanted) == lines);
}

TEST_CASE("a line past 64 MiB is told and the one behind it is whole") {
  CHECK(lines_of(std::string(kLongestLine, 'x') + "\na") == Lines{"67108864 bytes", "a", "(end)"});
  CHECK(lines_of(std::string(kLongestLine + 1, 'x') + "\na") == Lines{"(too long)", "a", "(end)"});
  CHECK(lines_of("a\n" + std::string(kLongestLine + 600'000, 'x') + "\nb") == Lines{"a", "(too long)", "b", "(end)"});
  CHECK(lines_of(std::string(kLongestLine * 2 + 600'000, 'x')) == Lines{"(too long)", "(end)"});
}

TEST_CASE("gzip is unpacked, also several members one behind the other") {
  CHECK(lines_of(gzip("a\nb\n")) == Lines{"a", "b", "(end)"});
  CHECK(lines_of(gzip("a\nb") + gzip("c\nd\n")) == Lines{"a", "bc", "d", "(end)"});
}

TEST_CASE("gzip that is cut off or damaged fails with its reason and never looks like an end") {
  const std::string packed = gzip("a\nb\n" + std::string(100'000, 'x'));
  CHECK(lines_of(packed.substr(0, packed.size() / 2)).back() == "(failed: its gzip data end too early)");
  std::string damaged = packed;
  damaged[packed.size() - 6] = static_cast<char>(damaged[packed.size() - 6] ^ 1);
  CHECK(lines_of(damaged).back() == "(failed: its gzip data are damaged)");
}

TEST_CASE("whole lines before the damage are given") {
  std::string text;
  for (int i = 0; i < 50'000; ++i) text += std::to_string(i * 7919 % 100'003) + "\n";
  const std::string packed = gzip(text);
  const auto lines = lines_of(packed.substr(0, packed.size() - 20), 5'000);
  CHECK(lines.front() == "0");
  CHECK(lines.size() > 40'000);
  CHECK(lines.back() == "(failed: its gzip data end too early)");
}

TEST_CASE("a byte order mark at the head is passed over, and nowhere else") {
  const std::string mark = "\xEF\xBB\xBF";
  CHECK(lines_of(mark + "a\n" + mark + "b") == Lines{"a", mark + "b", "(end)"});
  CHECK(lines_of(gzip(mark + "a\nb\n")) == Lines{"a", "b", "(end)"});
  CHECK(lines_of(mark) == Lines{"(end)"});
  CHECK(lines_of("\xEF\xBB") == Lines{"\xEF\xBB", "(end)"});
}

TEST_CASE("what is looked at before is read all the same") {
  std::string text;
  std::vector<std::string> lines;
  for (int i = 0; i < 30'000; ++i) {
    lines.push_back(std::to_string(i));
    text += lines.back() + "\n";
  }
  const TemporaryFile file(text);
  BlockSource source(file.path());
  REQUIRE(source.open());
  CHECK(source.peek().substr(0, 4) == "0\n1\n");
  CHECK(source.peek().size() > kHeadBytes - 1);
  lines.emplace_back("(end)");
  CHECK(lines_of(text) == lines);
}

TEST_CASE("zstd is unpacked where the library is there, also several frames, and damage is told") {
  if (!ZstdUnpacker::is_there()) return;
  // `printf 'a\n' | zstd`: a frame with a checksum.
  const std::string checked("\x28\xB5\x2F\xFD\x04\x58\x11\0\0a\n\x55\xC8\xCC\x1E", 15);
  CHECK(lines_of(checked) == Lines{"a", "(end)"});
  CHECK(lines_of(checked + checked) == Lines{"a", "a", "(end)"});
  CHECK(lines_of(std::string("\x50\x2A\x4D\x18\x02\0\0\0xx", 10) + checked) == Lines{"a", "(end)"});
  CHECK(lines_of(checked.substr(0, checked.size() - 2)).back() == "(failed: its zstd data end too early)");
  std::string damaged = checked;
  damaged[damaged.size() - 1] = static_cast<char>(damaged[damaged.size() - 1] ^ 1);
  CHECK(lines_of(damaged).back() == "(failed: its zstd data are damaged)");
}

TEST_CASE("a file that is not there or is a folder cannot be opened") {
  BlockSource missing("/nonexistent/log.ndjson");
  CHECK_FALSE(missing.open());
  CHECK(missing.bytes().error() == "No such file or directory");
  BlockSource folder(std::filesystem::temp_directory_path().string());
  CHECK_FALSE(folder.open());
  CHECK(folder.bytes().error() == "it is a folder");
}
