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
  const Tag tag = in.tag->tag;
  if (in.kind == Kind::kStart) {
    switch (tag) {
      case Tag::kCaption:
        clear_back(in, 0, false);
        add_marker();
        insert(in, tag);
        mode_ = Mode::kInCaption;
        return true;
      case Tag::kColgroup:
      case Tag::kCol:
        clear_back(in, 0, false);
        insert(in, Tag::kColgroup);
        mode_ = Mode::kInColumnGroup;
        return tag == Tag::kColgroup;
      case Tag::kTbody:
      case Tag::kTfoot:
      case Tag::kThead:
      case Tag::kTd:
      case Tag::kTh:
      case Tag::kTr:
        clear_back(in, 0, false);
        insert(in, is(tag, kRow) ? tag : Tag::kTbody);
        mode_ = Mode::kInTableBody;
        return is(tag, kRow);
      case Tag::kTable:
        if (!in_scope(Tag::kTable, Scope::kTable)) return true;
        pop_through(in, Tag::kTable);
        reset_mode();
        return false;
      case Tag::kStyle:
      case Tag::kScript:
      case Tag::kTemplate: return in_head(in);
      case Tag::kInput:
        if (!equals(in.tag->value(Attribute::kType), "hidden")) break;
        insert_void(in, tag);
        return true;
      case Tag::kForm:
        if (is_open(Tag::kTemplate) || has_form_) return true;
        if (const Open *open = insert(in, tag)) has_form_ = true, form_id_ = open->id;
        pop(in);
        return true;
      default: break;
    }
  } else {
    switch (tag) {
      case Tag::kTable:
        if (!in_scope(Tag::kTable, Scope::kTable)) return true;
        pop_through(in, Tag::kTable);
        reset_mode();
        return true;
      case Tag::kBody:
      case Tag::kCaption:
      case Tag::kCol:
      case Tag::kColgroup:
      case Tag::kHtml:
      case Tag::kTbody:
      case Tag::kTd:
      case Tag::kTfoot:
      case Tag::kTh:
      case Tag::kThead:
      case Tag::kTr: return true;
      case Tag::kTemplate: return in_head(in);
      default: break;
    }
  }
  fostered(in);
  return true;
}

bool Tree::in_table_parts(Mode mode, const Input &in) {
  const Tag tag = in.kind == Kind::kText ? Tag::kOther : in.tag->tag;
  const bool is_start = in.kind == Kind::kStart;
  const bool is_end = in.kind == Kind::kEnd;
  const bool is_part = tag == Tag::kCaption || tag == Tag::kCol || tag == Tag::kColgroup || is(tag, kRow);
  if (mode == Mode::kInCaption) {
    const bool leaves = (is_start && (is_part || is(tag, kCell) || tag == Tag::kTr)) || in.ends(Tag::kTable);
    if (!leaves && !in.ends(Tag::kCaption)) {
      const bool ignored = is_end && (tag == Tag::kBody || tag == Tag::kCol || tag == Tag::kColgroup || tag == Tag::kHtml ||
                                      is(tag, kRow | kCell) || tag == Tag::kTr);
      return ignored || in_body(in);
    }
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
    if (in.starts(Tag::kTemplate) || in.ends(Tag::kTemplate)) return in_head(in);
    if (in.ends(Tag::kCol) || !current_is(Tag::kColgroup)) return true;
    pop(in, in.ends(Tag::kColgroup));
    mode_ = Mode::kInTable;
    return in.ends(Tag::kColgroup);
  }
  if (mode == Mode::kInTableBody) {
    if (is_start && (tag == Tag::kTr || is(tag, kCell))) {
      clear_back(in, kRow, false);
      insert(in, Tag::kTr);
      mode_ = Mode::kInRow;
      return tag == Tag::kTr;
    }
    if (is_end && is(tag, kRow)) {
      if (!in_scope(tag, Scope::kTable)) return true;
      clear_back(in, kRow, false);
      pop(in, current_is(tag));
      mode_ = Mode::kInTable;
      return true;
    }
    if ((is_start && is_part) || in.ends(Tag::kTable)) {
      if (!any_in_scope(kRow, Scope::kTable)) return true;
      clear_back(in, kRow, false);
      pop(in);
      mode_ = Mode::kInTable;
      return false;
    }
    const bool ignored = is_end && (tag == Tag::kBody || tag == Tag::kCaption || tag == Tag::kCol || tag == Tag::kColgroup ||
                                    tag == Tag::kHtml || is(tag, kCell) || tag == Tag::kTr);
    return ignored || in_table(in);
  }
  // In a row.
  if (is_start && is(tag, kCell)) {
    clear_back(in, 0, true);
    insert(in, tag);
    mode_ = Mode::kInCell;
    add_marker();
    return true;
  }
  const bool leaves = (is_start && (is_part || tag == Tag::kTr)) || in.ends(Tag::kTable) || (is_end && is(tag, kRow));
  if (leaves || in.ends(Tag::kTr)) {
    if (is_end && is(tag, kRow) && !in_scope(tag, Scope::kTable)) return true;
    if (!in_scope(Tag::kTr, Scope::kTable)) return true;
    clear_back(in, 0, true);
    pop(in, in.ends(Tag::kTr));
    mode_ = Mode::kInTableBody;
    return !leaves;
  }
  const bool ignored = is_end && (tag == Tag::kBody || tag == Tag::kCaption || tag == Tag::kCol || tag == Tag::kColgroup ||
                                  tag == Tag::kHtml || is(tag, kCell));
  return ignored || in_table(in);
}

void Tree::close_cell(const Input &in) {
  implied_ends(in);
  while (!(current().space == Space::kHtml && is(current().tag, kCell))) pop(in);
  pop(in, in.kind == Kind::kEnd && current().tag == in.tag->tag);
  clear_to_marker();
  mode_ = Mode::kInRow;
}

bool Tree::in_cell(Mode, const Input &in) {
  const Tag tag = in.kind == Kind::kText ? Tag::kOther : in.tag->tag;
  if (in.kind == Kind::kEnd) {
    if (is(tag, kCell)) {
      if (!in_scope(tag, Scope::kTable)) return true;
      implied_ends(in);
      pop_through(in, tag);
      clear_to_marker();
      mode_ = Mode::kInRow;
      return true;
    }
    if (tag == Tag::kBody || tag == Tag::kCaption || tag == Tag::kCol || tag == Tag::kColgroup || tag == Tag::kHtml) return true;
    if (tag == Tag::kTable || is(tag, kRow) || tag == Tag::kTr) {
      if (!in_scope(tag, Scope::kTable)) return true;
      close_cell(in);
      return false;
    }
    return in_body(in);
  }
  const bool leaves = in.kind == Kind::kStart &&
                      (is(tag, kRow | kCell) || tag == Tag::kCaption || tag == Tag::kCol || tag == Tag::kColgroup || tag == Tag::kTr);
  if (!leaves) return in_body(in);
  if (!any_in_scope(kCell, Scope::kTable)) return true;
  close_cell(in);
  return false;
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
