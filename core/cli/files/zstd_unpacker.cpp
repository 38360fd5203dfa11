// Several frames one behind the other, and frames without data, are what `zstd` itself reads.
#include "cli/files/zstd_unpacker.h"

#ifdef VITRINE_ZSTD
#include <zstd.h>
#endif

namespace vitrine::tool {

bool ZstdUnpacker::begins(std::string_view bytes) {
  if (bytes.size() < 4) return false;
  return bytes.starts_with("\x28\xB5\x2F\xFD") || ((bytes[0] & 0xF0) == 0x50 && bytes.substr(1).starts_with("\x2A\x4D\x18"));
}

#ifdef VITRINE_ZSTD

namespace {

constexpr int kLargestWindow = 31;  // `zstd --ultra --long=31`; memory is only taken where a frame asks for it

}  // namespace

struct ZstdUnpacker::Stream {
  ZSTD_DStream *stream = ZSTD_createDStream();
  Stream() = default;
  Stream(const Stream &) = delete;
  Stream &operator=(const Stream &) = delete;
  ~Stream() { ZSTD_freeDStream(stream); }
};

bool ZstdUnpacker::is_there() { return true; }

bool ZstdUnpacker::open() {
  stream_ = std::make_unique<Stream>();
  return stream_->stream != nullptr &&
         ZSTD_isError(ZSTD_DCtx_setParameter(stream_->stream, ZSTD_d_windowLogMax, sizeof(size_t) > 4 ? kLargestWindow : 30)) == 0;
}

bool ZstdUnpacker::unpack(std::string_view &in, char *&out, const char *out_end) {
  ZSTD_inBuffer input{in.data(), in.size(), 0};
  ZSTD_outBuffer output{out, static_cast<size_t>(out_end - out), 0};
  const size_t left = ZSTD_decompressStream(stream_->stream, &output, &input);
  in.remove_prefix(input.pos);
  out += output.pos;
  if (ZSTD_isError(left) != 0) return false;
  inside_ = left != 0;
  return true;
}

#else

struct ZstdUnpacker::Stream {};

bool ZstdUnpacker::is_there() { return false; }
bool ZstdUnpacker::open() { return false; }
bool ZstdUnpacker::unpack(std::string_view &, char *&, const char *) { return false; }

#endif

ZstdUnpacker::ZstdUnpacker() = default;
ZstdUnpacker::~ZstdUnpacker() = default;

}  // namespace vitrine::tool
