// Only what changed is visited: counted by a runtime that counts, so the numbers are exact.
#include "runtime/state.h"
#include "support/visitor.h"

using namespace vitrine::test;
using Block = vitrine::runtime::Visitor;

namespace {

struct Work {
  uint32_t features;
  uint32_t conditions;
  uint32_t gates;
  bool operator==(const Work &) const = default;
};
std::ostream &operator<<(std::ostream &out, const Work &work) {
  return out << work.features << " features, " << work.conditions << " conditions, " << work.gates << " gates";
}

// What one more event costs, VT_MORE not expected.
Work work_of(Visitor &v, const Wire &event) {
  auto &block = *reinterpret_cast<Block *>(v.data());
  block.visited_features = block.visited_conditions = block.visited_gates = 0;
  REQUIRE(v.ingest_once(event) == VT_OK);
  return {block.visited_features, block.visited_conditions, block.visited_gates};
}

// A shop that counts searches and page views in the visit, and `others` segments about something else.
struct Shop {
  PackBuilder pack;
  explicit Shop(int others) {
    pack.event("page_view");
    const int searches = pack.count("search");
    pack.segment(pack.ge(searches, 3));
    pack.segment(pack.all({pack.ge(searches, 5), !pack.ge(pack.fact(vitrine::Fact::kVisitPages), 2)}));
    for (int i = 0; i < others; ++i) {
      const auto index = static_cast<uint32_t>(i);
      const int views = pack.count_times("view_item", 3'600 + index, 3);
      const int idle = pack.since("add_to_cart");
      pack.segment(pack.any({pack.ge(views, 2), pack.ge(idle, 600 + i), pack.ge(pack.fact(vitrine::Fact::kCartItems), 1)}));
    }
  }
  [[nodiscard]] Wire at(uint32_t time, const char *event) const { return Wire(pack, event, time); }
};

}  // namespace

TEST_CASE("1,000 segments whose features an event does not touch cost it no feature, condition or gate") {
  const Shop alone(0);
  const Shop crowded(1000);
  const LoadedPack alone_pack(alone.pack);
  const LoadedPack crowded_pack(crowded.pack);
  Visitor a(alone_pack);
  Visitor b(crowded_pack);
  a.take(alone.at(1000, "page_view"));
  b.take(crowded.at(1000, "page_view"));
  b.take(crowded.at(1000, "view_item"));
  b.take(crowded.at(1000, "add_to_cart").item());
  uint32_t conditions = 0;
  for (uint32_t i = 1; i <= 8; ++i) {
    for (const char *event : {"search", "page_view"}) {
      const Work work = work_of(b, crowded.at(1000 + i, event));
      CHECK(work == work_of(a, alone.at(1000 + i, event)));
      CHECK(work.features <= 2);
      conditions += work.conditions;
    }
  }
  CHECK(conditions == 3);  // searches pass 3 and 5, pages pass 2
}

TEST_CASE("a value that passes no threshold visits no condition, one that passes one visits one and its gate") {
  const Shop shop(0);
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.at(1000, "search"));
  CHECK(work_of(v, shop.at(1000, "search")) == Work{2, 0, 0});  // the searches and the visit's pages
  CHECK(work_of(v, shop.at(1000, "search")) == Work{2, 1, 1});
  CHECK(work_of(v, shop.at(1000, "search")) == Work{2, 0, 0});
  CHECK(work_of(v, shop.at(1000, "identify")) == Work{0, 0, 0});
}

TEST_CASE("a gate is judged when its count crosses what it needs, however many inputs change") {
  PackBuilder builder;
  std::vector<Input> inputs;
  inputs.reserve(20);
  for (int i = 0; i < 20; ++i) inputs.push_back(builder.ge(builder.count("search"), 1));
  builder.segment(builder.at_least(10, inputs));
  const LoadedPack pack(builder);
  Visitor v(pack);
  v.take(Wire(builder, "page_view", 1000));
  CHECK(work_of(v, Wire(builder, "search", 1000)) == Work{20, 20, 1});
}

TEST_CASE("a moment of the clock refreshes the features that are due and no other") {
  PackBuilder builder;
  for (uint32_t i = 0; i < 100; ++i) builder.segment(builder.ge(builder.count_times("search", 100 + i, 1), 1));
  const LoadedPack pack(builder);
  Visitor v(pack);
  v.take(Wire(builder, "search", 1000));
  auto &block = *reinterpret_cast<Block *>(v.data());
  block.visited_features = block.visited_conditions = block.visited_gates = 0;
  REQUIRE(v.advance_once(1150) == VT_MORE);
  CHECK(Work{block.visited_features, block.visited_conditions, block.visited_gates} == Work{1, 1, 1});
}
