// Random events and items that a pack mostly understands.
#pragma once

#include "fuzz/unit.h"
#include "fuzz/wire.h"
#include "fuzz/world.h"

namespace vitrine::fuzz {

class Maker {
 public:
  // Both must outlive the maker.
  Maker(const LoadedPack &pack, const std::vector<std::string> &words)
      : words_(words), events_(pack.view().events().size()), fields_(pack.view().fields()) {}

  [[nodiscard]] WireEvent event(Random &random, uint32_t time) const;
  [[nodiscard]] std::vector<WireItem> items(Random &random, size_t count) const;
  [[nodiscard]] WireField field(Random &random) const;

 private:
  [[nodiscard]] WireFields some_fields(Random &random, size_t most) const;

  const std::vector<std::string> &words_;
  size_t events_;
  std::span<const FieldDef> fields_;
};

[[nodiscard]] uint32_t random_step(Random &random);  // seconds to the next event
[[nodiscard]] int64_t random_number(Random &random);  // in thousandths, or anything

}  // namespace vitrine::fuzz
