// `where`: does an item (or, without items, the event) fulfil a condition on its fields?
#pragma once

#include <cstdint>

#include "runtime/event.h"

namespace vitrine::runtime {

// item: Event::kNoItem for the event itself.
[[nodiscard]] bool where_matches(const Pack &pack, uint32_t node, const Event &event, int item);
// An item has, itself, a field that the `where` names.
[[nodiscard]] bool where_names_items(const Pack &pack, uint32_t node, const Event &event);
// The field that a rule about the item means; none where it is a number that cannot be read, or an amount in another currency.
[[nodiscard]] Field field_for_rule(const Pack &pack, uint8_t field, const Event &event, int item);
// One item does (without items: the event itself).
[[nodiscard]] bool where_matches_any(const Pack &pack, uint32_t node, const Event &event);

}  // namespace vitrine::runtime
