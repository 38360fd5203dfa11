// Numbers into bytes and out of them, little-endian; a source that has ended gives zeros and says so.
#pragma once

#include <algorithm>
#include <cstring>

#include "fuzz/unit.h"

namespace vitrine::fuzz {

template <class T>
void put(Bytes &bytes, T value) {
  const auto *first = reinterpret_cast<const uint8_t *>(&value);
  bytes.insert(bytes.end(), first, first + sizeof value);
}

template <class T>
void put_at(Bytes &bytes, size_t at, T value) {
  std::memcpy(bytes.data() + at, &value, sizeof value);
}

class Source {
 public:
  explicit Source(BytesView bytes) : left_(bytes) {}

  template <class T>
  T get() {
    T value{};
    const BytesView from = take(sizeof value);
    if (from.size() == sizeof value) std::memcpy(&value, from.data(), sizeof value);
    return value;
  }
  BytesView take(size_t length) {
    ended_ |= length > left_.size();
    const BytesView taken = left_.first(std::min(length, left_.size()));
    left_ = left_.subspan(taken.size());
    return taken;
  }
  [[nodiscard]] size_t left() const { return left_.size(); }
  [[nodiscard]] bool ended() const { return ended_; }

 private:
  BytesView left_;
  bool ended_ = false;
};

}  // namespace vitrine::fuzz
