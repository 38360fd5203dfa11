// Known sources in the pack: present only where a rule asks, right kinds, right parameters, found by their keys.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <map>
#include <numeric>
#include <set>
#include <string>

#include "compiler/attribution.h"
#include "compiler/tables.h"
#include "findings.h"
#include "format/hash.h"
#include "format/limits.h"

using namespace vitrine;

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

// Words of a list, each followed by a blank.
std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> out;
  for (size_t end = text.find(' '); end != std::string_view::npos; end = text.find(' ')) {
    out.emplace_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  return out;
}

// Everything that the lists name: hosts, assistants, sources, engines.
std::set<std::string> all_texts() {
  std::set<std::string> all;
  for (size_t i = 0; i < kEngineBlockCount; ++i) {
    all.insert(kEngineBlocks[i].name);
    for (const std::string &host : words(kEngineBlocks[i].hosts)) all.insert(host);
  }
  for (size_t i = 0; i < kAssistantHostCount; ++i) all.insert(kAssistantHosts[i]);
  for (size_t i = 0; i < kSourceCategoryCount; ++i) all.insert(kSourceCategories[i].source);
  return all;
}

}  // namespace

TEST_CASE("search engines, assistants and payment hosts come with a rule on the source") {
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
  CHECK(roles_of(r, "paypal.com") == kHostPayment);
  CHECK(roles_of(r, "pay.google.com") == kHostPayment);
  CHECK(find(r, "www.yandex.{}") == nullptr);
  CHECK(find(r, "yandex.{}") != nullptr);
  for (const HostKindDef &kind : r.host_kinds) CHECK((kind.categories == 0 && (kind.roles & kHostSearch) == 0));  // they come with channels
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

TEST_CASE("channels bring the categories of sources, and the names of engines as sources") {
  const Records &r = with_channels();
  CHECK(find(r, "facebook.com")->categories == kSourceSocial);
  CHECK(find(r, "youtube.com")->categories == kSourceVideo);
  CHECK((find(r, "amazon.com")->categories & kSourceShopping) != 0);
  CHECK((roles_of(r, "google") & kHostSearch) != 0);
  CHECK((roles_of(r, "google.{}") & kHostSearch) != 0);
  CHECK((roles_of(r, "scour.com") & kHostSearch) != 0);  // a source by name, though no referrer of it is an engine's
  for (const HostKindDef &kind : r.host_kinds) {
    if ((kind.roles & kHostEngine) != 0) CHECK((kind.engine_categories & kSourceSearch) != 0);  // by its name, whatever that is
  }
  CHECK(r.host_rules[find(r, "google.{}")->rule].hides_term == 1);
  CHECK(r.source_names[find(r, "google.{}")->name] == hash_label("google"));
  CHECK(r.source_names[find(r, "yandex.{}")->name] == hash_label("yandex"));
}

TEST_CASE("every source of GA4's list is in its category, and in no other that the list does not name") {
  const Records &r = with_channels();
  std::map<std::string, int> expected;
  for (size_t i = 0; i < kSourceCategoryCount; ++i) {
    const std::string category = kSourceCategories[i].category;
    const int bit = category == "SEARCH"     ? kSourceSearch
                    : category == "SOCIAL"   ? kSourceSocial
                    : category == "SHOPPING" ? kSourceShopping
                                             : kSourceVideo;
    CHECK((bit != kSourceVideo || category == "VIDEO"));
    expected[kSourceCategories[i].source] |= bit;
  }
  for (const auto &[source, categories] : expected) {
    INFO(source);
    REQUIRE(find(r, source) != nullptr);
    CHECK(find(r, source)->categories == categories);
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
    std::set<std::array<int, 5>> kinds;
    for (const HostKindDef &kind : r.host_kinds) kinds.insert({kind.roles, kind.categories, kind.engine_categories, kind.rule, kind.name});
    CHECK(kinds.size() == r.host_kinds.size());
    CHECK(r.host_rules.size() <= 256);  // named in a byte
  }
  for (const std::string &text : all_texts()) {
    INFO(text);
    CHECK((find(with_channels(), text) != nullptr || text.empty()));
  }
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
    for (const std::string &host : words(block.hosts)) {
      const HostKindDef *kind = find(r, host);
      if (kind != nullptr && (kind->roles & kHostEngine) != 0) CHECK(kind->name != 0);
    }
  }
}

TEST_CASE("the lists are whole: every block of the engines has hosts") {
  std::set<std::string> hosts;
  for (size_t i = 0; i < kEngineBlockCount; ++i) {
    CHECK(*kEngineBlocks[i].name != '\0');
    const std::vector<std::string> mine = words(kEngineBlocks[i].hosts);
    CHECK(!mine.empty());
    hosts.insert(mine.begin(), mine.end());
  }
  CHECK(kEngineBlockCount == 354);
  CHECK(kAssistantHostCount == 24);
  CHECK(hosts.size() == 636);
}
