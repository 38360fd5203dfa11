// Evaluates a `where` tree in preorder; depth and size were proven at load.
#include "runtime/where.h"

#include "runtime/conditions.h"

namespace vitrine {
namespace {

bool is_money(FieldRole role) {
  return role == FieldRole::kPrice || role == FieldRole::kValue || role == FieldRole::kDiscount || role == FieldRole::kOrdersValue;
}

// The number that a rule sees: amounts are not negative and of the strategy's currency, quantities whole, `value` the effective one.
constexpr int64_t kNoNumber = INT64_MIN;
int64_t number_for_rule(const Pack &pack, uint8_t field, const Event &event, Field value) {
  // What evidence says of its name is a value, but no amount.
  const FieldRole role = event.role() == EventRole::kEvidence ? FieldRole::kNone : pack.fields[field].role;
  if (is_money(role) && event.foreign()) return kNoNumber;
  if (!value.has_number()) return role == FieldRole::kValue && event.value() != Event::kNoAmount ? event.value() : kNoNumber;
  if (role == FieldRole::kQuantity) return whole_units(value.number()) * 1000;
  return is_money(role) ? clamp_amount(value.number()) : value.number();
}

bool exists_for_rule(const Pack &pack, uint8_t field, const Event &event, Field value) {
  const bool amount = is_money(pack.fields[field].role) && event.role() != EventRole::kEvidence;
  return amount ? number_for_rule(pack, field, event, value) != kNoNumber : value.has();
}

bool test_text(const Pack &pack, const WhereDef &w, Field value) {
  const Text text = value.cut();
  const uint32_t first = pack.string_first[static_cast<uint32_t>(w.value)];
  const uint32_t length = pack.string_first[static_cast<uint32_t>(w.value) + 1] - first;
  const TextOp op = w.op == WhereOp::kStartsWith ? TextOp::kStartsWith : w.op == WhereOp::kEndsWith ? TextOp::kEndsWith : TextOp::kContains;
  return text_passes(op, text.at, text.length, pack.strings.data + first, length);
}

bool test(const Pack &pack, const WhereDef &w, const Event &event, int item) {
  const Field value = event.named(item, w.field);
  const int64_t number = w.op <= WhereOp::kNumberEq ? number_for_rule(pack, w.field, event, value) : kNoNumber;
  switch (w.op) {
    case WhereOp::kNumberGe: return number >= w.value;
    case WhereOp::kNumberLt: return number != kNoNumber && number < w.value;
    case WhereOp::kNumberEq: return number == w.value;
    case WhereOp::kTextEq: return value.has_text() && event.label(value) == static_cast<uint64_t>(w.value);
    case WhereOp::kTrue: return value.has_bool() && value.bool_value();
    case WhereOp::kFalse: return value.has_bool() && !value.bool_value();
    case WhereOp::kExists: return exists_for_rule(pack, w.field, event, value);
    case WhereOp::kMissing: return !exists_for_rule(pack, w.field, event, value);
    default: return test_text(pack, w, value);
  }
}

}  // namespace

bool where_matches(const Pack &pack, uint32_t node, const Event &event, int item) {
  const WhereDef &w = pack.where[node];
  if (w.op > WhereOp::kNoneOf) return test(pack, w, event, item);
  uint32_t holding = 0;
  for (uint32_t child = node + 1; child < w.next; child = pack.where[child].next) {
    if (where_matches(pack, child, event, item)) ++holding;
  }
  return w.op == WhereOp::kNoneOf ? holding == 0 : holding >= w.need;
}

bool where_names_items(const Pack &pack, uint32_t node, const Event &event) {
  for (uint32_t i = node; i < pack.where[node].next; ++i) {
    if (pack.where[i].op <= WhereOp::kNoneOf) continue;
    for (int item = 0; item < event.items; ++item) {
      if (event.of_item(item, pack.where[i].field).has()) return true;
    }
  }
  return false;
}

bool where_matches_any(const Pack &pack, uint32_t node, const Event &event) {
  if (event.items == 0) return where_matches(pack, node, event, Event::kNoItem);
  for (int item = 0; item < event.items; ++item) {
    if (where_matches(pack, node, event, item)) return true;
  }
  return false;
}

}  // namespace vitrine
