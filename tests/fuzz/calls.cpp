// Reads and writes the inputs of the events fuzzer.
#include "fuzz/calls.h"

#include "fuzz/bytes.h"

namespace vitrine::fuzz {

std::vector<Call> calls_of(BytesView bytes) {
  Source source(bytes);
  std::vector<Call> calls;
  while (source.left() > 0) {
    const auto kind = static_cast<Call::Kind>(source.get<uint8_t>() % Call::kKinds);
    const BytesView content = source.take(source.get<uint16_t>());
    calls.push_back({kind, Bytes(content.begin(), content.end())});
  }
  return calls;
}

Bytes bytes_of(const std::vector<Call> &calls) {
  Bytes bytes;
  for (const Call &call : calls) {
    const auto length = static_cast<uint16_t>(call.content.size());
    put(bytes, uint8_t{call.kind});
    put(bytes, length);
    bytes.insert(bytes.end(), call.content.begin(), call.content.begin() + length);
  }
  return bytes;
}

}  // namespace vitrine::fuzz
