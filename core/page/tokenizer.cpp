// One byte at a time through the states; runs of text, comments and quoted values are passed over whole.
#include "page/tokenizer.h"

#include <cstring>

#include "page/letters.h"
#include "page/tree.h"

namespace vitrine::page {
namespace {

constexpr std::string_view kAttributeNames[] = {
#define VITRINE_X(id, name) name,
    VITRINE_ATTRIBUTES(VITRINE_X)
#undef VITRINE_X
};

// Where the names of each letter begin.
struct Letters {
  uint8_t first[27];
};
constexpr Letters made() {
  Letters letters{};
  uint32_t i = 0;
  for (uint32_t letter = 0; letter < 27; ++letter) {
    letters.first[letter] = static_cast<uint8_t>(i);
    while (i < kAttributes && static_cast<uint32_t>(kAttributeNames[i][0] - 'a') == letter) ++i;
  }
  return letters;
}
constexpr Letters kLetters = made();
static_assert(kLetters.first[26] == kAttributes, "the names stand in the order of their first letters");

// A list has thousands of attributes, most of them data-something of the shop's.
bool may_be_ours(std::string_view name) { return name[0] != 'd' || (name.size() > 11 && (name[5] == 'v' || name[5] == 'r')); }

uint32_t hashed(uint32_t hash, uint8_t c) { return (hash ^ c) * 16777619u; }
constexpr uint32_t kHashStart = 2166136261u;

}  // namespace

bool equals(std::string_view text, std::string_view other) {
  if (text.size() != other.size()) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    if (small(static_cast<uint8_t>(text[i])) != other[i]) return false;
  }
  return true;
}

void Tokenizer::begin() {
  std::memset(static_cast<void *>(this), 0, sizeof *this);
  attribute_ = -1;
}

// How many bytes from here on can mean nothing in this state.
uint32_t Tokenizer::skip(const uint8_t *bytes, uint32_t length) const {
  uint8_t until = 0;
  switch (state_) {
    case State::kText: until = '<'; break;
    case State::kDoubleQuoted: until = '"'; break;
    case State::kSingleQuoted: until = '\''; break;
    case State::kComment: until = '-'; break;
    case State::kBogusComment: until = '>'; break;
    case State::kCdata: until = ']'; break;
    default: return 0;
  }
  const bool looks_in = (state_ == State::kText && content_ == Content::kData && !has_letters_) || escape_ != Escape::kNone ||
                        ((state_ == State::kDoubleQuoted || state_ == State::kSingleQuoted) && attribute_ >= 0);
  if (looks_in) return 0;
  if (content_ == Content::kPlaintext && state_ == State::kText) return length;
  const void *found = std::memchr(bytes, until, length);
  return found == nullptr ? length : static_cast<uint32_t>(static_cast<const uint8_t *>(found) - bytes);
}

// The bytes of an attribute's name, as far as they are here: there are more of them than of anything else that is looked at one by one.
uint32_t Tokenizer::take_name(const uint8_t *bytes, uint32_t length) {
  uint32_t i = 0;
  for (; i < length && bytes[i] != '=' && bytes[i] != '>' && bytes[i] != '/' && !is_space(bytes[i]); ++i) {
    if (is_hashed_) hash_ = hashed(hash_, static_cast<uint8_t>(small(bytes[i])));
    if (name_length_ <= kMaxAttributeName) name_[name_length_++] = small(bytes[i]);
  }
  return i;
}

// The three bytes by which a page in UTF-8 may begin are no text of it.
bool Tokenizer::is_of_mark(uint8_t c) {
  constexpr uint8_t kMark[] = {0xEF, 0xBB, 0xBF};
  if (place_ >= sizeof kMark || marked_ != place_) return false;
  if (c != kMark[place_]) {
    if (place_ != 0) meet_letter(place_);
    return false;
  }
  ++marked_;
  if (marked_ == sizeof kMark) text_start_ = marked_;
  return true;
}

void Tokenizer::scan(Tree &tree, const uint8_t *bytes, uint32_t length) {
  const uint32_t end = place_ + length;
  // Of what cannot be followed nothing is claimed: the rest is not even looked at.
  for (uint32_t i = 0; i < length && !tree.is_lost(); ++i) {
    const uint32_t passed = state_ == State::kAttributeName ? take_name(bytes + i, length - i) : skip(bytes + i, length - i);
    if (is_hashed_ && (state_ == State::kDoubleQuoted || state_ == State::kSingleQuoted)) {
      // What is passed over still tells equal elements apart.
      for (uint32_t k = 0; k < passed; ++k) hash_ = hashed(hash_, bytes[i + k]);
    }
    i += passed;
    place_ += passed;
    if (i == length) break;
    while (!is_of_mark(bytes[i]) && !step(tree, bytes[i])) {
    }
    ++place_;
  }
  place_ = end;
  if (state_ == State::kText && !tree.is_lost()) flush_text(tree, place_);
}

