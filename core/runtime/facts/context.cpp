// Built-in facts of context.
#include "runtime/facts/context.h"

#include "runtime/facts/set_fact.h"
#include "runtime/features/refresh.h"

namespace vitrine::runtime {

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
uint64_t area_of(Run r, uint32_t f, const FeatureDef &def) {
  uint64_t country = 0;
  uint64_t region = 0;
  for (uint32_t other = group_first(r, Group::kContext); other < f; ++other) {
    if (r.feature(other).fact == Fact::kGeoCountry) country = r.state<LabelState>(other).hash;
    if (r.feature(other).fact == Fact::kGeoRegion) region = r.state<LabelState>(other).hash;
  }
  uint64_t area = 0;
  for (uint32_t i = 0; i < def.listed && area == 0; ++i) {
    const PlaceDef &place = r.pack().places[def.first_listed + i];
    if (place.country == country && (place.region == 0 || place.region == region)) area = place.area;
  }
  return area;
}

}  // namespace vitrine::runtime
