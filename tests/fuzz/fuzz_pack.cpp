// Any bytes as a pack: as they are, and with head and checksum made right; what loads must run.
#include "fuzz/lives.h"
#include "fuzz/mutate.h"
#include "fuzz/sealed.h"
#include "vitrine/vitrine_compiler.h"

namespace vitrine::fuzz {
namespace {

// A listing of every pack that loads, one error for every other.
void list(const LoadedPack &pack) {
  vt_compiled *result = vt_dump(pack.bytes().data(), static_cast<int32_t>(pack.bytes().size()), nullptr, 0, nullptr);
  must(result != nullptr && (result->text_length > 0) == pack.ok() && (result->errors > 0) != pack.ok(),
       "just a pack that loads is listed");
  vt_compile_free(result);
}

}  // namespace

void prepare() { (void)rich(); }

void try_input(BytesView input) {
  if (!is_sealed_pack(input)) must(!LoadedPack(input).ok(), "bytes without the right head and checksum are no pack");
  Bytes sealed(input.begin(), input.end());
  seal_pack(sealed);
  const uint64_t seed = seed_of(sealed);
  const LoadedPack pack(sealed);
  if (seed % 8 == 0) list(pack);
  (void)try_pack(pack, seed);
}

}  // namespace vitrine::fuzz

using namespace vitrine::fuzz;

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed) {
  Random random(seed);
  Bytes bytes(data, data + size);
  if (random.one_in(6)) {
    mutate_bytes(bytes, most);
    if (!random.one_in(8)) seal_pack(bytes);
  } else {
    PackParts parts = pack_parts_of(bytes);
    mutate(parts, random);
    bytes = bytes_of(parts);
  }
  return give(bytes, data, most);
}
