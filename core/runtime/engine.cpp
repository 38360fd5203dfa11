// The order of things: the clock first, then the event's features, then conditions, gates, segments and stage, each once.
#include "runtime/engine.h"

#include <cstring>

#include "format/hash.h"
#include "runtime/facts/cart.h"
#include "runtime/facts/context.h"
#include "runtime/facts/orders.h"
#include "runtime/facts/page.h"
#include "runtime/facts/traits.h"
#include "runtime/facts/visit.h"
#include "runtime/features/affinity.h"
#include "runtime/features/count_event.h"
#include "runtime/features/refresh.h"
#include "runtime/gates.h"
#include "runtime/time.h"
#include "vitrine/vitrine.h"

namespace vitrine::runtime {
namespace {

constexpr uint8_t kAllGranted = VT_ALL_PURPOSES;

// Passes the moments up to `time` in order. False: it stopped at one where a segment or the stage changed, or had passed as many as one call may.
bool run_clock(Run r, uint32_t time) {
  VITRINE_ASSERT(r.pack().moments > 0 && !has_changes(r));
  uint32_t left = r.pack().moments;
  for (uint32_t moment = next_moment(r); moment <= time && moment != kNever; moment = next_moment(r)) {
    if (left-- == 0) return false;
    r.v->clock = moment;
#ifdef VITRINE_COUNT_WORK
    ++r.v->visited_moments;
#endif
    const VisitState &visit = r.v->visit;
    if (visit.running != 0 && time_after(visit.newest, r.pack().config[0].visit_gap) <= moment) end_visit(r);
    refresh_due(r);
    VITRINE_ASSERT(next_moment(r) > moment);  // else the clock would stand still
    settle(r);
    if (has_changes(r)) return false;
  }
  if (time > r.v->clock) r.v->clock = time;
  return true;
}

bool knows(const RecentIds &ids, uint64_t hash) {
  for (uint32_t i = 0; i < ids.list.count; ++i) {
    if (ids.hash[i] == hash) return true;
  }
  return false;
}

void remember(RecentIds &ids, uint64_t hash) {
  if (hash == 0) return;
  std::memmove(ids.hash + 1, ids.hash, sizeof ids.hash - sizeof hash);
  ids.hash[0] = hash;
  if (ids.list.count < kRecentIds) ++ids.list.count;
}

RecentIds *recent_ids(Run r, const Event &event) {
  if (event.role() == EventRole::kPurchase) return &r.v->purchases;
  return event.role() == EventRole::kRefund && event.items == 0 ? &r.v->refunds : nullptr;
}

void take_facts(Run r, const Event &event) {
  const bool collect = r.granted(VT_PERSONALIZATION);
  switch (event.role()) {
    case EventRole::kPageView:
    case EventRole::kViewItem: take_page(r, event); break;
    case EventRole::kIdentify: take_traits(r, event); break;
    case EventRole::kSearch: take_search(r, event); break;
    case EventRole::kCustomerSync: take_orders(r, event); break;
    case EventRole::kCartUpdate: take_cart(r, event); break;
    case EventRole::kPurchase:
    case EventRole::kRefund:
      if (collect) take_orders(r, event);
      if (collect) take_cart(r, event);
      break;
    case EventRole::kAddToCart:
    case EventRole::kRemoveFromCart:
    case EventRole::kViewCart:
      if (collect) take_cart(r, event);
      break;
    case EventRole::kEvidence:
    case EventRole::kViewPromotion:
    case EventRole::kNone:
    case EventRole::kCount: break;  // these change no fact
  }
}

void take_features(Run r, const Event &event) {
  if (event.def == nullptr) return;
  for (uint32_t i = 0; i < event.def->listener_count; ++i) {
    count_event(r, r.pack().listeners[event.def->listener_first + i], event);
  }
  if (event.def->weight > 0 && r.granted(VT_PERSONALIZATION)) add_interest(r, event);
}

void sort_changes(Run r) {
  auto *changes = r.at<uint16_t>(r.pack().layout.changes);
  const auto segment = [](uint16_t change) { return change & (kEntered - 1u); };
  for (uint32_t i = 1; i < r.v->change_count; ++i) {
    const uint16_t change = changes[i];
    uint32_t at = i;
    for (; at > 0 && segment(changes[at - 1]) > segment(change); --at) changes[at] = changes[at - 1];
    changes[at] = change;
  }
}

void erase_states(Run r, uint8_t withdrawn) {
  for (uint32_t f = 0; f < r.pack().features.count; ++f) {
    const FeatureDef &def = r.feature(f);
    const bool stated = def.group == Group::kTrait && (withdrawn & VT_PERSONALIZATION) != 0;
    if ((def.purposes & withdrawn) == 0 && !stated) continue;
    if (r.pack().state[f] != 0) std::memset(r.base() + r.pack().state[f], 0, state_bytes(def));
  }
}

// Visit counts, cart, orders and interests are collected under personalization; that a visit runs, and its source, are context.
void erase_collected(Run r) {
  VisitState &visit = r.v->visit;
  visit.number = visit.pages = 0;
  visit.interval = visit.first = 0;
  visit.running = static_cast<uint8_t>(visit.running & ~kVisitFirstKnown);
  r.v->cart = CartState{};
  r.v->orders = OrdersState{};
  r.v->purchases = RecentIds{};
  r.v->refunds = RecentIds{};
  for (uint32_t d = 0; d < r.pack().dimensions.count; ++d) dimension_state(r, d) = DimensionState{};
}

}  // namespace

void build_fresh(const Pack &pack, uint8_t *block) {
  VITRINE_ASSERT(pack.magic == kLoadedMagic);
  std::memset(block, 0, pack.layout.size);
  const Run r{reinterpret_cast<Visitor *>(block)};
  r.v->pack = &pack;
  r.v->magic = kVisitorMagic;
  r.v->id = pack.id;
  r.v->stage = r.v->old_stage = kNone16;
  r.v->granted = kAllGranted;
  reset_gates(r);
  refresh_all(r);
  settle(r);
}

void make_fresh(Run r, uint8_t purposes) {
  std::memcpy(r.base(), r.pack().fresh, r.pack().layout.buckets);
  if (purposes == kAllGranted) return;
  r.v->granted = purposes;
  refresh_all(r);
  settle(r);
}

// The bucket of a visitor (STRATEGY.md section 6): fnv1a32(decimal(fnv1a32(seed + id))) mod 10000.
static uint16_t bucket_of(uint32_t seed, const uint8_t *id, uint32_t length) {
  uint32_t inner = fnv1a32(id, length, seed);
  char digits[10];
  uint32_t at = sizeof digits;
  do digits[--at] = static_cast<char>('0' + inner % 10);
  while ((inner /= 10) != 0);
  return static_cast<uint16_t>(fnv1a32(digits + at, sizeof digits - at) % kBuckets);
}

void set_buckets(Run r, const uint8_t *id, uint32_t length) {
  auto *buckets = r.at<uint16_t>(r.pack().layout.buckets);
  buckets[0] = bucket_of(r.pack().config[0].holdout_seed, id, length);
  for (const ExperimentDef &experiment : r.pack().experiments) *++buckets = bucket_of(experiment.seed, id, length);
}

vt_status ingest(Run r, const uint8_t *bytes, uint32_t length) {
  VITRINE_ASSERT(r.v->magic == kVisitorMagic && r.v->id == r.pack().id && r.v->pack->magic == kLoadedMagic);
  Event event;
  if (!event.parse(r.pack(), bytes, length)) return VT_BAD_EVENT;
  clear_changes(r);
  RecentIds *recent = recent_ids(r, event);
  const uint64_t id = recent == nullptr ? 0 : event.own(FieldRole::kTransactionId).label();
  if (id != 0 && knows(*recent, id)) return VT_IGNORED;
  if (!run_clock(r, event.time)) {
    sort_changes(r);
    return VT_MORE;
  }
  if (recent != nullptr && r.granted(VT_PERSONALIZATION)) remember(*recent, id);
  if (event.is_activity()) begin_or_prolong_visit(r, event);
  take_context(r, event);
  take_facts(r, event);
  take_features(r, event);
  settle(r);
  if (r.v->started == 0) {
    r.v->started = 1;
    adopt_outputs(r, true);
  }
  sort_changes(r);
  return VT_OK;
}

vt_status advance(Run r, uint32_t time) {
  clear_changes(r);
  const bool arrived = run_clock(r, time);
  sort_changes(r);
  return arrived || r.v->clock >= time ? VT_OK : VT_MORE;
}

void set_purposes(Run r, uint8_t purposes) {
  clear_changes(r);
  const auto withdrawn = static_cast<uint8_t>(r.v->granted & ~purposes);
  r.v->granted = purposes;
  if (withdrawn != 0) erase_states(r, withdrawn);
  if ((withdrawn & VT_PERSONALIZATION) != 0) erase_collected(r);
  refresh_all(r);
  judge_stays(r);  // what is in only because it stays has no counter that would cross
  settle(r);
  sort_changes(r);
}

}  // namespace vitrine::runtime
