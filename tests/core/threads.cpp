// Threads that share a visitor's block: those that only read may run beside one another.
#include <thread>

#include "support/sample.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

// What every call that takes the visitor as const answers. Without Catch's checks, which are for one thread.
Bytes read_all(const LoadedPack &pack, const Visitor &v) {
  const void *block = v.block().data();
  Bytes all(1 << 13);
  const auto put = [&](const void *bytes, size_t length) {
    const auto *from = static_cast<const uint8_t *>(bytes);
    all.insert(all.end(), from, from + length);
  };
  const int32_t length = vt_snapshot(pack.get(), block, all.data(), static_cast<int32_t>(all.size()));
  put(&length, sizeof length);
  for (const auto which : {VT_IN, VT_ENTERED, VT_LEFT, VT_STAGE, VT_OLD_STAGE, VT_CLOCK}) {
    uint16_t numbers[64] = {};
    const int32_t count = vt_segments(pack.get(), block, which, numbers, 64);
    put(&count, sizeof count);
    put(numbers, sizeof numbers);
  }
  vt_decision decision{};
  const int32_t decided = vt_decide(pack.get(), block, sample().hero, &decision);
  put(&decided, sizeof decided);
  put(&decision, sizeof decision);
  const uint32_t next = vt_next_change(pack.get(), block);
  put(&next, sizeof next);
  return all;
}

}  // namespace

TEST_CASE("two threads read one block at once: they write nothing, and both have the answers of one") {
  const LoadedPack pack(sample().pack);
  Visitor v(pack);
  Random random(5);
  for (uint32_t i = 0; i < 200; ++i) v.take(random_event(sample(), random, 1'000'000 + 500 * i));
  const Bytes alone = read_all(pack, v);
  int others[2] = {0, 0};
  const auto read_often = [&](int &other) {
    for (int i = 0; i < 200; ++i) other += read_all(pack, v) == alone ? 0 : 1;
  };
  std::thread first(read_often, std::ref(others[0]));
  std::thread second(read_often, std::ref(others[1]));
  first.join();
  second.join();
  CHECK(others[0] == 0);
  CHECK(others[1] == 0);
}

TEST_CASE("readers leave every byte of the block as it was") {
  const LoadedPack pack(sample().pack);
  Visitor v(pack);
  v.take(Wire(sample().pack, "page_view", 1'000'000));
  const Bytes before = v.block();
  static_cast<void>(read_all(pack, v));
  CHECK(difference(before, v.block()) == -1);
}
