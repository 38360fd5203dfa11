// Every key of a strategy that the language has, a row each: which map it may stand in, what it is, what it says. What a strategy names itself
// (features, segments, traits ...) is no key. The parser's findings are expansions of it.
#pragma once

#include <cstdint>
#include <string_view>

namespace vitrine {

// map that keys stand in, how a finding begins that speaks of it
#define VITRINE_KEY_PLACES(X)       \
  X(kStrategy, "A strategy")        \
  X(kSegment, "A segment")          \
  X(kStage, "A stage")              \
  X(kFeature, "A feature")          \
  X(kStep, "A step")                \
  X(kContentSlot, "A content slot") \
  X(kSortSlot, "A sort slot")       \
  X(kVariant, "A variant")          \
  X(kCap, "A cap")                  \
  X(kMessage, "A message")          \
  X(kExperiment, "An experiment")   \
  X(kHoldout, "`holdout`")          \
  X(kGoal, "A goal")                \
  X(kAffinity, "`affinity`")

// what a key's value is
enum class KeyType : uint8_t {
  kText,
  kDuration,
  kList,
  kMap,
  kCondition,
  kPurpose,
  kBoolean,
  kWindow,
  kStep,
  kNumber,
  kTime,
  kIds,
  kCount
};

// place; name; type of its value; limits, in words; one sentence; one example, as JSON
// clang-format off
#define VITRINE_KEYS(X) \
  X(kStrategy, "$schema", kText, "", "The address of the schema, for editors.", "\"strategy.schema.json\"") \
  X(kStrategy, "name", kText, "not empty", "What the strategy is called; it names the visitor's memory, so that shops on one origin keep apart.", "\"demo\"") \
  X(kStrategy, "currency", kText, "three capital letters of ISO 4217", "The currency of all amounts; what is in another one has no value.", "\"EUR\"") \
  X(kStrategy, "visit_gap", kDuration, "1s to 400d", "After so long without activity a visit is over.", "\"30m\"") \
  X(kStrategy, "events", kList, "letters, digits and _", "Events of the shop beside GA4's.", "[\"quiz_done\"]") \
  X(kStrategy, "traits", kMap, "name to type", "Facts that the shop states of a customer.", "{\"tier\": [\"gold\", \"silver\"]}") \
  X(kStrategy, "features", kMap, "name to feature", "What is measured of a visitor.", "{\"views\": {\"count\": \"view_item\"}}") \
  X(kStrategy, "segments", kMap, "id to segment", "Groups of visitors, each while a condition holds.", "{\"returning\": {\"when\": {\"visit.number\": {\"gte\": 2}}}}") \
  X(kStrategy, "stages", kList, "the last one without `when`", "Life stages; a visitor is in the first whose condition holds.", "[{\"id\": \"new\"}]") \
  X(kStrategy, "slots", kMap, "id to slot", "Places of the page whose content or order is decided.", "{\"home.hero\": {\"kind\": \"content\", \"variants\": [{\"id\": \"default\"}]}}") \
  X(kStrategy, "price_bands", kList, "ascending amounts", "The limits between price bands.", "[25, 75, 150]") \
  X(kStrategy, "affinity", kMap, "", "How interest is added up.", "{\"half_life\": \"14d\"}") \
  X(kStrategy, "messages", kMap, "name to message", "Kinds of messages, with what all variants of a kind share.", "{\"urgency\": {\"max\": 3, \"within\": \"7d\"}}") \
  X(kStrategy, "holdout", kMap, "", "A share of all visitors who see what the page has.", "{\"share\": 0.05}") \
  X(kStrategy, "experiments", kMap, "id to experiment", "Comparisons of variants by a fixed split of visitors.", "{\"hero\": {\"slot\": \"home.hero\", \"split\": {\"a\": 0.5, \"b\": 0.5}}}") \
  X(kStrategy, "goals", kMap, "name to goal", "What exposures are compared by.", "{\"order\": {\"event\": \"purchase\", \"value\": \"value\"}}") \
  X(kStrategy, "brand_terms", kList, "texts", "Search terms that name the shop itself.", "[\"vitrine\"]") \
  X(kStrategy, "own_hosts", kList, "hosts", "Hosts of the shop, which are no source of a visit.", "[\"shop.example\"]") \
  X(kStrategy, "payment_hosts", kList, "hosts", "Hosts where people pay, which are no source of a visit.", "[\"pay.example\"]") \
  X(kStrategy, "edge", kBoolean, "", "The shop decides at its edge too: what is remembered for it must fit its cookie.", "true") \
  X(kStrategy, "zones", kMap, "name to places", "Groups of countries and regions by delivery.", "{\"north\": [\"DE-HH\", \"DK\"]}") \
  X(kStrategy, "climates", kMap, "name to places", "Groups of countries and regions by climate.", "{\"mild\": [\"FR\"]}") \
  X(kSegment, "when", kCondition, "", "The visitor is in the segment while this holds.", "{\"cart.items\": {\"gte\": 1}}") \
  X(kSegment, "title", kText, "", "What people call it.", "\"Cart, not bought\"") \
  X(kSegment, "purpose", kPurpose, "", "Consent that it needs beyond that of what it reads.", "\"ads\"") \
  X(kSegment, "export", kBoolean, "", "It may be told to others: dataLayer, headers.", "true") \
  X(kSegment, "stay", kDuration, "1s to 400d", "The visitor stays until the condition has not held for so long.", "\"10m\"") \
  X(kStage, "id", kText, "", "What the stage is called.", "\"new\"") \
  X(kStage, "when", kCondition, "all but the last", "The visitor is in the stage while this holds, and no stage before.", "{\"orders.count\": {\"gte\": 1}}") \
  X(kFeature, "count", kText, "an event", "How many of these events came.", "\"view_item\"") \
  X(kFeature, "sum", kText, "\"value\" or \"quantity\"", "What the events add up to.", "\"value\"") \
  X(kFeature, "distinct", kText, "a field", "How many different values of a field came, of the newest 16.", "\"item_id\"") \
  X(kFeature, "repeats", kText, "a field", "How often the most frequent value of a field came.", "\"item_id\"") \
  X(kFeature, "since", kText, "an event", "The time since the newest of these events.", "\"purchase\"") \
  X(kFeature, "sequence", kList, "2 to 6 steps", "Did these events come in this order?", "[\"view_item\", \"add_to_cart\"]") \
  X(kFeature, "affinity", kText, "a field", "The share of one value in the visitor's interest in a field.", "\"item_category\"") \
  X(kFeature, "top", kText, "a field", "The value of most interest in a field.", "\"item_category\"") \
  X(kFeature, "on", kText, "an event", "The event whose field is read.", "\"view_item\"") \
  X(kFeature, "within", kWindow, "1s to 400d, or \"visit\"", "Only what came within this time counts.", "\"7d\"") \
  X(kFeature, "where", kCondition, "of fields", "Only events or items for which this holds count.", "{\"price\": {\"gte\": 50}}") \
  X(kFeature, "value", kText, "", "The value whose share is meant.", "\"shoes\"") \
  X(kFeature, "in_last", kDuration, "1s to 400d", "The sequence must have been completed within this time.", "\"1d\"") \
  X(kFeature, "then_not", kStep, "", "An event after the sequence that undoes it.", "\"purchase\"") \
  X(kStep, "event", kText, "an event", "The event of this step.", "\"view_item\"") \
  X(kStep, "where", kCondition, "of fields", "The event must fulfil this.", "{\"item_category\": \"shoes\"}") \
  X(kContentSlot, "kind", kText, "\"content\"", "What kind of slot it is.", "\"content\"") \
  X(kContentSlot, "variants", kList, "the last one without `for`", "What it can show; the first that fits is shown.", "[{\"id\": \"default\"}]") \
  X(kSortSlot, "kind", kText, "\"sort\"", "What kind of slot it is.", "\"sort\"") \
  X(kSortSlot, "signals", kMap, "signal to weight", "By what it is sorted.", "{\"affinity.item_category\": 1}") \
  X(kSortSlot, "pin", kNumber, "0 to 65,534", "So many first places stay.", "2") \
  X(kSortSlot, "max_shift", kNumber, "0 to 65,534", "Nothing moves further than this.", "10") \
  X(kVariant, "id", kText, "", "What the variant is called; its template has this name.", "\"welcome\"") \
  X(kVariant, "for", kCondition, "", "It is for visitors for whom this holds.", "{\"segment\": \"returning\"}") \
  X(kVariant, "purpose", kPurpose, "", "Consent that it needs beyond that of what it reads.", "\"ads\"") \
  X(kVariant, "message", kText, "a message, or \"service\"", "The kind of message that it is.", "\"urgency\"") \
  X(kVariant, "cap", kMap, "", "How often it is shown at most.", "{\"max\": 3, \"within\": \"1d\"}") \
  X(kVariant, "needs", kMap, "evidence to test", "Evidence of the page without which it is not shown.", "{\"stock\": {\"lt\": 5}}") \
  X(kVariant, "from", kTime, "", "It is not shown before.", "\"2026-12-01\"") \
  X(kVariant, "to", kTime, "", "It is not shown from then on.", "\"2026-12-25\"") \
  X(kCap, "max", kNumber, "1 to 32", "So many exposures at most.", "3") \
  X(kCap, "within", kWindow, "1s to 400d, or \"visit\"", "Within this time; without it, ever.", "\"1d\"") \
  X(kMessage, "max", kNumber, "1 to 32", "So many exposures of all its variants at most.", "3") \
  X(kMessage, "within", kWindow, "1s to 400d, or \"visit\"", "Within this time; without it, ever.", "\"7d\"") \
  X(kMessage, "never_for", kIds, "segments and stages", "Visitors who are never shown it.", "[\"full_price\"]") \
  X(kExperiment, "slot", kText, "a content slot", "The slot whose variants it compares.", "\"home.hero\"") \
  X(kExperiment, "for", kCondition, "", "Only these visitors take part.", "{\"visit.number\": {\"gte\": 2}}") \
  X(kExperiment, "split", kMap, "variant to share, 1 in all", "The arms and their shares.", "{\"plain\": 0.5, \"trust\": 0.5}") \
  X(kExperiment, "coverage", kNumber, "0 to 1", "The share of them who take part.", "0.5") \
  X(kExperiment, "varies", kText, "creative, timing, offer, audience or sorting", "What the arms differ in.", "\"offer\"") \
  X(kExperiment, "seed", kText, "", "What visitors are split by; the id unless it is given.", "\"hero-2\"") \
  X(kHoldout, "share", kNumber, "0 to 1", "The share of all visitors.", "0.05") \
  X(kHoldout, "seed", kText, "", "What visitors are split by.", "\"holdout\"") \
  X(kGoal, "event", kText, "an event", "The event that counts.", "\"purchase\"") \
  X(kGoal, "value", kText, "a field", "The field that is added up; without it events are counted.", "\"value\"") \
  X(kAffinity, "half_life", kDuration, "1s to 400d", "Interest halves within this time.", "\"14d\"") \
  X(kAffinity, "weights", kMap, "event to weight", "How much interest an event shows.", "{\"view_item\": 1, \"purchase\": 5}")
// clang-format on

#define VITRINE_X(id, sentence) id,
enum class KeyPlace : uint8_t { VITRINE_KEY_PLACES(VITRINE_X) kCount };
#undef VITRINE_X

struct KeyDef {
  KeyPlace place;
  std::string_view name;
  KeyType type;
  std::string_view limits, sentence, example;
};
#define VITRINE_X(place, name, type, limits, sentence, example) {KeyPlace::place, name, KeyType::type, limits, sentence, example},
inline constexpr KeyDef kKeys[] = {VITRINE_KEYS(VITRINE_X)};
#undef VITRINE_X

}  // namespace vitrine
