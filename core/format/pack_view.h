// The sections of a pack's bytes, read in place. Only for bytes that vt_load has taken: nothing is checked here (runtime/pack.h reads those of strangers).
#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

#include "format/pack_format.h"

namespace vitrine {

class PackView {
 public:
  // `bytes` must stand on a multiple of 8, as a vector's do, and outlive the view.
  explicit PackView(std::span<const uint8_t> bytes) : bytes_(bytes) {}

#define VITRINE_X(id, name, record) \
  [[nodiscard]] std::span<const record> name() const { return section<record>(Section::id); }
  VITRINE_SECTIONS(VITRINE_X)
#undef VITRINE_X

  [[nodiscard]] std::string_view string(uint16_t index) const {
    const auto first = string_first();
    return {strings().data() + first[index], first[index + 1u] - first[index]};
  }

  [[nodiscard]] uint64_t strategy_id() const {
    PackHeader header;
    std::memcpy(&header, bytes_.data(), sizeof header);
    return header.strategy_id;
  }

 private:
  template <class Record>
  [[nodiscard]] std::span<const Record> section(Section which) const {
    SectionRef ref;
    std::memcpy(&ref, bytes_.data() + sizeof(PackHeader) + static_cast<size_t>(which) * sizeof ref, sizeof ref);
    return {reinterpret_cast<const Record *>(bytes_.data() + ref.offset), ref.count};
  }

  std::span<const uint8_t> bytes_;
};

}  // namespace vitrine
