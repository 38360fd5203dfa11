// Several logs as one: the order of their lines, broken lines, blank lines, damage.
#include "cli/log/event_log.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "cli/log_pack.h"

using namespace vitrine;
using namespace vitrine::tool;

namespace {

// Files that go away with the test.
class Logs {
 public:
  explicit Logs(const std::vector<std::string> &contents) {
    folder_ = std::filesystem::temp_directory_path() / ("vitrine_event_log_" + std::to_string(::getpid()));
    std::filesystem::create_directory(folder_);
    for (size_t i = 0; i < contents.size(); ++i) {
      paths.push_back((folder_ / (std::to_string(i) + ".ndjson")).string());
      std::ofstream(paths.back(), std::ios::binary) << contents[i];
    }
  }
  ~Logs() { std::filesystem::remove_all(folder_); }
  Logs(const Logs &) = delete;
  Logs &operator=(const Logs &) = delete;

  std::vector<std::string> paths;

 private:
  std::filesystem::path folder_;
};

std::string line(const std::string &visitor, int time) {
  return R"({"visitor":")" + visitor + R"(","time":)" + std::to_string(time) + R"(,"event":"e"})" + "\n";
}

struct Read {
  std::string visitors;  // of all events, in order, one blank behind each
  uint64_t skipped = 0;
  std::string error;
};

// The test's own file for what is told on standard error.
class Told {
 public:
  Told() : kept_(::dup(STDERR_FILENO)), file_(std::tmpfile()) {
    std::fflush(stderr);
    ::dup2(::fileno(file_), STDERR_FILENO);
  }
  ~Told() {
    std::fclose(file_);
    ::close(kept_);
  }
  Told(const Told &) = delete;
  Told &operator=(const Told &) = delete;

  // "FILE:LINE" of each broken line. Call it once.
  std::string take() {
    std::fflush(stderr);
    ::dup2(kept_, STDERR_FILENO);
    std::rewind(file_);
    std::string places;
    char line[1'024];
    while (std::fgets(line, sizeof line, file_) != nullptr) {
      const std::string text = line;
      const std::string place = text.substr(0, text.find(":1: "));
      places += place.substr(place.rfind('/') + 1) + " ";
    }
    return places;
  }

 private:
  int kept_;
  std::FILE *file_;
};

Read read_in_shards(const std::vector<std::string> &contents, uint32_t shards, uint32_t refuse = 0) {
  const Logs logs(contents);
  const auto pack = tests::pack_of_names({}, {});
  SkippedLines skipped(false);
  Read result;
  EventLog log(PackView(pack), logs.paths, {std::nullopt, shards, 1});
  uint32_t number = 0;
  if (log.open()) {
    while (log.begin_round()) {
      for (size_t task = 0; task < log.tasks(); ++task) log.do_task(task, 0);
      for (uint32_t shard = 0; shard < shards; ++shard) {
        log.take(shard, [&](const EventBatch &batch, const BatchEvent &event, const BatchEvent *) {
          result.visitors += std::string(batch.id(event)) + " ";
          return ++number != refuse;
        });
      }
      log.end_round(skipped);
    }
  }
  result.skipped = skipped.count();
  result.error = log.error();
  return result;
}

Read read(const std::vector<std::string> &contents) { return read_in_shards(contents, 1); }

}  // namespace

TEST_CASE("lines of one log keep their order, even when one is late") {
  CHECK(read({line("a", 5) + line("b", 3) + line("c", 4)}).visitors == "a b c ");
}

TEST_CASE("of several logs always the oldest next line is taken, of equals that of the log named first") {
  CHECK(read({line("a1", 1) + line("a4", 4), line("b2", 2) + line("b4", 4), line("c3", 3) + line("c4", 4)}).visitors ==
        "a1 b2 c3 a4 b4 c4 ");
  CHECK(read({line("a2", 2), line("b1", 1) + line("b2", 2)}).visitors == "b1 a2 b2 ");
}

TEST_CASE("a late line in one of several logs is taken at once") {
  CHECK(read({line("a5", 5) + line("a1", 1) + line("a6", 6), line("b4", 4) + line("b5", 5)}).visitors == "b4 a5 a1 b5 a6 ");
}

TEST_CASE("an empty log among others changes nothing") {
  CHECK(read({"", line("b", 1), "\n\n"}).visitors == "b ");
  CHECK(read({""}).visitors.empty());
}

TEST_CASE("broken lines are told with their number and passed over, blank ones are passed over in silence") {
  Told told;
  const Read result = read({"\n" + line("a", 1) + "{broken\n \t\r\n" + line("b", 2) + "[]", "nothing here\n" + line("c", 1)});
  CHECK(told.take() == "1.ndjson:1 0.ndjson:3 0.ndjson:6 ");
  CHECK(result.visitors == "a c b ");
  CHECK(result.skipped == 3);
}

TEST_CASE("a refused event is told among the broken lines, in its place") {
  Told told;
  const Read result = read_in_shards({"x\n" + line("a", 1) + line("b", 2) + "x\n" + line("c", 3)}, 1, 2);
  CHECK(told.take() == "0.ndjson:1 0.ndjson:3 0.ndjson:4 ");
  CHECK(result.skipped == 3);
}

TEST_CASE("of very many broken lines the first are told and all are counted") {
  std::string content;
  for (int i = 0; i < 300'000; ++i) content += "x\n";
  Told told;
  const Read result = read({content + line("a", 1)});
  CHECK(told.take().find("0.ndjson:20 ") != std::string::npos);
  CHECK(result.visitors == "a ");
  CHECK(result.skipped == 300'000);
}

TEST_CASE("many logs are merged in the order of time") {
  std::vector<std::string> contents(40);
  std::string expected;
  for (int time = 0; time < 400; ++time) {
    const size_t log = static_cast<size_t>(time * 7 % 40);
    contents[log] += line(std::to_string(time), time);
    expected += std::to_string(time) + " ";
  }
  CHECK(read(contents).visitors == expected);
}

TEST_CASE("logs longer than many blocks are merged in the order of time, and each visitor's events stay in order in every shard") {
  std::vector<std::string> contents(3);
  std::string expected;
  for (int time = 0; time < 30'000; ++time) {
    contents[static_cast<size_t>(time * 7 % 11 % 3)] += line(std::to_string(time), time);
    expected += std::to_string(time) + " ";
  }
  CHECK(read(contents).visitors == expected);
  const std::string sharded = read_in_shards(contents, 5).visitors;
  CHECK(sharded.size() == expected.size());
  CHECK(sharded != expected);
}

TEST_CASE("a log far ahead of another waits for it") {
  std::string early;
  std::string late;
  std::string expected;
  for (int i = 0; i < 20'000; ++i) early += line("e" + std::to_string(i), i);
  for (int i = 0; i < 20'000; ++i) late += line("l" + std::to_string(i), 100'000 + i);
  for (int i = 0; i < 20'000; ++i) expected += "e" + std::to_string(i) + " ";
  for (int i = 0; i < 20'000; ++i) expected += "l" + std::to_string(i) + " ";
  CHECK(read({late, early}).visitors == expected);
}

TEST_CASE("a log that is not there stops all of it before anything is read") {
  const auto pack = tests::pack_of_names({}, {});
  EventLog log(PackView(pack), {"/nonexistent/log.ndjson"}, {});
  CHECK_FALSE(log.open());
  CHECK(log.error() == "/nonexistent/log.ndjson: cannot be read: No such file or directory");
}
