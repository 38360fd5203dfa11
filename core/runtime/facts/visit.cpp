// Built-in facts of the visit.
#include "runtime/facts/visit.h"

#include "runtime/facts/traffic.h"
#include "runtime/features/refresh.h"
#include "vitrine/vitrine.h"

namespace vitrine::runtime {
namespace {

bool may_collect(Run r) { return r.granted(VT_PERSONALIZATION); }

void reset_visit_features(Run r) {
  for (uint32_t f = group_first(r, Group::kEvent); f < group_end(r, Group::kEvent); ++f) {
    const FeatureDef &def = r.feature(f);
    if (def.window_kind != WindowKind::kVisit) continue;
    if (def.kind == FeatureKind::kCountEver) r.state<CountState>(f).count = 0;
    if (def.kind == FeatureKind::kSumEver) r.state<SumState>(f).sum = 0;
    if (def.kind == FeatureKind::kSequence) r.state<TimesState>(f).list.count = 0;
    for (uint32_t i = 0; i < kMaxValues && def.kind == FeatureKind::kRepeats; ++i) r.state<ValuesState>(f).rows[i].number = 0;
    refresh(r, f);
  }
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

}  // namespace vitrine::runtime
