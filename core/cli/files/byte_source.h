// Bytes of a file or of standard input, unpacked when they are gzip or zstd.
#pragma once

#include <zlib.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "cli/files/zstd_unpacker.h"

namespace vitrine::tool {

class ByteSource {
 public:
  ByteSource() = default;
  ByteSource(const ByteSource &) = delete;
  ByteSource &operator=(const ByteSource &) = delete;
  ~ByteSource();

  // "-" is standard input. False: error() says why.
  [[nodiscard]] bool open(const std::string &path);

  // Up to `size` bytes; 0 at the end, -1 when reading fails or packed bytes are damaged.
  [[nodiscard]] ptrdiff_t read(char *to, size_t size);

  [[nodiscard]] const std::string &error() const { return error_; }
  // The command that unpacks such a file, or nullptr; known after the first read.
  [[nodiscard]] const char *unpack_command() const;
  [[nodiscard]] uint64_t taken() const { return taken_; }  // bytes taken from the file so far, as they are stored
  [[nodiscard]] uint64_t size() const { return size_; }    // bytes of the file, 0 when that is not known

 private:
  [[nodiscard]] ptrdiff_t read_raw(char *to, size_t size);
  enum class Packing : uint8_t { kNone, kGzip, kZstd };

  [[nodiscard]] bool begin();
  [[nodiscard]] bool begin_unpacking();
  [[nodiscard]] ptrdiff_t read_packed(char *to, size_t size);
  [[nodiscard]] bool unpack(char *&to, char *end);
  [[nodiscard]] bool unpack_gzip(char *&to, char *end);
  ptrdiff_t fail(std::string reason);

  int file_ = -1;
  bool begun_ = false;
  Packing packing_ = Packing::kNone;
  bool member_open_ = false;  // inside a gzip member: the end of the file here is damage
  z_stream stream_{};
  ZstdUnpacker zstd_;
  std::vector<char> raw_;
  size_t raw_first_ = 0;
  size_t raw_end_ = 0;
  uint64_t taken_ = 0;
  uint64_t size_ = 0;
  std::string error_;
};

}  // namespace vitrine::tool
