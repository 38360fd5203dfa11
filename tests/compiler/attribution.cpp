// Known sources in the pack: present only where a rule asks, right kinds, right parameters, found by their keys.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <map>
#include <numeric>
#include <set>
#include <string>

#include "compiler/attribution.h"
#include "compiler/source_lists.h"
#include "compiler/tables.h"
#include "findings.h"
#include "format/hash.h"
#include "format/limits.h"

using namespace vitrine;
using namespace vitrine::compiler;

namespace {

uint32_t place_of(std::string_view text) { return mix32(hash_name(text)); }

// As the runtime finds it; nullptr: not in the table.
const HostKindDef *find(const Records &records, std::string_view text) {
  if (records.host_counts.empty()) return nullptr;
  uint32_t at = 0;
  for (uint32_t bucket = 0; bucket < place_of(text) >> kHostBucketShift; ++bucket) at += records.host_counts[bucket];
  const uint32_t end = at + records.host_counts[place_of(text) >> kHostBucketShift];
  for (; at < end; ++at) {
    if (records.host_keys[at] == static_cast<uint16_t>(place_of(text) >> kHostKeyShift))
      return &records.host_kinds[records.host_classes[at]];
  }
  return nullptr;
}

uint8_t roles_of(const Records &records, std::string_view text) {
  const HostKindDef *kind = find(records, text);
  return kind == nullptr ? 0 : kind->roles;
}

bool needs(const Records &records, std::string_view host, std::string_view parameter) {
  const HostRuleDef &rule = records.host_rules[find(records, host)->rule];
  for (uint32_t i = 0; i < rule.param_count; ++i) {
    if (records.host_params[rule.param_first + i] == hash_name(parameter)) return true;
  }
  return false;
}

const Records &with_sources() {
  static const Records records = records_of(with_when(R"({"traffic.source": ["google", "chatgpt.com", "nobody"]})"));
  return records;
}
const Records &with_channels() {
  static const Records records = records_of(with_when(R"({"traffic.channel": "Paid Search", "traffic.source": ["google", "yandex"]})"));
  return records;
}

// Everything that the lists name: hosts, assistants, sources, engines.
std::set<std::string> all_texts() {
  const SourceLists lists;
  return {lists.texts().begin(), lists.texts().end()};
}

// As the runtime judges a source from the table, webmail aside.
int category_of(const Records &records, std::string_view text) {
  int category = 0;
  for (std::string_view end = text; category == 0;) {
    const HostKindDef *kind = find(records, end);
    if (kind != nullptr) category = end == text ? kind->category : kind->below;
    const size_t dot = end.find('.');
    if (dot == std::string_view::npos) break;
    end.remove_prefix(dot + 1);
  }
  const SourceLists lists;
  if (category != 0 && (category & kSourceYields) == 0) return category;
  for (const std::string &pattern : lists.engine_patterns()) {
    if (matches_pattern(text, pattern)) return find(records, pattern)->category;
  }
  return category & ~kSourceYields;
}

}  // namespace

TEST_CASE("search engines, assistants, webmail and payment hosts come with a rule on the source") {
  const Records &r = with_sources();
  CHECK(roles_of(r, "google.{}") == kHostEngine);
  CHECK(r.source_names[find(r, "google.{}")->name] == hash_label("google"));
  CHECK(r.host_rules[find(r, "google.{}")->rule].hides_term == 1);
  CHECK(r.host_rules[find(r, "google.{}")->rule].param_count == 0);  // the term matters to channels alone
  CHECK(roles_of(r, "scholar.google.com") == kHostEngine);
  CHECK(needs(r, "scholar.google.com", "q"));
  CHECK(r.host_rules[find(r, "scholar.google.com")->rule].hides_term == 0);
  CHECK(find(r, "scholar.google.com")->name == 0);  // an engine that no rule names
  CHECK(r.source_names.size() == 2);
  CHECK((roles_of(r, "chatgpt.com") & kHostAssistant) != 0);
  CHECK((roles_of(r, "perplexity.ai") & kHostAssistant) != 0);  // also among the engines: assistants are asked first
  for (const char *more : {"character.ai", "poe.com", "copilot.com", "m365.cloud.microsoft", "openai.com"})
    CHECK(roles_of(r, more) == kHostAssistant);
  for (const char *mail : {"outlook.live.com", "outlook.office.com", "outlook.office365.com"}) CHECK(roles_of(r, mail) == kHostMail);
  CHECK(find(r, "www.yandex.{}") == nullptr);
  CHECK(find(r, "yandex.{}") != nullptr);
  for (const HostKindDef &kind : r.host_kinds) CHECK(kind.category + kind.below + kind.engine_category == 0);  // they come with channels
}

