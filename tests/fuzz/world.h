// What the fuzzers run under: loaded packs, and the strategies they come from.
#pragma once

#include <string>

#include "format/pack_view.h"
#include "fuzz/unit.h"
#include "vitrine/vitrine.h"

namespace vitrine::fuzz {

// Memory of just as many bytes as needed, so that the sanitizer sees a step past the end.
class LoadedPack {
 public:
  explicit LoadedPack(BytesView bytes);
  [[nodiscard]] bool ok() const { return status_ == VT_OK; }
  [[nodiscard]] const void *get() const { return memory_.data(); }
  [[nodiscard]] const Bytes &bytes() const { return bytes_; }
  // These only where ok().
  [[nodiscard]] PackView view() const { return PackView(bytes_); }
  [[nodiscard]] int32_t slots() const { return static_cast<int32_t>(view().slots().size()); }

 private:
  Bytes bytes_;
  Bytes memory_;
  int32_t status_;
};

struct World {
  explicit World(const std::string &file);  // a strategy, from the repository's root
  std::string strategy;
  std::vector<std::string> words;
  LoadedPack pack;
};

// tests/fuzz/strategy.json: all that the language has.
[[nodiscard]] const World &rich();
// The demo store's: what another strategy leaves of a snapshot.
[[nodiscard]] const World &shop();

// The texts of a strategy, and a few that are meant to break something: what events are filled with.
[[nodiscard]] std::vector<std::string> words_of(const std::string &json);

// Empty where it has errors.
[[nodiscard]] Bytes compiled(const std::string &strategy);

[[nodiscard]] std::string read_file(const std::string &path);
[[nodiscard]] uint64_t hash_of(BytesView bytes);
// Of a pack or snapshot whose checksum is right: its head stands for all of it.
[[nodiscard]] uint64_t seed_of(BytesView sealed);

}  // namespace vitrine::fuzz
