// `where` as nodes in preorder.
#include "compiler/check.h"
#include "compiler/lowering.h"
#include "format/limits.h"
#include "text/json_text.h"
#include "text/numbers.h"

namespace vitrine::compiler {
namespace {

std::string constant_text(const Node &node) {
  if (node.kind == Node::Kind::kText) return json_string(node.text);
  if (node.kind == Node::Kind::kBoolean) return node.boolean ? "true" : "false";
  return number_text(to_thousandths(node.text).value);
}

std::string test_text(const Condition &test) {
  std::string out;
  for (const Comparison &comparison : test.tests) {
    if (!out.empty()) out += " and ";
    out += test.name + ' ' + std::string(comparator_name(comparison.comparator));
    for (const Node *constant : comparison.constants) out += ' ' + constant_text(*constant);
  }
  return out;
}

uint8_t wants_of(Comparator comparator, const Node &constant) {
  // A number has a text too. Where no number is asked for, a list is absent, as for any text.
  if (comparator == Comparator::kExists) return kWantText | kWantBool;
  if (constant.kind == Node::Kind::kNumber) return kWantNumber;
  return constant.kind == Node::Kind::kText ? kWantText : kWantBool;
}

WhereOp where_op(Comparator comparator) {
#define VITRINE_X(id, word, compares, text, where, ...) WhereOp::where,
  static constexpr WhereOp kOps[] = {VITRINE_COMPARATORS(VITRINE_X)};
#undef VITRINE_X
  return kOps[static_cast<size_t>(comparator)];
}

}  // namespace

std::string WhereTable::canonical(const Condition &where) {
  if (where.kind == Condition::Kind::kTest) return test_text(where);
#define VITRINE_X(id, word) word,
  static constexpr const char *kWords[] = {VITRINE_CONDITION_KINDS(VITRINE_X)};
#undef VITRINE_X
  std::string out = kWords[static_cast<size_t>(where.kind)];
  if (where.kind == Condition::Kind::kAtLeast) out += ' ' + std::to_string(where.need);
  for (const Node *id : where.ids) out += ' ' + id->text;
  if (!where.ids.empty()) return out;
  out += " (";
  for (size_t i = 0; i < where.children.size(); ++i) out += (i == 0 ? "" : ", ") + canonical(where.children[i]);
  return out + ')';
}

uint16_t WhereTable::add(const Condition &where) {
  const auto [known, is_new] = known_.emplace(canonical(where), static_cast<uint16_t>(nodes.size()));
  if (is_new && !too_many && !too_deep) add_node(where, 0);
  return known->second;
}

size_t WhereTable::open(WhereOp op, size_t need, uint32_t depth) {
  if (depth > kMaxWhereDepth) too_deep = true;
  if (nodes.size() >= kMaxWhereNodes) too_many = true;
  nodes.push_back({0, op, static_cast<uint8_t>(need), kNone8, 0, 0, 0});
  return nodes.size() - 1;
}

void WhereTable::close(size_t node) { nodes[node].next = static_cast<uint16_t>(nodes.size()); }

void WhereTable::add_node(const Condition &where, uint32_t depth) {
  if (too_many || too_deep) return;
  if (where.kind == Condition::Kind::kTest) {
    if (where.tests.size() == 1) return add_comparison(where, where.tests.front(), depth);
    const size_t node = open(WhereOp::kAtLeast, where.tests.size(), depth);
    for (const Comparison &comparison : where.tests) add_comparison(where, comparison, depth + 1);
    return close(node);
  }
  const size_t count = where.children.size();
  const bool none = where.kind == Condition::Kind::kNone;
  const size_t need = where.kind == Condition::Kind::kAll ? count : where.kind == Condition::Kind::kAny ? 1 : where.need;
  const size_t node = open(none ? WhereOp::kNoneOf : WhereOp::kAtLeast, none ? 0 : need, depth);
  for (const Condition &child : where.children) add_node(child, depth + 1);
  close(node);
}

void WhereTable::add_comparison(const Condition &test, const Comparison &comparison, uint32_t depth) {
  if (comparison.constants.size() == 1) {
    if (depth > kMaxWhereDepth) too_deep = true;
    return add_constant(test, comparison.comparator, *comparison.constants.front());
  }
  const size_t node = open(WhereOp::kAtLeast, 1, depth);
  if (depth + 1 > kMaxWhereDepth) too_deep = true;
  for (const Node *constant : comparison.constants) add_constant(test, comparison.comparator, *constant);
  close(node);
}

void WhereTable::add_constant(const Condition &test, Comparator comparator, const Node &constant) {
  if (nodes.size() >= kMaxWhereNodes) too_many = true;
  WhereDef def{};
  def.field = static_cast<uint8_t>(tables_.field(test.name, wants_of(comparator, constant)));
  const bool text = constant.kind == Node::Kind::kText;
  if (constant.kind == Node::Kind::kNumber) def.value = to_thousandths(constant.text).value;
  def.op = where_op(comparator);
  switch (compares(comparator)) {
    case Compares::kAnything:
      if (!constant.boolean) def.op = WhereOp::kMissing;
      break;
    case Compares::kTexts: def.value = tables_.string(cut_text(constant.text)); break;
    case Compares::kValues:
      if (text)
        def.value = static_cast<int64_t>(tables_.hash(constant.text));
      else
        def.op = constant.kind == Node::Kind::kNumber ? WhereOp::kNumberEq : constant.boolean ? WhereOp::kTrue : WhereOp::kFalse;
      break;
    case Compares::kOrder:
    case Compares::kCount: break;
  }
  def.next = static_cast<uint16_t>(nodes.size() + 1);
  nodes.push_back(def);
}

}  // namespace vitrine::compiler
