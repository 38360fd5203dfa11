// Opens a pack: header, section table, and the layout of the visitor's block that it calls for.
#include "runtime/pack.h"

#include <cstring>

#include "format/hash.h"
#include "runtime/state.h"

namespace vitrine::runtime {
namespace {

constexpr uint32_t round_up(uint32_t n) { return (n + 7u) & ~7u; }

bool header_holds(const uint8_t *bytes, uint32_t length) {
  PackHeader header;
  if (length < kPackHeaderBytes || length > kMaxPackBytes) return false;
  std::memcpy(&header, bytes, sizeof header);
  if (header.magic != kPackMagic || header.version != kPackVersion) return false;
  return header.sections == kSections && header.length == length && length % 8 == 0;
}

uint32_t words(uint32_t bits) { return (bits + 31) / 32; }

// The state of a feature and, behind a text, a bit for each of its conditions.
uint32_t room_of(const FeatureDef &def) {
  const uint32_t bytes = state_bytes(def);
  return bytes != 0 && def.type == ValueType::kText ? bytes + 4 * words(def.condition_count) : bytes;
}

// Lays a block out; `offsets` gets each feature's state offset where it is not null. The pack may be unproven, and begin anywhere.
Layout lay_out(const Pack &pack, uint32_t *offsets) {
  Layout l{};
  uint32_t at = sizeof(Visitor);
  const auto take = [&at](uint32_t bytes) {
    const uint32_t start = at;
    at += round_up(bytes);
    return start;
  };
  const uint32_t gates = pack.gates.count;
  l.positions = take(2 * pack.features.count);
  l.due = take(4 * pack.features.count);
  l.missing = take(gates);
  l.gate_on = take(4 * words(gates));
  l.dirty = take(4 * words(gates));
  l.dirty_words = take(4 * words(words(gates)));
  l.in = take(4 * words(pack.segments.count));
  l.changes = take(2 * pack.segments.count);
  l.stays = take(4 * pack.segments.count);
  for (uint32_t d = 0; d < pack.dimensions.count && d < kMaxDimensions; ++d) l.dimensions[d] = take(sizeof(DimensionState));
  for (uint32_t f = 0; f < pack.features.count; ++f) {
    FeatureDef def;
    std::memcpy(&def, reinterpret_cast<const uint8_t *>(pack.features.data) + f * sizeof def, sizeof def);
    const uint32_t bytes = room_of(def);
    const uint32_t start = take(bytes);
    if (offsets != nullptr) offsets[f] = bytes == 0 ? 0 : start;
  }
  l.buckets = take(2 * (1 + pack.experiments.count));
  l.size = at;
  return l;
}

// May the clock alone move it? Of facts, all of the groups in which some wait.
bool waits(const FeatureDef &def) {
  if (def.group == Group::kCart || def.group == Group::kOrders || def.group == Group::kTime) return true;
  return def.window_kind == WindowKind::kDuration || def.kind == FeatureKind::kSince || def.kind == FeatureKind::kSequence ||
         def.kind == FeatureKind::kEvidence;
}

// What a feature and a segment take of the tables behind the pack's bytes: an offset, and a place in the list of those that wait or stay.
uint32_t table_bytes(const Pack &pack) { return round_up(6 * pack.features.count + 2 * pack.segments.count); }

// Lists what a moment of the clock walks.
void list_what_waits(Pack &pack, uint16_t *at) {
  pack.waiting.data = at;
  for (uint32_t f = 0; f < pack.features.count; ++f) {
    if (waits(pack.features[f])) at[pack.waiting.count++] = static_cast<uint16_t>(f);
  }
  at += pack.waiting.count;
  pack.staying.data = at;
  for (uint32_t s = 0; s < pack.segments.count; ++s) {
    if (pack.segments[s].stay != 0) at[pack.staying.count++] = static_cast<uint16_t>(s);
  }
}

}  // namespace

bool view_pack(const uint8_t *bytes, uint32_t length, Pack &pack) {
  if (!header_holds(bytes, length)) return false;
  PackHeader header;
  std::memcpy(&header, bytes, sizeof header);
  if (fnv1a32(bytes + 16, length - 16) != header.checksum) return false;
  uint32_t end = kPackHeaderBytes;
  for (uint32_t i = 0; i < kSections; ++i) {
    SectionRef ref;
    std::memcpy(&ref, bytes + sizeof(PackHeader) + i * sizeof(SectionRef), sizeof ref);
    if (ref.offset != round_up(end) || ref.offset > length || ref.count > (length - ref.offset) / kRecordBytes[i]) return false;
    const View<uint8_t> view{bytes + ref.offset, ref.count};
    std::memcpy(reinterpret_cast<uint8_t *>(&pack) + offsetof(Pack, config) + i * kViewBytes, &view, sizeof view);
    end = ref.offset + ref.count * kRecordBytes[i];
  }
  pack.id = static_cast<uint32_t>(header.strategy_id) ^ static_cast<uint32_t>(header.strategy_id >> 32) ^ header.checksum;
  return round_up(end) == length;
}

uint32_t pack_memory(const uint8_t *bytes, uint32_t length) {
  Pack pack{};
  if (!view_pack(bytes, length, pack)) return 0;
  // No sum passes 32 bits: a pack has at most 1 MiB, and no record takes more of a block than a text feature, 32 bytes, with its 8 KiB of bits.
  const uint32_t all = round_up(sizeof(Pack)) + length + table_bytes(pack) + lay_out(pack, nullptr).size;
  return all > kMaxPackMemory ? 0 : all;
}

bool load_pack(void *memory, uint32_t size, const uint8_t *bytes, uint32_t length) {
  const uint32_t needed = pack_memory(bytes, length);
  if (needed == 0 || size < needed) return false;
  auto *at = static_cast<uint8_t *>(memory);
  Pack &pack = *reinterpret_cast<Pack *>(at);
  pack = Pack{};
  uint8_t *copy = at + round_up(sizeof(Pack));
  std::memcpy(copy, bytes, length);
  if (!view_pack(copy, length, pack) || !verify_pack(pack)) return false;
  pack.state = reinterpret_cast<uint32_t *>(copy + length);
  pack.layout = lay_out(pack, pack.state);
  list_what_waits(pack, reinterpret_cast<uint16_t *>(pack.state + pack.features.count));
  pack.fresh = copy + length + table_bytes(pack);
  pack.moments = 1 + kMaxClockWork / length;
  std::memset(pack.role_field, kNone8, sizeof pack.role_field);
  for (uint32_t i = pack.fields.count; i-- > 0;) {
    const FieldRole role = pack.fields[i].role;
    if (role != FieldRole::kNone) pack.role_field[static_cast<uint32_t>(role)] = static_cast<uint8_t>(i);
  }
  pack.magic = kLoadedMagic;
  return true;
}

}  // namespace vitrine::runtime
