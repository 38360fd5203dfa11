// Evaluates a `where` tree in preorder; depth and size were proven at load.
#include "runtime/where.h"

#include "runtime/conditions.h"

namespace vitrine {
namespace {

bool is_money(FieldRole role) { return role == FieldRole::kPrice || role == FieldRole::kValue || role == FieldRole::kDiscount || role == FieldRole::kOrdersValue; }

// A field as a rule sees it: amounts are not negative and of the strategy's currency, quantities whole, `value` the effective one.
FieldValue value_for_rule(const Pack &pack, uint8_t field, const Event &event, int item) {
  FieldValue value = event.named(item, field);
  const FieldRole role = pack.fields[field].role;
  if (role == FieldRole::kQuantity && value.has_number) value.number = int64_t{whole_units(value.number)} * 1000;
  if (!is_money(role)) return value;
  if (event.foreign()) return {};
  if (value.has_number) value.number = clamp_amount(value.number);
  if (role == FieldRole::kValue && !value.has_number && event.value(value.number)) value.has_number = true;
  return value;
}

bool test_text(const Pack &pack, const WhereDef &w, const FieldValue &value) {
  if (!value.has_text) return false;
  const uint32_t first = pack.string_first[static_cast<uint32_t>(w.value)];
  const uint32_t length = pack.string_first[static_cast<uint32_t>(w.value) + 1] - first;
  const TextOp op = w.op == WhereOp::kStartsWith ? TextOp::kStartsWith : w.op == WhereOp::kEndsWith ? TextOp::kEndsWith : TextOp::kContains;
  return text_passes(op, value.text, cut_text(value.text, value.length), pack.strings.data + first, length);
}

bool test(const Pack &pack, const WhereDef &w, const FieldValue &value) {
  switch (w.op) {
    case WhereOp::kNumberGe: return value.has_number && value.number >= w.value;
    case WhereOp::kNumberLt: return value.has_number && value.number < w.value;
    case WhereOp::kNumberEq: return value.has_number && value.number == w.value;
    case WhereOp::kTextEq: return label_of(value) == static_cast<uint64_t>(w.value);
    case WhereOp::kTrue: return value.is_bool && value.bool_value;
    case WhereOp::kFalse: return value.is_bool && !value.bool_value;
    case WhereOp::kExists: return value.has();
    case WhereOp::kMissing: return !value.has();
    default: return test_text(pack, w, value);
  }
}

}  // namespace

bool where_matches(const Pack &pack, uint32_t node, const Event &event, int item) {
  const WhereDef &w = pack.where[node];
  if (w.op > WhereOp::kNoneOf) return test(pack, w, value_for_rule(pack, w.field, event, item));
  uint32_t holding = 0;
  for (uint32_t child = node + 1; child < w.next; child = pack.where[child].next) {
    if (where_matches(pack, child, event, item)) ++holding;
  }
  return w.op == WhereOp::kNoneOf ? holding == 0 : holding >= w.need;
}

bool where_matches_any(const Pack &pack, uint32_t node, const Event &event) {
  if (event.items == 0) return where_matches(pack, node, event, Event::kNoItem);
  for (int item = 0; item < event.items; ++item) {
    if (where_matches(pack, node, event, item)) return true;
  }
  return false;
}

}  // namespace vitrine
