// Scanning a page of the shop's: where its slots, templates and items lie, and which of them the edge may stitch.
//
// Plain C, 32-bit integers and pointers only, as in vitrine.h: nothing here allocates, calls back or keeps state of its own. The caller owns the
// memory of a scan, aligned to 8 bytes; the bytes of a page are read during a call alone and may go away after it. All bytes may be hostile.
// Offsets count bytes from the beginning of the page. Scripting is on: what <noscript> holds is text.
#ifndef VITRINE_VITRINE_PAGE_H
#define VITRINE_VITRINE_PAGE_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Why a slot has to be left to the browser, as bits.
typedef enum vt_page_reason {
  VT_PAGE_ELEMENT = 1,  // an element that cannot show a variant
  VT_PAGE_NO_END = 2,  // its end tag is missing, or has not come
  VT_PAGE_LEAKS = 4,  // what is in it closes, opens or moves something outside
  VT_PAGE_FORMATTING = 8,  // a formatting element reaches over its beginning or its end
  VT_PAGE_NESTED = 16,  // a slot in a slot
  VT_PAGE_NAME = 32,  // its name, or a template's, cannot be read: a character reference, or too long
  VT_PAGE_HOLDS = 64,  // it holds what would go on working unseen: a frame, a control of a form outside, an open dialog, what plays
  VT_PAGE_NAMED_SLOT = 128,  // a child has a slot attribute
  VT_PAGE_DECIDE = 256,  // data-vitrine-edge="decide" on it or above: it is decided, and shown by the page
  VT_PAGE_APP = 512,  // in the root of an application
  VT_PAGE_LOST = 1024,  // the structure of the page could not be followed
  VT_PAGE_LIMIT = 2048,  // past a limit of core/page/limits.h
  VT_PAGE_PLACE = 4096,  // of a variant: the place would change it, or it the place
  VT_PAGE_SCRIPT = 8192,  // of a variant: it holds a script
} vt_page_reason;

// What is known of the page as a whole. Places that are not known yet are 0.
typedef struct vt_page {
  uint32_t scanned;  // bytes
  uint32_t is_ended;  // 1: vt_page_scan was told that there are no more
  uint32_t head_end;  // where the head ends: what is put there stands in it
  uint32_t html_start;  // the <html> tag, if it is written
  uint32_t html_end;
  uint32_t state_start;  // the text of the first <script type="application/json" data-vitrine-state>
  uint32_t state_end;
  uint32_t states;  // how many there are
  uint32_t slots;
  uint32_t variants;
  uint32_t is_off;  // 1: data-vitrine="off" on <html>
  uint32_t reasons;  // VT_PAGE_LOST, VT_PAGE_LIMIT: of the page from some place on
} vt_page;

typedef struct vt_page_slot {
  uint32_t start;  // of its start tag
  uint32_t content_start;
  uint32_t content_end;
  uint32_t end;  // after its end tag; 0: it is open
  uint32_t name;  // of the value of data-vitrine-slot: an offset from the beginning of `names`, and its length
  uint32_t name_length;
  uint32_t reasons;  // 0: it can be stitched
  uint32_t variant_first;
  uint32_t variant_count;
  uint32_t item_first;
  uint32_t item_count;
  uint32_t is_chosen;  // data-vitrine-order="chosen"
} vt_page_slot;

typedef struct vt_page_variant {
  uint32_t start;  // of the template's start tag
  uint32_t content_start;
  uint32_t content_end;
  uint32_t end;
  uint32_t name;
  uint32_t name_length;
  uint32_t reasons;  // 0: its bytes can take the place of the slot's content
  uint32_t needs;  // what the place must not have
} vt_page_variant;

// A child of a list that moves, with its one item.
typedef struct vt_page_item {
  uint32_t start;
  uint32_t end;
  uint32_t tag_start;  // the item's own start tag
  uint32_t tag_end;
} vt_page_item;

// Bytes of memory that a scan needs.
uint32_t vt_page_size(void);

// A scan of a new page. 0, or -1 where the memory is not aligned to 8 or smaller than vt_page_size says.
int32_t vt_page_begin(void *scan, uint32_t size);

// The next bytes of the page, cut anywhere; `is_last`: there are no more. 0, or -1 after the last bytes, for another block, or past 4 MiB.
int32_t vt_page_scan(void *scan, const uint8_t *bytes, uint32_t length, int32_t is_last);

// What is known so far. The pointers are good until the next call with this scan.
const vt_page *vt_page_known(const void *scan);
const vt_page_slot *vt_page_slots(const void *scan);
const vt_page_variant *vt_page_variants(const void *scan);
const uint8_t *vt_page_names(const void *scan);

// The children of a list that move, in the order of the page. How many there are, -1 where they cannot be told: an item deeper than 4 levels, a child
// with two items, an end that is not written where bytes stand between.
int32_t vt_page_items(const void *scan, uint32_t slot, vt_page_item *items, int32_t capacity);

// Bytes of the page, from `start` up to and without `end`.
typedef struct vt_page_range {
  uint32_t start;
  uint32_t end;
} vt_page_range;

// What stands in a slot instead of its content: the content of a variant (its number in the slot), or with -1 the default, without the templates.
// How many ranges there are; -1: the slot or the variant has to be left to the browser.
int32_t vt_page_fill(const void *scan, uint32_t slot, int32_t variant, vt_page_range *ranges, int32_t capacity);

// The content of a list with its items in another order: the item that began at order[i] goes to place i; what stands between items stays. `order`
// is a permutation of all of them. How many ranges there are; -1: the list has to be left to the browser, or `order` is none. `items` has room for all
// items and is overwritten.
int32_t vt_page_order(const void *scan, uint32_t slot, const uint16_t *order, int32_t count, vt_page_item *items, vt_page_range *ranges,
                      int32_t capacity);

#ifdef __cplusplus
}
#endif

#endif
