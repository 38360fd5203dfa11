// The states of comments, doctypes and CDATA sections, and of text that ends at its element's own end tag alone.
#include <cstring>

#include "page/letters.h"
#include "page/tokenizer.h"
#include "page/tree.h"

namespace vitrine::page {
namespace {

constexpr std::string_view kCdataWord = "[CDATA[";
constexpr std::string_view kDoctypeWord = "doctype";

}  // namespace

// After "<!": which of the three is it? What has come so far stands in name_.
bool Tokenizer::markup_step(Tree &tree, uint8_t c) {
  const auto ended = [&] {
    text_start_ = place_ + 1;
    to_text();
    return true;
  };
  switch (state_) {
    case State::kMarkup: {
      name_[name_length_] = static_cast<char>(c);
      const std::string_view so_far(name_, name_length_ + 1);
      const bool may_be_cdata = kCdataWord.substr(0, so_far.size()) == so_far && tree.is_foreign();
      const bool may_be_doctype = so_far.size() <= kDoctypeWord.size() && equals(so_far, kDoctypeWord.substr(0, so_far.size()));
      const bool may_be_comment = so_far == "-" || so_far == "--";
      if (!may_be_cdata && !may_be_doctype && !may_be_comment) {
        // The bytes taken are the comment's already: none of them is a ">".
        state_ = State::kBogusComment;
        return false;
      }
      ++name_length_;
      if (so_far == "--") state_ = State::kCommentStart;
      if (so_far == kCdataWord) state_ = State::kCdata, text_start_ = place_ + 1;
      if (so_far.size() == kDoctypeWord.size() && may_be_doctype) state_ = State::kDoctype, name_length_ = 0;
      return true;
    }
    case State::kBogusComment:
      if (c != '>') return true;
      tree.comment();
      return ended();
    case State::kDoctype:
      if (c != '>') {
        if (name_length_ <= kMaxName) name_[name_length_++] = small(c);
        return true;
      }
      emit_doctype(tree);
      return ended();
    case State::kCdata:
      if (c == ']') state_ = State::kCdataBracket;
      return true;
    case State::kCdataBracket: state_ = c == ']' ? State::kCdataEnd : State::kCdata; return c == ']';
    default:  // kCdataEnd
      if (c == '>') {
        tree.text(less_, place_ + 1, true, 0);
        return ended();
      }
      if (c == ']') return true;
      state_ = State::kCdata;
      return false;
  }
}

void Tokenizer::emit_doctype(Tree &tree) {
  std::string_view text(name_, name_length_ > kMaxName ? 0 : name_length_);
  while (!text.empty() && is_space(static_cast<uint8_t>(text.front()))) text.remove_prefix(1);
  while (!text.empty() && is_space(static_cast<uint8_t>(text.back()))) text.remove_suffix(1);
  // Of all others it would have to be known which of them mean quirks: only a table in a paragraph asks for it.
  tree.doctype(text == "html" && is_space(static_cast<uint8_t>(name_[0])));
}

bool Tokenizer::comment_step(Tree &tree, uint8_t c) {
  const auto ended = [&] {
    tree.comment();
    text_start_ = place_ + 1;
    to_text();
    return true;
  };
  switch (state_) {
    case State::kCommentStart:
      if (c == '>') return ended();
      state_ = c == '-' ? State::kCommentStartDash : State::kComment;
      return c == '-';
    case State::kCommentStartDash:
      if (c == '>') return ended();
      state_ = c == '-' ? State::kCommentEnd : State::kComment;
      return c == '-';
    case State::kComment:
      if (c == '-') state_ = State::kCommentDash;
      return true;
    case State::kCommentDash: state_ = c == '-' ? State::kCommentEnd : State::kComment; return c == '-';
    case State::kCommentEnd:
      if (c == '>') return ended();
      if (c == '-') return true;
      state_ = c == '!' ? State::kCommentBang : State::kComment;
      return c == '!';
    default:  // kCommentBang
      if (c == '>') return ended();
      state_ = c == '-' ? State::kCommentDash : State::kComment;
      return c == '-';
  }
}

bool Tokenizer::is_appropriate() const {
  return name_length_ == last_length_ && name_length_ <= kMaxName && std::memcmp(name_, last_, name_length_) == 0;
}

// After a "<" in text that ends at its own end tag.
bool Tokenizer::raw_step(Tree &tree, uint8_t c) {
  switch (state_) {
    case State::kRawLess:
      name_length_ = 0;
      if (c == '/') {
        state_ = escape_ == Escape::kDouble ? State::kDoubleEscapeName : State::kRawEndOpen;
        to_double_ = false;
        return true;
      }
      if (content_ == Content::kScript && escape_ == Escape::kNone && c == '!') return state_ = State::kEscapeStart, true;
      if (escape_ == Escape::kEscaped && is_letter(c)) {
        to_double_ = true;
        state_ = State::kDoubleEscapeName;
        return false;
      }
      to_text();
      return false;
    case State::kRawEndOpen:
      if (!is_letter(c)) return to_text(), false;
      begin_tag(true, c);
      name_length_ = 0;
      state_ = State::kRawEndName;
      return false;
    default:  // kRawEndName
      if (is_letter(c)) {
        if (name_length_ <= kMaxName) name_[name_length_++] = small(c);
        return true;
      }
      if (is_appropriate() && (is_space(c) || c == '/' || c == '>')) {
        state_ = State::kTagName;
        text_start_ = less_;
        return tag_step(tree, c);
      }
      to_text();
      return false;
  }
}

// Within a script: "<!--" hides "</script>" where "<script" follows.
bool Tokenizer::script_step(uint8_t c) {
  switch (state_) {
    case State::kEscapeStart:
      if (c == '-') return state_ = State::kEscapeStartDash, true;
      to_text();
      return false;
    case State::kEscapeStartDash:
      if (c != '-') return to_text(), false;
      escape_ = Escape::kEscaped;
      state_ = State::kEscapedDashDash;
      return true;
    case State::kEscapedDash:
      if (c == '-') return state_ = State::kEscapedDashDash, true;
      to_text();
      return false;
    case State::kEscapedDashDash:
      if (c == '-') return true;
      if (c == '>') escape_ = Escape::kNone;
      to_text();
      return c == '>';
    default:  // kDoubleEscapeName
      if (is_letter(c)) {
        if (name_length_ <= kMaxName) name_[name_length_++] = small(c);
        return true;
      }
      if (std::string_view(name_, name_length_) == "script" && (is_space(c) || c == '/' || c == '>'))
        escape_ = to_double_ ? Escape::kDouble : Escape::kEscaped;
      to_text();
      return is_space(c) || c == '/' || c == '>';
  }
}

}  // namespace vitrine::page
