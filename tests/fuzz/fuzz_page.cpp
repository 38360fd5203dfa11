// Any bytes as a page: scanned whole and in pieces with one result, and whatever may be stitched lies within its slot.
#include <algorithm>
#include <cstring>

#include "fuzz/unit.h"
#include "vitrine/vitrine_page.h"

namespace vitrine::fuzz {
namespace {

struct Scan {
  std::vector<uint64_t> memory = std::vector<uint64_t>((vt_page_size() + 7) / 8);
  [[nodiscard]] void *get() { return memory.data(); }
};

void scan(Scan &scan, BytesView page, size_t piece) {
  must(vt_page_begin(scan.get(), vt_page_size()) == 0, "a scan begins");
  for (size_t at = 0; at < page.size() || at == 0; at += piece) {
    const size_t length = std::min(piece, page.size() - at);
    // Memory of its own: a step past the end of a piece is seen.
    const Bytes bytes(page.begin() + static_cast<ptrdiff_t>(at), page.begin() + static_cast<ptrdiff_t>(at + length));
    const bool is_last = at + length >= page.size();
    must(vt_page_scan(scan.get(), bytes.data(), static_cast<uint32_t>(length), is_last ? 1 : 0) == 0, "a page is scanned");
    if (is_last) return;
  }
}

void check_ranges(const std::vector<vt_page_range> &ranges, int32_t count, const vt_page_slot &slot) {
  for (int32_t i = 0; i < count; ++i) {
    const vt_page_range &range = ranges[static_cast<size_t>(i)];
    must(slot.content_start <= range.start && range.start < range.end && range.end <= slot.content_end,
         "what is stitched lies in its slot");
  }
}

void check_slot(Scan &scan, uint32_t number) {
  const vt_page_slot &slot = vt_page_slots(scan.get())[number];
  must(slot.start < slot.content_start, "a slot has a start tag");
  std::vector<vt_page_range> ranges(5000);
  std::vector<vt_page_item> items(2000);
  for (int32_t variant = -1; variant <= static_cast<int32_t>(slot.variant_count); ++variant) {
    const int32_t count = vt_page_fill(scan.get(), number, variant, ranges.data(), 5000);
    must(count <= 5000 && (count == -1 || slot.end != 0), "only what has ended is stitched");
    check_ranges(ranges, count, slot);
  }
  const int32_t count = vt_page_items(scan.get(), number, items.data(), 2000);
  must(count == -1 || count == static_cast<int32_t>(slot.item_count), "all items of a list, or none");
  std::vector<uint16_t> order;
  for (int32_t i = count; i-- > 0;) order.push_back(static_cast<uint16_t>(i));
  const int32_t sorted =
      vt_page_order(scan.get(), number, order.data(), static_cast<int32_t>(order.size()), items.data(), ranges.data(), 5000);
  uint32_t bytes = 0;
  check_ranges(ranges, sorted, slot);
  for (int32_t i = 0; i < sorted; ++i) bytes += ranges[static_cast<size_t>(i)].end - ranges[static_cast<size_t>(i)].start;
  must(sorted == -1 || bytes == slot.content_end - slot.content_start, "a sorted list has all of its bytes");
}

}  // namespace

void prepare() {}

void try_input(BytesView input) {
  Scan whole;
  Scan pieces;
  scan(whole, input, input.size() + 1);
  scan(pieces, input, 1 + input.size() % 7);
  const vt_page *known = vt_page_known(whole.get());
  must(std::memcmp(known, vt_page_known(pieces.get()), sizeof *known) == 0, "cuts change nothing of the page");
  must(std::memcmp(vt_page_slots(whole.get()), vt_page_slots(pieces.get()), known->slots * sizeof(vt_page_slot)) == 0, "nor of its slots");
  must(std::memcmp(vt_page_variants(whole.get()), vt_page_variants(pieces.get()), known->variants * sizeof(vt_page_variant)) == 0,
       "nor of their templates");
  must(known->scanned == input.size() && known->head_end <= input.size(), "the whole page is scanned, and its head lies in it");
  for (uint32_t number = 0; number < known->slots; ++number) check_slot(whole, number);
}

}  // namespace vitrine::fuzz
