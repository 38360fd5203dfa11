// Conditions: maps of tests, lists of conditions, references.
#include "compiler/parse_parts.h"

namespace vitrine::compiler {
namespace {

struct ComparatorName {
  std::string_view name;
  Comparator comparator;
};
constexpr ComparatorName kComparators[] = {
#define VITRINE_X(id, word, ...) {word, Comparator::id},
    VITRINE_COMPARATORS(VITRINE_X)
#undef VITRINE_X
};

bool is_scalar(const Node &node) {
  return node.kind == Node::Kind::kBoolean || node.kind == Node::Kind::kNumber || node.kind == Node::Kind::kText;
}

bool add_in(const Node &list, std::vector<Comparison> &tests, Report &report) {
  if (!is_filled_list(list, "A list of values", report)) return false;
  Comparison comparison;
  comparison.comparator = Comparator::kIn;
  comparison.node = &list;
  bool holds = true;
  for (const Node *item : list.children) {
    if (is_scalar(*item)) {
      comparison.constants.push_back(item);
    } else {
      report.wrong_type(item, "A value to compare with", "a text, a number or a boolean");
      holds = false;
    }
  }
  tests.push_back(std::move(comparison));
  return holds;
}

std::string comparator_hint(std::string_view name) {
  if (name == "min" || name == ">=") return "Write `gte` (at least this value).";
  if (name == "<") return "Write `lt` (below this value).";
  if (name == "ne" || name == "not" || name == "!=") return "Write the test inside `none`: [...].";
  return "The comparators are " + comparator_list([](Comparator) { return true; }, " and ") + '.';
}

// Comparators of other languages whose answer depends on the type of what is compared.
Comparison::Foreign foreign_comparator(std::string_view name) {
  if (name == "gt" || name == ">") return Comparison::Foreign::kGt;
  if (name == "lte" || name == "<=" || name == "max") return Comparison::Foreign::kLte;
  return Comparison::Foreign::kNone;
}

bool add_comparison(const Node &member, std::vector<Comparison> &tests, Report &report) {
  const ComparatorName *found = nullptr;
  std::vector<std::string_view> names;
  for (const ComparatorName &known : kComparators) {
    names.push_back(known.name);
    if (known.name == member.key) found = &known;
  }
  if (const Comparison::Foreign foreign = foreign_comparator(member.key); foreign != Comparison::Foreign::kNone) {
    tests.push_back({foreign == Comparison::Foreign::kGt ? Comparator::kGte : Comparator::kLt, &member, {&member}, foreign});
    return true;
  }
  if (found == nullptr) {
    const bool other_grammar = member.key.size() <= 3 || member.key == "min";
    if (other_grammar) names.clear();
    report.unknown("unknown_comparator", at_key(&member), "There is no comparator " + shown(member.key) + ".", member.key, names,
                   comparator_hint(member.key));
    return false;
  }
  if (found->comparator == Comparator::kIn) return add_in(member, tests, report);
  if (found->comparator == Comparator::kExists && !is_kind(member, Node::Kind::kBoolean, "`exists`", report)) return false;
  const bool of_text = compares(found->comparator) == Compares::kTexts;
  if (of_text && !is_filled_text(member, shown(found->name), report)) return false;
  if (!is_scalar(member)) {
    report.wrong_type(&member, shown(found->name), "a text, a number or a boolean",
                      found->comparator == Comparator::kEq ? "For several values write `in`." : "");
    return false;
  }
  tests.push_back({found->comparator, &member, {&member}, Comparison::Foreign::kNone});
  return true;
}

bool add_test(const Node &node, std::vector<Comparison> &tests, Report &report, std::string_view beside = {}) {
  if (is_scalar(node)) {
    tests.push_back({Comparator::kEq, &node, {&node}, Comparison::Foreign::kNone});
    return true;
  }
  if (node.kind == Node::Kind::kList) return add_in(node, tests, report);
  if (node.kind == Node::Kind::kNull) {
    report.wrong_type(&node, "A test", "a value, a list or a map of comparators", "To ask for a missing value write {\"exists\": false}.");
    return false;
  }
  if (node.children.empty()) {
    report.error("empty_test", at(&node), "This test compares with nothing.", "Write a comparator, as in {\"gte\": 2}.");
    return false;
  }
  bool holds = true;
  for (const Node *member : node.children) {
    if (beside.empty() || member->key != beside) holds = add_comparison(*member, tests, report) && holds;
  }
  return holds;
}

bool add_ids(const Node &node, Condition &condition, Report &report) {
  if (node.kind == Node::Kind::kText) {
    condition.ids.push_back(&node);
    return true;
  }
  if (node.kind != Node::Kind::kList) {
    report.wrong_type(&node, shown(node.key), "an id or a list of ids");
    return false;
  }
  if (!is_filled_list(node, shown(node.key), report)) return false;
  bool holds = true;
  for (const Node *item : node.children) {
    if (is_kind(*item, Node::Kind::kText, "An id", report))
      condition.ids.push_back(item);
    else
      holds = false;
  }
  return holds;
}

class ConditionParser {
 public:
  ConditionParser(Subjects subjects, Report &report) : subjects_(subjects), report_(report) {}

