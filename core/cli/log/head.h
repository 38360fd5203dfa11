// What the first bytes of a file say: forms that are no log are refused whole, by name, with the command that makes them readable.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace vitrine::tool {

inline constexpr size_t kHeadBytes = size_t{64} * 1024;  // that are looked at

struct RefusedForm {
  const char *code;
  std::string sentence;  // what it is and what to do, without a full stop
};

struct HeadOf {
  std::string file;           // as the command line names it; "-" is standard input
  const char *unpack = nullptr;  // the command that unpacked it, or nullptr
};

// `head`: the first bytes behind a byte order mark, `is_whole`: the file has no more. nullopt: nothing to say against it.
[[nodiscard]] std::optional<RefusedForm> refused_form(std::string_view head, bool is_whole, const HeadOf &of);

// `text` as one word of a shell.
[[nodiscard]] std::string shell_word(const std::string &text);

// `command` as a pipe from the file: "gzip -dc log.gz | tr ..." or "tr ... < log".
[[nodiscard]] std::string pipe_from(const HeadOf &of, const std::string &command);

}  // namespace vitrine::tool
