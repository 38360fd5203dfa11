// Known hosts as records: payment hosts, AI assistants, webmail, search engines and what their referrers must have, categories of sources.
#include <algorithm>
#include <map>
#include <string_view>

#include "compiler/attribution.h"
#include "compiler/lowering.h"
#include "compiler/source_lists.h"
#include "format/hash.h"
#include "format/letters.h"

namespace vitrine::compiler {
namespace {

// A way back from paying is no new source of a visit.
constexpr std::string_view kPaymentHosts[] = {"paypal.com",
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
                                              "3dsecure.io"};

// Webmail whatever label stands before them.
constexpr std::string_view kMailHosts[] = {"outlook.live.com", "outlook.office.com", "outlook.office365.com"};

constexpr std::string_view kNobodysName = "\x01";  // stands first among the source names

bool same_kind(const HostKindDef &a, const HostKindDef &b) {
  return a.roles == b.roles && a.category == b.category && a.below == b.below && a.rule == b.rule && a.name == b.name &&
         a.engine_category == b.engine_category;
}

class HostTable {
 public:
  HostTable(const TrafficReads &reads, const Strategy &strategy, Records &out) : reads_(reads), strategy_(strategy), out_(out) {}

  void build() {
    out_.source_names.push_back(hash_label(kNobodysName));
    out_.host_rules.push_back({});
    for (const std::string_view host : kPaymentHosts) add(host, kHostPassed);
    for (const std::string_view host : kMailHosts) add(host, kHostMail);
    for (size_t i = 0; i < kAssistantHostCount; ++i) add(kAssistantHosts[i], kHostAssistant);
    for (const std::string_view host : more_assistant_hosts()) add(host, kHostAssistant);
    for (const std::string &host : strategy_.own_hosts) add(host, kHostPassed);
    for (const std::string &host : strategy_.payment_hosts) add(host, kHostPassed);
    add_engines();
    if (reads_.channels) add_categories();
    emit();
  }

 private:
  void add(std::string_view host, uint8_t role) {
    HostKindDef &entry = entries_[std::string(host)];
    entry.roles = static_cast<uint8_t>(entry.roles | role);
  }

  void add_engines() {
    for (size_t i = 0; i < kEngineBlockCount; ++i) {
      const EngineBlock &block = kEngineBlocks[i];
      if (!block.hides_keyword && *block.params == '\0') continue;  // no referrer can have what it needs
      for (const std::string_view host : words_of(block.hosts)) add_engine(block, std::string(host));
    }
    add_shared_hosts();
  }

  void add_engine(const EngineBlock &block, const std::string &host) {
    HostKindDef &entry = entries_[host];
    if ((entry.roles & kHostEngine) != 0) return;  // of several, what the first one says
    entry.roles |= kHostEngine;
    if (reads_.channels) entry.engine_category = lists_.category(block.name);
    entry.rule = rule_of(block);
    entry.name = name_of(block.name);
  }

  // The runtime tries "{}" label by label. A host that two entries match stands in the table where that is not the list's order.
  void add_shared_hosts() {
    const std::vector<std::string> &patterns = lists_.engine_patterns();
    for (size_t later = 0; later < patterns.size(); ++later) {
      if (patterns[later].substr(0, 3) != "{}.") continue;
      for (size_t first = 0; first < later; ++first) {
        const std::string &pattern = patterns[first];
        if (pattern.size() < 3 || pattern.substr(pattern.size() - 3) != ".{}") continue;
        const std::string host = pattern.substr(0, pattern.size() - 2) + patterns[later].substr(3);
        if (!matches_pattern(host, pattern) || !matches_pattern(host, patterns[later]) || entries_.count(host) != 0) continue;
        const HostKindDef kind = entries_[pattern];
        entries_[host] = kind;
      }
    }
  }

  // What an entry says that a shorter one says too needs no room.
  void add_categories() {
    for (const std::string &text : lists_.texts()) {
      const size_t dot = text.find('.');
      const uint8_t above = dot == std::string::npos ? uint8_t{0} : lists_.category_below(std::string_view(text).substr(dot + 1));
      if (entries_.count(text) == 0 && lists_.category_below(text) == above && lists_.category(text) == (above & ~kSourceYields)) continue;
      static_cast<void>(entries_[text]);
    }
    for (auto &[text, entry] : entries_) {
      entry.category = lists_.category(text);
      entry.below = lists_.category_below(text);
    }
  }

  // The term of an engine that may hide it matters only to branded searches.
  uint8_t rule_of(const EngineBlock &block) {
    return rule_of(block.hides_keyword && !reads_.branded ? "" : block.params, block.hides_keyword);
  }

  uint8_t rule_of(std::string params, bool hides) {
    to_lower(params.data(), static_cast<uint32_t>(params.size()));
    const auto [known, is_new] = rules_.emplace(std::pair{params, hides}, static_cast<uint8_t>(out_.host_rules.size()));
    if (!is_new) return known->second;
    auto names = words_of(params);
    for (auto name = names.begin(); name != names.end();)
      name = std::find(names.begin(), name, *name) == name ? name + 1 : names.erase(name);
    out_.host_rules.push_back(
        {static_cast<uint16_t>(out_.host_params.size()), static_cast<uint16_t>(names.size()), hides ? uint16_t{1} : uint16_t{0}, 0});
    for (const std::string_view name : names) out_.host_params.push_back(hash_name(name));
    return known->second;
  }

  uint16_t name_of(const std::string &name) {
    if (reads_.sources.count(name) == 0) return 0;
    const auto [known, is_new] = names_.emplace(name, static_cast<uint16_t>(out_.source_names.size()));
    if (is_new) out_.source_names.push_back(hash_label(name));
    return known->second;
  }

  // Sorted by hash into buckets, of two with one key first what says that a host is no source; equal kinds stand once.
  void emit() {
    std::vector<std::pair<uint32_t, const HostKindDef *>> sorted;
    sorted.reserve(entries_.size());
    for (const auto &[text, kind] : entries_) sorted.emplace_back(mix32(hash_name(text)), &kind);
    std::sort(sorted.begin(), sorted.end(), [](const auto &a, const auto &b) {
      const auto order = [](const auto &entry) {
        return uint64_t{entry.first >> kHostKeyShift} << 33 | uint64_t{(entry.second->roles & kHostPassed) == 0} << 32 | entry.first;
      };
      return order(a) < order(b);
    });
    out_.host_counts.assign(kHostBuckets, 0);
    for (const auto &[hash, kind] : sorted) {
      ++out_.host_counts[hash >> kHostBucketShift];
      out_.host_keys.push_back(static_cast<uint16_t>(hash >> kHostKeyShift));
      const auto same = std::find_if(out_.host_kinds.begin(), out_.host_kinds.end(),
                                     [wanted = kind](const HostKindDef &known) { return same_kind(known, *wanted); });
      out_.host_classes.push_back(static_cast<uint8_t>(same - out_.host_kinds.begin()));
      if (same == out_.host_kinds.end()) out_.host_kinds.push_back(*kind);
    }
  }

  const TrafficReads &reads_;
  const Strategy &strategy_;
  Records &out_;
  const SourceLists lists_;
  std::map<std::string, HostKindDef> entries_;
  std::map<std::pair<std::string, bool>, uint8_t> rules_;
  std::map<std::string, uint16_t> names_;
};

}  // namespace

void lower_hosts(const TrafficReads &reads, const Strategy &strategy, Records &out) { HostTable(reads, strategy, out).build(); }

}  // namespace vitrine::compiler
