// What is named from outside the shop: brand terms, zones and climates.
#include "compiler/parse_parts.h"

namespace vitrine {
namespace {

// `DE`, or `DE-BY`: a region of it.
std::optional<Area::Place> parse_place(const Node &node, Report &report) {
  if (!is_filled_text(node, "A place", report)) return std::nullopt;
  const size_t dash = node.text.find('-');
  Area::Place place{node.text.substr(0, dash), dash == std::string::npos ? "" : node.text.substr(dash + 1)};
  if (!place.country.empty() && (dash == std::string::npos || !place.region.empty())) return place;
  report.error("bad_place", at(&node), shown(node.text) + " is no place.",
               "Write a country, or a region of it, as in \"DE\" or \"DE-BY\".");
  return std::nullopt;
}

}  // namespace

void parse_brand_terms(const Node &root, Strategy &strategy, Report &report) {
  const Node *terms = root.find("brand_terms");
  if (terms == nullptr || !is_filled_list(*terms, "`brand_terms`", report)) return;
  for (const Node *item : terms->children) {
    if (is_filled_text(*item, "A brand term", report)) strategy.brand_terms.push_back(item->text);
  }
}

void parse_areas(const Node &root, const char *key, std::vector<Area> &areas, Report &report) {
  const Node *map = root.find(key);
  if (map == nullptr || !is_kind(*map, Node::Kind::kMap, shown(key), report)) return;
  for (const Node *member : map->children) {
    Area area;
    area.name = member->key;
    if (!check_id(member->key, at_key(member), "An area", report) || !is_filled_list(*member, "An area's list of places", report)) continue;
    for (const Node *item : member->children) {
      auto place = parse_place(*item, report);
      if (place) area.places.push_back(std::move(*place));
    }
    areas.push_back(std::move(area));
  }
}

}  // namespace vitrine
