// GA4's list first and alone; else AI assistants, search engines, social networks.
#include "compiler/source_lists.h"

#include <algorithm>

#include "compiler/attribution.h"
#include "format/pack_format.h"

namespace vitrine::compiler {
namespace {

uint8_t category_named(std::string_view name) {
  if (name == "SEARCH") return kSourceSearch;
  return name == "SOCIAL" ? kSourceSocial : name == "SHOPPING" ? kSourceShopping : kSourceVideo;
}

// What stands behind the first dot; empty: there is none.
std::string_view parent_of(std::string_view text) {
  const size_t dot = text.find('.');
  return dot == std::string_view::npos ? std::string_view() : text.substr(dot + 1);
}

bool has_dot(std::string_view text) { return text.find('.') != std::string_view::npos; }

bool is_short_label(std::string_view label) {
  return !label.empty() && label.size() <= 3 && std::all_of(label.begin(), label.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> out;
  for (size_t end = text.find(' '); end != std::string_view::npos; end = text.find(' ')) {
    if (end > 0) out.push_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  return out;
}

const std::vector<std::string_view> &more_assistant_hosts() {
  static const std::vector<std::string_view> hosts = {"character.ai", "poe.com", "copilot.com", "m365.cloud.microsoft", "openai.com"};
  return hosts;
}

bool matches_pattern(std::string_view host, std::string_view pattern) {
  const size_t place = pattern.find("{}");
  if (place == std::string_view::npos) return host == pattern;
  const std::string_view before = pattern.substr(0, place);
  const std::string_view behind = pattern.substr(place + 2);
  if (host.size() <= before.size() + behind.size() || host.substr(0, before.size()) != before) return false;
  if (host.substr(host.size() - behind.size()) != behind) return false;
  const std::string_view any = host.substr(before.size(), host.size() - before.size() - behind.size());
  return !has_dot(any) || (is_short_label(any.substr(0, any.find('.'))) && is_short_label(parent_of(any)));
}

SourceLists::SourceLists() {
  for (size_t i = 0; i < kSourceCategoryCount; ++i) {
    listed_.emplace(kSourceCategories[i].source, category_named(kSourceCategories[i].category));
    texts_.insert(kSourceCategories[i].source);
  }
  for (size_t i = 0; i < kAssistantNameCount; ++i) put(assistant_names_, kAssistantNames[i]);
  for (size_t i = 0; i < kAssistantHostCount; ++i) put(assistant_hosts_, kAssistantHosts[i]);
  for (const std::string_view host : more_assistant_hosts()) put(assistant_hosts_, host);
  for (size_t i = 0; i < kSocialNameCount; ++i) put(social_names_, kSocialNames[i]);
  for (size_t i = 0; i < kSocialHostCount; ++i) put(social_hosts_, kSocialHosts[i]);
  for (size_t i = 0; i < kEngineBlockCount; ++i) {
    put(engines_, kEngineBlocks[i].name);
    for (const std::string_view host : words_of(kEngineBlocks[i].hosts)) {
      put(engines_, host);
      if (host.find("{}") != std::string_view::npos) patterns_.emplace_back(host);
    }
  }
}

void SourceLists::put(Set &set, std::string_view text) {
  set.emplace(text);
  texts_.emplace(text);
}

uint8_t SourceLists::category(std::string_view text) const {
  const std::string whole(text);
  if (const uint8_t category = listed(text); category != 0) return category;
  if (assistant_names_.count(whole) != 0 || has_suffix_of(assistant_hosts_, text)) return kSourceAssistant;
  if (is_engine(text)) return kSourceSearch;
  return social_names_.count(whole) != 0 || has_suffix_of(social_hosts_, text) ? kSourceSocial : 0;
}

uint8_t SourceLists::category_below(std::string_view text) const {
  if (!has_dot(text)) return 0;  // an entry without a dot is just itself
  for (std::string_view end = text; has_dot(end); end = parent_of(end)) {
    const auto found = listed_.find(std::string(end));
    if (found != listed_.end()) return found->second;
  }
  if (has_suffix_of(assistant_hosts_, text)) return kSourceAssistant;
  return has_suffix_of(social_hosts_, text) ? kSourceSocial | kSourceYields : 0;
}

bool SourceLists::has_suffix_of(const Set &hosts, std::string_view text) {
  if (hosts.count(std::string(text)) != 0) return true;
  for (std::string_view end = parent_of(text); has_dot(end); end = parent_of(end)) {
    if (hosts.count(std::string(end)) != 0) return true;
  }
  return false;
}

uint8_t SourceLists::listed(std::string_view text) const {
  const auto found = listed_.find(std::string(text));
  if (found != listed_.end()) return found->second;
  for (std::string_view end = parent_of(text); has_dot(end); end = parent_of(end)) {
    const auto shorter = listed_.find(std::string(end));
    if (shorter != listed_.end()) return shorter->second;
  }
  return 0;
}

bool SourceLists::is_engine(std::string_view text) const {
  if (engines_.count(std::string(text)) != 0) return true;
  return std::any_of(patterns_.begin(), patterns_.end(), [&](const std::string &pattern) { return matches_pattern(text, pattern); });
}

}  // namespace vitrine::compiler
