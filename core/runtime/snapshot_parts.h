// The parts of a snapshot: what a visitor's block remembers, each under the key of its definition.
#pragma once

#include <cstdint>

#include "format/feature_shapes.h"
#include "runtime/state.h"

namespace vitrine::runtime {

struct Part {
  uint32_t key;  // 0: not stored
  uint8_t *state;
  uint32_t latest;  // no time in it is later
  uint32_t keep;    // of a list: how many elements there is room for
  Shape shape;
};

// The parts that the visitor's block can have.
[[nodiscard]] uint32_t part_count(Run r);
[[nodiscard]] Part part_at(Run r, uint32_t index);

// Bytes of a state.
[[nodiscard]] uint32_t part_bytes(const Part &part);

// Copies the content of parts between states and a snapshot's bytes, either way.
struct Copier {
  uint8_t *at;
  uint8_t *end;
  bool reads;         // from the bytes into states
  bool holds = true;  // there was room, or nothing read is impossible

  void copy(void *memory, uint32_t bytes);
  // False: there is nothing in it. Reading needs a state that is all zero, and takes everything up to `end`.
  [[nodiscard]] bool copy_part(const Part &part);
};

}  // namespace vitrine::runtime
