// Finds the values of a text by brackets and quotes alone, so that broken JSON is taken as well.
#include "fuzz/json_mutate.h"

#include "fuzz/unit.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

extern "C" size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);

namespace vitrine::fuzz {
namespace {

struct Span {
  size_t first;
  size_t end;
};

size_t end_of_text(std::string_view json, size_t at) {
  for (++at; at < json.size() && json[at] != '"'; ++at) {
    if (json[at] == '\\') ++at;
  }
  return std::min(at + 1, json.size());
}

bool is_word(char c) { return std::strchr("{}[],: \t\r\n\"", c) == nullptr; }

// Texts (keys too), words, numbers, lists and maps.
std::vector<Span> values_of(std::string_view json) {
  std::vector<Span> values;
  std::vector<size_t> open;
  for (size_t at = 0; at < json.size();) {
    const char c = json[at];
    const size_t first = at;
    if (c == '"') {
      at = end_of_text(json, at);
      values.push_back({first, at});
    } else if (c == '{' || c == '[') {
      open.push_back(at++);
    } else if (c == '}' || c == ']') {
      ++at;
      if (open.empty()) continue;
      values.push_back({open.back(), at});
      open.pop_back();
    } else if (is_word(c)) {
      while (at < json.size() && is_word(json[at])) ++at;
      values.push_back({first, at});
    } else {
      ++at;
    }
  }
  return values;
}

size_t over_blanks(std::string_view json, size_t at) {
  while (at < json.size() && std::strchr(" \t\r\n", json[at]) != nullptr) ++at;
  return at;
}

// The value with its key, if it has one, and the comma behind it.
Span member_at(std::string_view json, Span value, const std::vector<Span> &values) {
  for (const Span &key : values) {
    const size_t colon = over_blanks(json, key.end);
    if (json[key.first] == '"' && colon < json.size() && json[colon] == ':' && over_blanks(json, colon + 1) == value.first)
      value.first = key.first;
  }
  const size_t comma = over_blanks(json, value.end);
  if (comma < json.size() && json[comma] == ',') value.end = comma + 1;
  return value;
}

std::string_view odd_value(Random &random) {
  static constexpr std::string_view kOdd[] = {
      "null",     "true",   "false",     "0",  "-1", "1e308", "0.0005",      "9007199254740993",   "32",          "33", "\"\"",
      "\"400d\"", "\"1s\"", "\"visit\"", "[]", "{}", "[[]]",  "\"\\u0000\"", "\"\\ud83d\\ude00\"", "\"\xC3\xA9\""};
  return random.pick(kOdd);
}

void change(std::string &json, Random &random) {
  const std::vector<Span> values = values_of(json);
  if (values.empty()) return;
  const Span one = random.pick(values);
  const Span other = random.pick(values);
  const std::string text = json.substr(one.first, one.end - one.first);
  switch (random.below(6)) {
    case 0: json.replace(one.first, one.end - one.first, odd_value(random)); break;
    case 1: {
      const Span member = member_at(json, one, values);
      json.erase(member.first, member.end - member.first);
      break;
    }
    case 2: {
      const Span member = member_at(json, one, values);
      const std::string copy = json.substr(member.first, member.end - member.first);
      json.insert(member_at(json, other, values).first, copy + (copy.ends_with(',') ? "" : ","));
      break;
    }
    default: json.replace(other.first, other.end - other.first, text);
  }
}

}  // namespace

size_t mutate_json(uint8_t *data, size_t size, size_t most, unsigned seed) {
  Random random(seed);
  if (random.one_in(2)) return LLVMFuzzerMutate(data, size, most);
  std::string json(reinterpret_cast<const char *>(data), size);
  for (uint32_t left = 1 + random.below(3); left > 0; --left) change(json, random);
  const size_t length = std::min(json.size(), most);
  std::copy_n(json.begin(), length, data);
  return length;
}

}  // namespace vitrine::fuzz
