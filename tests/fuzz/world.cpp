// Reads, compiles and loads the strategies that the fuzzers run under.
#include "fuzz/world.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "format/hash.h"
#include "vitrine/vitrine_compiler.h"

namespace vitrine::fuzz {

void must(bool holds, const char *sentence) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", sentence);
  std::abort();
}

LoadedPack::LoadedPack(BytesView bytes) : bytes_(bytes.begin(), bytes.end()) {
  const auto length = static_cast<int32_t>(bytes_.size());
  status_ = vt_pack_size(bytes_.data(), length);
  if (status_ < 0) return;
  memory_.resize(static_cast<size_t>(status_));
  status_ = vt_load(memory_.data(), static_cast<int32_t>(memory_.size()), bytes_.data(), length);
  must(status_ == VT_OK || status_ == VT_BAD_PACK, "vt_load takes a pack or says that it is none");
  if (status_ != VT_OK) must(vt_visitor_size(memory_.data()) == VT_BAD_PACK, "memory of a refused pack is no pack");
}

World::World(const std::string &file)
    : strategy(read_file(std::string(VITRINE_SOURCE_DIR) + "/" + file)), words(words_of(strategy)), pack(compiled(strategy)) {
  must(pack.ok(), "the fuzzers' own strategies compile");
}

const World &rich() {
  static const World world("tests/fuzz/strategy.json");
  return world;
}

const World &shop() {
  static const World world("demo_store/strategy.json");
  return world;
}

std::vector<std::string> words_of(const std::string &json) {
  std::vector<std::string> words = {"",
                                    "1",
                                    "-2.5",
                                    "sku-1",
                                    "mobile",
                                    "de-DE",
                                    "https://shop.example/c/shoes?utm_source=google&utm_medium=cpc&gclid=1",
                                    "https://www.google.com/search?q=shoes",
                                    std::string(200, 'x'),
                                    "\xE2\x82\xAC\xE2\x82",
                                    "\xFF\xC0"};
  for (size_t at = json.find('"'); at != std::string::npos; at = json.find('"', at + 1)) {
    const size_t end = json.find('"', at + 1);
    if (end == std::string::npos) break;
    words.push_back(json.substr(at + 1, end - at - 1));
    at = end;
  }
  return words;
}

Bytes compiled(const std::string &strategy) {
  vt_compiled *result = vt_compile(strategy.data(), static_cast<int32_t>(strategy.size()), nullptr);
  must(result != nullptr, "the compiler has memory");
  const Bytes pack(result->pack, result->pack + result->pack_length);
  vt_compile_free(result);
  return pack;
}

std::string read_file(const std::string &path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

uint64_t hash_of(BytesView bytes) { return label_hash(reinterpret_cast<const char *>(bytes.data()), bytes.size()); }

uint64_t seed_of(BytesView sealed) { return hash_of(sealed.first(std::min<size_t>(sealed.size(), 16))); }

}  // namespace vitrine::fuzz
