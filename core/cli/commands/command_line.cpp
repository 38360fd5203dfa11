// The only file that includes CLI11, which takes seconds to compile.
#include "cli/commands/command_line.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <cstdlib>

namespace vitrine::tool {
namespace {

// "--output" of "-o,--output".
std::string_view known_by(const Argument &argument) {
  const std::string_view name = argument.name;
  const size_t comma = name.rfind(',');
  return comma == std::string_view::npos ? name : name.substr(comma + 1);
}

std::vector<std::string> parts_of(std::string_view list) { return CLI::detail::split(std::string(list), ','); }

void add_argument(CLI::App &command, const Argument &argument, std::vector<std::string> &values) {
  if (argument.takes == Takes::kNothing) {
    command.add_flag_function(argument.name, [&values](int64_t) { values.assign(1, "true"); }, argument.about);
    return;
  }
  const bool takes_one = argument.takes == Takes::kText || argument.takes == Takes::kNumber;
  const auto take = [&values](const std::string &value) { values.assign(1, value); };
  CLI::Option &option = takes_one ? *command.add_option_function<std::string>(argument.name, take, argument.about)
                                  : *command.add_option(argument.name, values, argument.about);
  if (argument.takes == Takes::kTexts && argument.name[0] == '-') option.take_all()->allow_extra_args(false);
  if (argument.takes == Takes::kList) option.delimiter(',');
  if (argument.required) option.required();
  if (argument.takes == Takes::kNumber) option.check(CLI::Range(argument.least, argument.most));
  if (!argument.one_of.empty()) option.check(CLI::IsMember(parts_of(argument.one_of)));
  option.type_name(argument.value);
}

int say_not_there_yet(const Command &command) {
  std::fprintf(stderr, "vitrine %s: error not_there_yet: this version has no `vitrine %s` yet; `vitrine --help` says what it has\n",
               command.name, command.name);
  return kWrongUsage;
}

void add_command(CLI::App &app, const Command &command, Given &given, int &status) {
  CLI::App &added = *app.add_subcommand(command.name, command.about);
  added.footer(command.more);
  if (command.run == nullptr) {
    added.group("Not there yet");
    added.allow_extras();
    added.callback([&command, &status] { status = say_not_there_yet(command); });
    return;
  }
  for (size_t i = 0; i < command.arguments.size(); ++i) add_argument(added, command.arguments[i], given.values(i));
  added.callback([&command, &given, &status] { status = command.run(given); });
}

// The parser would only say that a command is missing.
bool names_unknown_command(std::span<const Command *const> commands, int argc, char **argv) {
  if (argc < 2 || argv[1][0] == '-') return false;
  for (const Command *const command : commands) {
    if (std::string_view(command->name) == argv[1]) return false;
  }
  std::fprintf(stderr, "vitrine: error usage: there is no command %s; `vitrine --help` lists them\n", argv[1]);
  return true;
}

}  // namespace

const std::vector<std::string> &Given::of(std::string_view name) const {
  for (size_t i = 0; i < arguments_.size(); ++i) {
    if (known_by(arguments_[i]) == name) return values_[i];
  }
  std::fprintf(stderr, "vitrine: error internal: the command has no argument %s\n", std::string(name).c_str());
  std::abort();
}

std::string Given::text(std::string_view name, const char *otherwise) const {
  const std::vector<std::string> &values = of(name);
  return values.empty() ? otherwise : values.front();
}

unsigned Given::number(std::string_view name) const {
  const std::vector<std::string> &values = of(name);
  return values.empty() ? 0 : static_cast<unsigned>(std::strtoul(values.front().c_str(), nullptr, 10));
}

int run_command_line(const char *about, const char *more, const std::string &version, std::span<const Command *const> commands, int argc,
                     char **argv) {
  CLI::App app(about, "vitrine");
  app.footer(more);
  app.set_version_flag("--version", version);
  app.get_option("--version")->description("The version of the tool");
  app.get_help_ptr()->description("This help");
  app.require_subcommand(1);
  app.get_formatter()->column_width(36);
  int status = kDone;
  std::vector<Given> given;
  for (const Command *const command : commands) given.emplace_back(command->arguments);
  for (size_t i = 0; i < commands.size(); ++i) add_command(app, *commands[i], given[i], status);
  if (names_unknown_command(commands, argc, argv)) return kWrongUsage;
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError &error) {
    return app.exit(error) == 0 ? kDone : kWrongUsage;
  }
  return status;
}

}  // namespace vitrine::tool
