// The summary of a replay: who is where, who moved where, what is shown to how many. Its JSON is described in summary.cpp.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/replay/log_account.h"

namespace vitrine::tool {

// Everything by name, so that parts of different runs can be added. Counts are of visitors unless they say otherwise.
struct Summary {
  struct Segment {
    uint64_t now = 0;
    uint64_t ever = 0;
  };
  struct Stage {
    uint64_t now = 0;
    uint64_t first = 0;                     // visitors whose first stage it was
    std::map<std::string, uint64_t> moves;  // changes to another stage, by its id; one visitor may make many
  };

  std::string strategy;  // id of the pack, 16 hexadecimal digits
  std::string at;        // the second at which "now" is; empty: there was no event, and no second was given
  uint64_t events = 0;
  uint64_t visitors = 0;
  LogAccount log;
  std::map<std::string, Segment> segments;
  std::map<std::string, Stage> stages;
  std::map<std::pair<std::string, std::string>, uint64_t> overlap;  // in both now; the first id is the smaller one
  std::map<std::string, std::map<std::string, uint64_t>> decisions;  // by slot, then variant

  [[nodiscard]] std::string json() const;
  // False: it is no summary; `error` says why.
  [[nodiscard]] bool read(std::string_view json, std::string &error);
  // False: the two do not belong together; `error` says why.
  [[nodiscard]] bool add(const Summary &part, std::string &error);
};

}  // namespace vitrine::tool
