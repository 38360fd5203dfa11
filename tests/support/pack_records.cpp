// Lays the sections of a pack one behind the other and seals them.
#include "support/pack_records.h"

#include <cstring>

#include "format/hash.h"

namespace vitrine::test {
namespace {

template <class T>
void append(Bytes &out, SectionRef *table, uint32_t section, const std::vector<T> &records) {
  out.resize((out.size() + 7) / 8 * 8);
  table[section] = {static_cast<uint32_t>(out.size()), static_cast<uint32_t>(records.size())};
  const size_t start = out.size();
  out.resize(start + records.size() * sizeof(T));
  if (!records.empty()) std::memcpy(out.data() + start, records.data(), records.size() * sizeof(T));
}

void put32(Bytes &bytes, size_t at, uint32_t value) { std::memcpy(bytes.data() + at, &value, 4); }

}  // namespace

Bytes pack_bytes(const PackRecords &records) {
  Bytes out(kPackHeaderBytes);
  SectionRef table[kSections];
  uint32_t section = 0;
#define VITRINE_X(id, name, record) append(out, table, section++, records.name);
  VITRINE_SECTIONS(VITRINE_X)
#undef VITRINE_X
  out.resize((out.size() + 7) / 8 * 8);
  std::memcpy(out.data() + sizeof(PackHeader), table, sizeof table);
  PackHeader header{};
  header.magic = kPackMagic;
  header.version = kPackVersion;
  header.sections = kSections;
  header.length = static_cast<uint32_t>(out.size());
  header.strategy_id = label_hash(reinterpret_cast<const char *>(out.data()) + kPackHeaderBytes, out.size() - kPackHeaderBytes);
  std::memcpy(out.data(), &header, sizeof header);
  seal_pack(out);
  return out;
}

void seal_pack(Bytes &pack) { put32(pack, 12, fnv1a32(pack.data() + 16, pack.size() - 16)); }
void seal_snapshot(Bytes &snapshot) { put32(snapshot, 4, fnv1a32(snapshot.data() + 8, snapshot.size() - 8)); }

}  // namespace vitrine::test
