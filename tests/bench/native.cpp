// The native core on a prepared stream: vitrine_bench PACK EVENTS PASSES prints what an event costs, and a hash of all memberships, as JSON.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fstream>
#include <iterator>
#include <memory>
#include <vector>

#include "vitrine/vitrine.h"

namespace {

using Words = std::vector<uint64_t>;  // memory aligned to 8 bytes

struct Event {
  const uint8_t *bytes;
  int32_t length;
  bool starts;  // a new visitor
};

std::vector<uint8_t> read_file(const char *path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Records of 8 bytes (length, 1 where a visitor starts) and the event, padded to 8.
std::vector<Event> events_in(const std::vector<uint8_t> &file) {
  std::vector<Event> events;
  for (size_t at = 0; at + 8 <= file.size();) {
    uint32_t head[2];
    std::memcpy(head, file.data() + at, sizeof head);
    events.push_back({file.data() + at + 8, static_cast<int32_t>(head[0]), head[1] != 0});
    at += 8 + (head[0] + 7u) / 8 * 8;
  }
  return events;
}

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

[[noreturn]] void end_with(const char *what) {
  std::fprintf(stderr, "%s\n", what);
  std::exit(1);
}

class Bench {
 public:
  explicit Bench(const std::vector<uint8_t> &bytes) {
    const auto length = static_cast<int32_t>(bytes.size());
    const int32_t size = vt_pack_size(bytes.data(), length);
    if (size < 0) end_with("the pack is none");
    pack_.resize(static_cast<size_t>(size) / 8 + 1);
    if (vt_load(pack_.data(), size, bytes.data(), length) != VT_OK) end_with("the core refuses the pack");
    visitor_.resize(static_cast<size_t>(block_bytes()) / 8 + 1);
  }

  [[nodiscard]] int32_t block_bytes() const { return vt_visitor_size(pack_.data()); }

  void restore(const std::vector<uint8_t> &snapshot) {
    const auto length = static_cast<int32_t>(snapshot.size());
    if (vt_restore(pack_.data(), visitor_.data(), block_bytes(), snapshot.data(), length, nullptr, 0, VT_ALL_PURPOSES) != VT_OK)
      end_with("the core refuses its own snapshot");
  }

  void take(const Event &event) {
    if (event.starts) restore({});
    int32_t status = VT_MORE;
    while (status == VT_MORE) status = vt_without_changed(vt_ingest(pack_.data(), visitor_.data(), event.bytes, event.length));
    if (status < 0) end_with("the core refuses an event");
  }

  [[nodiscard]] std::vector<uint8_t> snapshot() {
    std::vector<uint8_t> bytes(3000);
    const int32_t length = vt_snapshot(pack_.data(), visitor_.data(), bytes.data(), 3000);
    if (length < 0) end_with("a snapshot does not fit");
    bytes.resize(static_cast<size_t>(length));
    return bytes;
  }

  void decide() {
    vt_decision decision{};
    if (vt_decide(pack_.data(), visitor_.data(), 0, &decision) != VT_OK) end_with("slot 0 cannot be decided");
  }

  // FNV-1a over the members' numbers and a mark behind them.
  void add_members(uint32_t &hash) {
    const int32_t count = vt_segments(pack_.data(), visitor_.data(), VT_IN, members_, 8192);
    for (int32_t i = 0; i < count; ++i) hash = (hash ^ members_[i]) * 0x01000193u;
    hash = (hash ^ 0xFFFFu) * 0x01000193u;
  }

 private:
  Words pack_;
  Words visitor_;
  uint16_t members_[8192];
};

double ns_an_event(Bench &bench, const std::vector<Event> &events, int passes) {
  for (const Event &event : events) bench.take(event);
  const double begin = cpu_seconds();
  for (int pass = 0; pass < passes; ++pass) {
    for (const Event &event : events) bench.take(event);
  }
  return 1e9 * (cpu_seconds() - begin) / (static_cast<double>(passes) * static_cast<double>(events.size()));
}

double restore_and_decide_us(Bench &bench, const std::vector<std::vector<uint8_t>> &snapshots) {
  constexpr int kRounds = 20;
  const double begin = cpu_seconds();
  for (int round = 0; round < kRounds; ++round) {
    for (const auto &snapshot : snapshots) {
      bench.restore(snapshot);
      bench.decide();
    }
  }
  return 1e6 * (cpu_seconds() - begin) / (kRounds * static_cast<double>(snapshots.size()));
}

}  // namespace

int main(int argc, char **argv) {
  if (argc != 4) {
    std::fputs("usage: vitrine_bench PACK EVENTS PASSES\n", stderr);
    return 2;
  }
  const std::vector<uint8_t> stream = read_file(argv[2]);
  const std::vector<Event> events = events_in(stream);
  const int passes = std::atoi(argv[3]);
  if (events.empty() || passes < 0) return 1;
  const auto bench = std::make_unique<Bench>(read_file(argv[1]));
  if (passes == 0) {  // under a profiler: one pass and nothing else
    for (const Event &event : events) bench->take(event);
    return 0;
  }

  uint32_t hash = 0x811C9DC5u;
  std::vector<std::vector<uint8_t>> snapshots;
  for (const Event &event : events) {
    if (event.starts && &event != events.data()) snapshots.push_back(bench->snapshot());
    bench->take(event);
    bench->add_members(hash);
  }
  snapshots.push_back(bench->snapshot());
  const double ns = ns_an_event(*bench, events, passes);
  const double us = restore_and_decide_us(*bench, snapshots);
  std::vector<size_t> sizes;
  for (const auto &snapshot : snapshots) sizes.push_back(snapshot.size());
  std::sort(sizes.begin(), sizes.end());
  std::printf(R"({"ns":%.3f,"hash":%u,"block":%d,"snapshot":%zu,"largest":%zu,"restore":%.3f})", ns, hash, bench->block_bytes(),
              sizes[sizes.size() / 2], sizes.back(), us);
  return 0;
}
