// Where a visit came from: campaign parameters, click ids, the referrer (CHANNELS.md). The lists and words stand in the pack.
#include "runtime/facts/traffic.h"

#include <cstring>

#include "format/hash.h"
#include "runtime/conditions.h"
#include "runtime/facts/channel.h"
#include "runtime/facts/set_fact.h"
#include "runtime/features/refresh.h"
#include "runtime/url.h"

namespace vitrine::runtime {
namespace {

constexpr uint32_t kUtmSource = fnv1a32("utm_source", 10);
constexpr uint32_t kUtmMedium = fnv1a32("utm_medium", 10);
constexpr uint32_t kUtmCampaign = fnv1a32("utm_campaign", 12);
constexpr uint32_t kUtmTerm = fnv1a32("utm_term", 8);
constexpr uint32_t kAndroidApp = fnv1a32("android-app", 11);

void set(Run r, Line &line, uint16_t string) {
  if (string == kNone16) return;
  const Text text = cut_text(string_of(r.pack(), string));
  line.length = text.length;
  std::memcpy(line.text, text.at, text.length);
}

bool from_campaign(Run r, Text query, const TrafficDef &words, Source &out) {
  out.source.length = query_parameter(query, kUtmSource, out.source.text);
  out.medium.length = query_parameter(query, kUtmMedium, out.medium.text);
  if (out.source.length == 0 && out.medium.length == 0) return false;
  if (out.source.length == 0) set(r, out.source, words.not_set);
  if (out.medium.length == 0) set(r, out.medium, words.not_set);
  out.campaign.length = query_parameter(query, kUtmCampaign, out.campaign.text);
  out.term.length = query_parameter(query, kUtmTerm, out.term.text);
  return true;
}

// The id itself is never kept.
bool from_click_id(Run r, Text query, Source &out) {
  for (const ClickIdDef &id : r.pack().click_ids) {
    if (query_parameter(query, id.param, out.term.text) == 0) continue;
    set(r, out.source, id.source);
    set(r, out.medium, id.medium);
    set(r, out.campaign, id.campaign);
    return true;
  }
  return false;
}

// Is it that host, or a subdomain of it?
bool is_within(const Host &host, const Host &of) {
  const uint32_t before = host.length - of.length;
  if (host.length < of.length || (before > 0 && host.text[before - 1] != '.')) return false;
  return std::memcmp(host.text + before, of.text, of.length) == 0;
}

// The host that an app stands for, where it is known.
bool from_app(const Pack &pack, Text &host) {
  const uint32_t package = name_hash(host);
  for (const AppDef &app : pack.apps) {
    if (app.package != package) continue;
    host = string_of(pack, app.host);
    return true;
  }
  return false;
}

// Its referrers may have to have the search term.
bool from_engine(Run r, const Host &host, Text query, Source &out) {
  for (uint32_t i = 0; i < kHostPatterns; ++i) {
    const HostKindDef *kind = find_pattern(r.pack(), host, i);
    if (kind == nullptr || (kind->roles & kHostEngine) == 0) continue;
    const HostRuleDef &rule = r.pack().host_rules[kind->rule];
    for (uint32_t p = 0; p < rule.param_count && out.term.length == 0; ++p)
      out.term.length = query_parameter(query, r.pack().host_params[rule.param_first + p], out.term.text);
    if (out.term.length == 0 && rule.hides_term == 0) continue;
    out.engine = kind;
    return true;
  }
  return false;
}

bool from_referrer(Run r, Field referrer, Text page_host, const TrafficDef &words, Source &out) {
  if (!referrer.has_text() || referrer.was_number()) return false;
  Url url = parse_url(referrer.text());
  bool may_be_mail = true;
  if (name_hash(url.scheme) == kAndroidApp) {
    url.query = {};
    may_be_mail = from_app(r.pack(), url.host);
  }
  Host host;
  Host own;
  if (!make_host(url.host, host) || (make_host(page_host, own) && (is_within(host, own) || is_within(own, host)))) return false;
  const uint32_t roles = suffix_roles(r.pack(), host);
  if ((roles & kHostPassed) != 0) return false;
  out.source.length = cut_text({host.text, host.length}).length;
  std::memcpy(out.source.text, host.text, out.source.length);
  out.host = url.host;
  uint16_t medium = words.referral;
  if ((roles & kHostAssistant) != 0)
    medium = words.assistant;
  else if (may_be_mail && (roles & kHostMail) != 0)
    medium = words.email;
  else if (from_engine(r, host, url.query, out))
    medium = words.organic;
  set(r, out.medium, medium);
  return true;
}

uint64_t hash_of(const Line &line) { return line.length == 0 ? 0 : label_hash(line.text, line.length); }

void show_branded(Run r, uint32_t f, const Source &source, uint32_t channel) {
  auto &state = r.state<NumberState>(f);
  state.list.count = source.term.length + source.campaign.length != 0 ? 1 : 0;
  state.value = state.list.count != 0 && is_branded(r.pack(), source, channel) ? 1 : 0;
  refresh(r, f);
}

void show(Run r, const Source &source, Text path) {
  const uint32_t channel = channel_of(r.pack(), source);
  for (uint32_t f = group_first(r, Group::kTraffic); f < group_end(r, Group::kTraffic); ++f) {
    switch (traffic_fact(r.feature(f).fact)) {
      case TrafficFact::kTrafficChannel: set_label(r, f, channel); break;
      case TrafficFact::kTrafficSource:
        set_label(r, f, source.engine != nullptr ? r.pack().source_names[source.engine->name] : hash_of(source.source));
        break;
      case TrafficFact::kTrafficMedium: set_label(r, f, hash_of(source.medium)); break;
      case TrafficFact::kTrafficCampaign: move_to_text(r, f, source.campaign.text, source.campaign.length); break;
      case TrafficFact::kTrafficBranded: show_branded(r, f, source, channel); break;
      case TrafficFact::kTrafficLandingPath: move_to_text(r, f, path.at, path.length); break;
      case TrafficFact::kCount: VITRINE_NEVER();
    }
  }
}

}  // namespace

void clear_source(Run r) {
  if (group_first(r, Group::kTraffic) != group_end(r, Group::kTraffic)) show(r, Source{}, Text{});
}

void take_source(Run r, const Event &event) {
  const Field location = event.own(FieldRole::kPageLocation);
  if (!location.has_text() || location.was_number()) return;  // a number is no address
  const Url url = parse_url(location.text());
  Source source{};
  if (r.pack().traffic.count != 0) {
    const TrafficDef &words = r.pack().traffic[0];
    if (!from_campaign(r, url.query, words, source) && !from_campaign(r, url.fragment, words, source) &&
        !from_click_id(r, url.query, source) && !from_referrer(r, event.own(FieldRole::kPageReferrer), url.host, words, source)) {
      set(r, source.source, words.direct);
      set(r, source.medium, words.none);
    }
  }
  show(r, source, cut_text(page_path(event)));
  r.v->visit.running = static_cast<uint8_t>(r.v->visit.running | kSourceKnown);
}

}  // namespace vitrine::runtime
