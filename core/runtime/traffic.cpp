// Where a visit came from: campaign parameters, click ids, the referrer (CHANNELS.md).
#include <cstring>

#include "format/hash.h"
#include "runtime/conditions.h"
#include "runtime/features.h"
#include "runtime/url.h"

namespace vitrine {
namespace {

struct Label {
  uint64_t hash = 0;
  void set(const char *text, uint32_t length) { hash = length == 0 ? 0 : label_hash(text, length); }
  void set(const char *text) { set(text, static_cast<uint32_t>(std::strlen(text))); }
};

struct Source {
  Label source;
  Label medium;
  char campaign[kMaxTextBytes];
  uint32_t campaign_length = 0;
};

// Click ids in the order of CHANNELS.md; the id itself is never kept.
struct ClickId {
  const char *parameter;
  const char *source;
  const char *medium;
};
constexpr ClickId kClickIds[] = {
    {"gclid", "google", "cpc"},
    {"gbraid", "google", "cpc"},
    {"wbraid", "google", "cpc"},
    {"gclsrc", "google", "cpc"},
    {"dclid", "google", "display"},
    {"srsltid", "google", "organic"},
    {"msclkid", "bing", "cpc"},
    {"yclid", "yandex", "cpc"},
    {"ttclid", "tiktok", "paid_social"},
    {"twclid", "twitter", "paid_social"},
    {"li_fat_id", "linkedin", "paid_social"},
    {"epik", "pinterest", "paid_social"},
    {"sccid", "snapchat", "paid_social"},
    {"rdt_cid", "reddit", "paid_social"},
    {"fbclid", "facebook", "social"},
    {"igshid", "instagram", "social"},
    {"irclickid", "impact", "affiliate"},
    {"awc", "awin", "affiliate"},
    {"cjevent", "cj", "affiliate"},
};

bool from_campaign(Text query, Source &out) {
  char source[kMaxTextBytes];
  char medium[kMaxTextBytes];
  const uint32_t source_length = query_parameter(query, "utm_source", source);
  const uint32_t medium_length = query_parameter(query, "utm_medium", medium);
  if (source_length == 0 && medium_length == 0) return false;
  if (source_length > 0)
    out.source.set(source, source_length);
  else
    out.source.set("(not set)");
  if (medium_length > 0)
    out.medium.set(medium, medium_length);
  else
    out.medium.set("(not set)");
  out.campaign_length = query_parameter(query, "utm_campaign", out.campaign);
  return true;
}

bool from_click_id(Text query, Source &out) {
  static constexpr char kShopping[] = "Shopping Free Listings";
  char value[kMaxTextBytes];
  for (const ClickId &id : kClickIds) {
    if (query_parameter(query, id.parameter, value) == 0) continue;
    out.source.set(id.source);
    out.medium.set(id.medium);
    if (std::strcmp(id.parameter, "srsltid") == 0) {
      out.campaign_length = sizeof kShopping - 1;
      std::memcpy(out.campaign, kShopping, out.campaign_length);
    }
    return true;
  }
  return false;
}

constexpr uint32_t kMaxHostBytes = 253;  // RFC 1035
constexpr uint32_t kMaxLabels = 32;

struct Host {
  char text[kMaxHostBytes];
  uint32_t length = 0;
  uint16_t label[kMaxLabels + 1];  // where each label begins; behind the last: length + 1
  uint32_t labels = 0;
};

bool make_host(Text text, Host &host) {
  if (text.length == 0 || text.length > kMaxHostBytes) return false;
  host.length = text.length;
  host.label[host.labels++] = 0;
  for (uint32_t i = 0; i < text.length; ++i) {
    host.text[i] = lower(text.at[i]);
    if (host.text[i] != '.') continue;
    if (host.labels == kMaxLabels) return false;
    host.label[host.labels++] = static_cast<uint16_t>(i + 1);
  }
  host.label[host.labels] = static_cast<uint16_t>(text.length + 1);
  return true;
}

const HostDef *find(const Pack &pack, uint32_t hash) {
  uint32_t low = 0;
  uint32_t high = pack.hosts.count;
  while (low < high) {
    const uint32_t middle = (low + high) / 2;
    if (pack.hosts[middle].hash < hash)
      low = middle + 1;
    else
      high = middle;
  }
  return low < pack.hosts.count && pack.hosts[low].hash == hash ? &pack.hosts[low] : nullptr;
}

// Assistants and payment hosts: the host is an entry or ends in "." and an entry.
const HostDef *find_suffix(const Pack &pack, const Host &host, HostKind kind) {
  for (uint32_t i = 0; i < host.labels; ++i) {
    const HostDef *found = find(pack, fnv1a32(host.text + host.label[i], host.length - host.label[i]));
    if (found != nullptr && found->kind == kind) return found;
  }
  return nullptr;
}

// The host's hash with labels from .. to - 1 written as "{}".
uint32_t pattern_hash(const Host &host, uint32_t from, uint32_t to) {
  uint32_t hash = fnv1a32(host.text, host.label[from]);
  hash = fnv1a32("{}", 2, hash);
  const uint32_t rest = host.label[to] - 1u;
  return fnv1a32(host.text + rest, host.length - rest, hash);
}

const HostDef *find_engine(const Pack &pack, const Host &host) {
  const auto engine = [&](uint32_t hash) {
    const HostDef *found = find(pack, hash);
    return found != nullptr && found->kind == HostKind::kEngine ? found : nullptr;
  };
  const HostDef *found = engine(fnv1a32(host.text, host.length));
  for (uint32_t i = 0; found == nullptr && i < host.labels; ++i) {
    found = engine(pattern_hash(host, i, i + 1));
    if (found != nullptr || i + 2 > host.labels) continue;
    const uint32_t first = host.label[i + 1] - host.label[i] - 1u;
    const uint32_t second = host.label[i + 2] - host.label[i + 1] - 1u;
    if (first <= 3 && second <= 3) found = engine(pattern_hash(host, i, i + 2));
  }
  return found;
}

bool has_search_term(const Pack &pack, const HostDef &engine, Text query) {
  const HostRuleDef &rule = pack.host_rules[engine.rule];
  if (rule.param_count == 0) return true;
  for (uint32_t i = 0; i < rule.param_count; ++i) {
    if (has_parameter(query, pack.host_params[rule.param_first + i])) return true;
  }
  return false;
}

bool same_host(Text a, Text b) {
  if (a.length != b.length) return false;
  for (uint32_t i = 0; i < a.length; ++i) {
    if (lower(a.at[i]) != lower(b.at[i])) return false;
  }
  return true;
}

bool from_referrer(const Pack &pack, Field referrer, Text own_host, Source &out) {
  if (!referrer.has_text()) return false;
  const Url url = parse_url(referrer.text());
  Host host;
  if (same_host(url.host, own_host) || !make_host(url.host, host)) return false;
  if (find_suffix(pack, host, HostKind::kPayment) != nullptr) return false;
  out.source.set(host.text, cut_text({host.text, host.length}).length);
  if (find_suffix(pack, host, HostKind::kAssistant) != nullptr) {
    out.medium.set("ai-assistant");
    return true;
  }
  const HostDef *engine = find_engine(pack, host);
  if (engine == nullptr || !has_search_term(pack, *engine, url.query)) {
    out.medium.set("referral");
    return true;
  }
  out.source.hash = pack.source_names[engine->name];
  out.medium.set("organic");
  return true;
}

void set_label(Run r, uint32_t f, uint64_t hash) {
  r.state<LabelState>(f).hash = hash;
  move_to_label(r, f, hash);
}

void show(Run r, const Source &source, Text path) {
  for (uint32_t f = group_first(r, Group::kTraffic); f < group_end(r, Group::kTraffic); ++f) {
    switch (r.feature(f).fact) {
      case Fact::kTrafficSource: set_label(r, f, source.source.hash); break;
      case Fact::kTrafficMedium: set_label(r, f, source.medium.hash); break;
      case Fact::kTrafficCampaign: move_to_text(r, f, source.campaign, source.campaign_length); break;
      case Fact::kTrafficLandingPath: move_to_text(r, f, path.at, path.length); break;
      default: break;
    }
  }
}

}  // namespace

void clear_source(Run r) {
  if (group_first(r, Group::kTraffic) != group_end(r, Group::kTraffic)) show(r, Source{}, Text{});
}

void take_source(Run r, const Event &event) {
  const Field location = event.own(FieldRole::kPageLocation);
  if (!location.has_text()) return;
  const Url url = parse_url(location.text());
  Source source;
  if (!from_campaign(url.query, source) && !from_click_id(url.query, source) &&
      !from_referrer(r.pack(), event.own(FieldRole::kPageReferrer), url.host, source)) {
    source.source.set("(direct)");
    source.medium.set("(none)");
  }
  show(r, source, cut_text(page_path(event)));
  r.v->visit.has_source = 1;
}

}  // namespace vitrine
