// Hands bytes to the reader of logs as a file without a place on the disk.
#include "fuzz/log_file.h"

#include <sys/mman.h>
#include <unistd.h>

#include "cli/log_reader.h"

namespace vitrine::fuzz {
namespace {

// One file in memory for all logs; its name stands for it as long as it is open.
class MemoryFile {
 public:
  MemoryFile() : file_(memfd_create("log", 0)) { must(file_ >= 0, "there are files in memory"); }
  void write(std::string_view text) const {
    must(ftruncate(file_, 0) == 0 && pwrite(file_, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size()), "memory takes a log");
  }
  [[nodiscard]] std::string name() const { return "/proc/self/fd/" + std::to_string(file_); }

 private:
  int file_;
};

}  // namespace

ReadLog read_log(const LoadedPack &pack, std::string_view text) {
  static const MemoryFile file;
  file.write(text);
  ReadLog log;
  EventNames names{pack.view()};
  LogReader reader(names, {file.name()}, [&log](const BrokenLine &line) {
    must(!line.reason.empty(), "a broken line is told with a reason");
    log.lines.push_back({line.number, false, {}, 0, {}});
  });
  if (reader.open()) {
    while (const LogEvent *event = reader.next())
      log.lines.push_back(
          {reader.line_number(), true, std::string(event->visitor), event->time, Bytes(event->wire.begin(), event->wire.end())});
  }
  log.error = reader.error();
  return log;
}

}  // namespace vitrine::fuzz
