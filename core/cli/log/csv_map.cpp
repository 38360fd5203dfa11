// The grammar is read character by character, because a backslash decides what a comma, "=", ":" or "event." mean.
#include "cli/log/csv_map.h"

#include <algorithm>

namespace vitrine::tool {
namespace {

constexpr std::string_view kEvent = "event.";
constexpr std::string_view kItemFields[] = {
    "item_id",        "item_name",    "item_brand", "item_category", "item_category2", "item_category3", "item_category4",
    "item_category5", "item_variant", "price",      "quantity",      "coupon",         "discount",
};

// A piece of text in which some characters stand for themselves.
struct Piece {
  std::string text;
  std::vector<bool> plain;  // by character: a backslash stood before it

  void add(char c, bool is_plain) {
    text += c;
    plain.push_back(is_plain);
  }
  [[nodiscard]] bool begins(std::string_view with) const {
    return text.starts_with(with) &&
           std::none_of(plain.begin(), plain.begin() + static_cast<std::ptrdiff_t>(with.size()), [](bool each) { return each; });
  }
};

struct Part {
  Piece name;
  Piece column;
  bool has_equals = false;
  [[nodiscard]] Piece &open() { return has_equals ? column : name; }
};

bool split(std::string_view text, std::vector<Part> &parts, std::string &error) {
  parts.emplace_back();
  for (size_t i = 0; i < text.size(); ++i) {
    Part &part = parts.back();
    if (text[i] == '\\') {
      if (++i == text.size()) {
        error = "--map ends with a backslash, which takes the next character as it is";
        return false;
      }
      part.open().add(text[i], true);
    } else if (text[i] == ',') {
      parts.emplace_back();
    } else if (text[i] == '=' && !part.has_equals) {
      part.has_equals = true;
    } else {
      part.open().add(text[i], false);
    }
  }
  return true;
}

}  // namespace

bool is_item_field(std::string_view name) {
  return std::find(std::begin(kItemFields), std::end(kItemFields), name) != std::end(kItemFields);
}

bool CsvMap::add(std::string_view text, std::string &error) {
  std::vector<Part> parts;
  if (!split(text, parts, error)) return false;
  for (const Part &part : parts) {
    if (part.name.text.empty() || part.column.text.empty()) {
      error = "--map: `" + part.name.text + (part.has_equals ? "=" : "") + part.column.text +
              "` is no part; a part is NAME=COLUMN, NAME=:TEXT or event.TEXT=NAME";
      return false;
    }
    if (part.name.begins(kEvent)) {
      events.emplace_back(part.name.text.substr(kEvent.size()), part.column.text);
      continue;
    }
    const bool is_constant = part.column.begins(":");
    const auto same = [&](const CsvSource &source) { return source.name == part.name.text; };
    if (std::any_of(sources.begin(), sources.end(), same)) {
      error = "--map: `" + part.name.text + "` is mapped twice";
      return false;
    }
    if (part.name.text == "items" || part.name.text == "ecommerce" || part.name.text == "fields") {
      error = "--map: `" + part.name.text + "` is no field; a row has one item, whose fields are item_id, price, quantity ...";
      return false;
    }
    sources.push_back({part.name.text, part.column.text.substr(is_constant ? 1 : 0), is_constant});
  }
  return true;
}

bool CsvMap::is_complete(std::string &error) const {
  for (const std::string_view name : {"visitor", "time", "event"}) {
    if (std::any_of(sources.begin(), sources.end(), [name](const CsvSource &source) { return source.name == name; })) continue;
    error = "--from csv needs --map visitor=COLUMN,time=COLUMN,event=COLUMN (or event=:view_item for a file of one event); `" +
            std::string(name) + "` is missing";
    return false;
  }
  return true;
}

std::string_view CsvMap::event_of(std::string_view theirs) const {
  const auto found = std::find_if(events.begin(), events.end(), [theirs](const auto &event) { return event.first == theirs; });
  return found == events.end() ? theirs : std::string_view(found->second);
}

}  // namespace vitrine::tool
