// What takes the place of a slot's content, as ranges of the page's own bytes.
#pragma once

#include "page/outline.h"

namespace vitrine::page {

// vt_page_fill and vt_page_order, of a slot that there is.
[[nodiscard]] int32_t fill(const Outline &outline, uint32_t slot, int32_t variant, vt_page_range *ranges, int32_t capacity);
[[nodiscard]] int32_t put_in_order(const Outline &outline, uint32_t slot, const uint16_t *order, int32_t count, vt_page_item *items,
                                   vt_page_range *ranges, int32_t capacity);

}  // namespace vitrine::page
