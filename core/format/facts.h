// Built-in facts, a row each: all that the runtime, the compiler, dump and words know of them by table.
#pragma once

#include <cstdint>

#include "format/events.h"

namespace vitrine {

// id, as dump lists it, as a finding says it ("... is an amount"), as the type of a trait stands in its definition
#define VITRINE_VALUE_TYPES(X)                 \
  X(kInteger, "integer", "a whole number", "") \
  X(kAmount, "amount", "an amount", " number") \
  X(kDuration, "duration", "a duration", "")   \
  X(kShare, "share", "a share", "")            \
  X(kFraction, "fraction", "a fraction", "")   \
  X(kLabel, "label", "a label", " label")      \
  X(kText, "text", "a text", " text")          \
  X(kBoolean, "boolean", "a boolean", " boolean")

#define VITRINE_X(id, word, sentence, trait) id,
enum class ValueType : uint8_t { VITRINE_VALUE_TYPES(VITRINE_X) kCount };
#undef VITRINE_X
// Numbers stand first; what compares them compares nothing else.
constexpr bool is_numeric(ValueType type) { return type <= ValueType::kFraction; }

// Features stand in the pack in the order of their groups; a group is refreshed together.
enum class Group : uint8_t {
  kPurpose,
  kEvent,
  kAffinity,
  kVisit,
  kTraffic,
  kPage,
  kCart,
  kOrders,
  kContext,
  kTime,
  kTrait,
  kSearch,
  kCount
};
inline constexpr uint32_t kGroups = static_cast<uint32_t>(Group::kCount);

// fact; name; type; group; field that is read (kNone: computed); purposes that must be granted (VT_*, 0: context); has it a value whenever they
// are (kAlways)?; least and most value by its nature (kOfItsType: what the type has); what a sentence calls it.
// The first ones are the purposes, in the order of their bits (format/purposes.h). A trait is named by the strategy.
// clang-format off
#define VITRINE_PURPOSE_FACTS(X) \
  X(kGrantedPersonalization, "", kBoolean, kPurpose, kNone, 0, kNotAlways, 0, kOfItsType, "") \
  X(kGrantedMeasurement, "", kBoolean, kPurpose, kNone, 0, kNotAlways, 0, kOfItsType, "") \
  X(kGrantedAds, "", kBoolean, kPurpose, kNone, 0, kNotAlways, 0, kOfItsType, "") \
  X(kGrantedLocation, "", kBoolean, kPurpose, kNone, 0, kNotAlways, 0, kOfItsType, "")
#define VITRINE_VISIT_FACTS(X) \
  X(kVisitNumber, "visit.number", kInteger, kVisit, kNone, VT_PERSONALIZATION, kAlways, 0, kOfItsType, "the number of visits") \
  X(kVisitPages, "visit.pages", kInteger, kVisit, kNone, VT_PERSONALIZATION, kAlways, 0, kOfItsType, "the number of pages viewed in this visit") \
  X(kVisitDuration, "visit.duration", kDuration, kVisit, kNone, VT_PERSONALIZATION, kAlways, 0, kOfItsType, "the length of this visit") \
  X(kVisitSincePrevious, "visit.since_previous", kDuration, kVisit, kNone, VT_PERSONALIZATION, kNotAlways, 0, kOfItsType, "the time between the visit before and this one")
#define VITRINE_TRAFFIC_FACTS(X) \
  X(kTrafficChannel, "traffic.channel", kLabel, kTraffic, kNone, 0, kNotAlways, 0, kOfItsType, "the channel") \
  X(kTrafficSource, "traffic.source", kLabel, kTraffic, kNone, 0, kNotAlways, 0, kOfItsType, "the traffic source") \
  X(kTrafficMedium, "traffic.medium", kLabel, kTraffic, kNone, 0, kNotAlways, 0, kOfItsType, "the traffic medium") \
  X(kTrafficCampaign, "traffic.campaign", kText, kTraffic, kNone, 0, kNotAlways, 0, kOfItsType, "the campaign") \
  X(kTrafficBranded, "traffic.branded", kBoolean, kTraffic, kNone, 0, kNotAlways, 0, kOfItsType, "that the shop itself was searched for") \
  X(kTrafficLandingPath, "traffic.landing_path", kText, kTraffic, kNone, 0, kNotAlways, 0, kOfItsType, "the path of the landing page")
#define VITRINE_PAGE_FACTS(X) \
  X(kPageType, "page.type", kLabel, kPage, kPageType, 0, kNotAlways, 0, kOfItsType, "the type of the page") \
  X(kPagePath, "page.path", kText, kPage, kPagePath, 0, kNotAlways, 0, kOfItsType, "the path of the page") \
  X(kPageCategory, "page.category", kLabel, kPage, kPageCategory, 0, kNotAlways, 0, kOfItsType, "the category of the page") \
  X(kPageItem, "page.item", kLabel, kPage, kPageItem, 0, kNotAlways, 0, kOfItsType, "the item of the page")
#define VITRINE_CART_FACTS(X) \
  X(kCartItems, "cart.items", kInteger, kCart, kNone, 0, kAlways, 0, kOfItsType, "the number of items in the cart") \
  X(kCartValue, "cart.value", kAmount, kCart, kNone, 0, kAlways, 0, kOfItsType, "the value of the cart") \
  X(kCartIdle, "cart.idle", kDuration, kCart, kNone, 0, kNotAlways, 0, kOfItsType, "the time since the cart last changed")
#define VITRINE_ORDERS_FACTS(X) \
  X(kOrdersPlaced, "orders.placed", kInteger, kOrders, kNone, 0, kAlways, 0, kOfItsType, "the number of purchases") \
  X(kOrdersCount, "orders.count", kInteger, kOrders, kNone, 0, kAlways, 0, kOfItsType, "the number of purchases kept") \
  X(kOrdersValue, "orders.value", kAmount, kOrders, kNone, 0, kAlways, 0, kOfItsType, "the value of all purchases") \
  X(kOrdersAverage, "orders.average", kFraction, kOrders, kNone, 0, kNotAlways, 0, kOfItsType, "the average value of a purchase") \
  X(kOrdersSince, "orders.since", kDuration, kOrders, kNone, 0, kNotAlways, 0, kOfItsType, "the time since the last purchase") \
  X(kOrdersInterval, "orders.interval", kDuration, kOrders, kNone, 0, kNotAlways, 0, kOfItsType, "the usual time between purchases") \
  X(kOrdersOverdue, "orders.overdue", kFraction, kOrders, kNone, 0, kNotAlways, 0, kOfItsType, "the time since the last purchase, in usual intervals,") \
  X(kOrdersDiscountedShare, "orders.discounted_share", kShare, kOrders, kNone, 0, kNotAlways, 0, kOfItsType, "the share of purchases with a discount") \
  X(kOrdersRefundedShare, "orders.refunded_share", kShare, kOrders, kNone, 0, kNotAlways, 0, kOfItsType, "the share of purchases refunded")
#define VITRINE_CONTEXT_FACTS(X) \
  X(kDeviceClass, "device.class", kLabel, kContext, kDeviceClass, 0, kNotAlways, 0, kOfItsType, "the class of device") \
  X(kLanguage, "language", kLabel, kContext, kLanguage, 0, kNotAlways, 0, kOfItsType, "the language") \
  X(kGeoCountry, "geo.country", kLabel, kContext, kGeoCountry, VT_PERSONALIZATION | VT_LOCATION, kNotAlways, 0, kOfItsType, "the country") \
  X(kGeoRegion, "geo.region", kLabel, kContext, kGeoRegion, VT_PERSONALIZATION | VT_LOCATION, kNotAlways, 0, kOfItsType, "the region") \
  X(kGeoCity, "geo.city", kLabel, kContext, kGeoCity, VT_PERSONALIZATION | VT_LOCATION, kNotAlways, 0, kOfItsType, "the city") \
  X(kGeoZone, "geo.zone", kLabel, kContext, kNone, VT_PERSONALIZATION | VT_LOCATION, kNotAlways, 0, kOfItsType, "the zone") \
  X(kGeoClimate, "geo.climate", kLabel, kContext, kNone, VT_PERSONALIZATION | VT_LOCATION, kNotAlways, 0, kOfItsType, "the climate")
#define VITRINE_TIME_FACTS(X) \
  X(kTimeHour, "time.hour", kInteger, kTime, kNone, 0, kNotAlways, 0, 23, "the hour of the visitor's day") \
  X(kTimeWeekday, "time.weekday", kInteger, kTime, kNone, 0, kNotAlways, 1, 7, "the visitor's day of the week (1 is Monday)") \
  X(kTimeMonth, "time.month", kInteger, kTime, kNone, 0, kNotAlways, 1, 12, "the visitor's month of the year")
#define VITRINE_TRAIT_FACTS(X) \
  X(kTrait, "trait.", kLabel, kTrait, kNone, 0, kNotAlways, 0, kOfItsType, "")
#define VITRINE_SEARCH_FACTS(X) \
  X(kLastSearchTerm, "last.search_term", kText, kSearch, kSearchTerm, VT_PERSONALIZATION, kNotAlways, 0, kOfItsType, "the newest search term")

#define VITRINE_FACTS(X) \
  VITRINE_PURPOSE_FACTS(X) VITRINE_VISIT_FACTS(X) VITRINE_TRAFFIC_FACTS(X) VITRINE_PAGE_FACTS(X) VITRINE_CART_FACTS(X) VITRINE_ORDERS_FACTS(X) VITRINE_CONTEXT_FACTS(X) VITRINE_TIME_FACTS(X) VITRINE_TRAIT_FACTS(X) VITRINE_SEARCH_FACTS(X)
// clang-format on

#define VITRINE_X(id, ...) id,
enum class Fact : uint8_t { VITRINE_FACTS(VITRINE_X) kCount };
// The facts of one group by themselves, so that a switch over them has every row and no default.
enum class VisitFact : uint8_t { VITRINE_VISIT_FACTS(VITRINE_X) kCount };
enum class TrafficFact : uint8_t { VITRINE_TRAFFIC_FACTS(VITRINE_X) kCount };
enum class CartFact : uint8_t { VITRINE_CART_FACTS(VITRINE_X) kCount };
enum class OrdersFact : uint8_t { VITRINE_ORDERS_FACTS(VITRINE_X) kCount };
enum class TimeFact : uint8_t { VITRINE_TIME_FACTS(VITRINE_X) kCount };
#undef VITRINE_X

// `fact` must be of that group, whose first is `first`.
template <class GroupFact>
constexpr GroupFact of_group(Fact fact, Fact first) {
  return static_cast<GroupFact>(static_cast<uint32_t>(fact) - static_cast<uint32_t>(first));
}
constexpr VisitFact visit_fact(Fact fact) { return of_group<VisitFact>(fact, Fact::kVisitNumber); }
constexpr TrafficFact traffic_fact(Fact fact) { return of_group<TrafficFact>(fact, Fact::kTrafficChannel); }
constexpr CartFact cart_fact(Fact fact) { return of_group<CartFact>(fact, Fact::kCartItems); }
constexpr OrdersFact orders_fact(Fact fact) { return of_group<OrdersFact>(fact, Fact::kOrdersPlaced); }
// Follows from country and region by a list of places.
constexpr bool is_area(Fact fact) { return fact == Fact::kGeoZone || fact == Fact::kGeoClimate; }
constexpr TimeFact time_fact(Fact fact) { return of_group<TimeFact>(fact, Fact::kTimeHour); }

// What the block remembers of visit, cart and orders. A snapshot takes what stands in them, in this order, by the shapes of the same names.
struct VisitState {
  uint32_t first;  // second of the running visit's first event under personalization
  uint32_t newest;  // second of the newest activity of all
  uint32_t interval;  // from the last event of the visit before to the first of this one, of the second visit on
  uint16_t number;
  uint16_t pages;
  uint8_t running;  // 0: none; kVisitRuns, with what is known of it
  uint8_t reserved[7];
};
// Its traffic source, and its first event under personalization.
enum : uint8_t { kVisitRuns = 1, kSourceKnown = 2, kVisitFirstKnown = 4 };

struct CartState {
  int64_t value;
  uint32_t changed;
  uint16_t units;
  uint16_t reserved;
};

struct OrdersState {
  int64_t value;
  uint32_t first;
  uint32_t last;
  uint16_t placed;
  uint16_t count;
  uint16_t discounted;
  uint16_t refunded;
  uint8_t dated;  // kFirstKnown, kLastKnown
  uint8_t reserved[7];
};
enum : uint8_t { kFirstKnown = 1, kLastKnown = 2 };

// Their shapes in a snapshot and their parts in it, as rows of the tables of format/snapshot_shapes.h. Where a shape changes, its part gets a new
// word: snapshots of before then lack the part, and are no worse for that.
// clang-format off
#define VITRINE_FACT_SHAPES(X) \
  X(kVisit, 0, 0, false, Rule::kTime, Rule::kTime, Rule::kSeconds, Rule::kCounter, Rule::kCounter, Rule::kThreeBits) \
  X(kCart, 0, 0, false, Rule::kAmount, Rule::kTime, Rule::kCounter) \
  X(kOrders, 0, 0, false, Rule::kAmount, Rule::kTime, Rule::kTime, Rule::kCounter, Rule::kCounter, Rule::kCounter, Rule::kCounter, Rule::kTwoBits)
#define VITRINE_FACT_PARTS(X) \
  X("visit", kVisit, visit) \
  X("cart", kCart, cart) \
  X("orders", kOrders, orders)
// clang-format on

}  // namespace vitrine
