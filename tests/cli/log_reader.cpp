// Several logs as one: the order of their lines, broken lines, blank lines, damage.
#include "cli/log_reader.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>

#include "cli/log_pack.h"

using namespace vitrine;

namespace {

// Files that go away with the test.
class Logs {
 public:
  explicit Logs(const std::vector<std::string> &contents) {
    folder_ = std::filesystem::temp_directory_path() / ("vitrine_log_reader_" + std::to_string(::getpid()));
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
  std::string broken;    // file and number of each broken line
  std::string error;
};

Read read(const std::vector<std::string> &contents) {
  const Logs logs(contents);
  const auto pack = tests::pack_of_names({}, {});
  EventNames names{PackView(pack)};
  Read result;
  LogReader reader(names, logs.paths, [&](const BrokenLine &broken) {
    result.broken += std::filesystem::path(broken.file).filename().string() + ":" + std::to_string(broken.number) + " ";
  });
  if (reader.open()) {
    while (const LogEvent *event = reader.next()) result.visitors += std::string(event->visitor) + " ";
  }
  result.error = reader.error();
  return result;
}

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
  const Read result = read({"\n" + line("a", 1) + "{broken\n \t\r\n" + line("b", 2) + "[]", "nothing here\n" + line("c", 1)});
  CHECK(result.visitors == "a c b ");
  CHECK(result.broken == "1.ndjson:1 0.ndjson:3 0.ndjson:6 ");
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

TEST_CASE("a log that is not there stops all of it before anything is read") {
  const auto pack = tests::pack_of_names({}, {});
  EventNames names{PackView(pack)};
  LogReader reader(names, {"/nonexistent/log.ndjson"}, [](const BrokenLine &) {});
  CHECK_FALSE(reader.open());
  CHECK(reader.error() == "/nonexistent/log.ndjson: cannot be read: No such file or directory");
}
