// JSON text to tree. The only file that includes nlohmann_json: it says what the text means, the cursor here says where.
#include "compiler/read.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "text/utf8.h"

namespace vitrine::compiler {
namespace {

using Json = nlohmann::json;

// Walks the text beside the parser: skips what stands between tokens and remembers line and column.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {
    if (text.substr(0, 3) == "\xEF\xBB\xBF") offset_ = line_start_ = 3;
  }

  [[nodiscard]] size_t offset() const { return offset_; }
  [[nodiscard]] bool at_end() const { return offset_ >= text_.size(); }
  [[nodiscard]] char peek() const { return at_end() ? '\0' : text_[offset_]; }
  [[nodiscard]] Place place() const { return {line_, static_cast<uint32_t>(offset_ - line_start_ + 1)}; }
  void skip_one() { ++offset_; }
  void skip(size_t bytes) { offset_ += bytes; }

  // White space and comments. False: a comment has no end; the cursor stays at its start.
  bool skip_gap() {
    while (!at_end()) {
      const char c = text_[offset_];
      if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
        step();
      } else if (text_.substr(offset_, 2) == "//") {
        while (!at_end() && text_[offset_] != '\n' && text_[offset_] != '\r') ++offset_;
      } else if (text_.substr(offset_, 2) == "/*") {
        const size_t end = text_.find("*/", offset_ + 2);
        if (end == std::string_view::npos) return false;
        while (offset_ < end + 2) step();
      } else {
        return true;
      }
    }
    return true;
  }

  // To the next token: what separates values is skipped too.
  void skip_to_token() {
    while (skip_gap() && (peek() == ',' || peek() == ':')) ++offset_;
  }

  void skip_text() {
    for (++offset_; !at_end() && text_[offset_] != '"'; ++offset_) {
      if (text_[offset_] == '\\') ++offset_;
    }
    ++offset_;
  }

  // As much as JSON takes for one number.
  std::string_view skip_number() {
    const size_t start = offset_;
    if (peek() == '-') ++offset_;
    if (peek() == '0')
      ++offset_;
    else
      skip_digits();
    if (peek() == '.') {
      ++offset_;
      skip_digits();
    }
    if (peek() == 'e' || peek() == 'E') {
      ++offset_;
      if (peek() == '+' || peek() == '-') ++offset_;
      skip_digits();
    }
    return text_.substr(start, offset_ - start);
  }

  void move_to(size_t offset) {
    while (offset_ < std::min(offset, text_.size())) step();
  }

 private:
  void skip_digits() {
    while (peek() >= '0' && peek() <= '9') ++offset_;
  }

  void step() {
    const char c = text_[offset_++];
    if (c == '\n' || (c == '\r' && peek() != '\n')) {
      ++line_;
      line_start_ = offset_;
    }
  }

  std::string_view text_;
  size_t offset_ = 0;
  size_t line_start_ = 0;
  uint32_t line_ = 1;
};

struct Frame {
  Node *node;
  bool after_key = false;
  std::unordered_map<std::string_view, Place> keys = {};
};

// Takes the parser's events and builds the tree.
class Builder {
 public:
  Builder(std::string_view text, Document &document, Diagnostics &out) : cursor_(text), text_(text), document_(document), out_(out) {}

  bool null() { return word(Node::Kind::kNull, false); }
  bool boolean(bool value) { return word(Node::Kind::kBoolean, value); }
  bool number_integer(Json::number_integer_t) { return number(); }
  bool number_unsigned(Json::number_unsigned_t) { return number(); }
  bool number_float(Json::number_float_t, const std::string &) { return number(); }
  bool binary(Json::binary_t &) { return false; }

  bool string(std::string &value) {
    Node &node = add(Node::Kind::kText);
    node.text = std::move(value);
    cursor_.skip_text();
    return true;
  }

