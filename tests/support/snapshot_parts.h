// Takes snapshots apart and puts them together (FORMAT.md section 4).
#pragma once

#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "format/hash.h"
#include "support/pack_records.h"

namespace vitrine::test {

[[nodiscard]] inline uint32_t part_key(const std::string &definition) { return fnv1a32(definition.data(), definition.size()); }

template <class T>
[[nodiscard]] T read_as(const Bytes &bytes, size_t at) {
  T value{};
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

struct Part {
  uint32_t key;
  Bytes content;
};

[[nodiscard]] inline std::vector<Part> parts_of(const Bytes &snapshot) {
  std::vector<Part> parts;
  for (size_t at = 16; at + 6 <= snapshot.size();) {
    const auto length = read_as<uint16_t>(snapshot, at + 4);
    const auto *start = snapshot.data() + at + 6;
    parts.push_back({read_as<uint32_t>(snapshot, at), Bytes(start, start + length)});
    at += 6u + length;
  }
  return parts;
}

// Empty: no such part.
[[nodiscard]] inline Bytes part_of(const Bytes &snapshot, uint32_t key) {
  for (const Part &part : parts_of(snapshot)) {
    if (part.key == key) return part.content;
  }
  return {};
}

// The head of `snapshot` with these parts, sealed.
[[nodiscard]] inline Bytes with_parts(const Bytes &snapshot, const std::vector<Part> &parts) {
  Bytes out(snapshot.begin(), snapshot.begin() + 16);
  for (const Part &part : parts) {
    const auto length = static_cast<uint16_t>(part.content.size());
    const auto *key = reinterpret_cast<const uint8_t *>(&part.key);
    out.insert(out.end(), key, key + 4);
    out.push_back(static_cast<uint8_t>(length));
    out.push_back(static_cast<uint8_t>(length >> 8));
    out.insert(out.end(), part.content.begin(), part.content.end());
  }
  seal_snapshot(out);
  return out;
}

// The interests of a dimension's part, newest first.
[[nodiscard]] inline std::vector<std::pair<uint64_t, int64_t>> interests_of(const Bytes &part) {
  std::vector<std::pair<uint64_t, int64_t>> all;
  for (size_t at = 4; at + 14 <= part.size(); at += 14) {
    uint64_t interest = 0;
    std::memcpy(&interest, part.data() + at + 8, 6);
    all.push_back({read_as<uint64_t>(part, at), static_cast<int64_t>(interest)});
  }
  return all;
}

}  // namespace vitrine::test
