// Files through the C library: its buffer is all that is needed, and every failure is asked for.
#include "cli/files/output.h"

#include <cerrno>
#include <cstring>

#include "cli/files/byte_source.h"

namespace vitrine::tool {

void append_json(std::string &out, std::string_view text) {
  static constexpr char kHex[] = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<uint8_t>(c);
    if (byte >= 0x20 && c != '"' && c != '\\') {
      out += c;
      continue;
    }
    out += '\\';
    switch (c) {
      case '"':
      case '\\': out += c; break;
      case '\b': out += 'b'; break;
      case '\f': out += 'f'; break;
      case '\n': out += 'n'; break;
      case '\r': out += 'r'; break;
      case '\t': out += 't'; break;
      default:
        out += "u00";
        out += kHex[byte >> 4];
        out += kHex[byte & 15];
    }
  }
  out += '"';
}

bool read_whole(const std::string &path, std::string &content, std::string &error) {
  ByteSource source;
  bool good = source.open(path);
  char bytes[65'536];
  while (good) {
    const ptrdiff_t count = source.read(bytes, sizeof bytes);
    if (count == 0) return true;
    good = count > 0;
    if (good) content.append(bytes, static_cast<size_t>(count));
  }
  error = (path == "-" ? "standard input" : path) + ": cannot be read: " + source.error();
  return false;
}

OutputFile::~OutputFile() {
  if (file_ != nullptr && file_ != stdout) std::fclose(file_);
}

bool OutputFile::fail() {
  if (error_.empty()) error_ = path_ + ": cannot be written: " + std::strerror(errno);
  return false;
}

bool OutputFile::open(const std::string &path) {
  path_ = path == "-" ? "standard output" : path;
  file_ = path == "-" ? stdout : std::fopen(path.c_str(), "wb");
  return file_ != nullptr || fail();
}

void OutputFile::write(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), file_) != text.size()) fail();
}

bool OutputFile::close() {
  if (file_ == nullptr) return error_.empty();
  if ((file_ == stdout ? std::fflush(file_) : std::fclose(file_)) != 0) fail();
  file_ = nullptr;
  return error_.empty();
}

bool write_whole(const std::string &path, std::string_view content, std::string &error) {
  OutputFile file;
  if (file.open(path)) file.write(content);
  if (file.close()) return true;
  error = file.error();
  return false;
}

}  // namespace vitrine::tool
