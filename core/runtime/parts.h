// Writing and reading the parts of a snapshot; a reader never passes the end and remembers that it would have.
#pragma once

#include <cstdint>
#include <cstring>

#include "runtime/state.h"

namespace vitrine {

class Writer {
 public:
  Writer(uint8_t *out, uint32_t capacity) : out_(out), capacity_(capacity) {}
  void put8(uint8_t v) { put(&v, 1); }
  void put16(uint16_t v) { put(&v, 2); }
  void put32(uint32_t v) { put(&v, 4); }
  void put48(uint64_t v) { put(&v, 6); }
  void put64(uint64_t v) { put(&v, 8); }
  void put(const void *bytes, uint32_t length) {
    if (length > capacity_ - size_) {
      failed_ = true;
      return;
    }
    std::memcpy(out_ + size_, bytes, length);
    size_ += length;
  }
  // Between part() and end() stands a part's content.
  void part(uint32_t key) {
    put32(key);
    put16(0);
    start_ = size_;
  }
  void end() {
    if (failed_) return;
    const auto length = static_cast<uint16_t>(size_ - start_);
    std::memcpy(out_ + start_ - 2, &length, 2);
  }
  [[nodiscard]] uint32_t size() const { return size_; }
  [[nodiscard]] bool failed() const { return failed_; }

 private:
  uint8_t *out_;
  uint32_t capacity_;
  uint32_t size_ = 0;
  uint32_t start_ = 0;
  bool failed_ = false;
};

class Reader {
 public:
  Reader(const uint8_t *bytes, uint32_t length) : at_(bytes), left_(length) {}
  uint8_t get8() { return static_cast<uint8_t>(get(1)); }
  uint16_t get16() { return static_cast<uint16_t>(get(2)); }
  uint32_t get32() { return static_cast<uint32_t>(get(4)); }
  uint64_t get48() { return get(6); }
  uint64_t get64() { return get(8); }
  // The next `length` bytes as a reader of their own; length must be at most left().
  Reader take(uint32_t length) {
    const Reader part(at_, length);
    at_ += length;
    left_ -= length;
    return part;
  }
  [[nodiscard]] const uint8_t *bytes() const { return at_; }
  [[nodiscard]] uint32_t left() const { return left_; }
  [[nodiscard]] bool failed() const { return failed_; }

 private:
  uint64_t get(uint32_t length) {
    uint64_t value = 0;
    if (length > left_) {
      failed_ = true;
      left_ = 0;
      return 0;
    }
    std::memcpy(&value, at_, length);
    at_ += length;
    left_ -= length;
    return value;
  }

  const uint8_t *at_;
  uint32_t left_;
  bool failed_ = false;
};

// A feature's part; nothing where there is nothing to remember.
void write_feature(Writer &w, Run r, uint32_t feature, const FeatureDef &def);
void write_dimension(Writer &w, uint32_t key, const DimensionState &state);
// False: the content is impossible.
[[nodiscard]] bool read_feature(Run r, uint32_t feature, const FeatureDef &def, Reader &part);
[[nodiscard]] bool read_dimension(Reader &part, DimensionState &state, uint64_t step_now);

}  // namespace vitrine
