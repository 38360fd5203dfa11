// Hands bytes to the reader of logs as a file without a place on the disk.
#include "fuzz/log_file.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <limits>

#include "cli/log/block_source.h"
#include "cli/log/event_batch.h"

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
  constexpr size_t kBlock = 64;  // short, so that lines lie across their borders
  static const MemoryFile file;
  file.write(text);
  ReadLog log;
  tool::BlockSource source(file.name());
  tool::BatchParser parser(pack.view(), std::nullopt, std::numeric_limits<size_t>::max());
  tool::EventBatch batch;
  auto step = source.open() ? source.read(batch.block, kBlock) : tool::BlockSource::Step::kFailed;
  for (uint64_t before = 1; step == tool::BlockSource::Step::kBlock; step = source.read(batch.block, kBlock)) {
    parser.parse(batch, 1);
    for (const tool::BatchEvent &event : batch.shards[0]) {
      const auto wire = batch.wire(event);
      uint32_t time = 0;
      std::memcpy(&time, wire.data(), sizeof time);
      log.lines.push_back({before + event.line, true, std::string(batch.id(event)), time, Bytes(wire.begin(), wire.end())});
    }
    for (const tool::BatchFault &fault : batch.faults) {
      must(!fault.reason.sentence.empty(), "a broken line is told with a reason");
      log.lines.push_back({before + fault.line, false, {}, 0, {}});
    }
    before += batch.lines;
  }
  std::sort(log.lines.begin(), log.lines.end(), [](const ReadLine &left, const ReadLine &right) { return left.number < right.number; });
  if (step == tool::BlockSource::Step::kFailed) log.error = source.bytes().error();
  return log;
}

}  // namespace vitrine::fuzz
