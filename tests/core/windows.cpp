// Counts within windows, time since, distinct values: to the second (STRATEGY.md sections 1 and 2).
#include "support/ladder.h"
#include "support/random.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

// Events `search` at these times into one feature; then the clock moves to `now`.
int64_t after(PackBuilder &builder, const Ladder &ladder, const std::vector<uint32_t> &times, uint32_t now) {
  const LoadedPack pack(builder);
  Visitor v(pack);
  for (const uint32_t time : times) v.take(Wire(builder, "search", time));
  v.until(now);
  return ladder.of(v);
}

// The plain reading of STRATEGY.md: floor(now / b) - floor(t / b) < ceil(W / b), b = ceil(W / 24).
int64_t in_buckets(const std::vector<uint32_t> &times, uint32_t window, uint32_t now) {
  const uint32_t b = (window + 23) / 24;
  int64_t count = 0;
  for (const uint32_t t : times) count += now / b - t / b < (window + b - 1) / b ? 1 : 0;
  return count;
}

}  // namespace

TEST_CASE("an event at t is inside a window of W while now - t < W: it leaves at t + W exactly") {
  PackBuilder builder;
  const Ladder ladder(builder, builder.count_times("search", 100, 5), 5);
  CHECK(after(builder, ladder, {1000, 1010, 1010}, 1010) == 3);
  CHECK(after(builder, ladder, {1000, 1010, 1010}, 1099) == 3);
  CHECK(after(builder, ladder, {1000, 1010, 1010}, 1100) == 2);
  CHECK(after(builder, ladder, {1000, 1010, 1010}, 1109) == 2);
  CHECK(after(builder, ladder, {1000, 1010, 1010}, 1110) == 0);
}

TEST_CASE("more events than are kept: the newest times decide when a threshold is left") {
  PackBuilder builder;
  const Ladder ladder(builder, builder.count_times("search", 100, 3), 3);
  const std::vector<uint32_t> times = {1000, 1001, 1002, 1050, 1060};
  CHECK(after(builder, ladder, times, 1060) == 3);
  CHECK(after(builder, ladder, times, 1101) == 3);
  CHECK(after(builder, ladder, times, 1102) == 2);
  CHECK(after(builder, ladder, times, 1150) == 1);
  CHECK(after(builder, ladder, times, 1160) == 0);
}

TEST_CASE("a window that ends at t is left at t even if an event of t enters it again") {
  PackBuilder builder;
  const int segment = builder.segment(builder.ge(builder.count_times("search", 100, 1), 1));
  const LoadedPack pack(builder);
  Visitor v(pack);
  v.take(Wire(builder, "search", 1000));
  CHECK(v.ingest_once(Wire(builder, "search", 1100)) == VT_MORE);
  CHECK(v.left() == Ids{segment});
  CHECK(v.clock() == 1100);
  CHECK(v.ingest_once(Wire(builder, "search", 1100)) == VT_OK);
  CHECK(v.entered() == Ids{segment});
}

TEST_CASE("exact windows agree with counting every event, second by second") {
  Random random{7};
  for (int round = 0; round < 40; ++round) {
    const uint32_t window = 1 + random.below(200);
    const auto keep = static_cast<uint16_t>(1 + random.below(33));
    PackBuilder builder;
    const Ladder ladder(builder, builder.count_times("search", window, keep), keep);
    const LoadedPack pack(builder);
    Visitor v(pack);
    std::vector<uint32_t> times;
    uint32_t now = 5000;
    for (int step = 0; step < 60; ++step) {
      now += random.below(3) == 0 ? random.below(window) : random.below(4);
      if (random.below(3) == 0) {
        v.until(now);
      } else {
        v.take(Wire(builder, "search", now));
        times.push_back(now);
      }
      if (times.empty()) continue;
      int64_t inside = 0;
      for (const uint32_t t : times) inside += now - t < window ? 1 : 0;
      REQUIRE(ladder.of(v) == std::min<int64_t>(inside, keep));
    }
  }
}

