// Keys, texts, numbers and ids: what every part of a strategy is made of.
#include "compiler/parse_parts.h"

#include <algorithm>
#include <iterator>

#include "format/purposes.h"
#include "text/numbers.h"

namespace vitrine::compiler {
namespace {

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_named(std::string_view text, std::string_view marks) {
  if (text.empty() || !is_lower(text[0])) return false;
  for (const char c : text) {
    if (!is_lower(c) && !is_digit(c) && marks.find(c) == std::string_view::npos) return false;
  }
  return true;
}

uint8_t read_purpose(const Node &node, Report &report) {
  if (!is_kind(node, Node::Kind::kText, "A purpose", report)) return 0;
  for (uint32_t bit = 0; bit < kPurposes; ++bit) {
    if (node.text == kPurposeWords[bit]) return static_cast<uint8_t>(1u << bit);
  }
  report.unknown("unknown_purpose", at(&node), "There is no purpose " + shown(node.text) + ".", node.text,
                 {std::begin(kPurposeWords), std::end(kPurposeWords)}, "The purposes are personalization, measurement, ads and location.");
  return 0;
}

}  // namespace

void check_keys(const Node &map, KeyPlace place, Report &report) {
#define VITRINE_X(id, sentence) sentence,
  static constexpr const char *kPlaces[] = {VITRINE_KEY_PLACES(VITRINE_X)};
#undef VITRINE_X
  std::vector<std::string_view> names;
  for (const KeyDef &key : kKeys) {
    if (key.place == place) names.push_back(key.name);
  }
  for (const Node *member : map.children) {
    if (std::find(names.begin(), names.end(), member->key) != names.end()) continue;
    std::string list;
    for (const std::string_view name : names) list += (list.empty() ? "" : ", ") + std::string(name);
    report.unknown("unknown_key", at_key(member), kPlaces[static_cast<size_t>(place)] + (" has no key " + shown(member->key)) + ".",
                   member->key, names, "Its keys are: " + list + ".");
  }
}

bool is_kind(const Node &node, Node::Kind kind, std::string_view what, Report &report) {
  if (node.kind == kind) return true;
  report.wrong_type(&node, what, kind_name(kind));
  return false;
}

bool is_filled_list(const Node &node, std::string_view what, Report &report) {
  if (!is_kind(node, Node::Kind::kList, what, report)) return false;
  if (!node.children.empty()) return true;
  report.error("empty_list", at(&node), std::string(what) + " must not be empty.", "Write at least one entry, or leave the key out.");
  return false;
}

bool is_filled_text(const Node &node, std::string_view what, Report &report) {
  if (!is_kind(node, Node::Kind::kText, what, report)) return false;
  if (!node.text.empty()) return true;
  report.error("empty_text", at(&node), std::string(what) + " must not be empty.");
  return false;
}

std::optional<uint32_t> read_duration(const Node &node, std::string_view what, Report &report) {
  if (node.kind == Node::Kind::kNumber) {
    report.wrong_type(&node, what, "a duration", "Write it with its unit, as in \"" + node.text + "d\" for days (s, m, h, d).");
    return std::nullopt;
  }
  if (!is_kind(node, Node::Kind::kText, what, report)) return std::nullopt;
  const auto seconds = to_seconds(node.text);
  if (!seconds) {
    report.error("bad_duration", at(&node), shown(node.text) + " is not a duration.",
                 "Write a whole number and one of s, m, h, d, from \"1s\" to \"400d\".");
  }
  return seconds;
}

std::optional<int64_t> read_number(const Node &node, std::string_view what, Report &report) {
  if (!is_kind(node, Node::Kind::kNumber, what, report)) return std::nullopt;
  const Thousandths number = to_thousandths(node.text);
  if (number.fault == NumberError::kNone) return number.value;
  if (number.fault == NumberError::kDecimals)
    report.error("bad_number", at(&node), shown(node.text) + " has more than 3 decimals.", "Round it to 3 decimals.");
  else
    report.error("bad_number", at(&node), shown(node.text) + " is too large.", "Numbers reach to " + number_text(kMaxNumber) + ".");
  return std::nullopt;
}

std::optional<int64_t> read_whole(const Node &node, std::string_view what, int64_t least, int64_t most, Report &report) {
  const auto number = read_number(node, what, report);
  if (!number) return std::nullopt;
  if (*number % 1000 == 0 && *number / 1000 >= least && *number / 1000 <= most) return *number / 1000;
  report.error("bad_number", at(&node),
               std::string(what) + " must be a whole number from " + std::to_string(least) + " to " + std::to_string(most) + ", not " +
                   shown(node.text) + ".");
  return std::nullopt;
}

std::optional<bool> read_boolean(const Node &node, std::string_view what, Report &report) {
  if (!is_kind(node, Node::Kind::kBoolean, what, report)) return std::nullopt;
  return node.boolean;
}

uint8_t read_purposes(const Node &map, Report &report) {
  const Node *node = map.find("purpose");
  if (node == nullptr) return 0;
  if (node->kind != Node::Kind::kList) return read_purpose(*node, report);
  if (!is_filled_list(*node, "`purpose`", report)) return 0;
  uint8_t purposes = 0;
  for (const Node *item : node->children) purposes = static_cast<uint8_t>(purposes | read_purpose(*item, report));
  return purposes;
}

bool is_id(std::string_view text) { return is_named(text, "_.-"); }
bool is_plain_name(std::string_view text) { return is_named(text, "_"); }

bool check_id(std::string_view id, Spot spot, std::string_view what, Report &report) {
  if (is_id(id)) return true;
  report.error("bad_id", spot, std::string(what) + " cannot be called " + shown(id) + ".",
               "An id begins with a small letter and has small letters, digits and _ . - in it.");
  return false;
}

bool is_key_word(std::string_view name) {
  for (const char *word : {"all", "any", "none", "at_least", "of", "segment", "stage"}) {
    if (name == word) return true;
  }
  return false;
}

std::string comparator_list(const std::function<bool(Comparator)> &is_meant, const char *last) {
  std::vector<std::string> words;
#define VITRINE_X(id, word, ...) \
  if (is_meant(Comparator::id)) words.emplace_back(word);
  VITRINE_COMPARATORS(VITRINE_X)
#undef VITRINE_X
  std::string list;
  for (size_t i = 0; i < words.size(); ++i) list += (i == 0 ? "" : i + 1 == words.size() ? last : ", ") + words[i];
  return list;
}

}  // namespace vitrine::compiler
