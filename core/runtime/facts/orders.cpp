// Built-in facts of orders.
#include "runtime/facts/orders.h"

#include "runtime/features/refresh.h"

namespace vitrine::runtime {
namespace {

constexpr int64_t kNone = Event::kNoAmount;

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
  if (event.value() != kNone) orders.value = clamp_amount(orders.value + event.value());
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
  if (event.value() != kNone) orders.value = clamp_amount(orders.value - event.value());
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
  if (value != kNone) orders.value = value;
  sync_time(r, event, FieldRole::kFirstOrderAt, orders.first, kFirstKnown);
  sync_time(r, event, FieldRole::kLastOrderAt, orders.last, kLastKnown);
}

}  // namespace

void take_orders(Run r, const Event &event) {
  if (event.role() == EventRole::kPurchase)
    take_purchase(r, event);
  else if (event.role() == EventRole::kRefund)
    take_refund(r, event);
  else
    sync_orders(r, event);
  refresh_group(r, Group::kOrders);
}

int64_t order_interval(const OrdersState &orders) {
  if (orders.placed < 2 || orders.dated != (kFirstKnown | kLastKnown)) return -1;
  return orders.last < orders.first ? 0 : (orders.last - orders.first) / (orders.placed - 1u);
}

}  // namespace vitrine::runtime