TEST_CASE("every payment host, and the strategy's own and payment hosts, are no source") {
  const Records r = records_of(R"({"own_hosts":["WWW.Checkout.example","x.y."],"payment_hosts":["psp.example","chatgpt.com"],)"
                               R"("segments":{"a":{"when":{"traffic.source":"x"}}}})");
  for (const char *host : {"paypal.com",
                           "klarna.com",
                           "stripe.com",
                           "adyen.com",
                           "mollie.com",
                           "checkout.com",
                           "sofort.com",
                           "afterpay.com",
                           "clearpay.co.uk",
                           "affirm.com",
                           "shop.app",
                           "pay.google.com",
                           "amazonpay.com",
                           "payments.amazon.com",
                           "payments.amazon.de",
                           "worldpay.com",
                           "payu.com",
                           "przelewy24.pl",
                           "giropay.de",
                           "ideal.nl",
                           "checkout.shopify.com",
                           "multisafepay.com",
                           "buckaroo.nl",
                           "paysafecard.com",
                           "twint.ch",
                           "vippsmobilepay.com",
                           "swish.nu",
                           "bancontact.com",
                           "3dsecure.io",
                           "checkout.example",
                           "x.y",
                           "psp.example"}) {
    INFO(host);
    CHECK(roles_of(r, host) == kHostPassed);
  }
  CHECK((roles_of(r, "chatgpt.com") & kHostPassed) != 0);
  CHECK(find(r, "www.checkout.example") == nullptr);
  CHECK(find(with_sources(), "checkout.example") == nullptr);
}

TEST_CASE("of a strategy's host and a listed one with the same key, the strategy's is found") {
  const std::set<std::string> texts = all_texts();
  std::map<uint32_t, std::string> keys;
  for (const std::string &text : texts) keys.emplace(place_of(text) >> kHostKeyShift, text);
  std::string same;
  for (uint32_t i = 0; same.empty(); ++i) {
    const std::string host = "h" + std::to_string(i) + ".example";
    if (keys.count(place_of(host) >> kHostKeyShift) != 0) same = host;
  }
  const Records r = records_of(R"({"own_hosts":[")" + same + R"("],"segments":{"a":{"when":{"traffic.channel":"Direct"}}}})");
  CHECK(roles_of(r, same) == kHostPassed);
}

TEST_CASE("hosts with a path, and engines whose referrers cannot have what they need, are left out") {
  const Records r = records_of(with_when(R"({"traffic.medium": "organic"})"));
  CHECK(find(r, "x.com") == nullptr);
  CHECK(find(r, "x.com/i/grok") == nullptr);
  CHECK(find(r, "google.{}/cse") == nullptr);
  CHECK(roles_of(r, "scour.com") == 0);  // its one parameter is a pattern
  CHECK(roles_of(r, "startpage.com") == kHostEngine);
}

TEST_CASE("branded searches bring the terms of engines that may hide them, and nothing else does") {
  CHECK(needs(records_of(with_when(R"({"traffic.branded": true})")), "google.{}", "q"));
  CHECK_FALSE(needs(with_channels(), "google.{}", "q"));
}

TEST_CASE("channels bring the categories of sources, and the names of engines, assistants and social networks as sources") {
  const Records &r = with_channels();
  const struct {
    const char *source;
    int category;
  } expected[] = {
      {"facebook", kSourceSocial},       // GA4's list has it; Matomo's lists a search page of it
      {"facebook.com", kSourceSocial},
      {"youtube.com", kSourceVideo},
      {"amazon.com", kSourceShopping},
      {"www.amazon.com", kSourceShopping},
      {"google", kSourceSearch},
      {"google.co.uk", kSourceSearch},
      {"images.ask.com", kSourceSearch},
      {"answers.yahoo.com", kSourceSocial},
      {"yahoo.com", kSourceSearch},
      {"my.answers.yahoo.com", kSourceSocial},  // the longest entry counts
      {"x.yahoo.com", kSourceSearch},
      {"x.yahoo", 0},                            // a name is just itself
      {"scour.com", kSourceSearch},      // though none of its referrers can have what an engine's needs
      {"x.scour.com", 0},
      {"startpage.com", kSourceSearch},
      {"bing images", kSourceSearch},    // an engine by its name: all its hosts have a path
      {"chatgpt.com", kSourceAssistant},
      {"chatgpt", kSourceAssistant},
      {"perplexity", kSourceAssistant},
      {"perplexity.ai", kSourceAssistant},
      {"x.openai.com", kSourceAssistant},
      {"copilot.com", kSourceAssistant},
      {"character.ai", kSourceAssistant},
      {"character", 0},
      {"you.com", kSourceAssistant},
      {"x.com", kSourceSocial},
      {"bluesky", kSourceSocial},
      {"go.bsky.app", kSourceSocial},
      {"hacker news", kSourceSocial},
      {"threads.com", kSourceSocial},
      {"nasza-klasa.pl", kSourceSocial},
      {"x.nasza-klasa.pl", 0},                  // a name with a dot
      {"google.x.com", kSourceSearch},
      {"longer.x.com", kSourceSocial},          // engines go before social networks
      {"google.vk.com", kSourceSocial},  // but GA4's list before them
      {"shopify.com", kSourceShopping},
      {"paypal.com", 0},
      {"nobody.example", 0},
      {"com", 0},
  };
  const SourceLists lists;
  for (const auto &[source, category] : expected) {
    INFO(source);
    CHECK(category_of(r, source) == category);
    CHECK(lists.category(source) == category);
  }
  CHECK(find(r, "facebook.{}") == nullptr);
  std::set<int> engines;
  for (const HostKindDef &kind : r.host_kinds) {
    if ((kind.roles & kHostEngine) != 0) engines.insert(kind.engine_category);
  }
  CHECK(engines == std::set<int>{kSourceSearch, kSourceSocial, kSourceAssistant});
  CHECK(r.host_rules[find(r, "google.{}")->rule].hides_term == 1);
  CHECK(r.source_names[find(r, "google.{}")->name] == hash_label("google"));
  CHECK(r.source_names[find(r, "yandex.{}")->name] == hash_label("yandex"));
}

