// Bytes packed with zstd, unpacked piece by piece; a build without libzstd has none of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace vitrine::tool {

class ZstdUnpacker {
 public:
  // Was the tool built with libzstd?
  [[nodiscard]] static bool is_there();
  // Do these first bytes, four at least, begin a frame?
  [[nodiscard]] static bool begins(std::string_view bytes);

  ZstdUnpacker();
  ~ZstdUnpacker();
  ZstdUnpacker(const ZstdUnpacker &) = delete;
  ZstdUnpacker &operator=(const ZstdUnpacker &) = delete;

  [[nodiscard]] bool open();  // false: no memory

  // Takes bytes from `in` and puts them to `out`, and moves both on. False: they are damaged.
  [[nodiscard]] bool unpack(std::string_view &in, char *&out, const char *out_end);
  // Inside a frame: the end of the file here is damage.
  [[nodiscard]] bool is_inside() const { return inside_; }

 private:
  struct Stream;
  std::unique_ptr<Stream> stream_;
  bool inside_ = false;
};

}  // namespace vitrine::tool
