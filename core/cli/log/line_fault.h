// Why a line of a log is skipped: every reason has a code, under which it is counted, and a sentence about it, the line.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace vitrine::tool {

// X(name, code, sentence). Codes stand in summaries: a new row may stand anywhere, a code that was once given stays what it is. The
// sentence is what the code means in general; where more is known (which key, which number) the reader says that instead.
#define VITRINE_LINE_FAULTS(X)                                                                              \
  X(kTooLong, "too_long", "it is longer than 64 MiB")                                                       \
  X(kNoMemory, "no_memory", "it is too long for the memory of this machine")                                \
  X(kUtf8, "utf8", "it is no valid UTF-8")                                                                  \
  X(kJson, "json", "it is no valid JSON")                                                                   \
  X(kNoObject, "no_object", "it is no JSON object; a line is {\"visitor\":...,\"time\":...,\"event\":...}") \
  X(kTooDeep, "too_deep", "it is nested too deeply: more than 512 lists and objects in one another")        \
  X(kDuplicateKey, "duplicate_key", "a key stands twice in one object; keep one of them")                   \
  X(kNumberTooLarge, "number_too_large", "a number is too large for a double")                              \
  X(kVisitorMissing, "visitor_missing", "`visitor` is missing; write \"visitor\":\"the visitor's id\"")     \
  X(kVisitorType, "visitor_type", "`visitor` is neither a text nor an integer; write it in quotes")         \
  X(kVisitorEmpty, "visitor_empty", "`visitor` is empty; write the visitor's id")                           \
  X(kTimeMissing, "time_missing", "`time` is missing; write \"time\":\"2026-11-22T10:00:00Z\"")             \
  X(kTimeType, "time_type", "`time` is neither a text nor a number")                                        \
  X(kTime, "time", "its time is none, or not within the years 1970 to 2106")                                \
  X(kMicroseconds, "microseconds", "its time looks like microseconds; divide it by 1000000")                \
  X(kEventMissing, "event_missing", "`event` is missing; write \"event\":\"view_item\"")                    \
  X(kEventType, "event_type", "`event` is no text; write it in quotes")                                     \
  X(kWithoutVisitor, "without_visitor", "it is without visitor")                                            \
  X(kOtherType, "other_type", "its type is none that stands for an event")                                  \
  X(kCells, "cells", "it has another number of cells than the header")                                      \
  X(kQuotes, "quotes", "a quote in it is never closed, or stands where none can")                           \
  X(kRefused, "refused", "the core refuses the event")

enum class LineFault : uint8_t {
#define VITRINE_X(name, code, sentence) name,
  VITRINE_LINE_FAULTS(VITRINE_X)
#undef VITRINE_X
      kCount
};

inline constexpr size_t kLineFaults = static_cast<size_t>(LineFault::kCount);

using LineFaultCounts = std::array<uint64_t, kLineFaults>;  // lines by reason

[[nodiscard]] constexpr const char *code_of(LineFault fault) {
  constexpr const char *kCodes[] = {
#define VITRINE_X(name, code, sentence) code,
      VITRINE_LINE_FAULTS(VITRINE_X)
#undef VITRINE_X
  };
  return kCodes[static_cast<size_t>(fault)];
}

[[nodiscard]] constexpr const char *sentence_of(LineFault fault) {
  constexpr const char *kSentences[] = {
#define VITRINE_X(name, code, sentence) sentence,
      VITRINE_LINE_FAULTS(VITRINE_X)
#undef VITRINE_X
  };
  return kSentences[static_cast<size_t>(fault)];
}

// Of one line.
struct LineReason {
  LineFault fault = LineFault::kJson;
  std::string sentence;  // about "it", the line, without a full stop
};

}  // namespace vitrine::tool