TEST_CASE("every source of GA4's list is in its category and in no other, and so is what stands below it") {
  const Records &r = with_channels();
  std::map<std::string, int> expected;
  for (size_t i = 0; i < kSourceCategoryCount; ++i) {
    const std::string category = kSourceCategories[i].category;
    const int bit = category == "SEARCH"     ? kSourceSearch
                    : category == "SOCIAL"   ? kSourceSocial
                    : category == "SHOPPING" ? kSourceShopping
                                             : kSourceVideo;
    CHECK((bit != kSourceVideo || category == "VIDEO"));
    CHECK(expected.emplace(kSourceCategories[i].source, bit).second);
  }
  for (const auto &[source, category] : expected) {
    INFO(source);
    CHECK(category_of(r, source) == category);
    const std::string below = "a-subdomain." + source;
    CHECK(category_of(r, below) == (source.find('.') == std::string::npos ? 0 : category));
  }
  CHECK(expected.size() > 700);
}

TEST_CASE("the known referrers cost a strategy nothing that does not ask for them") {
  CHECK(records_of(with_when(R"({"traffic.campaign": "x"})")).host_keys.empty());
  CHECK(records_of(with_when(R"({"page.type": "x"})")).host_keys.empty());
}

TEST_CASE("no two texts of the lists share a key of 26 bits, so none is taken for another") {
  std::map<uint32_t, std::string> keys;
  for (const std::string &text : all_texts()) {
    const auto [other, is_new] = keys.emplace(place_of(text) >> kHostKeyShift, text);
    INFO(text << " and " << other->second);
    CHECK(is_new);
  }
  CHECK(keys.size() > 1'600);
  for (const Records *records : {&with_sources(), &with_channels()}) {
    std::set<uint32_t> known;
    size_t at = 0;
    for (uint32_t bucket = 0; bucket < kHostBuckets; ++bucket) {
      for (uint32_t left = records->host_counts[bucket]; left > 0; --left) known.insert(bucket << 16 | records->host_keys[at++]);
    }
    CHECK(known.size() == records->host_keys.size());  // payment hosts included
  }
}

TEST_CASE("a table of hosts is sorted into its buckets, and its kinds stand once each") {
  for (const Records *records : {&with_sources(), &with_channels()}) {
    const Records &r = *records;
    CHECK(r.host_counts.size() == kHostBuckets);
    CHECK(r.host_keys.size() == r.host_classes.size());
    CHECK(std::accumulate(r.host_counts.begin(), r.host_counts.end(), size_t{0}) == r.host_keys.size());
    std::set<std::array<int, 6>> kinds;
    for (const HostKindDef &kind : r.host_kinds)
      kinds.insert({kind.roles, kind.category, kind.below, kind.engine_category, kind.rule, kind.name});
    CHECK(kinds.size() == r.host_kinds.size());
    CHECK(r.host_rules.size() <= 256);  // named in a byte
  }
}

TEST_CASE("the table says of every text of the lists, and of what stands below it, what the lists say: no entry was left out in vain") {
  const SourceLists lists;
  for (const std::string &text : lists.texts()) {
    INFO(text);
    if (text.find("{}") != std::string::npos) continue;
    CHECK(category_of(with_channels(), text) == lists.category(text));
    CHECK(category_of(with_channels(), "a-subdomain." + text) == lists.category("a-subdomain." + text));
  }
  CHECK(with_channels().host_keys.size() < lists.texts().size());
}

TEST_CASE("of several definitions of one host all say the same, so one place in the table is enough for them") {
  std::map<std::string, std::string> known;
  for (size_t i = 0; i < kEngineBlockCount; ++i) {
    const EngineBlock &block = kEngineBlocks[i];
    if (!block.hides_keyword && *block.params == '\0') continue;
    const std::string says = std::string(block.name) + '/' + block.params + (block.hides_keyword ? "hides" : "");
    for (const std::string_view host : words_of(block.hosts)) CHECK(known.emplace(host, says).first->second == says);
  }
}

TEST_CASE("a host that two entries with {} match is the first one's of the file") {
  const Records r = records_of(with_when(R"({"traffic.source": ["google", "ask", "123people"]})"));
  const auto name = [&](const char *host) { return find(r, host) == nullptr ? 0 : r.source_names[find(r, host)->name]; };
  CHECK(name("google.wow.com") == hash_label("google"));
  CHECK(name("123people.ask.com") == hash_label("123people"));
  CHECK(find(r, "google.ask.com") == nullptr);  // the runtime's order is the file's
}

TEST_CASE("{} stands for one label, or two of at most three letters each") {
  CHECK(matches_pattern("google.de", "google.{}"));
  CHECK(matches_pattern("google.co.uk", "google.{}"));
  CHECK(matches_pattern("google.anything-1", "google.{}"));
  CHECK_FALSE(matches_pattern("google.", "google.{}"));
  CHECK_FALSE(matches_pattern("google.info.uk", "google.{}"));
  CHECK_FALSE(matches_pattern("google.a.b.c", "google.{}"));
  CHECK_FALSE(matches_pattern("google.c1.uk", "google.{}"));
  CHECK(matches_pattern("de.search.example", "{}.search.example"));
  CHECK_FALSE(matches_pattern("search.example", "{}.search.example"));
}

TEST_CASE("as many search engines may be named as kinds of hosts fit, and one more is told") {
  std::set<std::string> names;
  for (size_t i = 0; i < kEngineBlockCount; ++i) names.insert(kEngineBlocks[i].name);
  const std::vector<std::string> all(names.begin(), names.end());
  const auto naming = [&](size_t count) {
    std::string list = "\"nobody\"";
    for (size_t i = 0; i < count; ++i) list += ",\"" + all[i] + '"';
    const size_t half = list.find(',', list.size() / 2);  // a list of conditions has its own limit
    return R"({"segments":{"a":{"when":{"any":[{"traffic.source":[)" + list.substr(0, half) + R"(]},{"traffic.source":[)" +
           list.substr(half + 1) + R"(]},{"traffic.channel":"Direct"}]}}}})";
  };
  size_t fits = 0;
  while (fits < all.size() && findings_of(naming(fits + 1)).empty()) fits += 1;
  REQUIRE(fits < all.size());
  CHECK(records_of(naming(fits)).host_kinds.size() <= kMaxHostKinds);
  CHECK(records_of(naming(fits)).host_kinds.size() > kMaxHostKinds - 4);  // an engine may have several kinds
  CHECK(findings_of(naming(fits + 1)) == "limit 1:2 /segments");
  CHECK(messages_of(naming(fits + 1)).find("kMaxHostKinds") != std::string::npos);
  const Records r = records_of(naming(fits));
  for (size_t i = 0; i < kEngineBlockCount; ++i) {
    const EngineBlock &block = kEngineBlocks[i];
    if (std::find(all.begin(), all.begin() + static_cast<ptrdiff_t>(fits), block.name) == all.begin() + static_cast<ptrdiff_t>(fits))
      continue;
    for (const std::string_view host : words_of(block.hosts)) {
      const HostKindDef *kind = find(r, host);
      if (kind != nullptr && (kind->roles & kHostEngine) != 0) CHECK(kind->name != 0);
    }
  }
}

TEST_CASE("the lists are whole: every block of the engines has hosts, or is one by its name") {
  std::set<std::string> hosts;
  int nameless = 0;
  for (size_t i = 0; i < kEngineBlockCount; ++i) {
    CHECK(*kEngineBlocks[i].name != '\0');
    const std::vector<std::string_view> mine = words_of(kEngineBlocks[i].hosts);
    nameless += mine.empty() ? 1 : 0;
    hosts.insert(mine.begin(), mine.end());
  }
  CHECK(nameless == 4);
  CHECK(kEngineBlockCount == 358);
  CHECK(kAssistantNameCount == 19);
  CHECK(kSocialNameCount == 91);
  CHECK(kSocialHostCount == 218);
  CHECK(kAssistantHostCount == 24);
  CHECK(hosts.size() == 636);
}
