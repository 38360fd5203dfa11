// What a command takes, as rows, and what a command line gave for them. command_line.cpp alone knows CLI11.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::tool {

enum ExitStatus : int { kDone = 0, kInputHasErrors = 1, kWrongUsage = 2 };

enum class Takes : uint8_t {
  kNothing,  // a flag
  kText,
  kTexts,    // by place: as many as there are; by name: may be repeated, a text each time
  kList,     // texts with commas between, may be repeated
  kNumber,   // a whole number from `least` to `most`
};

struct Argument {
  const char *name;   // "strategy" (by place), "--at", "-o,--output" (the last of them is what Given knows it by)
  Takes takes;
  const char *value;  // the word for it in the help: "S.json"; of a flag ""
  const char *about;
  bool required = false;
  std::string_view one_of = {};  // the only texts, with commas between; empty: any
  unsigned least = 0;
  unsigned most = 0;
};

// What was given. Each takes the name of an argument of the command; another name is a mistake of ours and ends the program.
class Given {
 public:
  explicit Given(std::span<const Argument> arguments) : arguments_(arguments), values_(arguments.size()) {}

  [[nodiscard]] bool has(std::string_view name) const { return !of(name).empty(); }
  // The text, or `otherwise` where none was given.
  [[nodiscard]] std::string text(std::string_view name, const char *otherwise = "") const;
  [[nodiscard]] const std::vector<std::string> &texts(std::string_view name) const { return of(name); }
  // 0: none was given.
  [[nodiscard]] unsigned number(std::string_view name) const;

  // For the reader of the command line: the values of one argument, in the order of the rows. A flag that was given has one.
  [[nodiscard]] std::vector<std::string> &values(size_t argument) { return values_[argument]; }

 private:
  [[nodiscard]] const std::vector<std::string> &of(std::string_view name) const;

  std::span<const Argument> arguments_;
  std::vector<std::vector<std::string>> values_;
};

struct Command {
  const char *name;
  const char *about;
  const char *more;  // what the help says after the arguments
  std::span<const Argument> arguments;
  int (*run)(const Given &given);  // an exit status; null: the command is not there yet
};

// Reads the command line and runs the command that it names. The exit status.
[[nodiscard]] int run_command_line(const char *about, const char *more, const std::string &version,
                                   std::span<const Command *const> commands, int argc, char **argv);

}  // namespace vitrine::tool
