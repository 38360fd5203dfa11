// Follows the elements that mean something to a shop's page, from their start tags to their ends.
#include "page/outline.h"

#include <cstring>

#include "page/tree.h"

namespace vitrine::page {
namespace {

constexpr uint32_t kMaxState32 = kMaxState;

bool is_app_root(const Token &token) {
  const std::string_view id = token.value(Attribute::kId);
  return id == "__next" || id == "__nuxt" || id == "root" || id == "app" || token.has(Attribute::kReactRoot) || token.has(Attribute::kApp);
}

// Where li, option and their like belong: there they end nothing outside.
bool holds_items(Tag tag) {
  return tag == Tag::kUl || tag == Tag::kOl || tag == Tag::kDl || tag == Tag::kMenu || tag == Tag::kDir || tag == Tag::kSelect ||
         tag == Tag::kRuby;
}

}  // namespace

void Outline::begin(const Tree &tree) {
  std::memset(static_cast<void *>(this), 0, sizeof *this);
  tree_ = &tree;
  slot_ = variant_ = item_ = -1;
}

void Outline::spoil(uint32_t reason) {
  if ((reason & (VT_PAGE_LOST | VT_PAGE_LIMIT)) != 0) page_.reasons |= reason;
  for (uint32_t i = 0; i < page_.slots; ++i) {
    if (is_open(slots_[i]) && (hidden_ == 0 || (reason & VT_PAGE_LOST) != 0)) slots_[i].reasons |= reason;
  }
  if (variant_ >= 0) variants_[variant_].reasons |= reason;
}

void Outline::replaced() {
  for (uint32_t i = 0; i < page_.slots; ++i) slots_[i].reasons |= VT_PAGE_LOST;
}

void Outline::implied_in_variant() {
  if (variant_ >= 0) variants_[variant_].needs |= kNeedsImpliedEnds;
}

void Outline::stray() {
  if (variant_ >= 0) variants_[variant_].reasons |= VT_PAGE_LEAKS;
}

bool Outline::keep_name(const Token &token, Attribute which, uint32_t &name, uint32_t &length) {
  const std::string_view value = token.value(which);
  name = names_length_;
  if (token.refers(which) || token.is_cut || value.size() > kMaxSlotName || names_length_ + value.size() > kMaxNames) return false;
  std::memcpy(names_ + names_length_, value.data(), value.size());
  length = static_cast<uint32_t>(value.size());
  names_length_ += length;
  return true;
}

void Outline::opened(Mark &mark, Tag tag, bool is_html, const Token *token, uint32_t start, bool is_fostered) {
  if (is_fostered) spoil(VT_PAGE_LEAKS);
  mark.is_form = is_html && tag == Tag::kForm;
  mark.is_implied = is_html && (is(tag, kImplied | kRow | kCell) || tag == Tag::kTr);
  if (variant_ >= 0) watch_variant(mark, tag, is_html, token);
  if (token != nullptr && is_html && tag == Tag::kHtml) {
    page_.html_start = token->start;
    page_.html_end = token->end;
    page_.is_off = token->value(Attribute::kVitrine) == "off" ? 1 : 0;
  }
  if (hidden_ == 0 && slot_ >= 0) {
    const uint32_t level = tree_->depth() - slot_depth_;
    mark.level = static_cast<uint8_t>(level <= kLevels ? level : 0);
    mark.first_item = static_cast<uint16_t>(slots_[slot_].item_first + slots_[slot_].item_count);
    if (mark.level > 0) {
      path_id_[level - 1] = tree_->newest_id();
      path_start_[level - 1] = start;
      path_tag_[level - 1] = tag;
    }
  }
  if (token == nullptr) return;
  if (hidden_ == 0) {
    if (token->value(Attribute::kEdge) == "decide") mark.decides = true, ++deciding_;
    if (is_app_root(*token)) mark.is_app = true, ++apps_;
    if (slot_ >= 0) watch_default(tag, token);
    if (token->has(Attribute::kItem) && slot_ >= 0 && item_ < 0) open_item(mark, *token);
    if (token->has(Attribute::kSlot) && !token->has(Attribute::kOwn)) open_slot(mark, tag, *token, is_fostered);
    if (is_html && tag == Tag::kScript && token->has(Attribute::kState) && equals(token->value(Attribute::kType), "application/json")) {
      mark.is_state = true;
      if (page_.states++ == 0) page_.state_start = token->end;
    }
  }
  if (!is_html || tag != Tag::kTemplate) return;
  if (hidden_ == 0 && slot_ >= 0 && mark.level == 1 && token->has(Attribute::kVariant) && !token->has(Attribute::kShadowRootMode))
    open_variant(mark, *token);
  mark.hides = true;
  ++hidden_;
}

void Outline::open_slot(Mark &mark, Tag tag, const Token &token, bool is_fostered) {
  if (page_.slots == kMaxSlots) {
    page_.reasons |= VT_PAGE_LIMIT;
    return;
  }
  const uint32_t number = page_.slots++;
  vt_page_slot &slot = slots_[number];
  slot.start = token.start;
  slot.content_start = token.end;
  slot.variant_first = page_.variants;
  slot.item_first = number == 0 ? 0 : slots_[number - 1].item_first + slots_[number - 1].item_count;
  slot.is_chosen = token.value(Attribute::kOrder) == "chosen" ? 1 : 0;
  if (!keep_name(token, Attribute::kSlot, slot.name, slot.name_length)) slot.reasons |= VT_PAGE_NAME;
  if (!is(tag, kHost) || token.has(Attribute::kIs) || tree_->is_foreign()) slot.reasons |= VT_PAGE_ELEMENT;
  if (is(tag, kHost) && tree_->is_between_cells()) slot.reasons |= VT_PAGE_LEAKS;
  if (is_fostered || tree_->is_formatting_pending()) slot.reasons |= is_fostered ? VT_PAGE_LEAKS : VT_PAGE_FORMATTING;
  if (deciding_ > 0) slot.reasons |= VT_PAGE_DECIDE;
  if (apps_ > 0) slot.reasons |= VT_PAGE_APP;
  if (open_slots_ > 0) slot.reasons |= VT_PAGE_NESTED;
  for (uint32_t i = 0; i < number; ++i) {
    if (is_open(slots_[i])) slots_[i].reasons |= VT_PAGE_NESTED;
  }
  formatting_count_[number] = tree_->formatting_count();
  formatting_last_[number] = tree_->last_formatting();
  had_form_[number] = tree_->has_form();
  refused_[number] = tree_->refuses();
  mark.slot = static_cast<uint16_t>(number + 1);
  ++open_slots_;
  slot_ = static_cast<int32_t>(number);
  slot_depth_ = tree_->depth();
  item_ = -1;
}

void Outline::open_variant(Mark &mark, const Token &token) {
  if (page_.variants == kMaxVariants) return spoil(VT_PAGE_LIMIT);
  const uint32_t number = page_.variants++;
  vt_page_variant &variant = variants_[number];
  variant.start = token.start;
  variant.content_start = token.end;
  if (!keep_name(token, Attribute::kVariant, variant.name, variant.name_length)) variant.reasons |= VT_PAGE_NAME;
  ++slots_[slot_].variant_count;
  mark.variant = static_cast<uint16_t>(number + 1);
  variant_ = static_cast<int32_t>(number);
  lists_in_variant_ = tables_in_variant_ = forms_in_variant_ = 0;
}

// The path to the item stands in path_: the elements below the list that are open.
void Outline::open_item(Mark &mark, const Token &token) {
  vt_page_slot &slot = slots_[slot_];
  const uint32_t depth = tree_->depth() - slot_depth_;
  const uint32_t number = slot.item_first + slot.item_count;
  if (number == kMaxItems) return spoil(VT_PAGE_LIMIT);
  ItemPath &item = items_[number];
  std::memset(&item, 0, sizeof item);
  item.depth = static_cast<uint8_t>(depth <= kLevels ? depth : 0);
  item.tag_end = token.end;
  for (uint32_t i = 0; i < item.depth; ++i) {
    item.id[i] = path_id_[i];
    item.start[i] = path_start_[i];
    item.tag[i] = path_tag_[i];
  }
  ++slot.item_count;
  item_ = static_cast<int32_t>(number);
  item_depth_ = tree_->depth();
  (void)mark;
}

void Outline::watch_variant(Mark &mark, Tag tag, bool is_html, const Token *token) {
  vt_page_variant &variant = variants_[variant_];
  if (token == nullptr)
    variant.reasons |= is_html && (tag == Tag::kTbody || tag == Tag::kTr || tag == Tag::kColgroup) && tables_in_variant_ > 0
                           ? 0u
                           : uint32_t{VT_PAGE_LEAKS};
  if (token != nullptr && (token->has(Attribute::kSlot) || token->has(Attribute::kItem))) variant.reasons |= VT_PAGE_NESTED;
  if (!is_html) return;
  const bool closes_p = is(tag, kClosesP | kHeading | kItem) || tag == Tag::kHr || tag == Tag::kTable || tag == Tag::kForm;
  if (closes_p) variant.needs |= kNeedsNoP;
  if (is(tag, kHeading)) variant.needs |= kNeedsNoHeading;
  if (tag == Tag::kButton) variant.needs |= kNeedsNoButton;
  if (tag == Tag::kForm) {
    // A template lets a form stand in a form, and closes the inner one first.
    if (forms_in_variant_++ > 0) variant.reasons |= VT_PAGE_LEAKS;
    variant.needs |= kNeedsNoForm;
  }
  if (is(tag, kFormatting)) variant.needs |= formatting_need(tag);
  if (tag == Tag::kScript) variant.reasons |= VT_PAGE_SCRIPT;
  if (tag == Tag::kPlaintext) variant.reasons |= VT_PAGE_LEAKS;
  const bool is_item = is(tag, kItem) || (is(tag, kImplied) && tag != Tag::kP);
  if (is_item && lists_in_variant_ == 0) variant.reasons |= VT_PAGE_LEAKS;
  if (is(tag, kPart) && tables_in_variant_ == 0) variant.reasons |= VT_PAGE_LEAKS;
  if (holds_items(tag)) mark.is_list = true, ++lists_in_variant_;
  if (tag == Tag::kTable) mark.is_table = true, ++tables_in_variant_;
}

// What a slot has in it beside its templates, whose unseen work would go on, or which cannot be hidden.
void Outline::watch_default(Tag tag, const Token *token) {
  vt_page_slot &slot = slots_[slot_];
  const bool is_child = tree_->depth() == slot_depth_ + 1;
  if (is_child && tag != Tag::kTemplate && token->has(Attribute::kNamedSlot) && !token->value(Attribute::kNamedSlot).empty())
    slot.reasons |= VT_PAGE_NAMED_SLOT;
  const bool is_frame = tag == Tag::kIframe || tag == Tag::kObject || tag == Tag::kEmbed;
  const bool plays = (tag == Tag::kAudio || tag == Tag::kVideo) && token->has(Attribute::kAutoplay);
  const bool is_bound = is(tag, kControl) && (token->has(Attribute::kForm) || had_form_[slot_]);
  if (is_frame || plays || is_bound || (tag == Tag::kDialog && token->has(Attribute::kOpen))) slot.reasons |= VT_PAGE_HOLDS;
}

void Outline::closed(Mark &mark, uint32_t start, uint32_t end, bool is_own) {
  if (mark.is_state && page_.state_end == 0 && page_.states == 1) {
    page_.state_end = start;
    if (start - page_.state_start > kMaxState32) page_.reasons |= VT_PAGE_LIMIT;
  }
  if (mark.decides) --deciding_;
  if (mark.is_app) --apps_;
  if (mark.is_list && lists_in_variant_ > 0) --lists_in_variant_;
  if (mark.is_table && tables_in_variant_ > 0) --tables_in_variant_;
  // The page goes on to take it for open.
  if (mark.is_form && !is_own) leaked();
  if (mark.is_form && forms_in_variant_ > 0) --forms_in_variant_;
  if (mark.hides) --hidden_;
  if (mark.variant != 0) close_variant(mark.variant - 1u, start, end, is_own);
  if (mark.level > 0 && slot_ >= 0) {
    const vt_page_slot &slot = slots_[slot_];
    const uint32_t level = mark.level - 1u;
    for (uint32_t i = mark.first_item; i < slot.item_first + slot.item_count; ++i) {
      if (items_[i].depth <= level || items_[i].end[level] != 0) continue;
      items_[i].end[level] = is_own ? end : start;
      // Another item that begins there would begin in what it left open.
      if (!is_own && cut_off_ == start + 1) items_[i].depth = 0;
      if (!is_own) items_[i].implied = static_cast<uint8_t>(items_[i].implied | 1u << level);
    }
  }
  if (item_ >= 0 && tree_->depth() < item_depth_) item_ = -1;
  if (mark.slot != 0) close_slot(mark.slot - 1u, start, end, is_own);
  if (!is_own && !mark.is_implied) cut_off_ = start + 1;
  mark = {};
}

void Outline::close_variant(uint32_t number, uint32_t start, uint32_t end, bool is_own) {
  vt_page_variant &variant = variants_[number];
  variant.content_end = start;
  variant.end = is_own ? end : start;
  if (!is_own) variant.reasons |= VT_PAGE_NO_END;
  // The template's own marker is the last entry, or a formatting element was left open.
  if (tree_->last_formatting() != 0) variant.reasons |= VT_PAGE_FORMATTING;
  if (slot_ >= 0 && (variant.needs & refused_[slot_]) != 0) variant.reasons |= VT_PAGE_PLACE;
  variant_ = -1;
}

void Outline::close_slot(uint32_t number, uint32_t start, uint32_t end, bool is_own) {
  vt_page_slot &slot = slots_[number];
  slot.content_end = start;
  slot.end = is_own ? end : start;
  if (!is_own) slot.reasons |= VT_PAGE_NO_END;
  if (tree_->formatting_count() != formatting_count_[number] || tree_->last_formatting() != formatting_last_[number])
    slot.reasons |= VT_PAGE_FORMATTING;
  if (tree_->is_frameset_ok() || tree_->has_form() != had_form_[number]) slot.reasons |= VT_PAGE_LEAKS;
  if (slot.content_end - slot.content_start > kMaxHeld) slot.reasons |= VT_PAGE_LIMIT;
  --open_slots_;
  slot_ = -1;
  item_ = -1;
}

void Outline::head_ended(uint32_t place) {
  if (page_.head_end == 0) page_.head_end = place;
}

void Outline::ended(uint32_t place) {
  page_.scanned = place;
  page_.is_ended = 1;
  for (uint32_t i = 0; i < page_.slots; ++i) {
    if (is_open(slots_[i])) slots_[i].reasons |= VT_PAGE_NO_END;
  }
}

// How many levels below the list the box lies whose children the items are.
uint32_t Outline::box_of(const vt_page_slot &slot) const {
  uint32_t level = 0;
  for (; slot.item_count > 0; ++level) {
    for (uint32_t i = 0; i < slot.item_count; ++i) {
      const ItemPath &item = items_[slot.item_first + i];
      if (item.depth < level + 2 || item.id[level] != items_[slot.item_first].id[level]) return level;
    }
  }
  return level;
}

int32_t Outline::items(uint32_t number, vt_page_item *out, int32_t capacity) const {
  const vt_page_slot &slot = slots_[number];
  const uint32_t box = box_of(slot);
  bool any_implied = false;
  for (uint32_t i = 0; i < slot.item_count; ++i) {
    const ItemPath &item = items_[slot.item_first + i];
    if (item.depth <= box || item.end[box] == 0) return -1;
    if (i > 0 && item.id[box] == items_[slot.item_first + i - 1].id[box]) return -1;
    any_implied = any_implied || (item.implied >> box & 1) != 0;
    if (static_cast<int32_t>(i) < capacity) out[i] = {item.start[box], item.end[box], item.start[item.depth - 1u], item.tag_end};
  }
  // A child whose end is not written goes on until the next one begins: all of them must be alike, and nothing may stand between.
  for (uint32_t i = 1; any_implied && i < slot.item_count; ++i) {
    const ItemPath &before = items_[slot.item_first + i - 1];
    const ItemPath &item = items_[slot.item_first + i];
    const bool is_ended_by_next = is(item.tag[box], kImplied | kRow | kCell) || item.tag[box] == Tag::kTr;
    if (!is_ended_by_next || before.end[box] != item.start[box] || before.tag[box] != item.tag[box]) return -1;
  }
  return static_cast<int32_t>(slot.item_count);
}

}  // namespace vitrine::page
