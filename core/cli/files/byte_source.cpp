// gzip and zstd are known by their first bytes, never by a name, so that it also works on standard input.
#include "cli/files/byte_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace vitrine::tool {
namespace {

constexpr size_t kRawBytes = 256 * 1024;
constexpr size_t kSignatureBytes = 4;
constexpr int kGzipOnly = 15 + 16;  // zlib: the largest window, gzip framing

}  // namespace

ByteSource::~ByteSource() {
  if (packing_ == Packing::kGzip) inflateEnd(&stream_);
  if (file_ > STDIN_FILENO) close(file_);
}

bool ByteSource::open(const std::string &path) {
  if (path == "-") {
    file_ = STDIN_FILENO;
  } else {
    file_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file_ < 0) {
      error_ = std::strerror(errno);
      return false;
    }
  }
  struct stat about{};
  if (fstat(file_, &about) == 0) {
    if (S_ISDIR(about.st_mode)) {
      error_ = "it is a folder";
      return false;
    }
    if (S_ISREG(about.st_mode)) size_ = static_cast<uint64_t>(about.st_size);
  }
  return true;
}

ptrdiff_t ByteSource::fail(std::string reason) {
  error_ = std::move(reason);
  return -1;
}

ptrdiff_t ByteSource::read_raw(char *to, size_t size) {
  for (;;) {
    const ssize_t count = ::read(file_, to, size);
    if (count >= 0) {
      taken_ += static_cast<uint64_t>(count);
      return count;
    }
    if (errno != EINTR) return fail(std::strerror(errno));
  }
}

const char *ByteSource::unpack_command() const {
  switch (packing_) {
    case Packing::kNone: return nullptr;
    case Packing::kGzip: return "gzip -dc";
    case Packing::kZstd: return "zstd -dc";
  }
  return nullptr;
}

// Reads until a signature is there (a pipe may bring its bytes one by one) and looks whether it is one of a packed file.
bool ByteSource::begin() {
  begun_ = true;
  raw_.resize(kRawBytes);
  while (raw_end_ < kSignatureBytes) {
    const ptrdiff_t count = read_raw(raw_.data() + raw_end_, raw_.size() - raw_end_);
    if (count < 0) return false;
    if (count == 0) break;
    raw_end_ += static_cast<size_t>(count);
  }
  const std::string_view first(raw_.data(), raw_end_);
  if (first.starts_with("\x1f\x8b"))
    packing_ = Packing::kGzip;
  else if (ZstdUnpacker::is_there() && ZstdUnpacker::begins(first))
    packing_ = Packing::kZstd;
  return begin_unpacking();
}

bool ByteSource::begin_unpacking() {
  if (packing_ == Packing::kNone) return true;
  if (packing_ == Packing::kZstd ? zstd_.open() : inflateInit2(&stream_, kGzipOnly) == Z_OK) return true;
  packing_ = Packing::kNone;
  error_ = "not enough memory to unpack it";
  return false;
}

ptrdiff_t ByteSource::read(char *to, size_t size) {
  if (!error_.empty() || (!begun_ && !begin())) return -1;
  if (packing_ != Packing::kNone) return read_packed(to, size);
  if (raw_first_ < raw_end_) {
    const size_t count = std::min(size, raw_end_ - raw_first_);
    std::memcpy(to, raw_.data() + raw_first_, count);
    raw_first_ += count;
    return static_cast<ptrdiff_t>(count);
  }
  return read_raw(to, size);
}

ptrdiff_t ByteSource::read_packed(char *to, size_t size) {
  char *at = to;
  char *const end = to + std::min<size_t>(size, 1u << 30);
  while (at == to) {
    if (raw_first_ == raw_end_) {
      const ptrdiff_t count = read_raw(raw_.data(), raw_.size());
      if (count < 0) return -1;
      if (count == 0 && (member_open_ || zstd_.is_inside()))
        return fail(packing_ == Packing::kGzip ? "its gzip data end too early" : "its zstd data end too early");
      if (count == 0) return 0;
      raw_first_ = 0;
      raw_end_ = static_cast<size_t>(count);
    }
    if (!unpack(at, end)) return fail(packing_ == Packing::kGzip ? "its gzip data are damaged" : "its zstd data are damaged");
  }
  return at - to;
}

bool ByteSource::unpack(char *&to, char *end) {
  if (packing_ == Packing::kGzip) return unpack_gzip(to, end);
  std::string_view in(raw_.data() + raw_first_, raw_end_ - raw_first_);
  const bool is_fine = zstd_.unpack(in, to, end);
  raw_first_ = raw_end_ - in.size();
  return is_fine;
}

bool ByteSource::unpack_gzip(char *&to, char *end) {
  member_open_ = true;
  stream_.next_in = reinterpret_cast<Bytef *>(raw_.data() + raw_first_);
  stream_.avail_in = static_cast<uInt>(raw_end_ - raw_first_);
  stream_.next_out = reinterpret_cast<Bytef *>(to);
  stream_.avail_out = static_cast<uInt>(end - to);
  const int status = inflate(&stream_, Z_NO_FLUSH);
  raw_first_ = raw_end_ - stream_.avail_in;
  to = end - stream_.avail_out;
  if (status == Z_STREAM_END) {
    member_open_ = false;
    inflateReset(&stream_);  // another member may follow: `cat a.gz b.gz`
    return true;
  }
  return status == Z_OK || status == Z_BUF_ERROR;
}

}  // namespace vitrine::tool
