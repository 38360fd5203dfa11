// Gates, segments and stages: counting with polarity, each judged once, nothing transient told (STRATEGY.md sections 1, 3 and 4).
#include <algorithm>

#include "support/ladder.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

// Switches that an `identify` turns on and off.
struct Switches {
  PackBuilder pack;
  std::vector<Input> on;
  explicit Switches(int count) {
    for (int i = 0; i < count; ++i) on.push_back(pack.yes(pack.trait(name(i), ValueType::kBoolean)));
  }
  static std::string name(int i) { return "t" + std::to_string(i); }
  // Bit i of `mask`: switch i.
  [[nodiscard]] Wire set(uint32_t mask, uint32_t time = 1000) const {
    Wire wire(pack, "identify", time);
    for (size_t i = 0; i < on.size(); ++i) wire.boolean(name(static_cast<int>(i)), (mask >> i & 1) != 0);
    return wire;
  }
};

}  // namespace

TEST_CASE("all, any, none and at least k, over every combination and in every order of change") {
  Switches s(4);
  PackBuilder &p = s.pack;
  const int all = p.segment(p.all(s.on));
  const int any = p.segment(p.any(s.on));
  const int none = p.segment(p.none(s.on));
  const int two = p.segment(p.at_least(2, s.on));
  const int three = p.segment(p.at_least(3, s.on));
  const int mixed = p.segment(p.all({s.on[0], !s.on[1], p.any({!s.on[2], s.on[3]})}));
  const LoadedPack pack(p);
  Visitor v(pack);
  for (uint32_t from = 0; from < 16; ++from) {
    for (uint32_t to = 0; to < 16; ++to) {
      v.take(s.set(from));
      v.take(s.set(to));
      const int on = __builtin_popcount(to);
      const auto bit = [to](int i) { return (to >> i & 1) != 0; };
      Ids expected;
      if (on == 4) expected.push_back(all);
      if (on >= 1) expected.push_back(any);
      if (on == 0) expected.push_back(none);
      if (on >= 2) expected.push_back(two);
      if (on >= 3) expected.push_back(three);
      if (bit(0) && !bit(1) && (!bit(2) || bit(3))) expected.push_back(mixed);
      REQUIRE(v.in() == expected);
    }
  }
}

TEST_CASE(
    "a gate that needs nothing is always on, one that needs more than its inputs never; the same input counts as often as it stands") {
  Switches s(1);
  const int always = s.pack.segment(s.pack.all({}));
  const int never = s.pack.segment(s.pack.at_least(2, {s.on[0]}));
  const int twice = s.pack.segment(s.pack.at_least(2, {s.on[0], s.on[0]}));
  const int both = s.pack.segment(s.pack.all({s.on[0], !s.on[0]}));
  const LoadedPack pack(s.pack);
  Visitor v(pack);
  CHECK(v.in() == Ids{});
  v.take(s.set(0));
  CHECK(v.in() == Ids{always});
  v.take(s.set(1));
  CHECK(v.in() == Ids{always, twice});
  CHECK(never != both);
}

TEST_CASE("a gate with 255 inputs counts all of them") {
  Switches s(85);
  std::vector<Input> inputs;
  for (int round = 0; round < 3; ++round) inputs.insert(inputs.end(), s.on.begin(), s.on.end());
  const int all = s.pack.segment(s.pack.all(inputs));
  const int none = s.pack.segment(s.pack.none(inputs));
  const int most = s.pack.segment(s.pack.at_least(253, inputs));
  const LoadedPack pack(s.pack);
  Visitor v(pack);
  const auto set = [&](int how_many) {
    Wire wire(s.pack, "identify", 1000);
    for (int i = 0; i < 85; ++i) wire.boolean(Switches::name(i), i < how_many);
    v.take(wire);
  };
  set(0);
  CHECK(v.in() == Ids{none});
  set(84);
  CHECK(v.in() == Ids{});
  set(85);
  CHECK(v.in() == Ids{all, most});
  set(0);
  CHECK(v.in() == Ids{none});
}

