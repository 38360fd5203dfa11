// A JSON text (comments allowed) as a tree in which every key and value knows its place.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnose.h"

namespace vitrine::compiler {

inline constexpr size_t kMaxStrategyBytes = 4u << 20;  // a strategy of 8,192 segments is below 2 MiB
inline constexpr size_t kMaxDepth = 64;                // the parsers behind recurse over the tree

struct Node {
  enum class Kind : uint8_t { kNull, kBoolean, kNumber, kText, kList, kMap };

  Kind kind = Kind::kNull;
  bool boolean = false;
  Place place;
  Place key_place;               // where it is a member of a map
  const Node *parent = nullptr;
  std::string key;               // the same
  std::string text;              // of a text, unescaped; of a number, as written
  std::vector<Node *> children;  // of a list or a map, in written order

  // Member of a map by key, nullptr: not there.
  [[nodiscard]] const Node *find(std::string_view name) const;
};

// Owns the nodes; they stay where they are as long as it lives.
struct Document {
  std::deque<Node> nodes;
  const Node *root = nullptr;  // nullptr: the text was refused
};

// Reads `text`. What is wrong is told to `out`; a document with duplicate keys is still returned whole.
[[nodiscard]] Document read_document(std::string_view text, Diagnostics &out);

// RFC 6901.
[[nodiscard]] std::string pointer_to(const Node &node);

// "a text", "a number", ...
[[nodiscard]] const char *kind_name(Node::Kind kind);

}  // namespace vitrine::compiler