TEST_CASE("a window longer than all time so far holds every event since second 0") {
  PackBuilder builder;
  const Ladder ladder(builder, builder.count_times("search", 400 * kDay, 5), 5);
  CHECK(after(builder, ladder, {0, 0, 1}, 400 * kDay - 1) == 3);
  CHECK(after(builder, ladder, {0, 0, 1}, 400 * kDay) == 1);
}

TEST_CASE("a window that would end past the end of time never ends") {
  PackBuilder builder;
  const Ladder ladder(builder, builder.count_times("search", 400 * kDay, 5), 5);
  CHECK(after(builder, ladder, {0xFFFF'FF00u}, 0xFFFF'FFFEu) == 1);
}

TEST_CASE("buckets of ceil(W / 24) seconds: a day's window has 24 of an hour") {
  PackBuilder builder;
  const Ladder ladder(builder, builder.count_buckets("search", kDay), 5);
  const uint32_t hour = 3600;
  CHECK(after(builder, ladder, {10 * hour, 10 * hour + 3599}, 33 * hour + 3599) == 2);
  CHECK(after(builder, ladder, {10 * hour, 10 * hour + 3599}, 34 * hour) == 0);
  CHECK(after(builder, ladder, {10 * hour + 3599, 11 * hour}, 34 * hour) == 1);
}

TEST_CASE("buckets agree with the formula of the strategy for windows of every remainder") {
  Random random{3};
  for (const uint32_t window : {1u, 2u, 23u, 24u, 25u, 47u, 49u, 100u, 575u, 577u, 3600u}) {
    PackBuilder builder;
    const Ladder ladder(builder, builder.count_buckets("search", window), 40);
    const LoadedPack pack(builder);
    Visitor v(pack);
    std::vector<uint32_t> times;
    uint32_t now = random.below(50);
    for (int step = 0; step < 150; ++step) {
      now += random.below(5) == 0 ? random.below(2 * window) : random.below(1 + window / 20);
      if (random.below(3) == 0) {
        v.until(now);
      } else {
        v.take(Wire(builder, "search", now));
        times.push_back(now);
      }
      if (times.empty()) continue;
      REQUIRE(ladder.of(v) == std::min<int64_t>(in_buckets(times, window, now), 40));
    }
  }
}

TEST_CASE("a bucket and the sum of buckets stop at 65,535") {
  PackBuilder builder;
  const Ladder ladder(builder, builder.count_buckets("search", 48), {65'534, 65'535, 65'536});
  const LoadedPack pack(builder);
  Visitor v(pack);
  for (int i = 0; i < 65'600; ++i) v.ingest_once(Wire(builder, "search", 1000));
  CHECK(ladder.of(v) == 65'535);
  for (int i = 0; i < 100; ++i) v.ingest_once(Wire(builder, "search", 1010));
  CHECK(ladder.of(v) == 65'535);
}

TEST_CASE("a count for ever stops at 65,535") {
  PackBuilder builder;
  const Ladder ladder(builder, builder.count("search"), {65'534, 65'535, 65'536});
  const LoadedPack pack(builder);
  Visitor v(pack);
  for (int i = 0; i < 65'534; ++i) v.ingest_once(Wire(builder, "search", 1000));
  CHECK(ladder.of(v) == 65'534);
  for (int i = 0; i < 3; ++i) v.ingest_once(Wire(builder, "search", 1000));
  CHECK(ladder.of(v) == 65'535);
}

TEST_CASE("since: no value before the first, then it grows with the clock alone and each event starts it anew") {
  PackBuilder builder;
  builder.event("page_view");
  const Ladder since(builder, builder.since("search"), {0, 1, 60, 3600});
  const LoadedPack pack(builder);
  Visitor v(pack);
  v.take(Wire(builder, "page_view", 500));
  CHECK(since.of(v) == Ladder::kNoValue);
  v.take(Wire(builder, "search", 1000));
  CHECK(since.of(v) == 0);
  CHECK(v.next_change() == 1001);
  v.until(1059);
  CHECK(since.of(v) == 1);
  v.until(1060);
  CHECK(since.of(v) == 60);
  v.until(4600);
  CHECK(since.of(v) == 3600);
  v.take(Wire(builder, "search", 4700));
  CHECK(since.of(v) == 0);
}

TEST_CASE("distinct: 16 values are remembered, the least recently seen is forgotten and starts anew") {
  PackBuilder builder;
  const Ladder ladder(builder, builder.distinct("view_item", "item_id", 1000), 16);
  const LoadedPack pack(builder);
  Visitor v(pack);
  const auto see = [&](uint32_t time, int value) {
    v.take(Wire(builder, "view_item", time).item().text("item_id", std::to_string(value)));
  };
  for (int i = 0; i < 16; ++i) see(1000 + static_cast<uint32_t>(i), i);
  CHECK(ladder.of(v) == 16);
  see(1100, 0);                  // seen again: now 1 is the least recently seen
  see(1200, 99);                 // makes room: 1 is forgotten
  CHECK(ladder.of(v) == 16);
  v.until(2002);                 // 2 leaves, 1 left no trace
  CHECK(ladder.of(v) == 15);
  v.until(2015);
  CHECK(ladder.of(v) == 2);
  v.until(2100);
  CHECK(ladder.of(v) == 1);
  v.until(2200);
  CHECK(ladder.of(v) == 0);
}

TEST_CASE("distinct sees the items' values, else the event's; texts, and numbers by their text, but neither booleans nor nulls") {
  PackBuilder builder;
  builder.field("color", kWantText | kWantNumber | kWantBool);
  const Ladder ladder(builder, builder.distinct("view_item", "color"), 9);
  const LoadedPack pack(builder);
  Visitor v(pack);
  const auto event = [&] { return Wire(builder, "view_item", 1000); };
  v.take(event().text("color", "red"));
  CHECK(ladder.of(v) == 1);
  v.take(event().text("color", "blue").item().text("color", "red").item());
  CHECK(ladder.of(v) == 2);
  v.take(event().boolean("color", true));
  v.take(event().null("color"));
  v.take(event());
  v.take(event().number("color", 5000));
  CHECK(ladder.of(v) == 2);
  v.take(event().number_text("color", 5000, "5"));
  v.take(event().text("color", "5"));
  CHECK(ladder.of(v) == 3);
}

TEST_CASE("distinct within the visit: values of the visits before do not count") {
  PackBuilder builder;
  const Ladder ladder(builder, builder.distinct_in_visit("view_item", "item_id"), 9);
  const LoadedPack pack(builder);
  Visitor v(pack);
  const auto see = [&](uint32_t time, const char *value) { v.take(Wire(builder, "view_item", time).item().text("item_id", value)); };
  see(1000, "a");
  see(1000, "b");
  CHECK(ladder.of(v) == 2);
  v.until(1000 + 1800);
  CHECK(ladder.of(v) == 0);
  see(5000, "b");
  CHECK(ladder.of(v) == 1);
}

TEST_CASE("texts are cut to 64 bytes at a character before they are compared") {
  PackBuilder builder;
  const Ladder ladder(builder, builder.distinct("view_item", "item_id"), 9);
  const LoadedPack pack(builder);
  Visitor v(pack);
  const auto see = [&](const std::string &value) { v.take(Wire(builder, "view_item", 1000).item().text("item_id", value)); };
  see(std::string(64, 'a'));
  see(std::string(64, 'a') + "b");
  CHECK(ladder.of(v) == 1);
  see(std::string(63, 'a') + "\xC3\xA4");  // the umlaut begins at byte 64 and does not fit
  see(std::string(63, 'a') + "\xC3\xB6");
  see(std::string(63, 'a'));
  CHECK(ladder.of(v) == 2);
  see(std::string(62, 'a') + "\xC3\xA4");
  see(std::string(62, 'a') + "\xC3\xB6");
  CHECK(ladder.of(v) == 4);
}