TEST_CASE("what an event switches on and off below a gate is told once, and not at all where it comes to the same") {
  Switches s(2);
  PackBuilder &p = s.pack;
  const Input either = p.any(s.on);
  const Input chain = p.all({p.all({p.all({either})})});
  const int segment = p.segment(chain);
  const int exactly_one = p.segment(p.all({either, !p.all(s.on)}));
  const LoadedPack pack(p);
  Visitor v(pack);
  v.take(s.set(1));
  CHECK(v.entered() == Ids{segment, exactly_one});
  v.take(s.set(2));  // one off and the other on in one event
  CHECK(v.entered() == Ids{});
  CHECK(v.left() == Ids{});
  CHECK(v.in() == Ids{segment, exactly_one});
  v.take(s.set(3));
  CHECK(v.left() == Ids{exactly_one});
  v.take(s.set(0));
  CHECK(v.left() == Ids{segment});
}

TEST_CASE("gates are judged in the order of their dependence, through more than 32 x 32 of them") {
  Switches s(1);
  Input last = s.on[0];
  for (int i = 0; i < 1500; ++i) last = s.pack.all({i % 2 == 0 ? !last : last});
  const int even = s.pack.segment(last);
  Input odd = s.pack.all({!last});
  const int inverted = s.pack.segment(odd);
  const LoadedPack pack(s.pack);
  Visitor v(pack);
  v.take(s.set(0));
  const bool on = v.is_in(even);
  CHECK(v.is_in(inverted) == !on);
  v.take(s.set(1));
  CHECK(v.is_in(even) == !on);
  CHECK(v.is_in(inverted) == on);
  CHECK(v.entered().size() == 1);
  CHECK(v.left().size() == 1);
}

TEST_CASE("random graphs of gates give what a plain evaluation gives") {
  uint32_t state = 11;
  const auto below = [&state](uint32_t n) { return (state = state * 1664525u + 1013904223u, (state >> 8) % n); };
  for (int round = 0; round < 30; ++round) {
    Switches s(8);
    std::vector<Input> nodes = s.on;
    struct Gate {
      uint32_t need;
      std::vector<uint32_t> inputs;
      std::vector<bool> inverted;
    };
    std::vector<Gate> gates;
    for (int g = 0; g < 60; ++g) {
      Gate gate;
      std::vector<Input> inputs;
      for (uint32_t i = 0, n = 1 + below(5); i < n; ++i) {
        gate.inputs.push_back(below(static_cast<uint32_t>(nodes.size())));
        gate.inverted.push_back(below(3) == 0);
        inputs.push_back(gate.inverted.back() ? !nodes[gate.inputs.back()] : nodes[gate.inputs.back()]);
      }
      gate.need = 1 + below(static_cast<uint32_t>(inputs.size()));
      nodes.push_back(s.pack.at_least(gate.need, inputs));
      s.pack.segment(nodes.back());
      gates.push_back(gate);
    }
    const LoadedPack pack(s.pack);
    Visitor v(pack);
    for (int step = 0; step < 20; ++step) {
      const uint32_t mask = below(256);
      v.take(s.set(mask));
      std::vector<bool> on;
      Ids expected;
      for (uint32_t i = 0; i < 8; ++i) on.push_back((mask >> i & 1) != 0);
      for (const Gate &gate : gates) {
        uint32_t holding = 0;
        for (size_t i = 0; i < gate.inputs.size(); ++i) holding += on[gate.inputs[i]] != gate.inverted[i] ? 1u : 0u;
        if (holding >= gate.need) expected.push_back(static_cast<int>(on.size()) - 8);
        on.push_back(holding >= gate.need);
      }
      REQUIRE(v.in() == expected);
    }
  }
}

TEST_CASE("the stage is the first whose `when` holds, else the last") {
  Switches s(3);
  for (int i = 0; i < 3; ++i) s.pack.stage("stage" + std::to_string(i), s.on[static_cast<size_t>(i)]);
  s.pack.last_stage("rest");
  const LoadedPack pack(s.pack);
  Visitor v(pack);
  CHECK(v.stage() == -1);
  for (const uint32_t mask : {0u, 4u, 6u, 7u, 5u, 2u, 0u}) {
    v.take(s.set(mask));
    CHECK(v.stage() == ((mask & 1) != 0 ? 0 : (mask & 2) != 0 ? 1 : (mask & 4) != 0 ? 2 : 3));
  }
}