  bool start_object(size_t) { return open(Node::Kind::kMap); }
  bool start_array(size_t) { return open(Node::Kind::kList); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool key(std::string &name) {
    cursor_.skip_to_token();
    Frame &frame = stack_.back();
    frame.after_key = true;
    key_place_ = cursor_.place();
    cursor_.skip_text();
    key_ = std::move(name);
    return true;
  }

  bool parse_error(size_t position, const std::string &, const nlohmann::detail::exception &) {
    explain(position);
    return false;
  }

  // After a parse that succeeded: nothing may follow.
  void finish() {
    if (cursor_.skip_gap() && cursor_.at_end()) return;
    tell("syntax", "Something stands behind the end of the strategy.", "Leave out what follows the last `}`.");
  }

  void tell(const char *code, std::string sentence, std::string hint) {
    const std::string pointer = stack_.empty() ? std::string() : pointer_to(*stack_.back().node);
    out_.add({Severity::kError, code, cursor_.place(), pointer, std::move(sentence), std::move(hint)});
  }

 private:
  Node &add(Node::Kind kind) {
    cursor_.skip_to_token();
    Node &node = document_.nodes.emplace_back();
    node.kind = kind;
    node.place = cursor_.place();
    if (stack_.empty()) return node;
    Frame &frame = stack_.back();
    node.parent = frame.node;
    frame.node->children.push_back(&node);
    if (frame.node->kind == Node::Kind::kMap) name_member(frame, node);
    return node;
  }

  void name_member(Frame &frame, Node &node) {
    frame.after_key = false;
    node.key = std::move(key_);
    node.key_place = key_place_;
    const auto [first, is_new] = frame.keys.emplace(node.key, key_place_);
    if (is_new) return;
    out_.add({Severity::kError, "duplicate_key", key_place_, out_.full() ? std::string() : pointer_to(node),
              "The key " + shown(node.key) + " stands twice in this map; it was first written in line " +
                  std::to_string(first->second.line) + ".",
              "Keep one of the two."});
  }

  bool word(Node::Kind kind, bool value) {
    add(kind).boolean = value;
    cursor_.skip(kind == Node::Kind::kBoolean && !value ? 5 : 4);  // `false`; `true`, `null`
    return true;
  }

  bool number() {
    Node &node = add(Node::Kind::kNumber);
    node.text = cursor_.skip_number();
    return true;
  }

  bool open(Node::Kind kind) {
    Node &node = add(kind);
    if (stack_.size() >= kMaxDepth) {
      out_.add({Severity::kError, "too_deep", node.place, "",
                "Lists and maps stand more than " + std::to_string(kMaxDepth) + " deep in each other.",
                "Write the strategy with less nesting."});
      return false;
    }
    cursor_.skip_one();
    stack_.push_back({&node});
    return true;
  }

  bool close() {
    cursor_.skip_to_token();
    cursor_.skip_one();
    stack_.pop_back();
    return true;
  }

  // Finds what the grammar expected where the parser gave up. `position`: how many bytes it had read.
  void explain(size_t position) {
    std::string wanted = "a value";
    bool after_comma = false;
    if (!cursor_.skip_gap()) return tell("syntax", "This comment has no end.", "Close it with `*/`.");
    if (stack_.empty() && !document_.nodes.empty()) return finish();
    if (!stack_.empty()) wanted = expected_inside(stack_.back(), after_comma);
    if (!cursor_.skip_gap()) return tell("syntax", "This comment has no end.", "Close it with `*/`.");
    const char c = cursor_.peek();
    if (cursor_.at_end())
      return tell("syntax", "The text ends here, but " + wanted + " should follow.", "Close every list, map and text that was opened.");
    if (after_comma && (c == '}' || c == ']'))
      return tell("syntax", "A comma stands before the end of this list or map.", "Leave the comma out.");
    if (c == '\'') return tell("syntax", "Single quotes do not make a text.", "Use double quotes.");
    if (c == '"') return explain_text(position, wanted);
    if ((c >= '0' && c <= '9') || c == '-') return explain_number(wanted);
    tell("syntax", "Here should stand " + wanted + ".", hint_for(c, wanted));
  }

  std::string expected_inside(const Frame &frame, bool &after_comma) {
    const bool map = frame.node->kind == Node::Kind::kMap;
    if (frame.after_key) {
      if (cursor_.peek() != ':') return "a `:` between key and value";
      cursor_.skip_one();
      return "a value";
    }
    if (frame.node->children.empty()) return map ? "a key in double quotes or `}`" : "a value or `]`";
    if (cursor_.peek() != ',') return map ? "a `,` or `}`" : "a `,` or `]`";
    cursor_.skip_one();
    after_comma = true;
    return map ? "a key in double quotes" : "a value";
  }

  static std::string hint_for(char c, const std::string &wanted) {
    if (wanted.find("`,`") != std::string::npos && (c == '{' || c == '[')) return "Is a `,` missing before this?";
    if (c == 'T' || c == 'F' || c == 'N') return "JSON knows `true`, `false` and `null`, in small letters.";
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_') return "Texts and keys stand in double quotes.";
    return {};
  }

  void explain_text(size_t position, const std::string &wanted) {
    const size_t start = cursor_.offset();
    size_t end = start + 1;
    while (end < text_.size() && text_[end] != '"' && static_cast<unsigned char>(text_[end]) >= 0x20)
      end += text_[end] == '\\' ? size_t{2} : size_t{1};
    if (end < text_.size() && text_[end] == '"' && position > end) {
      return tell("syntax", "Here should stand " + wanted + ".", "Is a `,` or a `:` missing before this text?");
    }
    if (end >= text_.size()) return tell("syntax", "This text has no end.", "Close it with a double quote.");
    cursor_.move_to(position > 0 ? position - 1 : 0);
    tell("syntax", "This cannot stand in a text.", "Write a line break as \\n, a backslash as \\\\, a double quote as \\\".");
  }

  void explain_number(const std::string &wanted) {
    if (wanted.find("a value") == std::string::npos) return tell("syntax", "Here should stand " + wanted + ".", "");
    tell("bad_number", "This number cannot be read, or is too large.", "Write digits, with a point before decimals, as in 12.5.");
  }

  Cursor cursor_;
  std::string_view text_;
  Document &document_;
  Diagnostics &out_;
  std::vector<Frame> stack_;
  std::string key_;
  Place key_place_;
};

// True: the bytes are a text at all.
bool text_holds(std::string_view text, Diagnostics &out) {
  if (text.size() > kMaxStrategyBytes) {
    out.add({Severity::kError,
             "too_long",
             {},
             "",
             "The strategy is longer than " + std::to_string(kMaxStrategyBytes) + " bytes.",
             "Split it into several strategies."});
    return false;
  }
  const size_t invalid = first_invalid(text);
  if (invalid == text.size()) return true;
  Place place;
  size_t line_start = text.substr(0, 3) == "\xEF\xBB\xBF" ? 3 : 0;
  for (size_t i = 0; i < invalid; ++i) {
    if (text[i] != '\n' && (text[i] != '\r' || (i + 1 < invalid && text[i + 1] == '\n'))) continue;
    ++place.line;
    line_start = i + 1;
  }
  place.column = static_cast<uint32_t>(invalid - line_start + 1);
  const bool zero = text[invalid] == '\0';
  out.add({Severity::kError, "invalid_utf8", place, "", zero ? "A zero byte stands here." : "These bytes are not UTF-8.",
           "Save the file as UTF-8 text."});
  return false;
}

std::string escaped(std::string_view key) {
  std::string out;
  for (const char c : key) {
    if (c == '~')
      out += "~0";
    else if (c == '/')
      out += "~1";
    else
      out += c;
  }
  return out;
}

}  // namespace