void Tokenizer::end(Tree &tree) {
  // What was begun and is no tag after all is text; a tag or comment that was begun is dropped.
  const bool is_text = state_ == State::kText || state_ == State::kTagOpen || state_ == State::kEndTagOpen || content_ != Content::kData;
  if (state_ == State::kTagOpen || state_ == State::kEndTagOpen) meet_letter(less_);
  if (is_text) flush_text(tree, place_);
  if (state_ == State::kDoctype) emit_doctype(tree);
  tree.end(place_);
}

// What white space may be, and what is none for sure: a reference may be some, a null is left out of the body and nowhere else.
void Tokenizer::look_at_text(uint8_t c) {
  const bool goes_on = is_letter(c) || (c >= '0' && c <= '9') || c == '#';
  if (in_reference_ && goes_on) return;
  const bool is_its_end = in_reference_ && c == ';';
  in_reference_ = c == '&';
  if (has_letters_ || is_its_end || is_space(c)) return;
  if (c == '&')
    begins_ |= kBeginsWithReference;
  else if (c == 0)
    begins_ |= place_ == text_start_ ? kBeginsWithNull | kNullIsFirst : kBeginsWithNull;
  else
    meet_letter(place_);
}

void Tokenizer::meet_letter(uint32_t place) {
  if (!has_letters_) letter_at_ = place;
  has_letters_ = true;
}

void Tokenizer::flush_text(Tree &tree, uint32_t end) {
  if (end > text_start_ && content_ == Content::kData) tree.text(has_letters_ ? letter_at_ : text_start_, end, has_letters_, begins_);
  text_start_ = end;
  has_letters_ = false;
  begins_ = 0;
}

void Tokenizer::text_step(uint8_t c) {
  if (c == '<' && content_ != Content::kPlaintext) {
    less_ = place_;
    state_ = content_ == Content::kData ? State::kTagOpen : State::kRawLess;
  } else if (content_ == Content::kScript && escape_ != Escape::kNone) {
    if (c == '-') state_ = State::kEscapedDash;
  } else {
    look_at_text(c);
  }
}

bool Tokenizer::step(Tree &tree, uint8_t c) {
  if (state_ == State::kText) return text_step(c), true;
  if (state_ <= State::kSelfClosing) return tag_step(tree, c);
  if (state_ <= State::kAfterAttribute) return attribute_step(tree, c);
  if (state_ <= State::kAfterQuoted) return value_step(tree, c);
  if (state_ <= State::kCdataEnd) return markup_step(tree, c);
  if (state_ <= State::kCommentBang) return comment_step(tree, c);
  return state_ <= State::kRawEndName ? raw_step(tree, c) : script_step(c);
}

void Tokenizer::begin_tag(bool is_end, uint8_t first) {
  token_.is_end = is_end;
  token_.closes_itself = token_.is_cut = false;
  token_.start = less_;
  token_.given = token_.referring = 0;
  token_.used = 0;
  attribute_ = -1;
  hash_ = hashed(kHashStart, static_cast<uint8_t>(small(first)));
  name_length_ = 0;
  name_[name_length_++] = small(first);
}

void Tokenizer::end_name() {
  token_.is_cut = name_length_ > kMaxName;
  token_.tag = name_length_ > kMaxName ? Tag::kOther : tag_of({name_, name_length_});
  token_.name_hash = hash_;
  is_hashed_ = is(token_.tag, kFormatting);
  if (!token_.is_end) {
    last_length_ = name_length_;
    std::memcpy(last_, name_, name_length_);
  }
  name_length_ = 0;
}

bool Tokenizer::tag_step(Tree &tree, uint8_t c) {
  switch (state_) {
    case State::kTagOpen:
      if (is_letter(c)) {
        flush_text(tree, less_);
        begin_tag(false, c);
        state_ = State::kTagName;
        return true;
      }
      if (c == '/') return state_ = State::kEndTagOpen, true;
      if (c == '!' || c == '?') {
        flush_text(tree, less_);
        name_length_ = 0;
        state_ = c == '!' ? State::kMarkup : State::kBogusComment;
        return true;
      }
      meet_letter(less_);
      to_text();
      return false;
    case State::kEndTagOpen:
      if (is_letter(c)) {
        flush_text(tree, less_);
        begin_tag(true, c);
        state_ = State::kTagName;
        return true;
      }
      flush_text(tree, less_);
      if (c == '>') {
        text_start_ = place_ + 1;
        to_text();
        return true;
      }
      state_ = State::kBogusComment;
      return false;
    case State::kTagName:
      if (is_space(c)) return end_name(), state_ = State::kBeforeAttribute, true;
      if (c == '/') return end_name(), state_ = State::kSelfClosing, true;
      if (c == '>') return end_name(), emit_tag(tree), true;
      hash_ = hashed(hash_, static_cast<uint8_t>(small(c)));
      if (name_length_ <= kMaxName) name_[name_length_++] = small(c);
      return true;
    default:  // kSelfClosing
      if (c == '>') {
        token_.closes_itself = true;
        emit_tag(tree);
        return true;
      }
      state_ = State::kBeforeAttribute;
      return false;
  }
}

