// The C face of the scanner: what it refuses.
#include <catch2/catch.hpp>
#include <cstring>
#include <string>
#include <vector>

#include "vitrine/vitrine_page.h"

namespace {

struct Memory {
  std::vector<uint64_t> words = std::vector<uint64_t>(vt_page_size() / 8 + 2);
  [[nodiscard]] void *get() { return words.data(); }
};

int32_t scan(Memory &memory, const std::string &page, bool is_last = true) {
  return vt_page_scan(memory.get(), reinterpret_cast<const uint8_t *>(page.data()), static_cast<uint32_t>(page.size()), is_last ? 1 : 0);
}

const std::string kList = "<!doctype html><body>x<ul data-vitrine-slot=l><li data-vitrine-item=a>A<li data-vitrine-item=b>B</ul>";

}  // namespace

TEST_CASE("memory that is missing, not aligned or too small is refused") {
  Memory memory;
  CHECK(vt_page_begin(nullptr, vt_page_size()) == -1);
  CHECK(vt_page_begin(static_cast<uint8_t *>(memory.get()) + 4, vt_page_size()) == -1);
  CHECK(vt_page_begin(memory.get(), vt_page_size() - 1) == -1);
  CHECK(vt_page_begin(memory.get(), vt_page_size()) == 0);
}

TEST_CASE("memory in which no scan was begun is refused by every call") {
  Memory memory;
  vt_page_range range{};
  vt_page_item item{};
  const uint16_t order = 0;
  CHECK(scan(memory, "<p>") == -1);
  CHECK(vt_page_known(memory.get()) == nullptr);
  CHECK(vt_page_slots(memory.get()) == nullptr);
  CHECK(vt_page_variants(memory.get()) == nullptr);
  CHECK(vt_page_names(memory.get()) == nullptr);
  CHECK(vt_page_items(memory.get(), 0, &item, 1) == -1);
  CHECK(vt_page_fill(memory.get(), 0, 0, &range, 1) == -1);
  CHECK(vt_page_order(memory.get(), 0, &order, 1, &item, &range, 1) == -1);
}

TEST_CASE("after the last bytes nothing more is taken, and a new scan begins anew") {
  Memory memory;
  REQUIRE(vt_page_begin(memory.get(), vt_page_size()) == 0);
  REQUIRE(scan(memory, kList) == 0);
  CHECK(scan(memory, "x") == -1);
  CHECK(vt_page_known(memory.get())->slots == 1);
  REQUIRE(vt_page_begin(memory.get(), vt_page_size()) == 0);
  CHECK(vt_page_known(memory.get())->slots == 0);
}

TEST_CASE("an order that is no permutation of the items is none, and slots and variants that are not there are refused") {
  Memory memory;
  std::vector<vt_page_range> ranges(8);
  std::vector<vt_page_item> items(2);
  REQUIRE(vt_page_begin(memory.get(), vt_page_size()) == 0);
  REQUIRE(scan(memory, kList) == 0);
  const auto ordered = [&](uint32_t slot, std::vector<uint16_t> order) {
    return vt_page_order(memory.get(), slot, order.data(), static_cast<int32_t>(order.size()), items.data(), ranges.data(), 8);
  };
  CHECK(ordered(0, {1, 0}) == 2);
  CHECK(ordered(0, {0, 0}) == -1);
  CHECK(ordered(0, {0, 2}) == -1);
  CHECK(ordered(0, {0}) == -1);
  CHECK(ordered(1, {1, 0}) == -1);
  CHECK(vt_page_fill(memory.get(), 1, 0, ranges.data(), 8) == -1);
  CHECK(vt_page_fill(memory.get(), 0, 1, ranges.data(), 8) == -1);
  CHECK(vt_page_fill(memory.get(), 0, -2, ranges.data(), 8) == -1);
}

TEST_CASE("a slot that has not ended cannot be stitched yet") {
  Memory memory;
  std::vector<vt_page_range> ranges(8);
  REQUIRE(vt_page_begin(memory.get(), vt_page_size()) == 0);
  REQUIRE(scan(memory, "<body>x<section data-vitrine-slot=s><template data-vitrine-variant=v>v</template>", false) == 0);
  CHECK(vt_page_known(memory.get())->slots == 1);
  CHECK(vt_page_fill(memory.get(), 0, 0, ranges.data(), 8) == -1);
  REQUIRE(scan(memory, "default</section>", false) == 0);
  CHECK(vt_page_fill(memory.get(), 0, 0, ranges.data(), 8) == 1);
}
