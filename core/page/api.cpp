// The C interface of the page's scanner.
#include "page/outline.h"
#include "page/stitch.h"
#include "page/tokenizer.h"
#include "page/tree.h"
#include "vitrine/vitrine_page.h"

using namespace vitrine::page;

namespace {

constexpr uint32_t kScanMagic = 0x4E435356;

struct Scan {
  uint32_t magic;
  Tokenizer tokenizer;
  Tree tree;
  Outline outline;
};

const Scan *scan_of(const void *memory) {
  const auto *scan = static_cast<const Scan *>(memory);
  return memory != nullptr && reinterpret_cast<uintptr_t>(memory) % 8 == 0 && scan->magic == kScanMagic ? scan : nullptr;
}

}  // namespace

uint32_t vt_page_size() { return sizeof(Scan); }

int32_t vt_page_begin(void *memory, uint32_t size) {
  if (memory == nullptr || reinterpret_cast<uintptr_t>(memory) % 8 != 0 || size < sizeof(Scan)) return -1;
  auto *scan = static_cast<Scan *>(memory);
  scan->tokenizer.begin();
  scan->tree.begin(scan->outline);
  scan->outline.begin(scan->tree);
  scan->magic = kScanMagic;
  return 0;
}

int32_t vt_page_scan(void *memory, const uint8_t *bytes, uint32_t length, int32_t is_last) {
  auto *scan = const_cast<Scan *>(scan_of(memory));
  if (scan == nullptr || scan->outline.page().is_ended != 0 || length > kMaxPage - scan->tokenizer.place()) return -1;
  scan->tokenizer.scan(scan->tree, bytes, length);
  scan->outline.scanned(scan->tokenizer.place());
  if (is_last != 0) scan->tokenizer.end(scan->tree);
  return 0;
}

const vt_page *vt_page_known(const void *memory) {
  const Scan *scan = scan_of(memory);
  return scan == nullptr ? nullptr : &scan->outline.page();
}

const vt_page_slot *vt_page_slots(const void *memory) {
  const Scan *scan = scan_of(memory);
  return scan == nullptr ? nullptr : scan->outline.slots();
}

const vt_page_variant *vt_page_variants(const void *memory) {
  const Scan *scan = scan_of(memory);
  return scan == nullptr ? nullptr : scan->outline.variants();
}

const uint8_t *vt_page_names(const void *memory) {
  const Scan *scan = scan_of(memory);
  return scan == nullptr ? nullptr : reinterpret_cast<const uint8_t *>(scan->outline.names());
}

int32_t vt_page_fill(const void *memory, uint32_t slot, int32_t variant, vt_page_range *ranges, int32_t capacity) {
  const Scan *scan = scan_of(memory);
  if (scan == nullptr || slot >= scan->outline.page().slots) return -1;
  return fill(scan->outline, slot, variant, ranges, capacity);
}

int32_t vt_page_order(const void *memory, uint32_t slot, const uint16_t *order, int32_t count, vt_page_item *items, vt_page_range *ranges,
                      int32_t capacity) {
  const Scan *scan = scan_of(memory);
  if (scan == nullptr || slot >= scan->outline.page().slots) return -1;
  return put_in_order(scan->outline, slot, order, count, items, ranges, capacity);
}

int32_t vt_page_items(const void *memory, uint32_t slot, vt_page_item *items, int32_t capacity) {
  const Scan *scan = scan_of(memory);
  if (scan == nullptr || slot >= scan->outline.page().slots) return -1;
  return scan->outline.items(slot, items, capacity);
}
