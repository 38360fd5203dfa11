// Snapshots: what a visitor's block remembers, as parts keyed by their definitions (FORMAT.md section 4).
#include <cstring>

#include "format/hash.h"
#include "runtime/engine.h"
#include "runtime/features.h"
#include "runtime/gates.h"
#include "runtime/parts.h"

namespace vitrine {
namespace {

constexpr uint32_t kMagic = 0x31535456u;  // "VTS1"
constexpr uint32_t kHeadBytes = 16;

constexpr uint32_t kVisitKey = fnv1a32("visit", 5);
constexpr uint32_t kCartKey = fnv1a32("cart", 4);
constexpr uint32_t kOrdersKey = fnv1a32("orders", 6);
constexpr uint32_t kPurchasesKey = fnv1a32("purchases", 9);
constexpr uint32_t kOffsetKey = fnv1a32("tz_offset", 9);
constexpr uint32_t kRefundsKey = fnv1a32("refunds", 7);

void write_visit(Writer &w, const VisitState &visit) {
  w.part(kVisitKey);
  w.put8(static_cast<uint8_t>((visit.running != 0 ? 1 : 0) | (visit.has_interval != 0 ? 2 : 0) | (visit.has_source != 0 ? 4 : 0) |
                             (visit.has_first != 0 ? 8 : 0)));
  w.put16(visit.number);
  w.put16(visit.pages);
  w.put32(visit.first);
  w.put32(visit.newest);
  w.put32(visit.interval);
  w.end();
}

bool read_visit(Reader &p, VisitState &visit, uint32_t clock) {
  const uint8_t flags = p.get8();
  visit.running = (flags & 1) != 0 ? 1 : 0;
  visit.has_interval = (flags & 2) != 0 ? 1 : 0;
  visit.has_source = (flags & 4) != 0 ? 1 : 0;
  visit.has_first = (flags & 8) != 0 ? 1 : 0;
  visit.number = p.get16();
  visit.pages = p.get16();
  visit.first = p.get32();
  visit.newest = p.get32();
  visit.interval = p.get32();
  return flags < 16 && visit.first <= visit.newest && visit.newest <= clock;
}

void write_cart(Writer &w, const CartState &cart) {
  if (cart.units == 0) return;
  w.part(kCartKey);
  w.put16(cart.units);
  w.put32(cart.changed);
  w.put64(static_cast<uint64_t>(cart.value));
  w.end();
}

bool read_cart(Reader &p, CartState &cart, uint32_t clock) {
  cart.units = p.get16();
  cart.changed = p.get32();
  cart.value = static_cast<int64_t>(p.get64());
  return cart.units > 0 && cart.changed <= clock && cart.value >= 0 && cart.value <= kAmountStop;
}

bool is_empty(const OrdersState &o) {
  return (o.placed | o.count | o.discounted | o.refunded | o.has_first | o.has_last) == 0 && o.value == 0;
}

void write_orders(Writer &w, const OrdersState &orders) {
  if (is_empty(orders)) return;
  w.part(kOrdersKey);
  w.put8(static_cast<uint8_t>(orders.has_first | (orders.has_last << 1)));
  w.put16(orders.placed);
  w.put16(orders.count);
  w.put16(orders.discounted);
  w.put16(orders.refunded);
  w.put32(orders.first);
  w.put32(orders.last);
  w.put64(static_cast<uint64_t>(orders.value));
  w.end();
}

bool read_orders(Reader &p, OrdersState &orders, uint32_t clock) {
  const uint8_t flags = p.get8();
  orders.has_first = flags & 1;
  orders.has_last = (flags >> 1) & 1;
  orders.placed = p.get16();
  orders.count = p.get16();
  orders.discounted = p.get16();
  orders.refunded = p.get16();
  orders.first = p.get32();
  orders.last = p.get32();
  orders.value = static_cast<int64_t>(p.get64());
  return flags < 4 && orders.first <= clock && orders.last <= clock && orders.value >= 0 && orders.value <= kAmountStop;
}

void write_ids(Writer &w, uint32_t key, const RecentIds &ids) {
  if (ids.count == 0) return;
  w.part(key);
  for (uint32_t i = 0; i < ids.count; ++i) w.put64(ids.hash[(ids.next + kRecentIds - ids.count + i) % kRecentIds]);
  w.end();
}

bool read_ids(Reader &p, RecentIds &ids) {
  while (p.left() >= 8 && ids.count < kRecentIds) ids.hash[ids.count++] = p.get64();
  ids.next = static_cast<uint8_t>(ids.count % kRecentIds);
  return ids.count > 0;
}

void write_offset(Writer &w, const Visitor &v) {
  if (v.has_tz == 0) return;
  w.part(kOffsetKey);
  w.put32(static_cast<uint32_t>(v.tz_minutes));
  w.end();
}

bool read_offset(Reader &p, Visitor &v) {
  v.tz_minutes = static_cast<int32_t>(p.get32());
  v.has_tz = 1;
  return v.tz_minutes >= -kMaxOffset && v.tz_minutes <= kMaxOffset;
}

void write_stays(Writer &w, Run r) {
  for (uint32_t s = 0; r.pack().stay_count > 0 && s < r.pack().segments.count; ++s) {
    const uint32_t until = r.at<uint32_t>(r.pack().layout.stays)[s];
    if (until == 0) continue;
    w.part(r.pack().segments[s].key);
    w.put32(until);
    w.end();
  }
}

// A segment that stays, by its key.
bool read_stay(Run r, uint32_t key, Reader &part, bool &known) {
  for (uint32_t s = 0; r.pack().stay_count > 0 && s < r.pack().segments.count; ++s) {
    const SegmentDef &segment = r.pack().segments[s];
    if (segment.key != key || segment.stay == 0) continue;
    known = true;
    const uint32_t until = part.get32();
    r.at<uint32_t>(r.pack().layout.stays)[s] = until;
    return until > r.v->clock && until <= later(r.v->clock, segment.stay);
  }
  return true;
}

bool read_fixed(Run r, uint32_t key, Reader &part, bool &known) {
  known = true;
  Visitor &v = *r.v;
  if (key == kVisitKey) return read_visit(part, v.visit, v.clock);
  if (key == kCartKey) return read_cart(part, v.cart, v.clock);
  if (key == kOrdersKey) return read_orders(part, v.orders, v.clock);
  if (key == kPurchasesKey) return read_ids(part, v.purchases);
  if (key == kRefundsKey) return read_ids(part, v.refunds);
  if (key == kOffsetKey) return read_offset(part, v);
  known = false;
  return true;
}

// A part that the strategy no longer measures, or may not now, is left out.
bool read_part(Run r, uint32_t key, Reader part) {
  bool known = false;
  if (!read_fixed(r, key, part, known) || (!known && !read_stay(r, key, part, known))) return false;
  if (known) return part.left() == 0 && !part.failed();
  for (uint32_t d = 0; d < r.pack().dimensions.count; ++d) {
    if (r.pack().dimensions[d].key != key) continue;
    return read_dimension(part, dimension_state(r, d), uint64_t{r.v->clock} * 16 / r.pack().config[0].half_life) && !part.failed() &&
           part.left() == 0;
  }
  for (uint32_t f = 0; f < r.pack().features.count; ++f) {
    const FeatureDef &def = r.feature(f);
    if (def.key != key || r.pack().state[f] == 0) continue;
    if (!read_feature(r, f, def, part) || part.failed() || part.left() != 0) return false;
  }
  return true;
}

// What may not be remembered without personalization, whatever the snapshot says.
void drop_ungranted(Run r) {
  const uint8_t granted = r.v->granted;
  if (granted == VT_ALL_PURPOSES) return;
  r.v->granted = VT_ALL_PURPOSES;
  set_purposes(r, granted);
}

}  // namespace

uint32_t write_snapshot(Run r, uint8_t *out, uint32_t capacity) {
  Writer w(out, capacity);
  for (uint32_t i = 0; i < 2; ++i) w.put32(kMagic);
  w.put32(r.v->clock);
  w.put32(r.v->started);
  if (r.v->started != 0) write_visit(w, r.v->visit);
  write_cart(w, r.v->cart);
  write_orders(w, r.v->orders);
  write_ids(w, kPurchasesKey, r.v->purchases);
  write_ids(w, kRefundsKey, r.v->refunds);
  write_offset(w, *r.v);
  write_stays(w, r);
  for (uint32_t d = 0; d < r.pack().dimensions.count; ++d) write_dimension(w, r.pack().dimensions[d].key, dimension_state(r, d));
  for (uint32_t f = 0; f < r.pack().features.count; ++f) {
    const FeatureDef &def = r.feature(f);
    if (def.key != 0 && r.pack().state[f] != 0) write_feature(w, r, f, def);
  }
  if (w.failed()) return 0;
  const uint32_t checksum = fnv1a32(out + 8, w.size() - 8);
  std::memcpy(out + 4, &checksum, 4);
  return w.size();
}

bool read_snapshot(Run r, const uint8_t *bytes, uint32_t length) {
  if (length < kHeadBytes) return false;
  Reader all(bytes, length);
  const uint32_t magic = all.get32();
  const uint32_t checksum = all.get32();
  if (magic != kMagic || checksum != fnv1a32(bytes + 8, length - 8)) return false;
  r.v->clock = all.get32();
  const uint32_t started = all.get32();
  if (r.v->clock == kNever || started > 1 || (started == 0 && all.left() > 0))
    return false;  // without an event there is nothing to remember
  while (all.left() > 0) {
    const uint32_t key = all.get32();
    const uint16_t size = all.get16();
    if (all.failed() || size > all.left()) return false;
    if (!read_part(r, key, all.take(size))) return false;
  }
  // Under a strategy with a shorter gap the visit may be over already: the clock must not go back to its end.
  if (r.v->visit.running != 0 && later(r.v->visit.newest, r.pack().config[0].visit_gap) <= r.v->clock) end_visit(r);
  refresh_all(r);
  judge_stays(r);
  settle(r);
  r.v->started = static_cast<uint8_t>(started);
  if (started != 0) adopt_outputs(r, false);
  drop_ungranted(r);
  clear_changes(r);
  return true;
}

}  // namespace vitrine
