// Snapshots and packs taken apart and put together again, with head and checksum made right (FORMAT.md sections 1 and 4).
#pragma once

#include <array>

#include "format/pack_format.h"
#include "fuzz/unit.h"

namespace vitrine::fuzz {

struct Part {
  uint32_t key = 0;
  Bytes content;
};

struct Snapshot {
  Bytes head;  // 16 bytes
  std::vector<Part> parts;
};

// Bytes that are no parts are left out.
[[nodiscard]] Snapshot snapshot_of(BytesView bytes);
[[nodiscard]] Bytes bytes_of(const Snapshot &snapshot);
void seal_snapshot(Bytes &bytes);
[[nodiscard]] bool is_sealed_snapshot(BytesView bytes);

inline constexpr size_t kRecordBytes[kSections] = {
#define VITRINE_X(id, name, record) sizeof(record),
    VITRINE_SECTIONS(VITRINE_X)
#undef VITRINE_X
};

struct PackParts {
  uint64_t strategy_id = 0;
  std::array<Bytes, kSections> sections;  // whole records
};

// What lies behind the end, or is no whole record, is left out.
[[nodiscard]] PackParts pack_parts_of(BytesView bytes);
[[nodiscard]] Bytes bytes_of(const PackParts &parts);
// Magic, version, sections, length and checksum; the section table stays as it is.
void seal_pack(Bytes &bytes);
[[nodiscard]] bool is_sealed_pack(BytesView bytes);

}  // namespace vitrine::fuzz