  std::optional<Condition> map(const Node &node) {
    if (!is_kind(node, Node::Kind::kMap, "A condition", report_)) return std::nullopt;
    Condition all;
    all.kind = Condition::Kind::kAll;
    all.node = &node;
    bool holds = true;
    for (const Node *member : node.children) {
      if (member->key == "of") {
        holds = check_of(node, *member) && holds;
        continue;
      }
      auto part = one(node, *member);
      if (part)
        all.children.push_back(std::move(*part));
      else
        holds = false;
    }
    if (!holds) return std::nullopt;
    if (all.children.size() != 1) return all;
    Condition only = std::move(all.children.front());
    return only;
  }

 private:
  std::optional<Condition> one(const Node &map, const Node &member) {
    Condition part;
    part.node = &member;
    bool holds = false;
    if (member.key == "all" || member.key == "any" || member.key == "none") {
      part.kind = member.key == "all" ? Condition::Kind::kAll : member.key == "any" ? Condition::Kind::kAny : Condition::Kind::kNone;
      holds = children(member, shown(member.key), part);
    } else if (member.key == "at_least") {
      part.kind = Condition::Kind::kAtLeast;
      holds = at_least(map, member, part);
    } else if (member.key == "segment" || member.key == "stage") {
      part.kind = member.key == "segment" ? Condition::Kind::kSegment : Condition::Kind::kStage;
      holds = reference(member, part);
    } else {
      part.kind = Condition::Kind::kTest;
      part.name = member.key;
      holds = add_test(member, part.tests, report_);
    }
    if (!holds) return std::nullopt;
    return part;
  }

  bool children(const Node &list, std::string_view what, Condition &part) {
    if (!is_filled_list(list, what, report_)) return false;
    bool holds = true;
    for (const Node *item : list.children) {
      auto child = map(*item);
      if (child)
        part.children.push_back(std::move(*child));
      else
        holds = false;
    }
    return holds;
  }

  bool at_least(const Node &map, const Node &member, Condition &part) {
    const Node *of = map.find("of");
    if (of == nullptr) {
      report_.error("missing_key", at_key(&member), "`at_least` needs `of` beside it.", "Write {\"at_least\": 2, \"of\": [ ... ]}.");
      return false;
    }
    const bool holds = children(*of, "`of`", part);
    if (of->kind != Node::Kind::kList || of->children.empty()) return false;
    const auto need = read_whole(member, "`at_least`", 1, static_cast<int64_t>(of->children.size()), report_);
    if (!need) return false;
    part.need = static_cast<uint32_t>(*need);
    return holds;
  }

  bool check_of(const Node &map, const Node &member) {
    if (map.find("at_least") != nullptr) return true;
    report_.error("missing_key", at_key(&member), "`of` needs `at_least` beside it.", "Write {\"at_least\": 2, \"of\": [ ... ]}.");
    return false;
  }

  bool reference(const Node &member, Condition &part) {
    if (subjects_ == Subjects::kFields) {
      report_.error("unknown_name", at_key(&member),
                    "A `where` speaks of the event's fields; " + shown(member.key) + " cannot stand in it.",
                    "Move it into the segment's `when`.");
      return false;
    }
    return add_ids(member, part, report_);
  }

  Subjects subjects_;
  Report &report_;
};

}  // namespace

std::optional<Condition> parse_test(const Node &node, std::string name, std::string_view beside, Report &report) {
  Condition test;
  test.kind = Condition::Kind::kTest;
  test.node = &node;
  test.name = std::move(name);
  if (!add_test(node, test.tests, report, beside)) return std::nullopt;
  if (test.tests.empty()) test.kind = Condition::Kind::kAll;  // of nothing: every value passes, and none
  return test;
}

std::vector<const Node *> parse_ids(const Node &node, Report &report) {
  Condition ids;
  static_cast<void>(add_ids(node, ids, report));
  return ids.ids;
}

std::optional<Condition> parse_condition(const Node &node, Subjects subjects, Report &report) {
  return ConditionParser(subjects, report).map(node);
}

}  // namespace vitrine::compiler
