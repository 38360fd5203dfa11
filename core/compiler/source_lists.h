// What the lists say of a source of traffic: its one category (CHANNELS.md).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace vitrine::compiler {

// Words of a list, each followed by a blank.
[[nodiscard]] std::vector<std::string_view> words_of(std::string_view text);

// AI assistants that Matomo's list does not have.
[[nodiscard]] const std::vector<std::string_view> &more_assistant_hosts();

class SourceLists {
 public:
  SourceLists();

  // Of a source that is this text (small letters, without `www.`), 0: none. Webmail, which has none, is the runtime's to see.
  [[nodiscard]] uint8_t category(std::string_view text) const;
  // Of a source that ends in "." and this text, by that alone; kSourceYields with it: an engine whose host has "{}" goes before it.
  [[nodiscard]] uint8_t category_below(std::string_view text) const;
  // Every text that the lists name; "{}" in it stands for one label, or two of at most 3 letters each.
  [[nodiscard]] const std::unordered_set<std::string> &texts() const { return texts_; }
  // Hosts of search engines with "{}", in the list's order.
  [[nodiscard]] const std::vector<std::string> &engine_patterns() const { return patterns_; }

 private:
  using Set = std::unordered_set<std::string>;
  void put(Set &set, std::string_view text);
  [[nodiscard]] static bool has_suffix_of(const Set &hosts, std::string_view text);
  [[nodiscard]] uint8_t listed(std::string_view text) const;
  [[nodiscard]] bool is_engine(std::string_view text) const;

  std::unordered_map<std::string, uint8_t> listed_;  // GA4's
  Set assistant_names_, assistant_hosts_, engines_, social_names_, social_hosts_, texts_;
  std::vector<std::string> patterns_;
};

// Does this host match the text, in which "{}" stands for one label, or two of at most 3 letters each?
[[nodiscard]] bool matches_pattern(std::string_view host, std::string_view pattern);

}  // namespace vitrine::compiler
