// What the parts of a strategy mean together: names, types, ranges, circles, limits.
#pragma once

#include "compiler/names.h"
#include "compiler/report.h"

namespace vitrine::compiler {

// Tells what is wrong. After no error the strategy can be lowered.
void check_strategy(const Strategy &strategy, const Names &names, Report &report);

// The parts of it (check_slots.cpp, check_condition.cpp, check_where.cpp, check_comparators.cpp).
void check_slots(const Strategy &strategy, const Names &names, Report &report);
void check_event(std::string_view name, Spot spot, const Names &names, Report &report);
[[nodiscard]] bool has_price_bands(const Strategy &strategy, const Node *node, Report &report);
void check_condition(const Condition &condition, const Names &names, Report &report);
void check_where(const Condition &where, Report &report);

// Tells `gt` and `lte` on a value of this type, with what to write. False: there is none.
bool tell_foreign_comparators(const Condition &test, ValueType type, Report &report);

// "is a list of ..."; shared by both.
[[nodiscard]] std::string_view comparator_name(Comparator comparator);
[[nodiscard]] const char *type_name(ValueType type);  // "a whole number"

// Is `text` cut to the bytes that are compared (kMaxTextBytes, at a character)?
[[nodiscard]] std::string_view cut_text(std::string_view text);
[[nodiscard]] bool text_passes(std::string_view text, Comparator comparator, std::string_view constant);

// A constant that passed its check, in the unit of the type's conditions: seconds, thousandths or whole numbers (rounded up).
[[nodiscard]] int64_t threshold_of(ValueType type, const Node &constant);

// Narrows to what `gte` and `lt` leave, and tells when nothing is left.
struct Range {
  int64_t least = INT64_MIN;  // inclusive
  int64_t below = INT64_MAX;  // exclusive; INT64_MAX: no end
  [[nodiscard]] bool has(int64_t value) const { return value >= least && value < below; }
  [[nodiscard]] bool empty() const { return least >= below; }
};

}  // namespace vitrine::compiler
