// Makes first inputs out of real things: packs of strategies, events and snapshots of logs. Usage: make_seeds FOLDER, which holds strategy/ and ndjson/.
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "fuzz/bytes.h"
#include "fuzz/calls.h"
#include "fuzz/lives.h"
#include "fuzz/log_file.h"

using namespace vitrine::fuzz;
namespace fs = std::filesystem;

namespace {

constexpr size_t kMostCalls = 60;  // of an input of events: long ones are slow to try

void write(const fs::path &folder, const std::string &name, const Bytes &bytes) {
  if (bytes.empty()) return;
  fs::create_directories(folder);
  std::ofstream(folder / name, std::ios::binary)
      .write(reinterpret_cast<const char *>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

// Each event of the log, a list to rank now and then, a snapshot in between.
std::vector<Call> calls_of_log(const ReadLog &log, Random &random) {
  const Maker maker(rich().pack, rich().words);
  std::vector<Call> calls;
  for (const ReadLine &line : log.lines) {
    if (!line.is_event || calls.size() >= kMostCalls) continue;
    calls.push_back({Call::kEvent, line.wire});
    if (random.one_in(6)) calls.push_back({Call::kRestore, {}});
    if (!random.one_in(6)) continue;
    Call items{Call::kItems, {}};
    put(items.content, uint16_t{5});
    const Bytes bytes = bytes_of(maker.items(random, 5));
    items.content.insert(items.content.end(), bytes.begin(), bytes.end());
    calls.push_back(items);
  }
  return calls;
}

void seeds_of_log(const fs::path &folder, const std::string &name, const std::string &text, Random &random) {
  const ReadLog log = read_log(rich().pack, text);
  write(folder / "events", name, bytes_of(calls_of_log(log, random)));
  Visitor visitor(rich().pack, {});
  for (const ReadLine &line : log.lines) {
    if (line.is_event) (void)visitor.take(line.wire);
  }
  write(folder / "snapshot", name, visitor.snapshot());
}

}  // namespace

int main(int count, char **arguments) {
  if (count != 2) {
    std::fprintf(stderr, "usage: make_seeds FOLDER\n");
    return 2;
  }
  const fs::path folder = arguments[1];
  Random random(1);
  write(folder / "pack", "rich", rich().pack.bytes());
  write(folder / "pack", "shop", shop().pack.bytes());
  for (const auto &entry : fs::directory_iterator(folder / "strategy"))
    write(folder / "pack", entry.path().stem().string(), compiled(read_file(entry.path().string())));
  for (const auto &entry : fs::directory_iterator(folder / "ndjson"))
    seeds_of_log(folder, entry.path().stem().string(), read_file(entry.path().string()), random);
  for (uint64_t seed = 0; seed < 8; ++seed) write(folder / "snapshot", "busy_" + std::to_string(seed), busy_snapshot(seed));
  return 0;
}
