// Any bytes as a snapshot: as they are, and with the checksum made right, so that they are taken.
#include "fuzz/lives.h"
#include "fuzz/mutate.h"
#include "fuzz/sealed.h"

namespace vitrine::fuzz {

void prepare() {
  (void)rich();
  (void)shop();
}

void try_input(BytesView input) {
  if (!input.empty() && !is_sealed_snapshot(input)) must(!live_on(rich(), input, 0), "bytes without the right checksum are no snapshot");
  Bytes sealed(input.begin(), input.end());
  seal_snapshot(sealed);
  (void)try_snapshot(sealed);
  const uint64_t seed = seed_of(sealed);
  if (seed % 4 == 0) (void)live_on(shop(), sealed, seed);
}

}  // namespace vitrine::fuzz

using namespace vitrine::fuzz;

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed) {
  Random random(seed);
  Bytes bytes(data, data + size);
  if (random.one_in(4)) {
    mutate_bytes(bytes, most);
    if (!random.one_in(8)) seal_snapshot(bytes);
  } else {
    Snapshot snapshot = snapshot_of(bytes);
    mutate(snapshot, random);
    bytes = bytes_of(snapshot);
  }
  return give(bytes, data, most);
}