void Tokenizer::begin_attribute() {
  name_length_ = 0;
  attribute_ = -1;
  if (is_hashed_) hash_ = hashed(hash_, 1);
  state_ = State::kAttributeName;
}

void Tokenizer::end_attribute_name() {
  attribute_ = -1;
  if (is_hashed_) hash_ = hashed(hash_, 2);
  const auto letter = static_cast<uint32_t>(name_[0] - 'a');
  const std::string_view name(name_, name_length_);
  if (name_length_ > kMaxAttributeName || letter >= 26 || !may_be_ours(name)) return;
  for (uint32_t i = kLetters.first[letter]; i < kLetters.first[letter + 1]; ++i) {
    if (kAttributeNames[i] != name) continue;
    if (!token_.has(static_cast<Attribute>(i))) {
      attribute_ = static_cast<int8_t>(i);
      token_.given |= 1u << i;
      token_.at[i] = token_.used;
      token_.length[i] = 0;
    }
    return;
  }
}

bool Tokenizer::attribute_step(Tree &tree, uint8_t c) {
  switch (state_) {
    case State::kBeforeAttribute:
      if (is_space(c)) return true;
      if (c == '/' || c == '>') return state_ = State::kAfterAttribute, false;
      begin_attribute();
      if (c != '=') return false;
      name_[name_length_++] = '=';
      if (is_hashed_) hash_ = hashed(hash_, c);
      return true;
    case State::kAttributeName:
      if (is_space(c) || c == '/' || c == '>') return end_attribute_name(), state_ = State::kAfterAttribute, false;
      if (c == '=') return end_attribute_name(), state_ = State::kBeforeValue, true;
      if (is_hashed_) hash_ = hashed(hash_, static_cast<uint8_t>(small(c)));
      if (name_length_ <= kMaxAttributeName) name_[name_length_++] = small(c);
      return true;
    default:  // kAfterAttribute
      if (is_space(c)) return true;
      if (c == '/') return state_ = State::kSelfClosing, true;
      if (c == '=') return state_ = State::kBeforeValue, true;
      if (c == '>') return emit_tag(tree), true;
      begin_attribute();
      return false;
  }
}

void Tokenizer::add_value(uint8_t c) {
  if (is_hashed_) hash_ = hashed(hash_, c);
  if (attribute_ < 0) return;
  if (c == '&') token_.referring |= 1u << attribute_;
  if (token_.used == kMaxAttribute) {
    token_.is_cut = true;
    return;
  }
  token_.values[token_.used++] = static_cast<char>(c);
  ++token_.length[attribute_];
}

bool Tokenizer::value_step(Tree &tree, uint8_t c) {
  switch (state_) {
    case State::kBeforeValue:
      if (is_space(c)) return true;
      if (c == '>') return emit_tag(tree), true;
      state_ = c == '"' ? State::kDoubleQuoted : c == '\'' ? State::kSingleQuoted : State::kUnquoted;
      return state_ != State::kUnquoted;
    case State::kDoubleQuoted:
    case State::kSingleQuoted:
      if ((c == '"' && state_ == State::kDoubleQuoted) || (c == '\'' && state_ == State::kSingleQuoted))
        state_ = State::kAfterQuoted;
      else
        add_value(c);
      return true;
    case State::kUnquoted:
      if (is_space(c)) return state_ = State::kBeforeAttribute, true;
      if (c == '>') return emit_tag(tree), true;
      add_value(c);
      return true;
    default:  // kAfterQuoted
      if (is_space(c)) return state_ = State::kBeforeAttribute, true;
      if (c == '/') return state_ = State::kSelfClosing, true;
      if (c == '>') return emit_tag(tree), true;
      state_ = State::kBeforeAttribute;
      return false;
  }
}

void Tokenizer::emit_tag(Tree &tree) {
  token_.end = place_ + 1;
  token_.all_hash = hash_;
  text_start_ = place_ + 1;
  has_letters_ = in_reference_ = false;
  begins_ = 0;
  content_ = Content::kData;
  escape_ = Escape::kNone;
  to_text();
  if (token_.is_end) return tree.end_tag(token_);
  content_ = tree.start_tag(token_);
}

}  // namespace vitrine::page
