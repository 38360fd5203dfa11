// Random numbers that are the same on every machine, from a seed that is an input's own hash or the fuzzer's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>

namespace vitrine::test {

class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15u + 1) {}

  // SplitMix64 (Steele, Lea, Flood 2014).
  uint64_t next() {
    uint64_t z = state_ += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  uint32_t below(size_t limit) { return limit == 0 ? 0 : static_cast<uint32_t>(next() % limit); }
  bool one_in(uint32_t n) { return below(n) == 0; }
  template <class List>
  auto &pick(List &list) {
    return list[below(std::size(list))];
  }

 private:
  uint64_t state_;
};

}  // namespace vitrine::test