const Node *Node::find(std::string_view name) const {
  for (const Node *child : children) {
    if (kind == Kind::kMap && child->key == name) return child;
  }
  return nullptr;
}

Document read_document(std::string_view text, Diagnostics &out) {
  Document document;
  if (!text_holds(text, out)) return document;
  Builder builder(text, document, out);
  const bool strict = true;
  const bool ignore_comments = true;
  if (!Json::sax_parse(text.begin(), text.end(), &builder, Json::input_format_t::json, strict, ignore_comments)) {
    out.fail();
    return document;
  }
  builder.finish();
  document.root = &document.nodes.front();
  return document;
}

std::string pointer_to(const Node &node) {
  std::string out;
  for (const Node *at = &node; at->parent != nullptr; at = at->parent) {
    const Node &parent = *at->parent;
    if (parent.kind == Node::Kind::kMap) {
      out = '/' + escaped(at->key) + out;
    } else {
      const auto place = std::find(parent.children.begin(), parent.children.end(), at);
      out = '/' + std::to_string(place - parent.children.begin()) + out;
    }
  }
  return out;
}

const char *kind_name(Node::Kind kind) {
  switch (kind) {
    case Node::Kind::kNull: return "null";
    case Node::Kind::kBoolean: return "a boolean";
    case Node::Kind::kNumber: return "a number";
    case Node::Kind::kText: return "a text";
    case Node::Kind::kList: return "a list";
    case Node::Kind::kMap: return "a map";
  }
  return "";
}

}  // namespace vitrine::compiler
