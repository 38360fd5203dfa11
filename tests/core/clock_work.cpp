// How far the clock goes in one call: as far as its work is bounded, then VT_MORE, of which nothing is to be reported.
#include <algorithm>

#include "runtime/state.h"
#include "support/visitor.h"

using namespace vitrine;
using namespace vitrine::test;
using Block = vitrine::runtime::Visitor;
using Shopper = vitrine::test::Visitor;

namespace {

constexpr uint32_t kHour = 3'600;
constexpr uint32_t kLastSecond = kNever - 1;

const vitrine::runtime::Pack &view(const LoadedPack &pack) { return *static_cast<const vitrine::runtime::Pack *>(pack.get()); }

// "Searched five times, and the hour is one of 24": its conditions move with every local hour, the segment never does.
Input at_any_hour(PackBuilder &builder) {
  builder.field("tz_offset");
  const int hour = builder.fact(Fact::kTimeHour);
  std::vector<Input> hours;
  for (int64_t h = 1; h < 24; ++h) hours.push_back(builder.ge(hour, h));
  return builder.all({builder.ge(builder.count("search"), 5), builder.any(hours)});
}

Wire local(const PackBuilder &builder, uint32_t time) { return Wire(builder, "page_view", time).number("tz_offset", 60'000); }

bool tells_nothing(const Shopper &v) { return v.entered().empty() && v.left().empty() && v.list(VT_OLD_STAGE).empty(); }

struct Loop {
  uint64_t calls = 0;
  uint64_t moments = 0;
  uint64_t most_moments = 0;   // of one call
  uint64_t most_work = 0;      // of one call, in the units of kMaxClockWork
  uint64_t refreshed = 0;
  uint64_t reports = 0;        // calls that told a change
};

// Calls until the event is taken or the time is there, and counts what each call did.
template <class Call>
Loop run(Shopper &v, Call call) {
  auto &block = *reinterpret_cast<Block *>(v.data());
  Loop loop;
  for (int32_t status = VT_MORE; status == VT_MORE;) {
    const uint32_t before = v.clock();
    block.visited_features = block.visited_conditions = block.visited_gates = block.visited_moments = 0;
    status = call();
    REQUIRE((status == VT_OK || (status == VT_MORE && v.clock() > before)));
    const uint64_t work = uint64_t{sizeof(FeatureDef)} * block.visited_features + block.visited_conditions + block.visited_gates;
    ++loop.calls;
    loop.moments += block.visited_moments;
    loop.refreshed += block.visited_features;
    loop.most_moments = std::max<uint64_t>(loop.most_moments, block.visited_moments);
    loop.most_work = std::max(loop.most_work, work);
    loop.reports += tells_nothing(v) ? 0u : 1u;
  }
  return loop;
}

Loop take_counted(Shopper &v, const Wire &event) {
  return run(v, [&] { return v.ingest_once(event); });
}

}  // namespace

TEST_CASE("a call passes as many moments of the clock as its work allows and says VT_OK, at one more it says VT_MORE and tells nothing") {
  PackBuilder builder;
  builder.segment(at_any_hour(builder));
  const LoadedPack pack(builder);
  const uint32_t start = 1'000 * kHour;
  const uint32_t moments = view(pack).moments;
  REQUIRE(moments > 1'000);
  // The visit ends in half an hour, every other moment is an hour.
  const uint32_t last = start + (moments - 1) * kHour;
  Shopper at(pack);
  at.take(local(builder, start));
  CHECK(at.advance_once(last) == VT_OK);
  Shopper past(pack);
  past.take(local(builder, start));
  CHECK(past.advance_once(last + kHour) == VT_MORE);
  CHECK(past.clock() == last);
  CHECK(tells_nothing(past));
  CHECK(past.next_change() == last + kHour);
  CHECK(past.advance_once(last + kHour) == VT_OK);
  CHECK(past.clock() == last + kHour);
}

TEST_CASE("an event behind more moments than a call passes is taken once, when the clock is there, and as if it had been one call") {
  PackBuilder builder;
  const int twice = builder.segment(builder.ge(builder.count("purchase"), 2));
  builder.segment(at_any_hour(builder));
  const LoadedPack pack(builder);
  Shopper jumps(pack);
  Shopper walks(pack);
  for (Shopper *v : {&jumps, &walks}) v->take(local(builder, 1'000 * kHour));
  const uint32_t end = 1'000 * kHour + 3 * view(pack).moments * kHour;
  for (uint32_t time = 1'000 * kHour; time < end; time += 500 * kHour) REQUIRE(walks.advance_once(time) == VT_OK);
  for (Shopper *v : {&jumps, &walks}) {
    const Wire bought(builder, "purchase", end);
    if (v == &jumps) {
      CHECK(v->ingest_once(bought) == VT_MORE);
      CHECK(tells_nothing(*v));
    }
    CHECK(v->take(bought) == VT_OK);
    CHECK_FALSE(v->is_in(twice));
  }
  CHECK(difference(jumps.snapshot(), walks.snapshot()) == -1);
}

TEST_CASE("4,000 shares and 24 hours: an event in 2106 refreshes the hours alone, within the bound of each call") {
  PackBuilder builder;
  const uint8_t category = builder.dimension("item_category");
  std::vector<Input> some;
  for (int i = 0; i < 4'000; ++i) {
    some.push_back(builder.ge(builder.share(category, "v" + std::to_string(i)), 500));
    if (some.size() < 200) continue;
    builder.segment(builder.any(some));
    some.clear();
  }
  builder.segment(at_any_hour(builder));
  const LoadedPack pack(builder);
  CHECK(view(pack).waiting.count == 1);
  Shopper v(pack);
  v.take(local(builder, 1'700'000'000));
  const Loop loop = take_counted(v, Wire(builder, "page_view", kLastSecond));
  CHECK(loop.moments == (kLastSecond - 1'700'000'000) / kHour + 1);  // the hours, the visit's end
  CHECK(loop.refreshed <= loop.moments + 8);
  CHECK(loop.most_moments <= view(pack).moments);
  CHECK(loop.most_work <= kMaxClockWork);
  CHECK(loop.reports == 0);
}

TEST_CASE("200 features of time since, and 250 of local time: the work of each call is bounded, and the loop ends") {
  PackBuilder builder;
  builder.segment(at_any_hour(builder));
  std::vector<Input> idle;
  for (int i = 0; i < 200; ++i) idle.push_back(builder.ge(builder.since("search"), 100 + i));
  const int idle_long = builder.segment(builder.any(idle));
  for (int i = 0; i < 250; ++i) builder.fact(i % 2 == 0 ? Fact::kTimeWeekday : Fact::kTimeMonth);
  const LoadedPack pack(builder);
  CHECK(view(pack).waiting.count == 451);
  Shopper v(pack);
  v.take(local(builder, 100'000'000));
  v.take(Wire(builder, "search", 100'000'000));
  const Loop loop = take_counted(v, Wire(builder, "page_view", kLastSecond));
  CHECK(v.is_in(idle_long));
  CHECK(loop.reports == 1);
  CHECK(loop.most_moments <= view(pack).moments);
  CHECK(loop.most_work <= kMaxClockWork);
  CHECK(loop.calls > kLastSecond / kHour / view(pack).moments / 2);
}

TEST_CASE("a moment that moves all that a pack can hold is one call's work by itself") {
  PackBuilder builder;
  for (int i = 0; i < 4'000; ++i) builder.fact(Fact::kTimeWeekday);
  builder.segment(at_any_hour(builder));
  const LoadedPack pack(builder);
  Shopper v(pack);
  v.take(local(builder, 100'000'000));
  const Loop loop = run(v, [&] { return v.advance_once(101'000'000); });
  CHECK(view(pack).moments < 40);
  CHECK(loop.calls >= 1'000'000 / kHour / view(pack).moments);
  CHECK(loop.most_work <= kMaxClockWork);
}

TEST_CASE("segments that do not stay cost a moment of the clock nothing") {
  PackBuilder builder;
  for (const char *event : {"search", "purchase", "view_item"}) builder.segment(builder.ge(builder.count(event), 1));
  PackRecords records = builder.records();
  records.segments[1].stay = 60;
  const LoadedPack pack(records);
  REQUIRE(pack.status() == VT_OK);
  REQUIRE(view(pack).staying.count == 1);
  CHECK(view(pack).staying[0] == 1);
}
