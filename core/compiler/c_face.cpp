// The C face: results copied into memory that C can free.
#include <cstdlib>
#include <cstring>
#include <exception>
#include <string>

#include "compiler/compile.h"
#include "vitrine/vitrine_compiler.h"

namespace vitrine::compiler {
namespace {

// False: no memory.
template <class Byte>
bool copy(const void *data, size_t size, Byte *&bytes, int32_t &length) {
  if (size == 0) return true;
  bytes = static_cast<Byte *>(std::malloc(size));
  if (bytes == nullptr || size > INT32_MAX) return false;
  std::memcpy(bytes, data, size);
  length = static_cast<int32_t>(size);
  return true;
}

bool fill(vt_compiled &out, const std::vector<Diagnostic> &diagnostics, const std::string &text, std::string_view file) {
  std::string messages;
  for (const Diagnostic &diagnostic : diagnostics) {
    ++(diagnostic.severity == Severity::kError ? out.errors : out.warnings);
    messages += print_diagnostic(diagnostic, file);
  }
  const std::string json = diagnostics_json(diagnostics, file);
  return copy(text.data(), text.size(), out.text, out.text_length) &&
         copy(json.data(), json.size(), out.diagnostics, out.diagnostics_length) &&
         copy(messages.data(), messages.size(), out.messages, out.messages_length);
}

// What `work` fills is whole or there is none.
template <class Work>
vt_compiled *made(Work work) {
  auto *out = static_cast<vt_compiled *>(std::calloc(1, sizeof(vt_compiled)));
  if (out == nullptr) return nullptr;
  bool whole = false;
  try {
    whole = work(*out);
  } catch (const std::exception &) {
    whole = false;
  }
  if (whole) return out;
  vt_compile_free(out);
  return nullptr;
}

std::string_view view(const char *text, int32_t length) {
  return text == nullptr || length <= 0 ? std::string_view() : std::string_view(text, static_cast<size_t>(length));
}
std::string_view name_of(const char *file) { return file == nullptr ? "strategy" : file; }

}  // namespace
}  // namespace vitrine::compiler

vt_compiled *vt_compile(const char *text, int32_t length, const char *file) {
  using namespace vitrine::compiler;
  return made([&](vt_compiled &out) {
    const CompileResult result = compile(view(text, length), name_of(file));
    return copy(result.pack.data(), result.pack.size(), out.pack, out.pack_length) &&
           copy(result.names.data(), result.names.size(), out.names, out.names_length) && fill(out, result.diagnostics, {}, result.file);
  });
}

vt_compiled *vt_words(const char *text, int32_t length, const char *file) {
  using namespace vitrine::compiler;
  return made([&](vt_compiled &out) {
    const WordsResult result = words(view(text, length), name_of(file));
    return fill(out, result.diagnostics, result.text, result.file);
  });
}

vt_compiled *vt_dump(const uint8_t *pack, int32_t length, const char *names, int32_t names_length, const char *file) {
  using namespace vitrine::compiler;
  return made([&](vt_compiled &out) {
    const std::string_view bytes = view(reinterpret_cast<const char *>(pack), length);
    const DumpResult result = dump({reinterpret_cast<const uint8_t *>(bytes.data()), bytes.size()}, view(names, names_length));
    std::vector<Diagnostic> diagnostics;
    if (!result.error.empty()) diagnostics.push_back({Severity::kError, "bad_pack", {}, "", result.error, "Compile the strategy again."});
    return fill(out, diagnostics, result.text, name_of(file));
  });
}

void vt_compile_free(vt_compiled *result) {
  if (result == nullptr) return;
  std::free(result->pack);
  std::free(result->names);
  std::free(result->text);
  std::free(result->diagnostics);
  std::free(result->messages);
  std::free(result);
}
