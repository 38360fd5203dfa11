// gzip is told by its first two bytes, never by a name, so that it also works on standard input.
#include "cli/byte_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace vitrine {
namespace {

constexpr size_t kRawBytes = 256 * 1024;
constexpr int kGzipOnly = 15 + 16;  // zlib: the largest window, gzip framing

}  // namespace

ByteSource::~ByteSource() {
  if (packed_) inflateEnd(&stream_);
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

// Reads until two bytes are there (a pipe may bring them one by one) and looks whether they begin a gzip member.
bool ByteSource::begin() {
  begun_ = true;
  raw_.resize(kRawBytes);
  while (raw_end_ < 2) {
    const ptrdiff_t count = read_raw(raw_.data() + raw_end_, raw_.size() - raw_end_);
    if (count < 0) return false;
    if (count == 0) break;
    raw_end_ += static_cast<size_t>(count);
  }
  packed_ = raw_end_ >= 2 && raw_[0] == '\x1f' && raw_[1] == '\x8b';
  if (packed_ && inflateInit2(&stream_, kGzipOnly) != Z_OK) {
    packed_ = false;
    error_ = "not enough memory to unpack it";
    return false;
  }
  return true;
}

ptrdiff_t ByteSource::read(char *to, size_t size) {
  if (!error_.empty() || (!begun_ && !begin())) return -1;
  if (packed_) return read_packed(to, size);
  if (raw_first_ < raw_end_) {
    const size_t count = std::min(size, raw_end_ - raw_first_);
    std::memcpy(to, raw_.data() + raw_first_, count);
    raw_first_ += count;
    return static_cast<ptrdiff_t>(count);
  }
  return read_raw(to, size);
}

ptrdiff_t ByteSource::read_packed(char *to, size_t size) {
  stream_.next_out = reinterpret_cast<Bytef *>(to);
  stream_.avail_out = static_cast<uInt>(std::min<size_t>(size, 1u << 30));
  const uInt wanted = stream_.avail_out;
  while (stream_.avail_out == wanted) {
    if (raw_first_ == raw_end_) {
      const ptrdiff_t count = read_raw(raw_.data(), raw_.size());
      if (count < 0) return -1;
      if (count == 0 && member_open_) return fail("its gzip data end too early");
      if (count == 0) return 0;
      raw_first_ = 0;
      raw_end_ = static_cast<size_t>(count);
    }
    member_open_ = true;
    stream_.next_in = reinterpret_cast<Bytef *>(raw_.data() + raw_first_);
    stream_.avail_in = static_cast<uInt>(raw_end_ - raw_first_);
    const int status = inflate(&stream_, Z_NO_FLUSH);
    raw_first_ = raw_end_ - stream_.avail_in;
    if (status == Z_STREAM_END) {
      member_open_ = false;
      inflateReset(&stream_);  // another member may follow: `cat a.gz b.gz`
    } else if (status != Z_OK && status != Z_BUF_ERROR) {
      return fail("its gzip data are damaged");
    }
  }
  return static_cast<ptrdiff_t>(wanted - stream_.avail_out);
}

}  // namespace vitrine
