// The tree construction of the HTML standard (13.2.6), as far as finding elements asks for it: the stack of open elements, the list of active
// formatting elements and the insertion modes, exact, and no tree. Scripting is on.
#pragma once

#include "page/outline.h"
#include "page/token.h"
#include "page/tokenizer.h"

namespace vitrine::page {

enum class Space : uint8_t { kHtml, kMath, kSvg };

struct Open {
  Tag tag;
  Space space;
  bool is_integration;  // MathML's annotation-xml that holds HTML
  uint32_t name_hash;
  uint32_t id;  // of this element, and no other of the page
  Mark mark;  // what the outline keeps of it
};

class Tree {
 public:
  void begin(Outline &outline);
  [[nodiscard]] Content start_tag(const Token &token);
  void end_tag(const Token &token);
  // `begins`: TextBegins. White space alone, where all is false and 0.
  void text(uint32_t start, uint32_t end, bool has_letters, uint32_t begins);
  void comment() {}
  void doctype(bool is_known);
  void end(uint32_t place);
  [[nodiscard]] bool is_foreign() const;
  // The structure could not be followed: from here on nothing of the page is claimed.
  [[nodiscard]] bool is_lost() const { return is_lost_; }

  // What the outline asks of the place where it stands.
  [[nodiscard]] uint32_t depth() const { return depth_; }
  [[nodiscard]] uint32_t newest_id() const { return next_id_ - 1; }
  [[nodiscard]] uint32_t formatting_count() const { return formatting_count_; }
  [[nodiscard]] uint32_t last_formatting() const { return formatting_count_ == 0 ? 0 : formatting_[formatting_count_ - 1].id; }
  // A <frameset> could still take the place of the body.
  [[nodiscard]] bool is_frameset_ok() const { return frameset_ok_; }
  // Between the parts of a table, where what is no part of it goes elsewhere.
  [[nodiscard]] bool is_between_cells() const { return mode_ == Mode::kInTable || mode_ == Mode::kInTableBody || mode_ == Mode::kInRow; }
  [[nodiscard]] bool has_form() const { return has_form_; }
  // Some formatting element would be opened again by the next text.
  [[nodiscard]] bool is_formatting_pending() const { return last_formatting() != 0 && find(last_formatting()) == kMaxDepth; }
  // What a variant must not hold here (Need).
  [[nodiscard]] uint32_t refuses() const;

 private:
  enum class Mode : uint8_t {
    kInitial,
    kBeforeHtml,
    kBeforeHead,
    kInHead,
    kAfterHead,
    kInBody,
    kText,
    kInTable,
    kInCaption,
    kInColumnGroup,
    kInTableBody,
    kInRow,
    kInCell,
    kInSelect,
    kInTemplate,
    kAfterBody,
  };
  enum class Kind : uint8_t { kText, kStart, kEnd };
  // One token: `tag` where it is one.
  struct Input {
    Kind kind;
    const Token *tag;
    uint32_t start;
    uint32_t end;
    bool is_space;
    bool has_letters;
    [[nodiscard]] bool starts(Tag which) const { return kind == Kind::kStart && tag->tag == which; }
    [[nodiscard]] bool ends(Tag which) const { return kind == Kind::kEnd && tag->tag == which; }
    [[nodiscard]] Tag name() const { return kind == Kind::kText ? Tag::kOther : tag->tag; }
    [[nodiscard]] bool starts_any(uint32_t bits) const { return kind == Kind::kStart && is(tag->tag, bits); }
    [[nodiscard]] bool ends_any(uint32_t bits) const { return kind == Kind::kEnd && is(tag->tag, bits); }
  };
  struct Formatting {
    Tag tag;
    uint32_t id;  // 0: a marker
    uint32_t all_hash;
  };
  enum class Scope : uint8_t { kDefault, kListItem, kButton, kTable };

  void lose();
  void process(const Input &in);
  // False: the mode has changed, the token is taken again.
  bool process(Mode mode, const Input &in);
  bool before(Mode mode, const Input &in);
  bool in_head(const Input &in);
  bool after_head(const Input &in);
  bool in_body(const Input &in);
  bool body_start(const Input &in);
  // These say false of what is not theirs.
  bool body_structure(const Input &in);
  bool body_text(const Input &in);
  void body_other(const Input &in);
  bool body_end(const Input &in);
  bool end_form(const Input &in);
  void end_p(const Input &in);
  bool in_table(const Input &in);
  bool in_table_parts(Mode mode, const Input &in);
  bool in_cell(Mode mode, const Input &in);
  bool in_select(const Input &in);
  bool in_template(const Input &in);
  [[nodiscard]] bool goes_foreign(const Input &in) const;
  void foreign(const Input &in);
  void fostered(const Input &in);

  Open *insert(const Input &in, Tag tag, Space space = Space::kHtml);
  void insert_void(const Input &in, Tag tag);
  void text_of(const Input &in, Content content);
  void pop(const Input &in, bool is_own = false);
  void pop_to(const Input &in, uint32_t depth);
  void pop_through(const Input &in, Tag tag);
  void implied_ends(const Input &in, Tag except = Tag::kOther);
  void thorough_implied_ends(const Input &in);
  void clear_back(const Input &in, uint32_t wanted, bool rows);
  void close_p(const Input &in);
  void close_cell(const Input &in);
  void end_template(const Input &in);
  void any_other_end(const Input &in);
  void reset_mode();

  [[nodiscard]] const Open &current() const { return stack_[depth_ - 1]; }
  [[nodiscard]] bool current_is(Tag tag) const { return depth_ > 0 && is_html(current(), tag); }
  [[nodiscard]] static bool is_html(const Open &open, Tag tag) { return open.space == Space::kHtml && open.tag == tag; }
  [[nodiscard]] static bool is_special(const Open &open);
  [[nodiscard]] static bool is_scope(const Open &open, Scope scope);
  [[nodiscard]] bool in_scope(Tag tag, Scope scope = Scope::kDefault) const;
  [[nodiscard]] bool any_in_scope(uint32_t bits, Scope scope = Scope::kDefault) const;
  [[nodiscard]] bool is_open(Tag tag) const;
  [[nodiscard]] uint32_t find(uint32_t id) const;

  void add_formatting(const Open &open, uint32_t all_hash);
  void add_marker();
  void clear_to_marker();
  void reconstruct(const Input &in);
  [[nodiscard]] int32_t formatting_of(Tag tag) const;
  void adopt(const Input &in);
  [[nodiscard]] bool adopt_once(const Input &in, bool &done);
  void adopt_into(Formatting formatting, uint32_t at, uint32_t furthest);
  void drop_formatting(uint32_t entry);

  Outline *outline_;
  Mode mode_;
  Mode before_text_;
  bool is_lost_;
  bool frameset_ok_;
  bool knows_quirks_;  // a doctype says that the page is in no quirks mode, or there is none
  bool is_quirky_;
  bool fosters_;
  bool has_form_;
  bool has_head_;
  bool was_head_;  // </head>, or what stands for it, has come
  Content content_;
  uint32_t form_id_;
  uint32_t next_id_;
  uint32_t depth_;
  uint32_t formatting_count_;
  uint32_t template_count_;
  Mode template_modes_[kMaxTemplates];
  Formatting formatting_[kMaxFormatting];
  Open stack_[kMaxDepth];
};

}  // namespace vitrine::page
