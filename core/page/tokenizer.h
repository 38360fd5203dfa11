// The tokenizer of the HTML standard (13.2.5), every state that finding tags asks for, over bytes that come in pieces.
#pragma once

#include "page/token.h"

namespace vitrine::page {

// What the content of an element is, which only the tree construction knows.
enum class Content : uint8_t { kData, kRcdata, kRawText, kScript, kPlaintext };

class Tree;

class Tokenizer {
 public:
  void begin();
  // The next `length` bytes of the page; what is found is given to `tree`.
  void scan(Tree &tree, const uint8_t *bytes, uint32_t length);
  // There are no more.
  void end(Tree &tree);
  [[nodiscard]] uint32_t place() const { return place_; }

 private:
  // In groups, each of one function: step() goes by the last of a group.
  enum class State : uint8_t {
    kText,
    // tags
    kTagOpen,
    kEndTagOpen,
    kTagName,
    kSelfClosing,
    // attributes
    kBeforeAttribute,
    kAttributeName,
    kAfterAttribute,
    // values
    kBeforeValue,
    kDoubleQuoted,
    kSingleQuoted,
    kUnquoted,
    kAfterQuoted,
    // markup
    kMarkup,
    kBogusComment,
    kDoctype,
    kCdata,
    kCdataBracket,
    kCdataEnd,
    // comments
    kCommentStart,
    kCommentStartDash,
    kComment,
    kCommentDash,
    kCommentEnd,
    kCommentBang,
    // text up to an end tag
    kRawLess,
    kRawEndOpen,
    kRawEndName,
    // scripts
    kEscapeStart,
    kEscapeStartDash,
    kEscapedDash,
    kEscapedDashDash,
    kDoubleEscapeName,
  };
  // Within a script: of "<!--", and of "<script" in it.
  enum class Escape : uint8_t { kNone, kEscaped, kDouble };

  // These take a byte, or say false: it is another state's.
  [[nodiscard]] bool step(Tree &tree, uint8_t c);
  void text_step(uint8_t c);
  [[nodiscard]] bool tag_step(Tree &tree, uint8_t c);
  [[nodiscard]] bool attribute_step(Tree &tree, uint8_t c);
  [[nodiscard]] bool value_step(Tree &tree, uint8_t c);
  [[nodiscard]] bool comment_step(Tree &tree, uint8_t c);
  [[nodiscard]] bool markup_step(Tree &tree, uint8_t c);
  [[nodiscard]] bool raw_step(Tree &tree, uint8_t c);
  [[nodiscard]] bool script_step(uint8_t c);
  [[nodiscard]] uint32_t skip(const uint8_t *bytes, uint32_t length) const;
  [[nodiscard]] uint32_t take_name(const uint8_t *bytes, uint32_t length);

  void begin_tag(bool is_end, uint8_t first);
  void end_name();
  void begin_attribute();
  void end_attribute_name();
  void add_value(uint8_t c);
  void emit_tag(Tree &tree);
  void emit_doctype(Tree &tree);
  void flush_text(Tree &tree, uint32_t end);
  void look_at_text(uint8_t c);
  void meet_letter(uint32_t place);
  [[nodiscard]] bool is_of_mark(uint8_t c);
  [[nodiscard]] bool is_appropriate() const;
  void to_text() { state_ = State::kText; }

  State state_;
  Content content_;
  Escape escape_;
  bool to_double_;       // the name after "<" or "</" would begin or end the double escape
  bool has_letters_;     // the run of text holds more than white space
  uint8_t begins_;       // TextBegins
  bool in_reference_;    // the last bytes are of a character reference
  uint32_t place_;       // of the next byte
  uint32_t marked_;      // bytes of the mark at the page's beginning that have come
  uint32_t text_start_;  // of the run of text; where a "<" begins something, the "<"
  uint32_t letter_at_;   // where its first letter stands
  uint32_t less_;        // where the last "<" stands
  uint32_t name_length_;
  char name_[kMaxName + 1];
  uint32_t last_length_;
  char last_[kMaxName + 1];  // the name of the last start tag
  int8_t attribute_;         // whose value is being read, -1: of no meaning here
  bool is_hashed_;           // of formatting elements alone equal ones are told apart
  uint32_t hash_;
  Token token_;
};

}  // namespace vitrine::page
