// Built-in facts of the cart.
#include "runtime/facts/cart.h"

#include "runtime/features/refresh.h"

namespace vitrine::runtime {
namespace {

constexpr int64_t kNone = Event::kNoAmount;

// Units of all items: an item without a quantity is one. kNone where no item adds any.
int64_t item_units(const Event &event) {
  int64_t sum = kNone;
  for (int item = 0; item < event.items; ++item) {
    const int64_t one = event.units(item, 1);
    if (one != kNone) sum = sum == kNone ? one : sum + one;
  }
  return sum;
}

// False: nothing changes, since nothing readable is given.
bool change_cart(CartState &cart, const Event &event) {
  int64_t units = item_units(event);
  int64_t value = event.value();
  if (event.role() == EventRole::kAddToCart || event.role() == EventRole::kRemoveFromCart) {
    const int sign = event.role() == EventRole::kAddToCart ? 1 : -1;
    units = cart.units + (units == kNone ? 0 : units * sign);
    value = clamp_amount(cart.value + (value == kNone ? 0 : value * sign));
    if (units < 0) units = 0;
  } else {
    units = event.units(Event::kNoItem, event.no_items ? 0 : units);
    if (units == kNone && value == kNone) return false;
    if (units == kNone) units = cart.units;
    if (value == kNone) value = cart.value;
  }
  cart = {value, 0, clamp_count(units), 0};
  return true;
}

}  // namespace

void take_cart(Run r, const Event &event) {
  CartState &cart = r.v->cart;
  switch (event.role()) {
    case EventRole::kAddToCart:
    case EventRole::kRemoveFromCart:
    case EventRole::kViewCart:
      if (event.items == 0) return;
      [[fallthrough]];
    case EventRole::kCartUpdate:
      if (!change_cart(cart, event)) return;
      break;
    case EventRole::kPurchase: cart.units = 0; break;
    case EventRole::kPageView:
    case EventRole::kViewItem:
    case EventRole::kRefund:
    case EventRole::kIdentify:
    case EventRole::kCustomerSync:
    case EventRole::kEvidence:
    case EventRole::kSearch:
    case EventRole::kViewPromotion:
    case EventRole::kNone:
    case EventRole::kCount: return;
  }
  cart.changed = r.v->clock;
  if (cart.units == 0) cart = CartState{};
  refresh_group(r, Group::kCart);
}

}  // namespace vitrine::runtime
