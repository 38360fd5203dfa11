// Built-in facts of the page, and the newest search.
#include "runtime/facts/page.h"

#include "runtime/facts/set_fact.h"
#include "runtime/features/refresh.h"
#include "runtime/url.h"

namespace vitrine::runtime {

void take_page(Run r, const Event &event) {
  const bool view_item = event.role() == EventRole::kViewItem;
  // Every address has a path. A view without one is of the page before, and changes only what it gives.
  const Text path = page_path(event);
  for (uint32_t f = group_first(r, Group::kPage); f < group_end(r, Group::kPage); ++f) {
    const FeatureDef &def = r.feature(f);
    if (!view_item) {
      const Text text = def.fact == Fact::kPagePath ? path : event.own(def.field).text();
      if (path.length != 0 || text.length != 0) set_fact(r, f, text);
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

}  // namespace vitrine::runtime
