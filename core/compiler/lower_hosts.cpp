// Known referrers as records: payment hosts, AI assistants, search engines and what their referrers must have.
#include <algorithm>
#include <map>
#include <string_view>

#include "compiler/attribution.h"
#include "compiler/lowering.h"

namespace vitrine {
namespace {

// A way back from paying is no new source of a visit.
constexpr std::string_view kPaymentHosts[] = {"paypal.com",   "klarna.com",     "stripe.com",   "adyen.com",      "mollie.com",
                                              "checkout.com", "sofort.com",     "afterpay.com", "clearpay.co.uk", "affirm.com",
                                              "shop.app",     "pay.google.com", "amazonpay.com"};

constexpr std::string_view kNobodysName = "\x01";  // stands first among the source names

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> out;
  for (size_t end = text.find(' '); end != std::string_view::npos; end = text.find(' ')) {
    if (end > 0) out.push_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  return out;
}

class HostTable {
 public:
  HostTable(const std::unordered_set<std::string> &named, Records &out) : named_(named), out_(out) {}

  void build() {
    out_.source_names.push_back(hash_label(kNobodysName));
    for (const std::string_view host : kPaymentHosts) add(host, HostKind::kPayment, 0, 0);
    for (size_t i = 0; i < kAssistantHostCount; ++i) add(kAssistantHosts[i], HostKind::kAssistant, 0, 0);
    for (size_t i = 0; i < kEngineBlockCount; ++i) add_engine(kEngineBlocks[i]);
    std::sort(out_.hosts.begin(), out_.hosts.end(), [](const HostDef &a, const HostDef &b) { return a.hash < b.hash; });
  }

 private:
  // A host of several lists is what the first of them says.
  void add(std::string_view host, HostKind kind, uint8_t rule, uint16_t name) {
    const uint32_t hash = hash_name(host);
    if (known_.emplace(hash, host).second) out_.hosts.push_back({hash, kind, rule, name});
  }

  void add_engine(const EngineBlock &block) {
    const std::string_view params = block.hides_keyword ? "" : block.params;
    if (!block.hides_keyword && params.empty()) return;  // its referrers cannot have what they need
    const uint8_t rule = rule_of(params);
    const uint16_t name = name_of(block.name);
    for (const std::string_view host : words(block.hosts)) add(host, HostKind::kEngine, rule, name);
  }

  uint8_t rule_of(std::string_view params) {
    const auto [known, is_new] = rules_.emplace(params, static_cast<uint8_t>(rules_.size()));
    if (!is_new) return known->second;
    const auto names = words(params);
    out_.host_rules.push_back({static_cast<uint16_t>(out_.host_params.size()), static_cast<uint16_t>(names.size())});
    for (const std::string_view name : names) out_.host_params.push_back(hash_name(name));
    return known->second;
  }

  uint16_t name_of(const std::string &name) {
    if (named_.count(name) == 0) return 0;
    const auto [known, is_new] = names_.emplace(name, static_cast<uint16_t>(out_.source_names.size()));
    if (is_new) out_.source_names.push_back(hash_label(name));
    return known->second;
  }

  const std::unordered_set<std::string> &named_;
  Records &out_;
  std::map<uint32_t, std::string_view> known_;
  std::map<std::string_view, uint8_t> rules_;
  std::map<std::string, uint16_t> names_;
};

}  // namespace

void lower_hosts(const std::unordered_set<std::string> &named_sources, Records &out) { HostTable(named_sources, out).build(); }

}  // namespace vitrine
