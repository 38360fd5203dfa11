// A pack with nothing but names of events and fields, and wire bytes as a text that tests can compare.
#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "format/hash.h"
#include "format/pack_view.h"

namespace vitrine::tests {

inline uint32_t name_hash(std::string_view name) { return fnv1a32(name.data(), name.size()); }

inline std::vector<uint8_t> pack_of_names(const std::vector<std::string_view> &events,
                                          const std::vector<std::pair<std::string_view, int>> &fields) {
  std::vector<EventDef> event_defs;
  for (const auto name : events) {
    EventDef def{};
    def.hash = name_hash(name);
    def.role = name == "identify" ? EventRole::kIdentify : EventRole::kNone;
    event_defs.push_back(def);
  }
  std::vector<FieldDef> field_defs;
  for (const auto &[name, wants] : fields) field_defs.push_back({name_hash(name), FieldRole::kNone, static_cast<uint8_t>(wants), 0});
  std::vector<uint8_t> bytes(kPackHeaderBytes);
  SectionRef refs[kSections] = {};
  const auto put = [&](Section section, const void *records, size_t size, size_t count) {
    refs[static_cast<size_t>(section)] = {static_cast<uint32_t>(bytes.size()), static_cast<uint32_t>(count)};
    bytes.resize(bytes.size() + (size * count + 7) / 8 * 8);
    if (count > 0) std::memcpy(bytes.data() + refs[static_cast<size_t>(section)].offset, records, size * count);
  };
  put(Section::kEvents, event_defs.data(), sizeof(EventDef), event_defs.size());
  put(Section::kFields, field_defs.data(), sizeof(FieldDef), field_defs.size());
  std::memcpy(bytes.data() + sizeof(PackHeader), refs, sizeof refs);
  return bytes;
}

// One field as `index:number=..,text=..`, as FORMAT.md lays it out.
inline std::string show_field(std::span<const uint8_t> wire, size_t &at) {
  std::string out = std::to_string(wire[at]) + ':';
  const uint8_t kind = wire[at + 1];
  at += 2;
  if (kind == 0) out += "null";
  if (kind == 32) out += "unread";
  if ((kind & 1) != 0) {
    int64_t number = 0;
    std::memcpy(&number, wire.data() + at, 8);
    out += ((kind & 16) != 0 ? "number " : "as number ") + std::to_string(number);
    at += 8;
  }
  if ((kind & 2) != 0) {
    const size_t length = wire[at] | static_cast<size_t>(wire[at + 1]) << 8;
    out += std::string((kind & 1) != 0 ? ", " : "") + ((kind & 16) != 0 ? "as text " : "text ");
    out.append(reinterpret_cast<const char *>(wire.data()) + at + 2, length);
    at += 2 + length;
  }
  if ((kind & 4) != 0) out += (kind & 8) != 0 ? "true" : "false";
  return out;
}

// `EVENT @TIME [field; field] {item field; ...} ...`; "?" is an unknown event.
inline std::string show(std::span<const uint8_t> wire) {
  uint32_t time = 0;
  std::memcpy(&time, wire.data(), 4);
  const unsigned event = wire[4] | static_cast<unsigned>(wire[5]) << 8;
  size_t at = 8;
  std::string out = (event == 65'535 ? "?" : std::to_string(event)) + " @" + std::to_string(time) + " [";
  for (int i = 0; i < wire[7]; ++i) out += (i > 0 ? "; " : "") + show_field(wire, at);
  out += ']';
  if (wire[6] == 255) out += " no items";
  for (int item = 0; item < wire[6] % 255; ++item) {
    const int fields = wire[at++];
    out += " {";
    for (int i = 0; i < fields; ++i) out += (i > 0 ? "; " : "") + show_field(wire, at);
    out += '}';
  }
  return out + (at == wire.size() ? "" : " and bytes that belong to nothing");
}

}  // namespace vitrine::tests
