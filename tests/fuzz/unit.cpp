// libFuzzer's entry: each input is held to a limit of time and memory, and the costliest are told at the end.
#include "fuzz/unit.h"

#include <sanitizer/allocator_interface.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>

namespace vitrine::fuzz {
namespace {

// The targets are 50 ms and 64 MB for the product itself. The sanitizers make it five to ten times slower.
constexpr double kMostMilliseconds = 500;
constexpr size_t kMostBytes = size_t{64} << 20;

double worst_milliseconds = 0;
size_t worst_bytes = 0;
size_t held = 0;  // bytes that are allocated now
size_t peak = 0;

// Of this thread alone, so that a busy machine makes no input slow.
double milliseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

void on_allocate(const volatile void *, size_t size) {
  held += size;
  peak = std::max(peak, held);
}

void on_free(const volatile void *block) {
  if (block != nullptr) held -= std::min(held, __sanitizer_get_allocated_size(const_cast<const void *>(block)));
}

void tell_worst() {
  std::fprintf(stderr, "worst input: %.1f ms, %.2f MB\n", worst_milliseconds, static_cast<double>(worst_bytes) / (1 << 20));
}

}  // namespace
}  // namespace vitrine::fuzz

using namespace vitrine::fuzz;

extern "C" int LLVMFuzzerInitialize(int *, char ***) {
  prepare();
  __sanitizer_install_malloc_and_free_hooks(on_allocate, on_free);
  std::atexit(tell_worst);
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const size_t held_before = peak = held;
  const double start = milliseconds();
  try_input({data, size});
  const double took = milliseconds() - start;
  worst_milliseconds = std::max(worst_milliseconds, took);
  worst_bytes = std::max(worst_bytes, peak - held_before);
  must(took <= kMostMilliseconds, "an input takes at most 500 ms of processor time under sanitizers");
  must(peak - held_before <= kMostBytes, "an input takes at most 64 MB of memory");
  return 0;
}
