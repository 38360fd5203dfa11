// Built-in facts of visit, context, page and traits.
#include <cstring>

#include "runtime/conditions.h"
#include "runtime/features.h"
#include "runtime/url.h"

namespace vitrine {
namespace {

bool may_collect(Run r) { return r.granted(1); }

// 0 clears it.
void set_label(Run r, uint32_t f, uint64_t hash) {
  r.state<LabelState>(f).hash = hash;
  move_to_label(r, f, hash);
}

// Sets a label or text fact; an empty text clears it.
void set_fact(Run r, uint32_t f, Text text) {
  const Text cut = cut_text(text);
  if (r.feature(f).type == ValueType::kText) return move_to_text(r, f, cut.at, cut.length);
  set_label(r, f, cut.length == 0 ? 0 : label_hash(cut.at, cut.length));
}

void reset_visit_features(Run r) {
  for (uint32_t f = group_first(r, Group::kEvent); f < group_end(r, Group::kEvent); ++f) {
    const FeatureDef &def = r.feature(f);
    if (def.window_kind != WindowKind::kVisit) continue;
    if (def.kind == FeatureKind::kCount) r.state<CountState>(f).count = 0;
    if (def.kind == FeatureKind::kSum) r.state<SumState>(f).sum = 0;
    if (def.kind == FeatureKind::kSequence) r.state<TimesState>(f).list.count = 0;
    for (uint32_t i = 0; i < kMaxValues && def.kind == FeatureKind::kRepeats; ++i) r.state<ValuesState>(f).rows[i].number = 0;
    refresh(r, f);
  }
}

bool trait_accepts(Run r, const FeatureDef &def, Field value) {
  switch (def.type) {
    case ValueType::kBoolean: return value.has_bool();
    case ValueType::kAmount: return value.has_number();
    case ValueType::kText: return value.has_text() && !value.was_number();
    default: break;
  }
  if (!value.has_text() || value.was_number()) return false;
  const uint64_t hash = value.label();
  for (uint32_t i = 0; i < def.keep; ++i) {
    if (r.pack().labels[def.label + i] == hash) return true;
  }
  return false;
}

void set_trait(Run r, uint32_t f, const FeatureDef &def, Field value) {
  if (!value.named()) return;
  const bool removed = !value.has();
  if (!removed && !trait_accepts(r, def, value)) return;
  if (def.type == ValueType::kLabel || def.type == ValueType::kText) return set_fact(r, f, value.text());
  auto &state = r.state<NumberState>(f);
  state.list.count = removed ? 0 : 1;
  state.value = removed ? 0 : def.type == ValueType::kBoolean ? (value.bool_value() ? 1 : 0) : value.number();
  refresh(r, f);
}

}  // namespace

void begin_or_prolong_visit(Run r, const Event &event) {
  VisitState &visit = r.v->visit;
  const uint32_t now = r.v->clock;
  if (visit.running == 0) {
    visit.running = kVisitRuns;
    if (may_collect(r)) {
      visit.interval = visit.number > 0 ? now - visit.newest : 0;
      if (visit.number < kCountStop) ++visit.number;
    }
    visit.pages = 0;
    clear_source(r);
  }
  if ((visit.running & kVisitFirstKnown) == 0 && may_collect(r)) {
    visit.first = now;
    visit.running = static_cast<uint8_t>(visit.running | kVisitFirstKnown);
  }
  visit.newest = now;
  if (event.role() == EventRole::kPageView && may_collect(r) && visit.pages < kCountStop) ++visit.pages;
  refresh_group(r, Group::kVisit);
  if ((visit.running & kSourceKnown) == 0 && group_first(r, Group::kTraffic) != group_end(r, Group::kTraffic)) take_source(r, event);
}

void end_visit(Run r) {
  r.v->visit.running = 0;
  r.v->visit.pages = 0;
  refresh_group(r, Group::kVisit);
  reset_visit_features(r);
}

void refresh_visit(Run r, uint32_t f) {
  const VisitState &visit = r.v->visit;
  switch (r.feature(f).fact) {
    case Fact::kVisitNumber: return move_to_number(r, f, visit.number);
    case Fact::kVisitPages: return move_to_number(r, f, visit.pages);
    case Fact::kVisitDuration: return move_to_number(r, f, (visit.running & kVisitFirstKnown) != 0 ? visit.newest - visit.first : 0);
    default: break;
  }
  return visit.number > 1 ? move_to_number(r, f, visit.interval) : move_to_none(r, f);
}

void take_context(Run r, const Event &event) {
  const Field offset = event.own(FieldRole::kTzOffset);
  if (offset.has_number() && group_first(r, Group::kTime) != group_end(r, Group::kTime)) {
    const int64_t minutes = offset.number() / 1000;
    r.v->offset = static_cast<uint32_t>(kOffsetOfUtc + (minutes > kMaxOffset ? kMaxOffset : minutes < -kMaxOffset ? -kMaxOffset : minutes));
    refresh_group(r, Group::kTime);
  }
  // Zones and climates stand behind country and region, and have no field of their own.
  for (uint32_t f = group_first(r, Group::kContext); f < group_end(r, Group::kContext); ++f) {
    const FeatureDef &def = r.feature(f);
    const Field value = event.own(def.field);
    if (def.field == kNone8)
      refresh(r, f);
    else if (value.has_text() && r.granted(def.purposes))
      set_fact(r, f, value.text());
  }
}

// The first place that is the visitor's: those with a region stand first.
void refresh_area(Run r, uint32_t f, const FeatureDef &def) {
  uint64_t country = 0;
  uint64_t region = 0;
  for (uint32_t other = group_first(r, Group::kContext); other < f; ++other) {
    if (r.feature(other).fact == Fact::kGeoCountry) country = r.state<LabelState>(other).hash;
    if (r.feature(other).fact == Fact::kGeoRegion) region = r.state<LabelState>(other).hash;
  }
  uint64_t area = 0;
  for (uint32_t i = 0; i < def.keep && area == 0; ++i) {
    const PlaceDef &place = r.pack().places[def.label + i];
    if (place.country == country && (place.region == 0 || place.region == region)) area = place.area;
  }
  move_to_label(r, f, area);
}

void take_page(Run r, const Event &event) {
  const bool view_item = event.role() == EventRole::kViewItem;
  for (uint32_t f = group_first(r, Group::kPage); f < group_end(r, Group::kPage); ++f) {
    const FeatureDef &def = r.feature(f);
    if (!view_item) {
      set_fact(r, f, def.fact == Fact::kPagePath ? page_path(event) : event.own(def.field).text());
      continue;
    }
    if (def.fact != Fact::kPageItem && def.fact != Fact::kPageCategory) continue;
    const FieldRole role = def.fact == Fact::kPageItem ? FieldRole::kItemId : FieldRole::kItemCategory;
    set_label(r, f, event.items > 0 ? event.label(event.of(0, role)) : 0);
  }
}

void take_search(Run r, const Event &event) {
  for (uint32_t f = group_first(r, Group::kSearch); f < group_end(r, Group::kSearch); ++f) {
    if (r.granted(r.feature(f).purposes)) set_fact(r, f, event.own(FieldRole::kSearchTerm).text());
  }
}

void take_traits(Run r, const Event &event) {
  for (uint32_t f = group_first(r, Group::kTrait); f < group_end(r, Group::kTrait); ++f) {
    const FeatureDef &def = r.feature(f);
    if (r.granted(def.purposes)) set_trait(r, f, def, event.own(def.field));
  }
}

}  // namespace vitrine
