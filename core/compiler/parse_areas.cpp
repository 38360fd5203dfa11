// What is named from outside the strategy: brand terms, hosts, zones and climates.
#include <algorithm>

#include "compiler/parse_parts.h"
#include "format/letters.h"

namespace vitrine::compiler {
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

bool begins_with(std::string_view text, std::string_view with) { return text.substr(0, with.size()) == with; }

// As hosts are compared: in small letters, without `www.` and a trailing dot.
std::string bare_host(std::string host) {
  to_lower(host.data(), static_cast<uint32_t>(host.size()));
  if (!host.empty() && host.back() == '.') host.pop_back();
  if (host.size() > 4 && begins_with(host, "www.")) host.erase(0, 4);
  return host;
}

// Labels with something in them, and no sign that belongs to another part of an address.
bool is_host(std::string_view text) {
  constexpr size_t kMaxHost = 253;  // RFC 1035
  if (text.empty() || text.size() > kMaxHost || text.front() == '.' || text.back() == '.') return false;
  if (text.find("..") != std::string_view::npos) return false;
  return std::none_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<uint8_t>(c);
    return byte <= ' ' || byte == 0x7F || std::string_view("/\\:*@?#%[]\"'<>,;|`{}()").find(c) != std::string_view::npos;
  });
}

// The host that somebody meant who wrote an address or `*.`.
std::string meant_host(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
  if (const size_t scheme = text.find("//"); scheme != std::string_view::npos) text.remove_prefix(scheme + 2);
  text = text.substr(0, text.find_first_of("/\\?# \t"));
  if (const size_t user = text.rfind('@'); user != std::string_view::npos) text.remove_prefix(user + 1);
  text = text.substr(0, text.find(':'));
  text.remove_prefix(std::min(text.find_first_not_of("*."), text.size()));
  return bare_host(std::string(text));
}

}  // namespace

void parse_hosts(const Node &root, const char *key, std::vector<std::string> &hosts, Report &report) {
  const Node *list = root.find(key);
  if (list == nullptr || !is_filled_list(*list, shown(key), report)) return;
  for (const Node *item : list->children) {
    if (!is_filled_text(*item, "A host", report)) continue;
    std::string host = bare_host(item->text);
    if (is_host(host)) {
      hosts.push_back(std::move(host));
      continue;
    }
    const std::string meant = meant_host(item->text);
    report.error("bad_host", at(item), shown(item->text) + " is no host name.",
                 is_host(meant) ? "Write \"" + meant + "\": its subdomains are meant too."
                                : "Write a host name without scheme, port and path, as in \"pay.example\".");
  }
}

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

}  // namespace vitrine::compiler
