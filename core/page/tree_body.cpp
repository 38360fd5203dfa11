// "In body", and foreign content.
#include "page/tree.h"

namespace vitrine::page {

bool Tree::in_body(const Input &in) {
  if (in.kind == Kind::kText) {
    reconstruct(in);
    if (in.has_letters) frameset_ok_ = false;
    return true;
  }
  return in.kind == Kind::kStart ? body_start(in) : body_end(in);
}

void Tree::close_p(const Input &in) {
  if (!in_scope(Tag::kP, Scope::kButton)) return;
  implied_ends(in, Tag::kP);
  pop_through(in, Tag::kP);
}

bool Tree::body_start(const Input &in) {
  const Tag tag = in.tag->tag;
  if (tag == Tag::kNoscript) return text_of(in, Content::kRawText), true;
  if (is(tag, kInHead)) return in_head(in);
  if (is(tag, kClosesP) && (is(tag, kBlock) || tag == Tag::kP)) {
    close_p(in);
    insert(in, tag);
    if (tag == Tag::kPre || tag == Tag::kListing) frameset_ok_ = false;
    return true;
  }
  if (is(tag, kHeading)) {
    close_p(in);
    if (current().space == Space::kHtml && is(current().tag, kHeading)) pop(in);
    insert(in, tag);
    return true;
  }
  if (is(tag, kItem)) {
    frameset_ok_ = false;
    for (uint32_t i = depth_; i-- > 0;) {
      const Open &open = stack_[i];
      const bool is_same = tag == Tag::kLi ? is_html(open, Tag::kLi) : is_html(open, Tag::kDd) || is_html(open, Tag::kDt);
      if (is_same) {
        const Tag ended = open.tag;
        implied_ends(in, ended);
        pop_through(in, ended);
        break;
      }
      if (is_special(open) && !is_html(open, Tag::kAddress) && !is_html(open, Tag::kDiv) && !is_html(open, Tag::kP)) break;
    }
    close_p(in);
    insert(in, tag);
    return true;
  }
  if (is(tag, kFormatting)) {
    if (tag == Tag::kA && formatting_of(Tag::kA) >= 0) {
      const uint32_t id = formatting_[formatting_of(Tag::kA)].id;
      adopt(in);
      // What the adoption agency has left of it.
      for (uint32_t i = 0; i < formatting_count_; ++i) {
        if (formatting_[i].id == id && id != 0) {
          drop_formatting(i);
        }
      }
      if (find(id) < depth_) return lose(), true;
    }
    reconstruct(in);
    if (tag == Tag::kNobr && in_scope(Tag::kNobr)) {
      adopt(in);
      reconstruct(in);
    }
    if (const Open *open = insert(in, tag)) add_formatting(*open, in.tag->all_hash);
    return true;
  }
  if (!body_structure(in) && !body_text(in)) body_other(in);
  return true;
}

// What the page as a whole is made of, forms and tables.
bool Tree::body_structure(const Input &in) {
  const Tag tag = in.tag->tag;
  if (is(tag, kPart | kOuter) || tag == Tag::kFrame || tag == Tag::kHead) {
    outline_->stray();
    if (tag == Tag::kBody && template_count_ == 0) frameset_ok_ = false;
    return true;
  }
  switch (tag) {
    case Tag::kFrameset:
      if (frameset_ok_ && template_count_ == 0) outline_->replaced(), lose();
      return true;
    case Tag::kForm: {
      const bool counts = !is_open(Tag::kTemplate);
      if (has_form_ && counts) return outline_->leaked(), true;
      close_p(in);
      const Open *open = insert(in, tag);
      if (open != nullptr && counts) has_form_ = true, form_id_ = open->id;
      return true;
    }
    case Tag::kButton:
      if (in_scope(Tag::kButton)) {
        implied_ends(in);
        pop_through(in, Tag::kButton);
      }
      reconstruct(in);
      insert(in, tag);
      frameset_ok_ = false;
      return true;
    case Tag::kTable:
      if (in_scope(Tag::kP, Scope::kButton)) {
        if (!knows_quirks_) return lose(), true;
        if (!is_quirky_) close_p(in);
      }
      insert(in, tag);
      frameset_ok_ = false;
      mode_ = Mode::kInTable;
      return true;
    case Tag::kSelect:
      reconstruct(in);
      insert(in, tag);
      frameset_ok_ = false;
      mode_ = Mode::kInSelect;
      return true;
    default: return false;
  }
}

// Elements whose content is text.
bool Tree::body_text(const Input &in) {
  switch (in.tag->tag) {
    case Tag::kPlaintext:
      close_p(in);
      insert(in, in.tag->tag);
      content_ = Content::kPlaintext;
      return true;
    case Tag::kTextarea:
      frameset_ok_ = false;
      text_of(in, Content::kRcdata);
      return true;
    case Tag::kXmp:
      close_p(in);
      reconstruct(in);
      frameset_ok_ = false;
      text_of(in, Content::kRawText);
      return true;
    case Tag::kIframe:
      frameset_ok_ = false;
      text_of(in, Content::kRawText);
      return true;
    case Tag::kNoembed: text_of(in, Content::kRawText); return true;
    default: return false;
  }
}

void Tree::body_other(const Input &in) {
  const Tag tag = in.tag->tag;
  if (tag == Tag::kParam || tag == Tag::kSource || tag == Tag::kTrack) return insert_void(in, tag);
  if (tag == Tag::kHr) {
    close_p(in);
    insert_void(in, tag);
    frameset_ok_ = false;
    return;
  }
  if (is(tag, kImplied) && tag != Tag::kOption && tag != Tag::kOptgroup) {  // rb, rp, rt, rtc
    if (in_scope(Tag::kRuby)) implied_ends(in, tag == Tag::kRp || tag == Tag::kRt ? Tag::kRtc : Tag::kOther);
    insert(in, tag);
    return;
  }
  if (is(tag, kImplied) && current_is(Tag::kOption)) pop(in);
  reconstruct(in);
  if (is(tag, kInlineVoid)) {
    insert_void(in, tag);
    if (tag != Tag::kInput || !equals(in.tag->value(Attribute::kType), "hidden")) frameset_ok_ = false;
    return;
  }
  const bool is_foreign = tag == Tag::kMath || tag == Tag::kSvg;
  insert(in, tag, tag == Tag::kMath ? Space::kMath : is_foreign ? Space::kSvg : Space::kHtml);
  if (is_foreign && in.tag->closes_itself && !is_lost_) pop({in.kind, in.tag, in.end, in.end, false, false}, true);
  if (!is(tag, kMarks)) return;
  add_marker();
  frameset_ok_ = false;
}

bool Tree::end_form(const Input &in) {
  const uint32_t at = has_form_ ? find(form_id_) : kMaxDepth;
  const bool is_there = has_form_ && at < depth_ && in_scope(Tag::kForm);
  has_form_ = false;
  if (!is_there) return outline_->leaked(), true;
  implied_ends(in);
  if (at == depth_ - 1) return pop(in, true), true;
  // It is taken out of the stack while what was opened in it stays.
  return lose(), true;
}

void Tree::end_p(const Input &in) {
  if (!in_scope(Tag::kP, Scope::kButton)) {
    outline_->stray();
    insert(in, Tag::kP);
    return pop(in);
  }
  implied_ends(in, Tag::kP);
  pop_through(in, Tag::kP);
}

bool Tree::body_end(const Input &in) {
  const Tag tag = in.tag->tag;
  if (tag == Tag::kTemplate) return in_head(in);
  if (tag == Tag::kBody || tag == Tag::kHtml) {
    if (!in_scope(Tag::kBody)) return true;
    mode_ = Mode::kAfterBody;
    if (depth_ > 2) outline_->leaked();
    return tag == Tag::kBody;
  }
  if (tag == Tag::kForm && !is_open(Tag::kTemplate)) return end_form(in);
  if (tag == Tag::kP) return end_p(in), true;
  const bool is_item = is(tag, kItem);
  if (is(tag, kBlock) || is_item || tag == Tag::kForm) {
    if (!in_scope(tag, tag == Tag::kLi ? Scope::kListItem : Scope::kDefault)) return outline_->stray(), true;
    implied_ends(in, is_item ? tag : Tag::kOther);
    if (tag == Tag::kForm && !current_is(tag)) outline_->stray();
    pop_through(in, tag);
    return true;
  }
  if (is(tag, kHeading)) {
    if (!any_in_scope(kHeading)) return outline_->stray(), true;
    implied_ends(in);
    while (!is(current().tag, kHeading) || current().space != Space::kHtml) pop(in);
    pop(in, current().tag == tag);
    return true;
  }
  if (is(tag, kFormatting)) return adopt(in), true;
  if (is(tag, kMarks)) {
    if (!in_scope(tag)) return outline_->stray(), true;
    implied_ends(in);
    pop_through(in, tag);
    clear_to_marker();
    return true;
  }
  if (tag == Tag::kBr) {
    reconstruct(in);
    insert_void({Kind::kText, in.tag, in.start, in.end, false, false}, Tag::kBr);
    frameset_ok_ = false;
    return true;
  }
  any_other_end(in);
  return true;
}

void Tree::any_other_end(const Input &in) {
  const Tag tag = in.tag->tag;
  for (uint32_t i = depth_; i-- > 0;) {
    const Open &open = stack_[i];
    if (open.space == Space::kHtml && open.tag == tag && (tag != Tag::kOther || open.name_hash == in.tag->name_hash)) {
      implied_ends(in, tag);
      // Of unknown names implied_ends stops at none: all that has an implied end is known.
      pop_to(in, i < depth_ ? i : depth_);
      return;
    }
    if (is_special(open)) return outline_->stray();
  }
}

bool Tree::is_foreign() const { return depth_ > 0 && current().space != Space::kHtml; }

bool Tree::goes_foreign(const Input &in) const {
  if (!is_foreign() || mode_ == Mode::kText) return false;
  const Open &open = current();
  const Tag tag = in.kind == Kind::kStart ? in.tag->tag : Tag::kOther;
  if (open.space == Space::kMath) {
    const bool is_text_point =
        open.tag == Tag::kMi || open.tag == Tag::kMo || open.tag == Tag::kMn || open.tag == Tag::kMs || open.tag == Tag::kMtext;
    if (is_text_point && in.kind == Kind::kStart && tag != Tag::kMglyph && tag != Tag::kMalignmark) return false;
    if (is_text_point && in.kind == Kind::kText) return false;
    if (open.tag == Tag::kAnnotationXml && tag == Tag::kSvg) return false;
    return !(open.is_integration && in.kind != Kind::kEnd);
  }
  return !(is_special(open) && in.kind != Kind::kEnd);
}

void Tree::foreign(const Input &in) {
  if (in.kind == Kind::kText) {
    if (in.has_letters) frameset_ok_ = false;
    return;
  }
  const Tag tag = in.tag->tag;
  const bool is_font =
      tag == Tag::kFont && (in.tag->has(Attribute::kColor) || in.tag->has(Attribute::kFace) || in.tag->has(Attribute::kSize));
  const bool breaks_out = in.kind == Kind::kStart ? is(tag, kBreaksOut) || is_font : tag == Tag::kBr || tag == Tag::kP;
  if (breaks_out) {
    const auto stays = [](const Open &open) {
      if (open.space == Space::kHtml) return true;
      return open.space == Space::kMath ? open.is_integration || (is_special(open) && open.tag != Tag::kAnnotationXml) : is_special(open);
    };
    while (!stays(current())) pop(in);
    while (!is_lost_ && !process(mode_, in)) {
    }
    return;
  }
  if (in.kind == Kind::kStart) {
    Open *open = insert(in, tag, current().space);
    if (open == nullptr) return;
    const std::string_view encoding = in.tag->value(Attribute::kEncoding);
    open->is_integration = open->space == Space::kMath && tag == Tag::kAnnotationXml &&
                           (equals(encoding, "text/html") || equals(encoding, "application/xhtml+xml"));
    if (in.tag->refers(Attribute::kEncoding)) return lose();
    if (in.tag->closes_itself) pop({in.kind, in.tag, in.end, in.end, false, false}, true);
    return;
  }
  for (uint32_t i = depth_ - 1; i > 0; --i) {
    const Open &open = stack_[i];
    if (open.space == Space::kHtml) {
      while (!is_lost_ && !process(mode_, in)) {
      }
      return;
    }
    if (open.tag == tag && (tag != Tag::kOther || open.name_hash == in.tag->name_hash)) return pop_to(in, i);
  }
}

}  // namespace vitrine::page
