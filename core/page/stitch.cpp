// Nothing is written here: the host copies the ranges.
#include "page/stitch.h"

namespace vitrine::page {
namespace {

struct Ranges {
  vt_page_range *out;
  int32_t capacity;
  int32_t count = 0;
  void add(uint32_t start, uint32_t end) {
    if (start == end) return;
    if (count < capacity) out[count] = {start, end};
    ++count;
  }
};

}  // namespace

int32_t fill(const Outline &outline, uint32_t number, int32_t variant, vt_page_range *out, int32_t capacity) {
  const vt_page_slot &slot = outline.slots()[number];
  if (slot.reasons != 0 || slot.end == 0 || variant < -1 || variant >= static_cast<int32_t>(slot.variant_count)) return -1;
  const vt_page_variant *variants = outline.variants() + slot.variant_first;
  Ranges ranges{out, capacity};
  if (variant >= 0) {
    const vt_page_variant &shown = variants[variant];
    if (shown.reasons != 0) return -1;
    ranges.add(shown.content_start, shown.content_end);
    return ranges.count;
  }
  uint32_t from = slot.content_start;
  for (uint32_t i = 0; i < slot.variant_count; ++i) {
    // A template whose end is not its own may reach over what is not in it.
    if ((variants[i].reasons & VT_PAGE_NO_END) != 0) return -1;
    ranges.add(from, variants[i].start);
    from = variants[i].end;
  }
  ranges.add(from, slot.content_end);
  return ranges.count;
}

// What keeps a variant from a slot, and no order from a list.
constexpr uint32_t kOfVariants = VT_PAGE_ELEMENT | VT_PAGE_HOLDS | VT_PAGE_NAMED_SLOT;

int32_t put_in_order(const Outline &outline, uint32_t number, const uint16_t *order, int32_t count, vt_page_item *items, vt_page_range *out,
                     int32_t capacity) {
  const vt_page_slot &slot = outline.slots()[number];
  if (slot.end == 0 || (slot.reasons & ~kOfVariants) != 0 || count != static_cast<int32_t>(slot.item_count) ||
      outline.items(number, items, count) != count)
    return -1;
  // Each place once: marked in the answer's own numbers, which are below kMaxItems.
  bool is_taken[kMaxItems] = {};
  for (int32_t i = 0; i < count; ++i) {
    if (order[i] >= count || is_taken[order[i]]) return -1;
    is_taken[order[i]] = true;
  }
  Ranges ranges{out, capacity};
  uint32_t from = slot.content_start;
  for (int32_t i = 0; i < count; ++i) {
    ranges.add(from, items[i].start);
    ranges.add(items[order[i]].start, items[order[i]].end);
    from = items[i].end;
  }
  ranges.add(from, slot.content_end);
  return ranges.count;
}

}  // namespace vitrine::page
