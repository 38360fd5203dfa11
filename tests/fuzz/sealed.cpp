// The only place of the fuzzers that knows where head, checksum, parts and section table lie.
#include "fuzz/sealed.h"

#include "format/hash.h"
#include "fuzz/bytes.h"

namespace vitrine::fuzz {
namespace {

constexpr uint32_t kSnapshotMagic = 0x33535456u;       // "VTS3"
constexpr uint32_t kOlderSnapshotMagic = 0x32535456u;  // "VTS2", which is read too
constexpr size_t kSnapshotHead = 16;
constexpr size_t kSnapshotBody = 8;  // the checksum is of all from here on
constexpr size_t kPackBody = 16;

}  // namespace

Snapshot snapshot_of(BytesView bytes) {
  Source source(bytes);
  Snapshot snapshot;
  const BytesView head = source.take(kSnapshotHead);
  snapshot.head.assign(head.begin(), head.end());
  snapshot.head.resize(kSnapshotHead);
  while (source.left() > 0) {
    Part part;
    part.key = source.get<uint32_t>();
    const BytesView content = source.take(source.get<uint16_t>());
    if (source.ended()) break;
    part.content.assign(content.begin(), content.end());
    snapshot.parts.push_back(std::move(part));
  }
  return snapshot;
}

Bytes bytes_of(const Snapshot &snapshot) {
  Bytes bytes = snapshot.head;
  for (const Part &part : snapshot.parts) {
    const auto length = static_cast<uint16_t>(part.content.size());
    put(bytes, part.key);
    put(bytes, length);
    bytes.insert(bytes.end(), part.content.begin(), part.content.begin() + length);
  }
  seal_snapshot(bytes);
  return bytes;
}

void seal_snapshot(Bytes &bytes) {
  if (bytes.size() < kSnapshotBody) return;
  uint32_t magic = 0;
  std::memcpy(&magic, bytes.data(), sizeof magic);
  if (magic != kOlderSnapshotMagic) put_at(bytes, 0, kSnapshotMagic);
  put_at(bytes, 4, fnv1a32(bytes.data() + kSnapshotBody, bytes.size() - kSnapshotBody));
}

bool is_sealed_snapshot(BytesView bytes) {
  Bytes sealed(bytes.begin(), bytes.end());
  seal_snapshot(sealed);
  return bytes.size() >= kSnapshotHead && std::equal(bytes.begin(), bytes.end(), sealed.begin());
}

PackParts pack_parts_of(BytesView bytes) {
  PackParts parts;
  if (bytes.size() < kPackHeaderBytes) return parts;
  PackHeader header;
  std::memcpy(&header, bytes.data(), sizeof header);
  parts.strategy_id = header.strategy_id;
  for (size_t i = 0; i < kSections; ++i) {
    SectionRef ref;
    std::memcpy(&ref, bytes.data() + sizeof header + i * sizeof ref, sizeof ref);
    if (ref.offset > bytes.size()) continue;
    const size_t count = std::min<size_t>(ref.count, (bytes.size() - ref.offset) / kRecordBytes[i]);
    const auto *first = bytes.data() + ref.offset;
    parts.sections[i].assign(first, first + count * kRecordBytes[i]);
  }
  return parts;
}

Bytes bytes_of(const PackParts &parts) {
  Bytes bytes(kPackHeaderBytes);
  for (size_t i = 0; i < kSections; ++i) {
    const Bytes &section = parts.sections[i];
    put_at(bytes, sizeof(PackHeader) + i * sizeof(SectionRef),
           SectionRef{static_cast<uint32_t>(bytes.size()), static_cast<uint32_t>(section.size() / kRecordBytes[i])});
    bytes.insert(bytes.end(), section.begin(), section.end());
    bytes.resize((bytes.size() + 7) / 8 * 8);
  }
  PackHeader header{};
  header.strategy_id = parts.strategy_id;
  put_at(bytes, 0, header);
  seal_pack(bytes);
  return bytes;
}

void seal_pack(Bytes &bytes) {
  if (bytes.size() < sizeof(PackHeader)) return;
  PackHeader header;
  std::memcpy(&header, bytes.data(), sizeof header);
  header.magic = kPackMagic;
  header.version = kPackVersion;
  header.sections = kSections;
  header.length = static_cast<uint32_t>(bytes.size());
  header.checksum = fnv1a32(bytes.data() + kPackBody, bytes.size() - kPackBody);
  put_at(bytes, 0, header);
}

bool is_sealed_pack(BytesView bytes) {
  Bytes sealed(bytes.begin(), bytes.end());
  seal_pack(sealed);
  return bytes.size() >= kPackHeaderBytes && std::equal(bytes.begin(), bytes.end(), sealed.begin());
}

}  // namespace vitrine::fuzz
