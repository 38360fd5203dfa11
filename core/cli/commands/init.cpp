// vitrine init: a starter strategy that a merchant can change line by line.
#include <unistd.h>

#include <cstdio>

#include "cli/commands/commands.h"
#include "cli/files/output.h"

namespace vitrine::tool {
namespace {

constexpr char kStarter[] = R"json(// A strategy for Vitrine: who is in which segment, and who sees what. Change it, then run
//   vitrine check strategy.json     what is wrong, and what to write instead
//   vitrine words strategy.json     what it does, in sentences
{
  "name": "my-shop",

  // Prices in another currency are not counted.
  "currency": "EUR",

  // A visit ends after so long without a sign of life: s, m, h, d are seconds, minutes, hours, days.
  "visit_gap": "30m",

  // Events of your own shop. Those of Google Analytics 4 (view_item, add_to_cart, purchase, ...) are known without this.
  "events": ["size_guide_view", "review_read"],

  // 1. Measure, and give it a name.
  "features": {
    "product_views": { "count": "view_item", "within": "7d" },
    "products_seen": { "distinct": "item_id", "on": "view_item", "within": "visit" },
    "size_guides":   { "count": "size_guide_view", "within": "7d" },
    "reviews_read":  { "count": "review_read", "within": "7d" }
  },

  // 2. Say who belongs together. All lines of a "when" must hold; cart, orders, visit and time facts need no feature.
  "segments": {
    "cart_waiting": {
      "title": "Left something in the cart a while ago",
      "when": { "cart.items": { "gte": 1 }, "cart.idle": { "gte": "30m" } }
    },
    "comparing": {
      "title": "Compares products, nothing in the cart yet",
      "when": {
        "cart.items": 0,
        // Two signs out of four: one alone rarely tells the story.
        "at_least": 2,
        "of": [
          { "product_views": { "gte": 3 } },
          { "products_seen": { "gte": 2 } },
          { "size_guides": { "gte": 1 } },
          { "reviews_read": { "gte": 1 } }
        ]
      }
    }
  },

  // 3. Every visitor is in one stage: the first one whose "when" holds. The last one has none.
  "stages": [
    { "id": "lapsed",       "when": { "orders.count": { "gte": 1 }, "orders.since": { "gte": "180d" } } },
    { "id": "repeat_buyer", "when": { "orders.count": { "gte": 2 } } },
    { "id": "first_buyer",  "when": { "orders.count": 1 } },
    { "id": "new_visitor",  "when": { "visit.number": 1 } },
    { "id": "returning" }
  ],

  // 4. Say what each slot of a page shows: the first variant whose "for" holds. "default" is what the page has anyway.
  "slots": {
    "home.hero": {
      "kind": "content",
      "variants": [
        // Three times a day are enough. Also: "from" and "to" for a season, "needs" for a claim that the page must state, "message" for its kind.
        { "id": "resume_cart", "for": { "segment": "cart_waiting" }, "cap": { "max": 3, "within": "1d" } },
        { "id": "guide",       "for": { "segment": "comparing" } },
        { "id": "welcome",     "for": { "stage": "new_visitor" } },
        { "id": "thanks",      "for": { "stage": ["first_buyer", "repeat_buyer"] } },
        { "id": "come_back",   "for": { "stage": "lapsed" } },
        { "id": "default" }
      ]
    },

    // A list in the order of what this visitor looks at. The first two places stay, and nothing moves more than 24 places.
    "category.grid": {
      "kind": "sort",
      "signals": { "affinity.item_category": 2, "affinity.item_brand": 1, "stock": 0.5 },
      "pin": 2,
      "max_shift": 24
    }
  }
}
)json";

int init(const Given &given) {
  const std::string path = given.text("file", "strategy.json");
  if (path != "-" && !given.has("--force") && access(path.c_str(), F_OK) == 0) {
    std::fprintf(stderr, "%s: error exists: the file is there already; name another one, or write --force to replace it\n", path.c_str());
    return kWrongUsage;
  }
  std::string error;
  if (!write_whole(path, kStarter, error)) {
    std::fprintf(stderr, "%s\n", error.c_str());
    return kWrongUsage;
  }
  if (path != "-") std::fprintf(stderr, "%s is written. Next: vitrine check %s\n", path.c_str(), path.c_str());
  return kDone;
}

constexpr Argument kArguments[] = {
    {.name = "file", .takes = Takes::kText, .value = "S.json", .about = "Where it goes (default: strategy.json); - is standard output"},
    {.name = "--force", .takes = Takes::kNothing, .value = "", .about = "Replace the file if it is there"},
};

}  // namespace

const Command kInit{"init", "Writes a starter strategy, with comments", "", kArguments, init};

}  // namespace vitrine::tool
