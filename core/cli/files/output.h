// What commands write: files or standard output, and JSON texts.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

namespace vitrine::tool {

// Appends `text` in quotes as ECMAScript's JSON.stringify writes it; it must be UTF-8.
void append_json(std::string &out, std::string_view text);

// Reads a whole file, "-" is standard input. False: `error` says why, with the path.
[[nodiscard]] bool read_whole(const std::string &path, std::string &content, std::string &error);

// A file to write, or standard output for "-". Nothing is lost in silence: close() says whether all of it is there.
class OutputFile {
 public:
  OutputFile() = default;
  OutputFile(const OutputFile &) = delete;
  OutputFile &operator=(const OutputFile &) = delete;
  ~OutputFile();

  [[nodiscard]] bool open(const std::string &path);
  [[nodiscard]] bool is_open() const { return file_ != nullptr; }
  void write(std::string_view text);
  [[nodiscard]] bool close();
  [[nodiscard]] const std::string &error() const { return error_; }

 private:
  bool fail();

  std::FILE *file_ = nullptr;
  std::string path_;
  std::string error_;
};

// One file, whole.
[[nodiscard]] bool write_whole(const std::string &path, std::string_view content, std::string &error);

}  // namespace vitrine::tool
