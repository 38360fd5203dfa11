// The form of an input of the events fuzzer: calls one after the other, each a kind, a length of 2 bytes and its content.
#pragma once

#include "fuzz/unit.h"

namespace vitrine::fuzz {

struct Call {
  enum Kind : uint8_t { kEvent, kItems, kAdvance, kPurposes, kRestore, kKinds };
  Kind kind;
  Bytes content;  // kEvent: as it is; kItems: their number in 2 bytes, then they; kAdvance: the time; kPurposes: a byte
};

// Any bytes are calls; a last one that is cut off is as long as it is.
[[nodiscard]] std::vector<Call> calls_of(BytesView bytes);
[[nodiscard]] Bytes bytes_of(const std::vector<Call> &calls);

}  // namespace vitrine::fuzz
