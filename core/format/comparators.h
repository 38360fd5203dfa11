// Comparators: what a strategy calls them, what they become where a feature, a text or a field is compared, and how a sentence says it.
#pragma once

#include <cstdint>

namespace vitrine {

// How texts compare: operator, as dump says it
#define VITRINE_TEXT_OPS(X)       \
  X(kEq, " = ")                   \
  X(kStartsWith, " starts with ") \
  X(kEndsWith, " ends with ")     \
  X(kContains, " contains ")      \
  X(kExists, " exists")

#define VITRINE_X(id, word) id,
enum class TextOp : uint8_t { VITRINE_TEXT_OPS(VITRINE_X) kCount };
#undef VITRINE_X

// Nodes of a `where`.
enum class WhereOp : uint8_t {
  kAtLeast,  // at least `need` of the children (nodes self + 1 .. next) hold
  kNoneOf,   // no child holds
  kNumberGe,
  kNumberLt,
  kNumberEq,  // value: thousandths
  kTextEq,    // value: label_hash
  kStartsWith,
  kEndsWith,
  kContains,  // value: string
  kTrue,
  kFalse,
  kExists,
  kMissing,
  kCount,
};
constexpr bool is_group(WhereOp op) { return op <= WhereOp::kNoneOf; }
constexpr bool names_string(WhereOp op) { return op >= WhereOp::kStartsWith && op <= WhereOp::kContains; }
// The compiler and the verifier assume that groups stand first, and that tests of texts that name a string stand together.
static_assert(is_group(WhereOp::kAtLeast) && !is_group(WhereOp::kNumberGe) && !names_string(WhereOp::kTextEq) &&
              !names_string(WhereOp::kTrue) && static_cast<int>(WhereOp::kStartsWith) + 2 == static_cast<int>(WhereOp::kContains));

// What a comparator compares.
enum class Compares : uint8_t { kAnything, kValues, kOrder, kTexts, kCount };

// id; word; what it compares: kAnything asks only whether there is a value, kValues what is one of few, kOrder numbers, kTexts texts by a part;
// operator on a feature that is a text (of kOrder and kValues that which means it too); the same in a `where` (of kValues by the constant's
// type, of kExists by the constant); how a sentence says it, before the constant (of kExists by the constant).
#define VITRINE_COMPARATORS(X)                                                    \
  X(kEq, "eq", kValues, kEq, kTextEq, "is ")                                      \
  X(kIn, "in", kValues, kEq, kTextEq, "is ")                                      \
  X(kGte, "gte", kOrder, kCount, kNumberGe, "is at least ")                       \
  X(kLt, "lt", kOrder, kCount, kNumberLt, "is less than ")                        \
  X(kExists, "exists", kAnything, kExists, kExists, "is known")                   \
  X(kStartsWith, "starts_with", kTexts, kStartsWith, kStartsWith, "starts with ") \
  X(kEndsWith, "ends_with", kTexts, kEndsWith, kEndsWith, "ends with ")           \
  X(kContains, "contains", kTexts, kContains, kContains, "contains ")

#define VITRINE_X(id, ...) id,
enum class Comparator : uint8_t { VITRINE_COMPARATORS(VITRINE_X) kCount };
#undef VITRINE_X

#define VITRINE_X(id, word, compares, ...) Compares::compares,
inline constexpr Compares kCompares[] = {VITRINE_COMPARATORS(VITRINE_X)};
#undef VITRINE_X
constexpr Compares compares(Comparator comparator) { return kCompares[static_cast<uint32_t>(comparator)]; }

#define VITRINE_X(id, word, compares, text, ...) TextOp::text,
inline constexpr TextOp kTextOps[] = {VITRINE_COMPARATORS(VITRINE_X)};
#undef VITRINE_X
constexpr TextOp text_op(Comparator comparator) { return kTextOps[static_cast<uint32_t>(comparator)]; }

// Of a test that names a string.
constexpr TextOp text_op(WhereOp op) {
#define VITRINE_X(id, word, compares, text, where, sentence) \
  if (Compares::compares == Compares::kTexts && op == WhereOp::where) return TextOp::text;
  VITRINE_COMPARATORS(VITRINE_X)
#undef VITRINE_X
  return TextOp::kCount;
}

}  // namespace vitrine
