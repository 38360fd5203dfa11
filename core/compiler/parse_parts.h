// What the files of the parser share.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/report.h"
#include "compiler/strategy.h"
#include "format/keys.h"

namespace vitrine::compiler {

// Tells keys that a map of this place may not have.
void check_keys(const Node &map, KeyPlace place, Report &report);

// Each tells what is wrong and returns false or nothing. `what` begins the sentence: "`name`", "`within`".
[[nodiscard]] bool is_kind(const Node &node, Node::Kind kind, std::string_view what, Report &report);
[[nodiscard]] bool is_filled_list(const Node &node, std::string_view what, Report &report);
[[nodiscard]] bool is_filled_text(const Node &node, std::string_view what, Report &report);
[[nodiscard]] std::optional<uint32_t> read_duration(const Node &node, std::string_view what, Report &report);
[[nodiscard]] std::optional<int64_t> read_number(const Node &node, std::string_view what, Report &report);  // thousandths
[[nodiscard]] std::optional<int64_t> read_whole(const Node &node, std::string_view what, int64_t least, int64_t most, Report &report);
[[nodiscard]] std::optional<bool> read_boolean(const Node &node, std::string_view what, Report &report);
[[nodiscard]] uint8_t read_purposes(const Node &map, Report &report);  // its member `purpose`, if any

// [a-z][a-z0-9_.-]*, without `.` and `-` for names of features and traits.
[[nodiscard]] bool is_id(std::string_view text);
[[nodiscard]] bool is_plain_name(std::string_view text);
[[nodiscard]] bool check_id(std::string_view id, Spot spot, std::string_view what, Report &report);

// Words of the grammar of conditions, which nothing else may be named like.
[[nodiscard]] bool is_key_word(std::string_view name);

enum class Subjects : uint8_t { kFacts, kFields };  // what the names of a condition stand for
// A condition that is one test of `name`. `beside`: a key that may stand among its comparators and is none.
[[nodiscard]] std::optional<Condition> parse_test(const Node &node, std::string name, std::string_view beside, Report &report);
// An id or a list of ids; empty: told already.
[[nodiscard]] std::vector<const Node *> parse_ids(const Node &node, Report &report);
[[nodiscard]] std::optional<Condition> parse_condition(const Node &node, Subjects subjects, Report &report);

[[nodiscard]] Feature parse_feature(const Node &node, Report &report);
// Its member `within`; `visit` and a missing one are windows too.
[[nodiscard]] Window parse_window(const Node &map, Report &report);
[[nodiscard]] std::optional<Slot> parse_slot(const Node &node, Report &report);
[[nodiscard]] std::optional<Variant> parse_variant(const Node &node, Report &report);
// `max` and `within` of a map; without `max` there is no cap.
[[nodiscard]] Cap parse_cap(const Node &map, Report &report);

// What stands beside features, segments and slots: messages, experiments, holdout, goals, brand terms, hosts, zones and climates.
void parse_messages(const Node &root, Strategy &strategy, Report &report);
void parse_experiments(const Node &root, Strategy &strategy, Report &report);
void parse_holdout(const Node &root, Strategy &strategy, Report &report);
void parse_goals(const Node &root, Strategy &strategy, Report &report);
void parse_brand_terms(const Node &root, Strategy &strategy, Report &report);
void parse_hosts(const Node &root, const char *key, std::vector<std::string> &hosts, Report &report);
void parse_areas(const Node &root, const char *key, std::vector<Area> &areas, Report &report);

// A share from 0 to 1 as buckets of 10,000, which must come out whole.
[[nodiscard]] std::optional<uint32_t> read_share(const Node &node, std::string_view what, Report &report);

// The words of the comparators for which `is_meant` says so, as "a, b or c".
[[nodiscard]] std::string comparator_list(const std::function<bool(Comparator)> &is_meant, const char *last);

}  // namespace vitrine::compiler
