// Events and fields that mean something by themselves: GA4's names, the built-in ones, and their roles in the core.
#pragma once

#include <cstdint>

namespace vitrine {

// Events with a role: role, name, is it activity (STRATEGY.md section 1)?
#define VITRINE_EVENT_ROLES(X)                 \
  X(kPageView, "page_view", true)              \
  X(kViewItem, "view_item", true)              \
  X(kAddToCart, "add_to_cart", true)           \
  X(kRemoveFromCart, "remove_from_cart", true) \
  X(kViewCart, "view_cart", true)              \
  X(kCartUpdate, "cart_update", true)          \
  X(kPurchase, "purchase", true)               \
  X(kRefund, "refund", false)                  \
  X(kIdentify, "identify", false)              \
  X(kCustomerSync, "customer_sync", false)     \
  X(kEvidence, "evidence", false)              \
  X(kSearch, "search", true)                   \
  X(kViewPromotion, "view_promotion", true)

// GA4's other events, automatic and recommended (Google Analytics help, "Recommended events" and "Automatically collected events").
// clang-format off
#define VITRINE_GA4_EVENTS(X)                                                                                                 \
  X("ad_click") X("ad_exposure") X("ad_impression") X("ad_query") X("ad_reward") X("add_payment_info")                        \
  X("add_shipping_info") X("add_to_wishlist") X("adunit_exposure") X("app_clear_data") X("app_exception") X("app_remove")     \
  X("app_store_refund") X("app_store_subscription_cancel") X("app_store_subscription_convert")                                \
  X("app_store_subscription_renew") X("app_update") X("begin_checkout") X("campaign_details") X("click") X("close_convert_lead") \
  X("close_unconvert_lead") X("disqualify_lead") X("dynamic_link_app_open") X("dynamic_link_app_update")                      \
  X("dynamic_link_first_open") X("earn_virtual_currency") X("error") X("file_download") X("firebase_campaign")                \
  X("firebase_in_app_message_action") X("firebase_in_app_message_dismiss") X("firebase_in_app_message_impression")            \
  X("first_open") X("first_visit") X("form_start") X("form_submit") X("generate_lead") X("in_app_purchase") X("join_group")   \
  X("level_end") X("level_start") X("level_up") X("login") X("notification_dismiss") X("notification_foreground")             \
  X("notification_open") X("notification_receive") X("notification_send") X("os_update") X("post_score") X("qualify_lead")    \
  X("screen_view") X("scroll") X("select_content") X("select_item") X("select_promotion") X("session_start") X("share")       \
  X("sign_up") X("spend_virtual_currency") X("tutorial_begin") X("tutorial_complete") X("unlock_achievement")                 \
  X("user_engagement") X("video_complete") X("video_progress") X("video_start") X("view_item_list")                           \
  X("view_search_results") X("working_lead")
// clang-format on

#define VITRINE_X(id, name, activity) id,
enum class EventRole : uint8_t { VITRINE_EVENT_ROLES(VITRINE_X) kNone, kCount };
#undef VITRINE_X

// What a host puts on the wire for a field, as bits of FieldDef.wants. kWantNumber: the number, or the number that a plain decimal text is.
// kWantText: the text (at most 64 bytes), or the shortest text of a number. kWantLong: the text uncut (URLs). kWantTime: seconds since 1970.
// name, bit, as dump lists it
#define VITRINE_WANTS(X)      \
  X(kWantNumber, 1, "number") \
  X(kWantText, 2, "text")     \
  X(kWantBool, 4, "boolean")  \
  X(kWantTime, 8, "time")     \
  X(kWantLong, 16, "long text")

#define VITRINE_X(id, bit, word) id = (bit),
enum Wants : uint8_t { VITRINE_WANTS(VITRINE_X) };
#undef VITRINE_X

// Fields with a role: role, name, wants. First the amounts, then the other numbers: what of these is no number is no value.
#define VITRINE_FIELD_ROLES(X)                           \
  X(kValue, "value", kWantNumber)                        \
  X(kPrice, "price", kWantNumber)                        \
  X(kDiscount, "discount", kWantNumber)                  \
  X(kOrdersValue, "orders_value", kWantNumber)           \
  X(kQuantity, "quantity", kWantNumber)                  \
  X(kTzOffset, "tz_offset", kWantNumber)                 \
  X(kOrdersPlaced, "orders_placed", kWantNumber)         \
  X(kOrdersCount, "orders_count", kWantNumber)           \
  X(kOrdersDiscounted, "orders_discounted", kWantNumber) \
  X(kOrdersRefunded, "orders_refunded", kWantNumber)     \
  X(kItemId, "item_id", kWantText)                       \
  X(kItemCategory, "item_category", kWantText)           \
  X(kCoupon, "coupon", kWantText)                        \
  X(kCurrency, "currency", kWantText)                    \
  X(kTransactionId, "transaction_id", kWantText)         \
  X(kPageLocation, "page_location", kWantLong)           \
  X(kPageReferrer, "page_referrer", kWantLong)           \
  X(kPageType, "page_type", kWantText)                   \
  X(kPagePath, "page_path", kWantText)                   \
  X(kPageCategory, "page_category", kWantText)           \
  X(kPageItem, "page_item", kWantText)                   \
  X(kDeviceClass, "device_class", kWantText)             \
  X(kLanguage, "language", kWantText)                    \
  X(kGeoCountry, "geo_country", kWantText)               \
  X(kGeoRegion, "geo_region", kWantText)                 \
  X(kGeoCity, "geo_city", kWantText)                     \
  X(kSearchTerm, "search_term", kWantText)               \
  X(kFirstOrderAt, "first_order_at", kWantTime)          \
  X(kLastOrderAt, "last_order_at", kWantTime)            \
  X(kEvidenceName, "name", kWantText)                    \
  X(kEvidenceAt, "at", kWantTime)                        \
  X(kCreativeSlot, "creative_slot", kWantText)           \
  X(kCreativeName, "creative_name", kWantText)

#define VITRINE_X(id, name, wants) id,
enum class FieldRole : uint8_t { VITRINE_FIELD_ROLES(VITRINE_X) kNone, kCount };
#undef VITRINE_X
inline constexpr uint32_t kFieldRoles = static_cast<uint32_t>(FieldRole::kNone);
constexpr bool is_amount(FieldRole role) { return role <= FieldRole::kOrdersValue; }
constexpr bool is_number(FieldRole role) { return role <= FieldRole::kOrdersRefunded; }

}  // namespace vitrine
