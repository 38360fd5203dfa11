// Header, section table, sections.
#include "compiler/emit.h"

#include <cstring>
#include <type_traits>

#include "format/hash.h"
#include "format/pack_view.h"

namespace vitrine::compiler {
namespace {

static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "records are copied as they lie in memory");

template <class Record>
void append(const std::vector<Record> &records, std::vector<SectionRef> &table, std::vector<uint8_t> &bytes) {
  static_assert(std::has_unique_object_representations_v<Record>, "padding would make packs differ");
  const size_t offset = bytes.size();
  const size_t length = records.size() * sizeof(Record);
  table.push_back({static_cast<uint32_t>(offset), static_cast<uint32_t>(records.size())});
  bytes.resize(offset + (length + 7) / 8 * 8, 0);
  if (length > 0) std::memcpy(bytes.data() + offset, records.data(), length);
}

}  // namespace

std::vector<uint8_t> emit_pack(const Records &records) {
  std::vector<uint8_t> bytes(kPackHeaderBytes, 0);
  std::vector<SectionRef> table;
#define VITRINE_X(id, name, record) append(records.name, table, bytes);
  VITRINE_SECTIONS(VITRINE_X)
#undef VITRINE_X
  std::memcpy(bytes.data() + sizeof(PackHeader), table.data(), table.size() * sizeof(SectionRef));
  PackHeader header{};
  header.magic = kPackMagic;
  header.version = kPackVersion;
  header.sections = static_cast<uint16_t>(kSections);
  header.length = static_cast<uint32_t>(bytes.size());
  header.strategy_id = label_hash(reinterpret_cast<const char *>(bytes.data()) + kPackHeaderBytes, bytes.size() - kPackHeaderBytes);
  std::memcpy(bytes.data(), &header, sizeof header);
  constexpr size_t kChecked = offsetof(PackHeader, checksum) + sizeof header.checksum;
  header.checksum = fnv1a32(bytes.data() + kChecked, bytes.size() - kChecked);
  std::memcpy(bytes.data(), &header, sizeof header);
  return bytes;
}

Records read_pack(std::span<const uint8_t> bytes) {
  Records records;
  const PackView pack(bytes);
#define VITRINE_X(id, name, record) records.name.assign(pack.name().begin(), pack.name().end());
  VITRINE_SECTIONS(VITRINE_X)
#undef VITRINE_X
  return records;
}

std::string strategy_id_text(std::span<const uint8_t> pack) {
  static constexpr char kHex[] = "0123456789abcdef";
  PackHeader header;
  std::memcpy(&header, pack.data(), sizeof header);
  std::string out;
  for (int shift = 60; shift >= 0; shift -= 4) out += kHex[header.strategy_id >> shift & 15];
  return out;
}

}  // namespace vitrine::compiler
