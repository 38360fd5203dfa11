// The value of each built-in fact, told to whoever asks: refresh moves conditions by it, tools read it (features/feature_value.cpp).
#pragma once

#include "runtime/facts/context.h"
#include "runtime/facts/orders.h"
#include "runtime/time.h"

namespace vitrine::runtime {

// What `To` must have: none(), number(v), fraction(numerator, scale, denominator; of value numerator * scale / denominator), label(hash; 0: none),
// text(at, length; 0: none), and of values that the clock moves: since(moment), share_since(moment, of: seconds), hour(of the day, second of it)
// and of_day(v, second of the day).

template <class To>
void tell_visit(const VisitState &visit, VisitFact fact, To &to) {
  switch (fact) {
    case VisitFact::kVisitNumber: return to.number(visit.number);
    case VisitFact::kVisitPages: return to.number(visit.pages);
    case VisitFact::kVisitDuration: return to.number((visit.running & kVisitFirstKnown) != 0 ? visit.newest - visit.first : 0);
    case VisitFact::kVisitSincePrevious: return visit.number > 1 ? to.number(visit.interval) : to.none();
    case VisitFact::kCount: VITRINE_NEVER();
  }
}

template <class To>
void tell_cart(const CartState &cart, CartFact fact, To &to) {
  switch (fact) {
    case CartFact::kCartItems: return to.number(cart.units);
    case CartFact::kCartValue: return to.number(cart.value);
    case CartFact::kCartIdle: return cart.units != 0 ? to.since(cart.changed) : to.none();
    case CartFact::kCount: VITRINE_NEVER();
  }
}

template <class To>
void tell_share_of_placed(uint16_t part, uint16_t placed, To &to) {
  if (placed == 0) return to.none();
  to.fraction(part < placed ? part : placed, 1000, placed);
}

template <class To>
void tell_orders(const OrdersState &orders, OrdersFact fact, To &to) {
  const int64_t interval = order_interval(orders);
  switch (fact) {
    case OrdersFact::kOrdersPlaced: return to.number(orders.placed);
    case OrdersFact::kOrdersCount: return to.number(orders.count);
    case OrdersFact::kOrdersValue: return to.number(orders.value);
    case OrdersFact::kOrdersAverage: return orders.count == 0 ? to.none() : to.fraction(orders.value, 1, orders.count);
    case OrdersFact::kOrdersSince: return (orders.dated & kLastKnown) != 0 ? to.since(orders.last) : to.none();
    case OrdersFact::kOrdersInterval: return interval >= 0 ? to.number(interval) : to.none();
    case OrdersFact::kOrdersOverdue: return interval > 0 ? to.share_since(orders.last, interval) : to.none();
    case OrdersFact::kOrdersDiscountedShare: return tell_share_of_placed(orders.discounted, orders.placed, to);
    case OrdersFact::kOrdersRefundedShare: return tell_share_of_placed(orders.refunded, orders.placed, to);
    case OrdersFact::kCount: VITRINE_NEVER();
  }
}

template <class To>
void tell_time(Run r, TimeFact fact, To &to) {
  if (r.v->offset == 0) return to.none();
  const LocalTime local = local_time(r.v->clock, r.v->offset);
  switch (fact) {
    case TimeFact::kTimeHour: return to.hour(local.second);
    case TimeFact::kTimeWeekday: return to.of_day(1 + ((local.days + 3) % 7 + 7) % 7, local.second);
    case TimeFact::kTimeMonth: return to.of_day(month_of(local.days), local.second);
    case TimeFact::kCount: VITRINE_NEVER();
  }
}

// Labels and texts, and the numbers and booleans of traits.
template <class To>
void tell_stored(Run r, uint32_t f, const FeatureDef &def, To &to) {
  if (def.type == ValueType::kLabel) return to.label(r.state<LabelState>(f).hash);
  if (def.type == ValueType::kText) {
    const auto &state = r.state<TextState>(f);
    return to.text(state.bytes, state.list.count);
  }
  const auto &state = r.state<NumberState>(f);
  return state.list.count != 0 ? to.number(state.value) : to.none();
}

// Of a feature of kind kFact whose purposes are granted. One that has no state of its own and none of the groups' has no value.
template <class To>
void tell_fact(Run r, uint32_t f, const FeatureDef &def, To &to) {
  switch (def.group) {
    case Group::kPurpose: return to.number((r.v->granted >> static_cast<uint32_t>(def.fact)) & 1);
    case Group::kVisit: return tell_visit(r.v->visit, visit_fact(def.fact), to);
    case Group::kCart: return tell_cart(r.v->cart, cart_fact(def.fact), to);
    case Group::kOrders: return tell_orders(r.v->orders, orders_fact(def.fact), to);
    case Group::kTime: return tell_time(r, time_fact(def.fact), to);
    case Group::kContext:
    case Group::kTraffic:
    case Group::kPage:
    case Group::kTrait:
    case Group::kSearch:
      if (is_area(def.fact)) return to.label(area_of(r, f, def));
      if (r.pack().state[f] != 0) tell_stored(r, f, def, to);
      return;
    case Group::kEvent:
    case Group::kAffinity:
    case Group::kCount: VITRINE_NEVER();  // no facts
  }
}

}  // namespace vitrine::runtime
