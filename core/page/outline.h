// Where the slots of a page lie, with their templates and items, and why one of them has to be left to the browser: the plan.
#pragma once

#include "page/token.h"
#include "vitrine/vitrine_page.h"

namespace vitrine::page {

class Tree;

// What a variant holds that some places change, or that changes some places; from kFormattingNeed on a bit a formatting element.
enum Need : uint32_t {
  kNeedsNoP = 1,
  kNeedsNoHeading = 2,
  kNeedsNoButton = 4,
  kNeedsNoForm = 8,
  kNeedsImpliedEnds = 16,  // an element in it has no end tag, and that of a span does not end it
  kFormattingNeed = 32,
};
[[nodiscard]] uint32_t formatting_need(Tag tag);

inline constexpr uint32_t kLevels = 4;  // between a list and its items

// What is kept of an open element; all 0: nothing.
struct Mark {
  uint16_t slot;      // its number and 1, of an element that is a slot
  uint16_t variant;   // the same of a template
  uint8_t level;      // below the list that is open; 0: none
  uint16_t first_item;
  bool hides;         // a template: what is in it is not in the page
  bool decides;       // data-vitrine-edge="decide"
  bool is_app;
  bool is_list;       // in a variant: what items stand in
  bool is_table;
  bool is_form;
  bool is_state;
  bool is_implied;  // its end tag need not be written
};

// Ancestors of an item below its list, from the list down; the last one is the item.
struct ItemPath {
  uint32_t id[kLevels];
  uint32_t start[kLevels];
  uint32_t end[kLevels];  // 0: open
  uint32_t tag_end;
  uint8_t depth;
  uint8_t implied;  // a bit a level: its end tag is not written
  Tag tag[kLevels];
};

class Outline {
 public:
  void begin(const Tree &tree);

  // From the tree construction.
  void opened(Mark &mark, Tag tag, bool is_html, const Token *token, uint32_t start, bool is_fostered);
  void closed(Mark &mark, uint32_t start, uint32_t end, bool is_own);
  void head_ended(uint32_t place);
  void scanned(uint32_t place) { page_.scanned = place; }
  void ended(uint32_t place);
  void lost() { spoil(VT_PAGE_LOST); }           // the structure cannot be followed any more
  void replaced();                               // a <frameset> takes the place of all that was there
  void leaked() { spoil(VT_PAGE_LEAKS); }        // an end tag closes something outside, or text that the place itself changes
  void implied_in_variant();                     // at the end of a template an element is open whose end is implied
  void stray();                                  // an end or start tag that means nothing in a template, and something in the page
  void moved() { spoil(VT_PAGE_LEAKS); }         // nodes stand elsewhere than their bytes
  void reconstructed() { spoil(VT_PAGE_FORMATTING); }
  void fostered_text() { spoil(VT_PAGE_LEAKS); }

  [[nodiscard]] const vt_page &page() const { return page_; }
  [[nodiscard]] const vt_page_slot *slots() const { return slots_; }
  [[nodiscard]] const vt_page_variant *variants() const { return variants_; }
  [[nodiscard]] const char *names() const { return names_; }
  // The children of a list that move, in order, as far as they are known; how many, -1: they cannot be told.
  [[nodiscard]] int32_t items(uint32_t slot, vt_page_item *out, int32_t capacity) const;

 private:
  void spoil(uint32_t reason);
  void open_slot(Mark &mark, Tag tag, const Token &token, bool is_fostered);
  void open_variant(Mark &mark, const Token &token);
  void open_item(Mark &mark, const Token &token);
  void watch_variant(Mark &mark, Tag tag, bool is_html, const Token *token);
  void watch_default(Tag tag, const Token *token);
  void close_slot(uint32_t number, uint32_t start, uint32_t end, bool is_own);
  void close_variant(uint32_t number, uint32_t start, uint32_t end, bool is_own);
  [[nodiscard]] bool is_open(const vt_page_slot &slot) const { return slot.end == 0; }
  [[nodiscard]] bool keep_name(const Token &token, Attribute which, uint32_t &name, uint32_t &length);
  [[nodiscard]] uint32_t box_of(const vt_page_slot &slot) const;

  const Tree *tree_;
  vt_page page_;
  uint32_t open_slots_;     // how many are open
  int32_t slot_;            // the innermost open one, -1: none
  int32_t variant_;         // the open one, -1: none
  uint32_t slot_depth_;     // of slot_, in the stack
  uint32_t hidden_;         // templates that are open
  uint32_t deciding_;
  uint32_t apps_;
  uint32_t lists_in_variant_;
  uint32_t tables_in_variant_;
  uint32_t forms_in_variant_;
  uint32_t cut_off_;        // 1 and the place of the token that ended an element whose end tag must be written
  int32_t item_;            // the open one, -1: none
  uint32_t item_depth_;
  uint32_t formatting_count_[kMaxSlots];  // of the list of active formatting elements when the slot was opened
  uint32_t formatting_last_[kMaxSlots];
  bool had_form_[kMaxSlots];
  uint32_t refused_[kMaxSlots];  // by the place of the slot
  uint32_t names_length_;
  char names_[kMaxNames];
  uint32_t path_id_[kLevels];
  uint32_t path_start_[kLevels];
  Tag path_tag_[kLevels];
  vt_page_slot slots_[kMaxSlots];
  vt_page_variant variants_[kMaxVariants];
  ItemPath items_[kMaxItems];
};

}  // namespace vitrine::page
