// Bytes as a log file: what the reader of logs makes of each of its lines.
#pragma once

#include <string>

#include "fuzz/world.h"

namespace vitrine::fuzz {

struct ReadLine {
  uint64_t number = 0;
  bool is_event = false;  // else it is broken
  std::string visitor;
  uint32_t time = 0;
  Bytes wire;
  bool operator==(const ReadLine &) const = default;
};

struct ReadLog {
  std::vector<ReadLine> lines;  // those that are not blank
  std::string error;            // not empty: the file could not be read to its end
};

[[nodiscard]] ReadLog read_log(const LoadedPack &pack, std::string_view text);

}  // namespace vitrine::fuzz
