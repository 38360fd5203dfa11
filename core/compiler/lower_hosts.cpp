// Known hosts as records: payment hosts, AI assistants, search engines and what their referrers must have, and GA4's categories of sources.
#include <algorithm>
#include <map>
#include <string_view>

#include "compiler/attribution.h"
#include "compiler/lowering.h"
#include "format/hash.h"

namespace vitrine {
namespace {

// A way back from paying is no new source of a visit.
constexpr std::string_view kPaymentHosts[] = {"paypal.com",   "klarna.com",     "stripe.com",   "adyen.com",      "mollie.com",
                                              "checkout.com", "sofort.com",     "afterpay.com", "clearpay.co.uk", "affirm.com",
                                              "shop.app",     "pay.google.com", "amazonpay.com"};

constexpr std::string_view kNobodysName = "\x01";  // stands first among the source names
constexpr const char *kSearchCategory = "SEARCH";

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> out;
  for (size_t end = text.find(' '); end != std::string_view::npos; end = text.find(' ')) {
    if (end > 0) out.push_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  return out;
}

uint8_t category_of(std::string_view name) {
  if (name == kSearchCategory) return kSourceSearch;
  return name == "SOCIAL" ? kSourceSocial : name == "SHOPPING" ? kSourceShopping : kSourceVideo;
}

class HostTable {
 public:
  HostTable(const TrafficReads &reads, Records &out) : reads_(reads), out_(out) {}

  void build() {
    out_.source_names.push_back(hash_label(kNobodysName));
    out_.host_rules.push_back({});
    for (const std::string_view host : kPaymentHosts) entries_[std::string(host)].roles |= kHostPayment;
    for (size_t i = 0; i < kAssistantHostCount; ++i) entries_[kAssistantHosts[i]].roles |= kHostAssistant;
    if (reads_.channels) add_categories();
    for (size_t i = 0; i < kEngineBlockCount; ++i) add_engine(kEngineBlocks[i]);
    emit();
  }

 private:
  void add_categories() {
    for (size_t i = 0; i < kSourceCategoryCount; ++i) {
      const uint8_t category = category_of(kSourceCategories[i].category);
      HostKindDef &entry = entries_[kSourceCategories[i].source];
      entry.categories = static_cast<uint8_t>(entry.categories | category);
    }
  }

  // As a source by name: what ends in "." and an entry is in the entry's categories.
  [[nodiscard]] uint8_t categories_of(std::string_view name) const {
    uint8_t all = kSourceSearch;
    for (size_t at = 0; at != std::string_view::npos; at = name.find('.', at + 1)) {
      const auto found = entries_.find(std::string(name.substr(at == 0 ? 0 : at + 1)));
      if (found != entries_.end()) all = static_cast<uint8_t>(all | found->second.categories);
    }
    return all;
  }

  void add_engine(const EngineBlock &block) {
    const bool usable = block.hides_keyword || *block.params != '\0';  // else its referrers cannot have what they need
    const uint8_t rule = rule_of(block);
    const uint16_t name = name_of(block.name);
    const uint8_t categories = categories_of(block.name);
    for (const std::string_view host : words(block.hosts)) {
      HostKindDef &entry = entries_[std::string(host)];
      if (reads_.channels) entry.roles |= kHostSearch;
      if (!usable || (entry.roles & kHostEngine) != 0) continue;  // of several, what the first one says
      entry.roles |= kHostEngine;
      entry.engine_categories = categories;
      entry.rule = rule;
      entry.name = name;
    }
    if (reads_.channels) entries_[block.name].roles |= kHostSearch;
  }

  // The term of an engine that may hide it matters only to branded searches.
  uint8_t rule_of(const EngineBlock &block) {
    return rule_of(block.hides_keyword && !reads_.branded ? "" : block.params, block.hides_keyword);
  }

  uint8_t rule_of(std::string_view params, bool hides) {
    const auto [known, is_new] = rules_.emplace(std::pair{std::string(params), hides}, static_cast<uint8_t>(out_.host_rules.size()));
    if (!is_new) return known->second;
    const auto names = words(params);
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

  // Sorted by hash into buckets; equal kinds stand once.
  void emit() {
    std::vector<std::pair<uint32_t, const HostKindDef *>> sorted;
    sorted.reserve(entries_.size());
    for (const auto &[text, kind] : entries_) sorted.emplace_back(mix32(hash_name(text)), &kind);
    std::sort(sorted.begin(), sorted.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    out_.host_counts.assign(kHostBuckets, 0);
    for (const auto &[hash, kind] : sorted) {
      ++out_.host_counts[hash >> kHostBucketShift];
      out_.host_keys.push_back(static_cast<uint16_t>(hash >> kHostKeyShift));
      const auto same = std::find_if(out_.host_kinds.begin(), out_.host_kinds.end(), [wanted = kind](const HostKindDef &known) {
        return known.roles == wanted->roles && known.categories == wanted->categories &&
               known.engine_categories == wanted->engine_categories && known.rule == wanted->rule && known.name == wanted->name;
      });
      out_.host_classes.push_back(static_cast<uint8_t>(same - out_.host_kinds.begin()));
      if (same == out_.host_kinds.end()) out_.host_kinds.push_back(*kind);
    }
  }

  const TrafficReads &reads_;
  Records &out_;
  std::map<std::string, HostKindDef> entries_;
  std::map<std::pair<std::string, bool>, uint8_t> rules_;
  std::map<std::string, uint16_t> names_;
};

}  // namespace

void lower_hosts(const TrafficReads &reads, Records &out) { HostTable(reads, out).build(); }

}  // namespace vitrine