TEST_CASE("a change of the stage names the stage before; the first event's has none, 65535") {
  Switches s(2);
  s.pack.stage("a", s.on[0]);
  s.pack.stage("b", s.on[1]);
  s.pack.last_stage("c");
  const LoadedPack pack(s.pack);
  Visitor v(pack);
  CHECK(v.list(VT_OLD_STAGE) == Ids{});
  v.take(s.set(2));
  CHECK(v.list(VT_OLD_STAGE) == Ids{65'535});
  v.take(s.set(3));
  CHECK(v.list(VT_OLD_STAGE) == Ids{1});
  v.take(s.set(1));
  CHECK(v.list(VT_OLD_STAGE) == Ids{});
  v.take(s.set(0));
  CHECK(v.list(VT_OLD_STAGE) == Ids{0});
  CHECK(v.stage() == 2);
}

TEST_CASE("64 stages are told apart, and a pack without stages has none") {
  Switches s(63);
  for (int i = 0; i < 63; ++i) s.pack.stage("stage" + std::to_string(i), s.on[static_cast<size_t>(i)]);
  s.pack.last_stage("rest");
  const LoadedPack pack(s.pack);
  Visitor v(pack);
  for (int i = 62; i >= 0; --i) {
    v.take(Wire(s.pack, "identify", 1000).boolean(Switches::name(i), true));
    REQUIRE(v.stage() == i);
  }
  for (int i = 0; i < 63; ++i) {
    v.take(Wire(s.pack, "identify", 1000).boolean(Switches::name(i), false));
    REQUIRE(v.stage() == i + 1);
  }
  const Switches none(1);
  const LoadedPack without(none.pack);
  Visitor w(without);
  w.take(none.set(1));
  CHECK(w.stage() == -1);
  CHECK(w.list(VT_OLD_STAGE) == Ids{});
}

TEST_CASE("segments are told in ascending order, whatever the order of their gates") {
  Switches s(1);
  std::vector<Input> gates;
  for (int i = 0; i < 20; ++i) gates.push_back(s.pack.all({i % 3 == 0 ? !s.on[0] : s.on[0]}));
  for (int i = 19; i >= 0; --i) s.pack.segment(gates[static_cast<size_t>(i * 7 % 20)]);
  const LoadedPack pack(s.pack);
  Visitor v(pack);
  v.take(s.set(0));
  v.take(s.set(1));
  const Ids entered = v.entered();
  const Ids left = v.left();
  CHECK((entered.size() == 13 && left.size() == 7));
  CHECK(std::is_sorted(entered.begin(), entered.end()));
  CHECK(std::is_sorted(left.begin(), left.end()));
}

TEST_CASE("the first event tells every segment that it finds the visitor in, ascending, also those on from the start") {
  Switches s(2);
  const int b = s.pack.segment(s.on[1]);
  const int always = s.pack.segment(s.pack.none({s.on[0]}));
  const int other = s.pack.segment(s.pack.all({}));
  const LoadedPack pack(s.pack);
  Visitor v(pack);
  v.until(500);
  CHECK(v.in() == Ids{});
  CHECK(v.entered() == Ids{});
  v.take(s.set(2));
  CHECK(v.entered() == Ids{b, always, other});
  CHECK(v.left() == Ids{});
  v.take(s.set(2));
  CHECK(v.entered() == Ids{});
}

TEST_CASE("vt_segments counts what does not fit, and writes no more than fits") {
  Switches s(1);
  for (int i = 0; i < 5; ++i) s.pack.segment(s.on[0]);
  const LoadedPack pack(s.pack);
  Visitor v(pack);
  v.take(s.set(1));
  uint16_t out[4] = {9, 9, 9, 9};
  CHECK(vt_segments(pack.get(), v.data(), VT_IN, out, 3) == 5);
  CHECK((out[0] == 0 && out[1] == 1 && out[2] == 2 && out[3] == 9));
  CHECK(vt_segments(pack.get(), v.data(), VT_ENTERED, nullptr, 100) == 5);
  CHECK(vt_segments(pack.get(), v.data(), VT_IN, out, -1) == 5);
  CHECK(vt_segments(pack.get(), v.data(), 6, out, 4) == VT_BAD_ARGUMENT);
  CHECK(vt_segments(pack.get(), v.data(), -1, out, 4) == VT_BAD_ARGUMENT);
}
