// Telling findings at nodes of the document.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnose.h"
#include "compiler/read.h"

namespace vitrine::compiler {

// Where a finding stands: at a value, or at the key before it.
struct Spot {
  const Node *node;
  bool key;
};
[[nodiscard]] inline Spot at(const Node *node) { return {node, false}; }
// The key of a member; of anything else the value.
[[nodiscard]] inline Spot at_key(const Node *node) { return {node, node->parent != nullptr && node->parent->kind == Node::Kind::kMap}; }

class Report {
 public:
  explicit Report(Diagnostics &out) : out_(out) {}

  void error(const char *code, Spot spot, std::string sentence, std::string hint = {}) {
    out_.fail();
    if (out_.full()) return;
    const Place place = spot.key ? spot.node->key_place : spot.node->place;
    out_.add({Severity::kError, code, place, pointer_to(*spot.node), std::move(sentence), std::move(hint)});
  }

  [[nodiscard]] bool failed() const { return out_.failed(); }
  // No further finding is kept: what only words one need not be looked for.
  [[nodiscard]] bool full() const { return out_.full(); }

  void not_supported(Spot spot, std::string_view name) {
    error("not_supported_yet", spot, shown(name) + " is not supported yet.", "Leave it out for now.");
  }

  void wrong_type(const Node *node, std::string_view what, const char *wanted, std::string hint = {}) {
    error("wrong_type", at(node), std::string(what) + " must be " + wanted + ", not " + kind_name(node->kind) + ".", std::move(hint));
  }

  // An unknown name, with the nearest known one; `list` makes the known ones, which may be very many.
  template <class List>
  void unknown_of(const char *code, Spot spot, std::string sentence, std::string_view name, List list, std::string otherwise = {}) {
    unknown(code, spot, std::move(sentence), name, full() ? std::vector<std::string_view>() : list(), std::move(otherwise));
  }

  // An unknown name, with the nearest known one.
  void unknown(const char *code, Spot spot, std::string sentence, std::string_view name, const std::vector<std::string_view> &known,
               std::string otherwise = {}) {
    const std::string near = out_.full() ? std::string() : nearest_name(name, known);
    error(code, spot, std::move(sentence), near.empty() ? std::move(otherwise) : "Did you mean " + shown(near) + "?");
  }

 private:
  Diagnostics &out_;
};

}  // namespace vitrine::compiler
