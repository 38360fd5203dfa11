// Evaluates a `where` tree in preorder; depth and size were proven at load.
#include "runtime/where.h"

#include "runtime/conditions.h"

namespace vitrine::runtime {
namespace {

// What a rule sees of a field. `number`: amounts are not negative and of the strategy's currency, quantities whole, `value` the effective one.
constexpr int64_t kNoNumber = INT64_MIN;
struct Seen {
  Field value;
  int64_t number = kNoNumber;
  [[nodiscard]] bool exists() const { return number != kNoNumber || value.has(); }
};

int64_t amount_for_rule(const Event &event, int whose, FieldRole role) {
  // A `value` in another currency is absent.
  if (role == FieldRole::kValue && (whose == Event::kNoItem || (event.foreign(whose) && event.of(whose, role).has_number())))
    return event.value();
  return event.amount(whose, role);
}

Seen look_at(const Pack &pack, uint8_t field, const Event &event, int item) {
  const int whose = event.whose(item, field);
  Seen seen{event.of(whose, field)};
  if (seen.value.has_number()) seen.number = seen.value.number();
  // What evidence says of its name is a value, but no amount.
  const FieldRole role = event.role() == EventRole::kEvidence ? FieldRole::kNone : pack.fields[field].role;
  if (is_amount(role)) {
    seen.number = amount_for_rule(event, whose, role);
    if (seen.number == Event::kNoAmount) seen.number = kNoNumber;
  } else if (role == FieldRole::kQuantity && seen.number != kNoNumber) {
    seen.number = whole_units(seen.number) * 1000;
  }
  if (is_number(role) && seen.number == kNoNumber) seen.value = {};
  return seen;
}

bool test_text(const Pack &pack, const WhereDef &w, Field value) {
  const Text text = value.cut();
  const uint32_t first = pack.string_first[static_cast<uint32_t>(w.value)];
  const uint32_t length = pack.string_first[static_cast<uint32_t>(w.value) + 1] - first;
  return text_passes(text_op(w.op), text.at, text.length, pack.strings.data + first, length);
}

bool test(const Pack &pack, const WhereDef &w, const Event &event, int item) {
  const Seen seen = look_at(pack, w.field, event, item);
  const Field value = seen.value;
  switch (w.op) {
    case WhereOp::kNumberGe: return seen.number >= w.value;
    case WhereOp::kNumberLt: return seen.number != kNoNumber && seen.number < w.value;
    case WhereOp::kNumberEq: return seen.number == w.value;
    case WhereOp::kTextEq: return value.has_text() && event.label(value) == static_cast<uint64_t>(w.value);
    case WhereOp::kTrue: return value.has_bool() && value.bool_value();
    case WhereOp::kFalse: return value.has_bool() && !value.bool_value();
    case WhereOp::kExists: return seen.exists();
    case WhereOp::kMissing: return !seen.exists();
    case WhereOp::kStartsWith:
    case WhereOp::kEndsWith:
    case WhereOp::kContains: return test_text(pack, w, value);
    case WhereOp::kAtLeast:
    case WhereOp::kNoneOf:
    case WhereOp::kCount: break;  // these are no tests
  }
  VITRINE_NEVER();
}

}  // namespace

bool where_matches(const Pack &pack, uint32_t node, const Event &event, int item) {
  const WhereDef &w = pack.where[node];
  if (!is_group(w.op)) return test(pack, w, event, item);
  uint32_t holding = 0;
  for (uint32_t child = node + 1; child < w.next; child = pack.where[child].next) {
    if (where_matches(pack, child, event, item)) ++holding;
  }
  return w.op == WhereOp::kNoneOf ? holding == 0 : holding >= w.need;
}

bool where_names_items(const Pack &pack, uint32_t node, const Event &event) {
  for (int item = 0; item < event.items; ++item) {
    for (uint32_t i = node; i < pack.where[node].next; ++i) {
      if (is_group(pack.where[i].op)) continue;
      if (event.of(item, pack.where[i].field).given() && look_at(pack, pack.where[i].field, event, item).exists()) return true;
    }
  }
  return false;
}

Field field_for_rule(const Pack &pack, uint8_t field, const Event &event, int item) { return look_at(pack, field, event, item).value; }

bool where_matches_any(const Pack &pack, uint32_t node, const Event &event) {
  if (event.items == 0) return where_matches(pack, node, event, Event::kNoItem);
  for (int item = 0; item < event.items; ++item) {
    if (where_matches(pack, node, event, item)) return true;
  }
  return false;
}

}  // namespace vitrine::runtime
