// A pack as records: the tests fill or spoil the sections one by one and get bytes with offsets and checksum made right.
#pragma once

#include <cstdint>
#include <vector>

#include "format/pack_format.h"

namespace vitrine::test {

using Bytes = std::vector<uint8_t>;

struct PackRecords {
#define VITRINE_X(id, name, record) std::vector<record> name;
  VITRINE_SECTIONS(VITRINE_X)
#undef VITRINE_X
};

[[nodiscard]] Bytes pack_bytes(const PackRecords &records);

// Makes the checksum of a pack, or of a snapshot, right again after its bytes were changed.
void seal_pack(Bytes &pack);
void seal_snapshot(Bytes &snapshot);

}  // namespace vitrine::test
