// Purchases, refunds and what the shop states of a customer.
#pragma once

#include "runtime/event.h"
#include "runtime/state.h"

namespace vitrine::runtime {

// Of a purchase, a refund or a `customer_sync`.
void take_orders(Run r, const Event &event);
// Mean seconds between purchases, cut; -1 before the second.
[[nodiscard]] int64_t order_interval(const OrdersState &orders);

}  // namespace vitrine::runtime
