// The insertion modes before and around the body, and what all of them do with the stack of open elements.
#include "page/tree.h"

#include <cstring>

namespace vitrine::page {

void Tree::begin(Outline &outline) {
  std::memset(static_cast<void *>(this), 0, sizeof *this);
  outline_ = &outline;
  frameset_ok_ = true;
  next_id_ = 1;
}

void Tree::lose() {
  if (!is_lost_) outline_->lost();
  is_lost_ = true;
}

Content Tree::start_tag(const Token &token) {
  content_ = Content::kData;
  process({Kind::kStart, &token, token.start, token.end, false, false});
  return content_;
}

void Tree::end_tag(const Token &token) { process({Kind::kEnd, &token, token.start, token.end, false, false}); }

void Tree::text(uint32_t start, uint32_t end, bool has_letters, uint32_t begins) {
  // Where white space means something else than letters, what may be one or the other cannot be followed.
  const bool matters = mode_ == Mode::kAfterBody || mode_ == Mode::kInColumnGroup || mode_ <= Mode::kAfterHead;
  const bool is_table = mode_ == Mode::kInTable || mode_ == Mode::kInTableBody || mode_ == Mode::kInRow;
  const bool reopens = is_formatting_pending() && (is_table || (begins & kNullIsFirst) != 0);
  if (begins != 0 && (matters || reopens) && !is_foreign()) return lose();
  process({Kind::kText, nullptr, start, end, !has_letters && begins == 0, has_letters});
}

void Tree::doctype(bool is_known) {
  if (mode_ != Mode::kInitial) return;
  knows_quirks_ = is_known;
  mode_ = Mode::kBeforeHtml;
}

void Tree::end(uint32_t place) {
  if (!was_head_ && !is_lost_) outline_->head_ended(place);
  outline_->ended(place);
}

void Tree::process(const Input &in) {
  if (is_lost_) return;
  if (goes_foreign(in)) return foreign(in);
  while (!is_lost_ && !process(mode_, in)) {
  }
}

bool Tree::process(Mode mode, const Input &in) {
  switch (mode) {
    case Mode::kInitial:
    case Mode::kBeforeHtml:
    case Mode::kBeforeHead: return before(mode, in);
    case Mode::kInHead: return in_head(in);
    case Mode::kAfterHead: return after_head(in);
    case Mode::kInBody: return in_body(in);
    case Mode::kText:
      if (in.kind != Kind::kEnd) return true;
      pop(in, true);
      mode_ = before_text_;
      return true;
    case Mode::kInTable: return in_table(in);
    case Mode::kInCaption:
    case Mode::kInColumnGroup:
    case Mode::kInTableBody:
    case Mode::kInRow: return in_table_parts(mode, in);
    case Mode::kInCell: return in_cell(mode, in);
    case Mode::kInSelect: return in_select(in);
    case Mode::kInTemplate: return in_template(in);
    case Mode::kAfterBody:
      if (in.is_space || in.starts(Tag::kHtml)) return in_body(in);
      if (in.ends(Tag::kHtml)) return true;
      mode_ = Mode::kInBody;
      return false;
  }
  return true;
}

bool Tree::before(Mode mode, const Input &in) {
  if (in.is_space) return true;
  const bool goes_on = in.kind != Kind::kEnd || in.ends(Tag::kHead) || in.ends(Tag::kBody) || in.ends(Tag::kHtml) || in.ends(Tag::kBr);
  if (mode == Mode::kInitial) {
    knows_quirks_ = is_quirky_ = true;
    mode_ = Mode::kBeforeHtml;
    return false;
  }
  if (mode == Mode::kBeforeHtml) {
    if (!goes_on) return true;
    insert(in, Tag::kHtml);
    mode_ = Mode::kBeforeHead;
    return in.starts(Tag::kHtml);
  }
  if (in.starts(Tag::kHtml) || !goes_on) return true;
  insert(in, Tag::kHead);
  mode_ = Mode::kInHead;
  return in.starts(Tag::kHead);
}

bool Tree::in_head(const Input &in) {
  if (in.is_space || in.starts(Tag::kHtml) || in.starts(Tag::kHead)) return true;
  if (in.kind == Kind::kStart) {
    switch (in.tag->tag) {
      case Tag::kBase:
      case Tag::kBasefont:
      case Tag::kBgsound:
      case Tag::kLink:
      case Tag::kMeta: insert_void(in, in.tag->tag); return true;
      case Tag::kTitle: text_of(in, Content::kRcdata); return true;
      case Tag::kNoscript:
      case Tag::kNoframes:
      case Tag::kStyle: text_of(in, Content::kRawText); return true;
      case Tag::kScript: text_of(in, Content::kScript); return true;
      case Tag::kTemplate:
        if (template_count_ == kMaxTemplates) return lose(), true;
        insert(in, Tag::kTemplate);
        add_marker();
        frameset_ok_ = false;
        template_modes_[template_count_++] = Mode::kInTemplate;
        mode_ = Mode::kInTemplate;
        return true;
      default: break;
    }
  }
  if (in.ends(Tag::kTemplate)) return end_template(in), true;
  if (in.kind == Kind::kEnd && !in.ends(Tag::kHead) && !in.ends(Tag::kBody) && !in.ends(Tag::kHtml) && !in.ends(Tag::kBr)) return true;
  pop(in, in.ends(Tag::kHead));
  was_head_ = true;
  outline_->head_ended(in.start);
  mode_ = Mode::kAfterHead;
  return in.ends(Tag::kHead);
}

bool Tree::after_head(const Input &in) {
  if (in.is_space || in.starts(Tag::kHtml) || in.starts(Tag::kHead)) return true;
  if (in.starts(Tag::kFrameset)) return lose(), true;
  if (in.starts_any(kInHead) || in.ends(Tag::kTemplate)) return in_head(in);
  if (in.kind == Kind::kEnd && !in.ends(Tag::kBody) && !in.ends(Tag::kHtml) && !in.ends(Tag::kBr)) return true;
  insert(in, Tag::kBody);
  mode_ = Mode::kInBody;
  if (!in.starts(Tag::kBody)) return false;
  frameset_ok_ = false;
  return true;
}

bool Tree::in_template(const Input &in) {
  if (in.kind == Kind::kText) return in_body(in);
  if (in.starts_any(kInHead) || in.ends(Tag::kTemplate)) return in_head(in);
  if (in.kind == Kind::kEnd) return outline_->stray(), true;
  Mode next = Mode::kInBody;
  switch (in.tag->tag) {
    case Tag::kCaption:
    case Tag::kColgroup:
    case Tag::kTbody:
    case Tag::kTfoot:
    case Tag::kThead: next = Mode::kInTable; break;
    case Tag::kCol: next = Mode::kInColumnGroup; break;
    case Tag::kTr: next = Mode::kInTableBody; break;
    case Tag::kTd:
    case Tag::kTh: next = Mode::kInRow; break;
    default: break;
  }
  template_modes_[template_count_ - 1] = mode_ = next;
  return false;
}

void Tree::end_template(const Input &in) {
  if (!is_open(Tag::kTemplate)) return;
  if (!current_is(Tag::kTemplate)) outline_->implied_in_variant();
  thorough_implied_ends(in);
  const bool is_clean = current_is(Tag::kTemplate);
  if (!is_clean) outline_->leaked();
  while (!current_is(Tag::kTemplate)) pop(in);
  pop(in, true);
  clear_to_marker();
  --template_count_;
  reset_mode();
}

Open *Tree::insert(const Input &in, Tag tag, Space space) {
  if (depth_ == kMaxDepth) {
    lose();
    return nullptr;
  }
  Open &open = stack_[depth_++];
  const bool is_written = in.kind == Kind::kStart && in.tag->tag == tag;
  open = {tag, space, false, is_written ? in.tag->name_hash : 0, next_id_++, {}};
  const bool is_fostered =
      fosters_ && depth_ > 1 && stack_[depth_ - 2].space == Space::kHtml &&
      (is(stack_[depth_ - 2].tag, kRow) || stack_[depth_ - 2].tag == Tag::kTable || stack_[depth_ - 2].tag == Tag::kTr);
  outline_->opened(open.mark, tag, space == Space::kHtml, is_written ? in.tag : nullptr, in.start, is_fostered);
  return &open;
}

void Tree::insert_void(const Input &in, Tag tag) {
  if (insert(in, tag) == nullptr) return;
  --depth_;
  outline_->closed(stack_[depth_].mark, in.end, in.end, true);
}

void Tree::text_of(const Input &in, Content content) {
  insert(in, in.tag->tag);
  content_ = content;
  before_text_ = mode_;
  mode_ = Mode::kText;
}

void Tree::pop(const Input &in, bool is_own) {
  --depth_;
  outline_->closed(stack_[depth_].mark, in.start, is_own ? in.end : in.start, is_own);
}

// Until `depth` elements are left; the last one to go is the token's own.
void Tree::pop_to(const Input &in, uint32_t depth) {
  while (depth_ > depth) pop(in, in.kind == Kind::kEnd && depth_ == depth + 1);
}

void Tree::pop_through(const Input &in, Tag tag) {
  while (depth_ > 1) {
    const bool is_last = current_is(tag);
    pop(in, is_last && in.ends(tag));
    if (is_last) return;
  }
}

void Tree::implied_ends(const Input &in, Tag except) {
  while (current().space == Space::kHtml && is(current().tag, kImplied) && current().tag != except) pop(in);
}

void Tree::thorough_implied_ends(const Input &in) {
  while (current().space == Space::kHtml && (is(current().tag, kImplied | kRow | kCell) || current().tag == Tag::kCaption ||
                                             current().tag == Tag::kColgroup || current().tag == Tag::kTr))
    pop(in);
}

bool Tree::is_special(const Open &open) {
  if (open.space == Space::kHtml) return is(open.tag, kSpecial);
  if (open.space == Space::kSvg) return open.tag == Tag::kForeignObject || open.tag == Tag::kDesc || open.tag == Tag::kTitle;
  return open.tag == Tag::kMi || open.tag == Tag::kMo || open.tag == Tag::kMn || open.tag == Tag::kMs || open.tag == Tag::kMtext ||
         open.tag == Tag::kAnnotationXml;
}

bool Tree::is_scope(const Open &open, Scope scope) {
  if (scope == Scope::kTable)
    return open.space == Space::kHtml && (open.tag == Tag::kHtml || open.tag == Tag::kTable || open.tag == Tag::kTemplate);
  if (open.space != Space::kHtml) return is_special(open);
  if (scope == Scope::kListItem && (open.tag == Tag::kOl || open.tag == Tag::kUl)) return true;
  return is(open.tag, kScopes) || (scope == Scope::kButton && open.tag == Tag::kButton);
}

bool Tree::in_scope(Tag tag, Scope scope) const {
  for (uint32_t i = depth_; i-- > 0;) {
    if (is_html(stack_[i], tag)) return true;
    if (is_scope(stack_[i], scope)) return false;
  }
  return false;
}

bool Tree::any_in_scope(uint32_t bits, Scope scope) const {
  for (uint32_t i = depth_; i-- > 0;) {
    if (stack_[i].space == Space::kHtml && is(stack_[i].tag, bits)) return true;
    if (is_scope(stack_[i], scope)) return false;
  }
  return false;
}

bool Tree::is_open(Tag tag) const {
  for (uint32_t i = 0; i < depth_; ++i) {
    if (is_html(stack_[i], tag)) return true;
  }
  return false;
}

uint32_t Tree::find(uint32_t id) const {
  uint32_t i = depth_;
  while (i > 0 && stack_[i - 1].id != id) --i;
  return i == 0 ? kMaxDepth : i - 1;
}

// "Reset the insertion mode appropriately."
void Tree::reset_mode() {
  for (uint32_t i = depth_; i-- > 0;) {
    const Open &open = stack_[i];
    if (open.space != Space::kHtml) continue;
    switch (open.tag) {
      case Tag::kSelect: mode_ = Mode::kInSelect; return;
      case Tag::kTd:
      case Tag::kTh: mode_ = Mode::kInCell; return;
      case Tag::kTr: mode_ = Mode::kInRow; return;
      case Tag::kTbody:
      case Tag::kThead:
      case Tag::kTfoot: mode_ = Mode::kInTableBody; return;
      case Tag::kCaption: mode_ = Mode::kInCaption; return;
      case Tag::kColgroup: mode_ = Mode::kInColumnGroup; return;
      case Tag::kTable: mode_ = Mode::kInTable; return;
      case Tag::kTemplate: mode_ = template_modes_[template_count_ - 1]; return;
      case Tag::kHead: mode_ = Mode::kInHead; return;
      case Tag::kBody: mode_ = Mode::kInBody; return;
      case Tag::kHtml: mode_ = was_head_ ? Mode::kAfterHead : Mode::kBeforeHead; return;
      default: break;
    }
  }
  mode_ = Mode::kInBody;
}

}  // namespace vitrine::page
