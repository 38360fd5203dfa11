// Preconditions of inner functions: what breaks one ends the program, with the place and what does not hold.
#ifndef __EMSCRIPTEN__  // a broken one ends a process of its own, which Wasm has not
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "runtime/features/refresh.h"
#include "runtime/gates.h"
#include "support/visitor.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

// What a child process that calls this says on its standard error before it ends by abort(); empty: it did not.
template <class Call>
std::string words_of_death(Call call) {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  const pid_t child = fork();
  if (child == 0) {
    dup2(ends[1], STDERR_FILENO);
    signal(SIGABRT, SIG_DFL);  // not Catch's
    call();
    _exit(0);
  }
  close(ends[1]);
  std::string said;
  char some[256];
  for (ssize_t read_now; (read_now = read(ends[0], some, sizeof some)) > 0;) said.append(some, static_cast<size_t>(read_now));
  close(ends[0]);
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT ? said : "";
}

bool contains(const std::string &text, const char *part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a condition, feature or record that the pack does not have ends a build that asserts, and one that it has does not") {
  PackBuilder builder;
  builder.segment(builder.ge(builder.count("search"), 1));
  const LoadedPack pack(builder);
  vitrine::test::Visitor v(pack);
  const vitrine::runtime::Run r{reinterpret_cast<vitrine::runtime::Visitor *>(v.data())};
  CHECK(contains(words_of_death([&] { flip(r, r.pack().conditions.count, true); }), "gates.cpp"));
  CHECK(contains(words_of_death([&] { refresh(r, r.pack().features.count); }), "does not hold: index < v->pack->features.count"));
  CHECK(contains(words_of_death([&] { (void)r.pack().segments[1]; }), "pack.h"));
  CHECK(words_of_death([&] { (void)r.pack().segments[0]; }).empty());
}

TEST_CASE("a clock that would stand still ends a build that asserts") {
  PackBuilder builder;
  builder.segment(builder.ge(builder.since("search"), 10));
  PackRecords records = builder.records();
  const LoadedPack pack(records);
  vitrine::test::Visitor v(pack);
  v.take(Wire(builder, "search", 1000));
  // A list of what waits that leaves out what is due.
  const auto starve = [&] {
    auto &loaded = *static_cast<vitrine::runtime::Pack *>(const_cast<void *>(pack.get()));
    loaded.waiting.count = 0;
    reinterpret_cast<vitrine::runtime::Visitor *>(v.data())->next_due = 1010;
    loaded.moments = 0;
    (void)v.advance_once(2000);
  };
  CHECK(contains(words_of_death(starve), "engine.cpp"));
}
#else
#include <catch2/catch.hpp>
TEST_CASE("assertions are tried natively") { SUCCEED(); }
#endif
