// One line on standard error, drawn over itself at most five times a second; none where nobody watches.
#include "cli/replay/progress.h"

#include <unistd.h>

#include <cstdio>

namespace vitrine::tool {

Progress::Progress(bool quiet) : shown_(!quiet && isatty(STDERR_FILENO) == 1), begin_(Clock::now()), last_(begin_) {}

double Progress::seconds() const { return std::chrono::duration<double>(Clock::now() - begin_).count(); }

void Progress::show(uint64_t events, uint64_t bytes, uint64_t bytes_in_all) {
  last_ = Clock::now();
  drawn_ = true;
  std::fprintf(stderr, "\r\033[K%llu events, %.0f a second", static_cast<unsigned long long>(events),
               static_cast<double>(events) / seconds());
  if (bytes_in_all > 0) std::fprintf(stderr, ", %.0f %% read", 100.0 * static_cast<double>(bytes) / static_cast<double>(bytes_in_all));
  std::fflush(stderr);
}

void Progress::clear() {
  if (drawn_) std::fputs("\r\033[K", stderr);
  drawn_ = false;
}

}  // namespace vitrine::tool
