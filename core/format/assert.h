// Preconditions of inner functions: what verification has proven, and what callers promise. Checked in debug and sanitizer builds (no NDEBUG) and
// where VITRINE_ASSERTS says so; else they are gone, operands and all.
#pragma once

#if defined(VITRINE_ASSERTS) || !defined(NDEBUG)

#include <cstdio>
#include <cstdlib>

namespace vitrine {
[[noreturn]] inline void fail_assertion(const char *what, const char *file, int line) {
  std::fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, what);
  std::abort();
}
}  // namespace vitrine

#define VITRINE_ASSERT(condition) ((condition) ? void() : ::vitrine::fail_assertion(#condition, __FILE__, __LINE__))

// Where a switch over an enum has a row that a verified pack cannot bring there: one line a row, so that the compiler names the places that a new row
// must be seen to.
#define VITRINE_NEVER() ::vitrine::fail_assertion("never here", __FILE__, __LINE__)

#else

#define VITRINE_ASSERT(condition) void()
#define VITRINE_NEVER() __builtin_unreachable()

#endif
