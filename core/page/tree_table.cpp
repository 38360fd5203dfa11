// The insertion modes of tables and of select.
#include "page/tree.h"

namespace vitrine::page {

// Until the current element is one of `wanted` (or a row, where `rows`), a template or the root.
void Tree::clear_back(const Input &in, uint32_t wanted, bool rows) {
  while (depth_ > 1) {
    const Open &open = current();
    const bool is_wanted = open.space == Space::kHtml && ((wanted != 0 && is(open.tag, wanted)) || (rows && open.tag == Tag::kTr) ||
                                                          (wanted == 0 && !rows && open.tag == Tag::kTable));
    if (is_wanted || is_html(open, Tag::kTemplate)) return;
    pop(in);
  }
}

void Tree::fostered(const Input &in) {
  fosters_ = true;
  (void)in_body(in);
  fosters_ = false;
}

bool Tree::in_table(const Input &in) {
  if (in.kind == Kind::kText) {
    const bool is_here = current().space == Space::kHtml &&
                         (is(current().tag, kRow) || current_is(Tag::kTable) || current_is(Tag::kTr) || current_is(Tag::kTemplate));
    if (is_here && in.is_space) return true;
    if (is_here && !current_is(Tag::kTemplate)) outline_->fostered_text();
    fostered(in);
    return true;
  }
  const Tag tag = in.name();
  const uint32_t bits = bits_of(tag);
  if (tag == Tag::kTable) {
    if (!in_scope(Tag::kTable, Scope::kTable)) return true;
    pop_through(in, Tag::kTable);
    reset_mode();
    return in.kind == Kind::kEnd;
  }
  if (tag == Tag::kTemplate) return in_head(in);
  if (in.kind == Kind::kEnd) {
    if ((bits & (kPart | kOuter)) == 0) fostered(in);
    return true;
  }
  if ((bits & kPart) != 0) {
    clear_back(in, 0, false);
    const bool is_column = tag == Tag::kCol || tag == Tag::kColgroup;
    const Tag put = tag == Tag::kCaption || (bits & kRow) != 0 ? tag : is_column ? Tag::kColgroup : Tag::kTbody;
    if (tag == Tag::kCaption) add_marker();
    insert(in, put);
    mode_ = tag == Tag::kCaption ? Mode::kInCaption : is_column ? Mode::kInColumnGroup : Mode::kInTableBody;
    return put == tag;
  }
  if (tag == Tag::kStyle || tag == Tag::kScript) return in_head(in);
  if (tag == Tag::kInput && equals(in.tag->value(Attribute::kType), "hidden")) return insert_void(in, tag), true;
  if (tag == Tag::kForm) {
    if (is_open(Tag::kTemplate) || has_form_) return true;
    if (const Open *open = insert(in, tag)) has_form_ = true, form_id_ = open->id, pop(in);
    return true;
  }
  fostered(in);
  return true;
}

bool Tree::in_table_parts(Mode mode, const Input &in) {
  const Tag tag = in.name();
  const uint32_t bits = bits_of(tag);
  const bool is_start = in.kind == Kind::kStart;
  const bool is_end = in.kind == Kind::kEnd;
  bool leaves = (is_start && (bits & kPart) != 0) || in.ends(Tag::kTable);
  const bool ignored = is_end && (bits & (kPart | kOuter)) != 0;
  if (mode == Mode::kInCaption) {
    if (!leaves && !in.ends(Tag::kCaption)) return ignored || in_body(in);
    if (!in_scope(Tag::kCaption, Scope::kTable)) return true;
    implied_ends(in);
    pop_through(in, Tag::kCaption);
    clear_to_marker();
    mode_ = Mode::kInTable;
    return !leaves;
  }
  if (mode == Mode::kInColumnGroup) {
    if (in.is_space || in.starts(Tag::kHtml)) return true;
    if (in.starts(Tag::kCol)) return insert_void(in, tag), true;
    if (tag == Tag::kTemplate) return in_head(in);
    if (in.ends(Tag::kCol) || !current_is(Tag::kColgroup)) return true;
    pop(in, in.ends(Tag::kColgroup));
    mode_ = Mode::kInTable;
    return in.ends(Tag::kColgroup);
  }
  if (mode == Mode::kInTableBody) {
    if (is_start && (tag == Tag::kTr || (bits & kCell) != 0)) {
      clear_back(in, kRow, false);
      insert(in, Tag::kTr);
      mode_ = Mode::kInRow;
      return tag == Tag::kTr;
    }
    const bool is_own = is_end && (bits & kRow) != 0;
    if (!leaves && !is_own) return ignored || in_table(in);
    if (!(is_own ? in_scope(tag, Scope::kTable) : any_in_scope(kRow, Scope::kTable))) return true;
    clear_back(in, kRow, false);
    pop(in, is_own && current_is(tag));
    mode_ = Mode::kInTable;
    return is_own;
  }
  // In a row.
  if (is_start && (bits & kCell) != 0) {
    clear_back(in, 0, true);
    insert(in, tag);
    mode_ = Mode::kInCell;
    add_marker();
    return true;
  }
  const bool ends_rows = is_end && (bits & kRow) != 0;
  leaves = leaves || ends_rows;
  if (!leaves && !in.ends(Tag::kTr)) return ignored || in_table(in);
  if ((ends_rows && !in_scope(tag, Scope::kTable)) || !in_scope(Tag::kTr, Scope::kTable)) return true;
  clear_back(in, 0, true);
  pop(in, in.ends(Tag::kTr));
  mode_ = Mode::kInTableBody;
  return !leaves;
}

void Tree::close_cell(const Input &in) {
  implied_ends(in);
  while (!(current().space == Space::kHtml && is(current().tag, kCell))) pop(in);
  pop(in, in.kind == Kind::kEnd && current().tag == in.tag->tag);
  clear_to_marker();
  mode_ = Mode::kInRow;
}

bool Tree::in_cell(Mode, const Input &in) {
  const Tag tag = in.name();
  const uint32_t bits = bits_of(tag);
  const bool is_end = in.kind == Kind::kEnd;
  if (in.kind == Kind::kText || (bits & (kPart | kOuter)) == 0 || in.starts(Tag::kHtml) || in.starts(Tag::kBody)) {
    if (!in.ends(Tag::kTable)) return in_body(in);
  }
  if (!is_end) {
    if (!any_in_scope(kCell, Scope::kTable)) return true;
    close_cell(in);
    return false;
  }
  // Of a caption, a column and what is outside of the table there is no end here.
  if ((bits & (kRow | kCell)) == 0 && tag != Tag::kTr && tag != Tag::kTable) return true;
  if (!in_scope(tag, Scope::kTable)) return true;
  if ((bits & kCell) == 0) {
    close_cell(in);
    return false;
  }
  implied_ends(in);
  pop_through(in, tag);
  clear_to_marker();
  mode_ = Mode::kInRow;
  return true;
}

// Browsers of today and of yesterday differ in what a select may hold: what both hold alike is followed, else nothing more is claimed.
bool Tree::in_select(const Input &in) {
  if (in.kind == Kind::kText) return true;
  if (in.ends(Tag::kSelect) || in.starts(Tag::kSelect)) {
    pop_through(in, Tag::kSelect);
    reset_mode();
    return true;
  }
  const Tag tag = in.tag->tag;
  if (tag == Tag::kOption || tag == Tag::kOptgroup || in.starts(Tag::kHr)) {
    if (in.kind == Kind::kStart) {
      if (current_is(Tag::kOption)) pop(in);
      if (tag != Tag::kOption && current_is(Tag::kOptgroup)) pop(in);
      if (tag == Tag::kHr)
        insert_void(in, tag);
      else
        insert(in, tag);
      return true;
    }
    if (tag == Tag::kOptgroup && current_is(Tag::kOption) && depth_ > 1 && is_html(stack_[depth_ - 2], Tag::kOptgroup)) pop(in);
    if (current_is(tag)) pop(in, true);
    return true;
  }
  if (in.starts(Tag::kScript)) return in_head(in);
  lose();
  return true;
}

}  // namespace vitrine::page
