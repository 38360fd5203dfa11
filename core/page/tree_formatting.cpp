// The list of active formatting elements, and the adoption agency algorithm (13.2.6.4.7): what it does to the stack and to the list, since the tree
// itself is not kept.
#include "page/tree.h"

namespace vitrine::page {

uint32_t formatting_need(Tag tag) {
  uint32_t bit = kFormattingNeed;
  for (uint32_t each = 1; each < static_cast<uint32_t>(tag); ++each) {
    if (is(static_cast<Tag>(each), kFormatting)) bit <<= 1;
  }
  return bit;
}

uint32_t Tree::refuses() const {
  uint32_t refused = 0;
  if (in_scope(Tag::kP, Scope::kButton)) refused |= kNeedsNoP;
  if (current().space == Space::kHtml && is(current().tag, kHeading)) refused |= kNeedsNoHeading;
  if (in_scope(Tag::kButton)) refused |= kNeedsNoButton;
  if (has_form_) refused |= kNeedsNoForm;
  if (!is(current().tag, kBlock | kHeading | kImplied)) refused |= kNeedsImpliedEnds;
  for (uint32_t i = formatting_count_; i > 0 && formatting_[i - 1].id != 0; --i) refused |= formatting_need(formatting_[i - 1].tag);
  return refused;
}

void Tree::drop_formatting(uint32_t entry) {
  for (uint32_t i = entry + 1; i < formatting_count_; ++i) formatting_[i - 1] = formatting_[i];
  --formatting_count_;
}

// "Noah's Ark": of four equal ones since the last marker the first goes.
void Tree::add_formatting(const Open &open, uint32_t all_hash) {
  uint32_t equal = 0;
  uint32_t first = 0;
  for (uint32_t i = formatting_count_; i > 0 && formatting_[i - 1].id != 0; --i) {
    if (formatting_[i - 1].tag != open.tag || formatting_[i - 1].all_hash != all_hash) continue;
    ++equal;
    first = i - 1;
  }
  if (equal >= 3) drop_formatting(first);
  if (formatting_count_ == kMaxFormatting) return lose();
  formatting_[formatting_count_++] = {open.tag, open.id, all_hash};
}

void Tree::add_marker() {
  if (formatting_count_ == kMaxFormatting) return lose();
  formatting_[formatting_count_++] = {Tag::kOther, 0, 0};
}

void Tree::clear_to_marker() {
  while (formatting_count_ > 0) {
    --formatting_count_;
    if (formatting_[formatting_count_].id == 0) return;
  }
}

// The newest since the last marker; -1: none.
int32_t Tree::formatting_of(Tag tag) const {
  for (uint32_t i = formatting_count_; i > 0 && formatting_[i - 1].id != 0; --i) {
    if (formatting_[i - 1].tag == tag) return static_cast<int32_t>(i - 1);
  }
  return -1;
}

void Tree::reconstruct(const Input &in) {
  uint32_t first = formatting_count_;
  while (first > 0 && formatting_[first - 1].id != 0 && find(formatting_[first - 1].id) == kMaxDepth) --first;
  if (first < formatting_count_) outline_->reconstructed();
  for (uint32_t i = first; i < formatting_count_ && !is_lost_; ++i) {
    const Open *open = insert({Kind::kText, nullptr, in.start, in.start, false, false}, formatting_[i].tag);
    if (open != nullptr) formatting_[i].id = open->id;
  }
}

void Tree::adopt(const Input &in) {
  const Tag tag = in.tag->tag;
  if (current_is(tag)) {
    bool is_listed = false;
    for (uint32_t i = 0; i < formatting_count_; ++i) is_listed = is_listed || formatting_[i].id == current().id;
    if (!is_listed) return pop(in, in.kind == Kind::kEnd);
  }
  bool done = false;
  for (int round = 0; round < 8 && !done && !is_lost_; ++round) {
    if (!adopt_once(in, done)) return any_other_end(in);
  }
}

// False: there is no such element, the end tag is one as any other.
bool Tree::adopt_once(const Input &in, bool &done) {
  const int32_t found = formatting_of(in.tag->tag);
  if (found < 0) return done;
  const auto entry = static_cast<uint32_t>(found);
  const uint32_t at = find(formatting_[entry].id);
  done = true;
  if (at == kMaxDepth) {
    outline_->stray();
    drop_formatting(entry);
    return true;
  }
  for (uint32_t i = depth_ - 1; i > at; --i) {
    if (is_scope(stack_[i], Scope::kDefault)) return outline_->stray(), true;
  }
  uint32_t furthest = at + 1;
  while (furthest < depth_ && !is_special(stack_[furthest])) ++furthest;
  if (furthest == depth_) {
    pop_to(in, at);
    drop_formatting(entry);
    return true;
  }
  done = false;
  // From here on nodes move in the tree: whatever is open in it is not as its bytes lie.
  outline_->moved();
  if (formatting_count_ == kMaxFormatting)
    lose();
  else
    adopt_into(formatting_[entry], at, furthest);
  return true;
}

// `formatting` stands at `at` in the stack, its furthest block at `furthest`: what lies between is made anew or leaves, and a copy of the formatting
// element takes the block's content and stands behind it.
void Tree::adopt_into(const Formatting formatting, uint32_t at, uint32_t furthest) {
  uint32_t bookmark = 0;
  while (formatting_[bookmark].id != formatting.id) ++bookmark;
  uint32_t last = furthest;
  uint32_t inner = 0;
  for (uint32_t node = furthest - 1; node > at; --node) {
    ++inner;
    uint32_t listed = 0;
    while (listed < formatting_count_ && formatting_[listed].id != stack_[node].id) ++listed;
    if (listed < formatting_count_ && inner > 3) {
      if (listed < bookmark) --bookmark;
      drop_formatting(listed);
      listed = formatting_count_;
    }
    if (listed == formatting_count_) {
      for (uint32_t i = node + 1; i < depth_; ++i) stack_[i - 1] = stack_[i];
      --depth_;
      --furthest;
      --last;
      continue;
    }
    stack_[node].id = formatting_[listed].id = next_id_++;
    stack_[node].mark = {};
    if (last == furthest) bookmark = listed + 1;
    last = node;
  }
  const Formatting copy{formatting.tag, next_id_++, formatting.all_hash};
  uint32_t old = 0;
  while (formatting_[old].id != formatting.id) ++old;
  drop_formatting(old);
  if (old < bookmark) --bookmark;
  for (uint32_t i = formatting_count_; i > bookmark; --i) formatting_[i] = formatting_[i - 1];
  formatting_[bookmark] = copy;
  ++formatting_count_;
  for (uint32_t i = at; i < furthest; ++i) stack_[i] = stack_[i + 1];
  stack_[furthest] = {copy.tag, Space::kHtml, false, 0, copy.id, {}};
}

}  // namespace vitrine::page
