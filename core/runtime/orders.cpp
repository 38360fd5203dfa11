// Built-in facts of cart and orders.
#include "runtime/conditions.h"
#include "runtime/features.h"

namespace vitrine {
namespace {

// Units of all items: an item without a quantity is one.
int64_t item_units(const Event &event) {
  int64_t sum = 0;
  for (int item = 0; item < event.items; ++item) sum += event.units(item, 1);
  return sum;
}

void change_cart(CartState &cart, const Event &event, bool add) {
  const int64_t units = item_units(event);
  const int64_t value = event.value() == Event::kNoAmount ? 0 : event.value();
  cart.units = clamp_count(cart.units + (add ? units : -units));
  cart.value = clamp_amount(cart.value + (add ? value : -value));
}

void set_cart(CartState &cart, const Event &event) {
  const int64_t units = event.units(Event::kNoItem, event.items > 0 ? item_units(event) : cart.units);
  cart.units = clamp_count(units);
  if (event.value() != Event::kNoAmount) cart.value = event.value();
}

void add_to(uint16_t &counter) {
  if (counter < kCountStop) ++counter;
}

bool is_discounted(const Event &event) {
  if (event.own(FieldRole::kCoupon).has_text()) return true;
  for (int item = 0; item < event.items; ++item) {
    if (event.of(item, FieldRole::kCoupon).has_text()) return true;
    if (event.amount(item, FieldRole::kDiscount) > 0) return true;
  }
  return false;
}

void take_purchase(Run r, const Event &event) {
  OrdersState &orders = r.v->orders;
  add_to(orders.placed);
  add_to(orders.count);
  if (event.value() != Event::kNoAmount) orders.value = clamp_amount(orders.value + event.value());
  if (is_discounted(event)) add_to(orders.discounted);
  if ((orders.dated & kFirstKnown) == 0) orders.first = r.v->clock;
  orders.last = r.v->clock;
  orders.dated = kFirstKnown | kLastKnown;
}

void take_refund(Run r, const Event &event) {
  OrdersState &orders = r.v->orders;
  if (event.items == 0) {
    if (orders.count > 0) --orders.count;
    add_to(orders.refunded);
  }
  if (event.value() != Event::kNoAmount) orders.value = clamp_amount(orders.value - event.value());
}

void sync_count(const Event &event, FieldRole role, uint16_t &counter) {
  const Field value = event.own(role);
  if (value.has_number()) counter = clamp_count(whole_units(value.number()));
}

void sync_time(Run r, const Event &event, FieldRole role, uint32_t &time, uint8_t known) {
  const Field value = event.own(role);
  if (!value.has_number() || value.number() < 0) return;
  time = value.number() > r.v->clock ? r.v->clock : static_cast<uint32_t>(value.number());
  r.v->orders.dated = static_cast<uint8_t>(r.v->orders.dated | known);
}

void sync_orders(Run r, const Event &event) {
  OrdersState &orders = r.v->orders;
  sync_count(event, FieldRole::kOrdersPlaced, orders.placed);
  sync_count(event, FieldRole::kOrdersCount, orders.count);
  sync_count(event, FieldRole::kOrdersDiscounted, orders.discounted);
  sync_count(event, FieldRole::kOrdersRefunded, orders.refunded);
  const int64_t value = event.amount(Event::kNoItem, FieldRole::kOrdersValue);
  if (value != Event::kNoAmount) orders.value = value;
  sync_time(r, event, FieldRole::kFirstOrderAt, orders.first, kFirstKnown);
  sync_time(r, event, FieldRole::kLastOrderAt, orders.last, kLastKnown);
}

// Mean seconds between purchases, cut; -1 before the second.
int64_t interval_of(const OrdersState &orders) {
  if (orders.placed < 2 || orders.dated != (kFirstKnown | kLastKnown)) return -1;
  return orders.last < orders.first ? 0 : (orders.last - orders.first) / (orders.placed - 1u);
}

void refresh_share_of_placed(Run r, uint32_t f, uint16_t part) {
  const uint16_t placed = r.v->orders.placed;
  if (placed == 0) return move_to_none(r, f);
  move_to_fraction(r, f, part < placed ? part : placed, 1000, placed);
}

// The clock alone moves since / interval: c is reached when since >= c * interval / 1000, rounded up.
void refresh_overdue(Run r, uint32_t f) {
  const OrdersState &orders = r.v->orders;
  const int64_t interval = interval_of(orders);
  if (interval <= 0) return move_to_none(r, f);
  move_to_fraction(r, f, r.v->clock - orders.last, 1000, interval);
  const int64_t next = next_threshold(r, f);
  if (next <= (INT64_MAX - 999) / interval) r.due(f) = later(orders.last, (next * interval + 999) / 1000);
}

}  // namespace

void take_cart(Run r, const Event &event) {
  CartState &cart = r.v->cart;
  switch (event.role()) {
    case EventRole::kAddToCart:
    case EventRole::kRemoveFromCart:
      if (event.items == 0) return;
      change_cart(cart, event, event.role() == EventRole::kAddToCart);
      break;
    case EventRole::kViewCart:
      if (event.items == 0) return;
      set_cart(cart, event);
      break;
    case EventRole::kCartUpdate: set_cart(cart, event); break;
    case EventRole::kPurchase: cart.units = 0; break;
    default: return;
  }
  cart.changed = r.v->clock;
  if (cart.units == 0) cart = CartState{};
  refresh_group(r, Group::kCart);
}

void refresh_cart(Run r, uint32_t f) {
  const CartState &cart = r.v->cart;
  switch (r.feature(f).fact) {
    case Fact::kCartItems: return move_to_number(r, f, cart.units);
    case Fact::kCartValue: return move_to_number(r, f, cart.value);
    default: break;
  }
  if (cart.units == 0) return move_to_none(r, f);
  move_to_number(r, f, r.v->clock - cart.changed);
  r.due(f) = later(cart.changed, next_threshold(r, f));
}

void take_orders(Run r, const Event &event) {
  switch (event.role()) {
    case EventRole::kPurchase: take_purchase(r, event); break;
    case EventRole::kRefund: take_refund(r, event); break;
    case EventRole::kCustomerSync: sync_orders(r, event); break;
    default: return;
  }
  refresh_group(r, Group::kOrders);
}

void refresh_orders(Run r, uint32_t f) {
  const OrdersState &orders = r.v->orders;
  const int64_t interval = interval_of(orders);
  switch (r.feature(f).fact) {
    case Fact::kOrdersPlaced: return move_to_number(r, f, orders.placed);
    case Fact::kOrdersCount: return move_to_number(r, f, orders.count);
    case Fact::kOrdersValue: return move_to_number(r, f, orders.value);
    case Fact::kOrdersAverage: return orders.count == 0 ? move_to_none(r, f) : move_to_fraction(r, f, orders.value, 1, orders.count);
    case Fact::kOrdersInterval: return interval >= 0 ? move_to_number(r, f, interval) : move_to_none(r, f);
    case Fact::kOrdersOverdue: return refresh_overdue(r, f);
    case Fact::kOrdersDiscountedShare: return refresh_share_of_placed(r, f, orders.discounted);
    case Fact::kOrdersRefundedShare: return refresh_share_of_placed(r, f, orders.refunded);
    default: break;
  }
  if ((orders.dated & kLastKnown) == 0) return move_to_none(r, f);
  move_to_number(r, f, r.v->clock - orders.last);
  r.due(f) = later(orders.last, next_threshold(r, f));
}

}  // namespace vitrine
