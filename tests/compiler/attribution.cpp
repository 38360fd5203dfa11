// Known referrers in the pack: present only where a rule asks, right kinds, right parameters.
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "compiler/attribution.h"
#include "compiler/tables.h"
#include "findings.h"
#include "format/limits.h"

using namespace vitrine;

namespace {

const HostDef *find(const Records &records, std::string_view host) {
  const uint32_t hash = hash_name(host);
  const auto at =
      std::lower_bound(records.hosts.begin(), records.hosts.end(), hash, [](const HostDef &a, uint32_t b) { return a.hash < b; });
  return at != records.hosts.end() && at->hash == hash ? &*at : nullptr;
}

bool needs(const Records &records, const HostDef &host, std::string_view parameter) {
  const HostRuleDef &rule = records.host_rules[host.rule];
  for (uint32_t i = 0; i < rule.param_count; ++i) {
    if (records.host_params[rule.param_first + i] == hash_name(parameter)) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("search engines, assistants and payment hosts come with a rule on the source") {
  const Records r = records_of(with_when(R"({"traffic.source": ["google", "chatgpt.com", "nobody"]})"));
  REQUIRE(find(r, "google.{}") != nullptr);
  CHECK(find(r, "google.{}")->kind == HostKind::kEngine);
  CHECK(r.source_names[find(r, "google.{}")->name] == hash_label("google"));
  CHECK(r.host_rules[find(r, "google.{}")->rule].param_count == 0);  // it may hide the term
  REQUIRE(find(r, "scholar.google.com") != nullptr);
  CHECK(needs(r, *find(r, "scholar.google.com"), "q"));
  CHECK(find(r, "scholar.google.com")->name == 0);  // an engine that no rule names
  CHECK(r.source_names.size() == 2);
  REQUIRE(find(r, "chatgpt.com") != nullptr);
  CHECK(find(r, "chatgpt.com")->kind == HostKind::kAssistant);
  CHECK(find(r, "perplexity.ai")->kind == HostKind::kAssistant);  // also among the engines: assistants are asked first
  CHECK(find(r, "paypal.com")->kind == HostKind::kPayment);
  CHECK(find(r, "www.yandex.{}") == nullptr);
  CHECK(find(r, "yandex.{}") != nullptr);
}

TEST_CASE("hosts with a path, and engines whose referrers cannot have what they need, are left out") {
  const Records r = records_of(with_when(R"({"traffic.medium": "organic"})"));
  CHECK(find(r, "x.com") == nullptr);
  CHECK(find(r, "x.com/i/grok") == nullptr);
  CHECK(find(r, "google.{}/cse") == nullptr);
  CHECK(find(r, "scour.com") == nullptr);  // its one parameter is a pattern
  CHECK(find(r, "startpage.com") != nullptr);
}

TEST_CASE("the known referrers cost a strategy nothing that does not ask for them") {
  CHECK(records_of(with_when(R"({"traffic.campaign": "x"})")).hosts.empty());
  CHECK(records_of(with_when(R"({"page.type": "x"})")).hosts.empty());
}

TEST_CASE("the lists are whole: every block of the engines has hosts, and no two hosts share a hash") {
  std::set<std::string> hosts;
  std::set<uint32_t> hashes;
  for (size_t i = 0; i < kEngineBlockCount; ++i) {
    const EngineBlock &block = kEngineBlocks[i];
    CHECK(*block.name != '\0');
    std::string_view text = block.hosts;
    CHECK(!text.empty());
    for (size_t end = text.find(' '); end != std::string_view::npos; end = text.find(' ')) {
      hosts.emplace(text.substr(0, end));
      hashes.insert(hash_name(text.substr(0, end)));
      text.remove_prefix(end + 1);
    }
  }
  CHECK(kEngineBlockCount == 354);
  CHECK(kAssistantHostCount == 24);
  CHECK(hosts.size() == 636);
  CHECK(hashes.size() == hosts.size());
}
