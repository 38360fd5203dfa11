// Any text as a strategy: it is refused with findings, or its pack loads and runs.
#include "format/limits.h"
#include "fuzz/json_mutate.h"
#include "fuzz/lives.h"
#include "vitrine/vitrine_compiler.h"

namespace vitrine::fuzz {
namespace {

// A result that is freed.
struct Compiled {
  explicit Compiled(vt_compiled *made) : result(made) { must(result != nullptr, "the compiler has memory"); }
  ~Compiled() { vt_compile_free(result); }
  Compiled(const Compiled &) = delete;
  Compiled &operator=(const Compiled &) = delete;
  [[nodiscard]] BytesView pack() const { return {result->pack, static_cast<size_t>(result->pack_length)}; }
  vt_compiled *const result;
};

void run(const LoadedPack &pack, const std::string &text, uint64_t seed) {
  must(pack.ok(), "what compiles loads");
  const std::vector<std::string> words = words_of(text);
  Visitor visitor(pack, {});
  Random random(seed);
  const Maker maker(pack, words);
  for (uint32_t i = 0; i < 4; ++i) (void)visitor.take(bytes_of(maker.event(random, 1'700'000'000 + 600 * i)));
  const Bytes snapshot = visitor.snapshot();
  must(!snapshot.empty() && snapshot.size() <= kMaxSnapshotBytes, "a snapshot takes at most 3,000 bytes");
  const Visitor twin(pack, snapshot);
  must(twin.restored() == VT_OK, "a snapshot that was written can be read");
  must_agree(visitor, twin);
  live(pack, words, visitor, seed);
}

}  // namespace

void prepare() {}

void try_input(BytesView input) {
  const std::string text(input.begin(), input.end());
  const auto length = static_cast<int32_t>(text.size());
  const Compiled compiled(vt_compile(text.data(), length, "s.json"));
  const bool ok = compiled.result->errors == 0;
  must(ok == (compiled.result->pack_length > 0) && ok == (compiled.result->names_length > 0),
       "a strategy without errors has a pack and names");
  must(compiled.result->diagnostics_length > 0, "the findings are told");
  must(ok || compiled.result->messages_length > 0, "an error is told in words");
  if (!ok) return;
  const uint64_t seed = hash_of(input);
  run(LoadedPack(compiled.pack()), text, seed);
  if (seed % 4 != 0) return;
  const Compiled again(vt_compile(text.data(), length, "s.json"));
  must(std::equal(again.pack().begin(), again.pack().end(), compiled.pack().begin(), compiled.pack().end()),
       "a strategy compiles to the same bytes");
  const Compiled words(vt_words(text.data(), length, "s.json"));
  must(words.result->errors == 0, "what compiles can be put into words");
  const Compiled dump(
      vt_dump(compiled.result->pack, compiled.result->pack_length, compiled.result->names, compiled.result->names_length, "s.pack"));
  must(dump.result->errors == 0 && dump.result->text_length > 0, "what compiles can be listed");
}

}  // namespace vitrine::fuzz

using namespace vitrine::fuzz;

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed) {
  return mutate_json(data, size, most, seed);
}
