// simdjson knows what is wrong; how it is told stands here.
#include "cli/log/json_fault.h"

namespace vitrine::tool {

LineReason reason_of(simdjson::error_code error) {
  const auto json = [](const char *what) { return LineReason{LineFault::kJson, std::string("it is no valid JSON: ") + what}; };
  switch (error) {
    case simdjson::UTF8_ERROR: return {LineFault::kUtf8, sentence_of(LineFault::kUtf8)};
    case simdjson::UNCLOSED_STRING: return json("a text has no closing quote");
    case simdjson::UNESCAPED_CHARS: return json("a control character stands in a text; write it as \\u00XX");
    case simdjson::STRING_ERROR: return json("a text has an unknown escape or half of a surrogate pair");
    case simdjson::INCOMPLETE_ARRAY_OR_OBJECT: return json("it ends too early, or something stands behind the object");
    case simdjson::INCORRECT_TYPE:
    case simdjson::EMPTY: return {LineFault::kNoObject, sentence_of(LineFault::kNoObject)};
    case simdjson::DEPTH_ERROR: return {LineFault::kTooDeep, sentence_of(LineFault::kTooDeep)};
    case simdjson::NUMBER_ERROR: return json("a number in it is none, or is too large");
    case simdjson::MEMALLOC:
    case simdjson::CAPACITY: return {LineFault::kNoMemory, sentence_of(LineFault::kNoMemory)};
    default: return {LineFault::kJson, sentence_of(LineFault::kJson)};
  }
}

}  // namespace vitrine::tool
