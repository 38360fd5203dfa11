// Built-in facts: what each is called, its type, when it is refreshed, which field it reads.
#pragma once

#include <cstdint>

#include "format/events.h"

namespace vitrine {

enum class ValueType : uint8_t { kInteger, kAmount, kDuration, kShare, kFraction, kLabel, kText, kBoolean };

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

// fact, name, type, group, field (kNone: computed)
#define VITRINE_FACTS(X)                                                       \
  X(kGrantedPersonalization, "", kBoolean, kPurpose, kNone)                    \
  X(kGrantedMeasurement, "", kBoolean, kPurpose, kNone)                        \
  X(kGrantedAds, "", kBoolean, kPurpose, kNone)                                \
  X(kGrantedLocation, "", kBoolean, kPurpose, kNone)                           \
  X(kVisitNumber, "visit.number", kInteger, kVisit, kNone)                     \
  X(kVisitPages, "visit.pages", kInteger, kVisit, kNone)                       \
  X(kVisitDuration, "visit.duration", kDuration, kVisit, kNone)                \
  X(kVisitSincePrevious, "visit.since_previous", kDuration, kVisit, kNone)     \
  X(kTrafficChannel, "traffic.channel", kLabel, kTraffic, kNone)               \
  X(kTrafficSource, "traffic.source", kLabel, kTraffic, kNone)                 \
  X(kTrafficMedium, "traffic.medium", kLabel, kTraffic, kNone)                 \
  X(kTrafficCampaign, "traffic.campaign", kText, kTraffic, kNone)              \
  X(kTrafficBranded, "traffic.branded", kBoolean, kTraffic, kNone)             \
  X(kTrafficLandingPath, "traffic.landing_path", kText, kTraffic, kNone)       \
  X(kPageType, "page.type", kLabel, kPage, kPageType)                          \
  X(kPagePath, "page.path", kText, kPage, kPagePath)                           \
  X(kPageCategory, "page.category", kLabel, kPage, kPageCategory)              \
  X(kPageItem, "page.item", kLabel, kPage, kPageItem)                          \
  X(kCartItems, "cart.items", kInteger, kCart, kNone)                          \
  X(kCartValue, "cart.value", kAmount, kCart, kNone)                           \
  X(kCartIdle, "cart.idle", kDuration, kCart, kNone)                           \
  X(kOrdersPlaced, "orders.placed", kInteger, kOrders, kNone)                  \
  X(kOrdersCount, "orders.count", kInteger, kOrders, kNone)                    \
  X(kOrdersValue, "orders.value", kAmount, kOrders, kNone)                     \
  X(kOrdersAverage, "orders.average", kFraction, kOrders, kNone)               \
  X(kOrdersSince, "orders.since", kDuration, kOrders, kNone)                   \
  X(kOrdersInterval, "orders.interval", kDuration, kOrders, kNone)             \
  X(kOrdersOverdue, "orders.overdue", kFraction, kOrders, kNone)               \
  X(kOrdersDiscountedShare, "orders.discounted_share", kShare, kOrders, kNone) \
  X(kOrdersRefundedShare, "orders.refunded_share", kShare, kOrders, kNone)     \
  X(kDeviceClass, "device.class", kLabel, kContext, kDeviceClass)              \
  X(kLanguage, "language", kLabel, kContext, kLanguage)                        \
  X(kGeoCountry, "geo.country", kLabel, kContext, kGeoCountry)                 \
  X(kGeoRegion, "geo.region", kLabel, kContext, kGeoRegion)                    \
  X(kGeoCity, "geo.city", kLabel, kContext, kGeoCity)                          \
  X(kGeoZone, "geo.zone", kLabel, kContext, kNone)                             \
  X(kGeoClimate, "geo.climate", kLabel, kContext, kNone)                       \
  X(kTimeHour, "time.hour", kInteger, kTime, kNone)                            \
  X(kTimeWeekday, "time.weekday", kInteger, kTime, kNone)                      \
  X(kTimeMonth, "time.month", kInteger, kTime, kNone)                          \
  X(kTrait, "trait.", kLabel, kTrait, kNone)                                   \
  X(kLastSearchTerm, "last.search_term", kText, kSearch, kSearchTerm)

#define VITRINE_X(id, name, type, group, field) id,
enum class Fact : uint8_t { VITRINE_FACTS(VITRINE_X) kCount };
#undef VITRINE_X

}  // namespace vitrine
