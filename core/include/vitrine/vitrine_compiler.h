// The compiler of Vitrine: strategy text in, pack out. Plain C, 32-bit integers and pointers only.
//
// Unlike the runtime it allocates: a result lives until vt_compile_free. It does no I/O, reads no clock and keeps no state of its own,
// so calls for different texts may run at once. All bytes may be hostile: what is wrong comes back as findings, and nothing is thrown.
#ifndef VITRINE_VITRINE_COMPILER_H
#define VITRINE_VITRINE_COMPILER_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// What a call made. The bytes belong to the result; none of them ends with a zero. A length of 0 says that there is none (the pointer then
// may be null).
typedef struct vt_compiled {
  uint8_t *pack;            // for vt_load, which takes it
  int32_t pack_length;
  char *names;              // the sidecar: JSON, UTF-8
  int32_t names_length;
  char *text;               // of vt_words and vt_dump: UTF-8
  int32_t text_length;
  char *diagnostics;  // JSON: {"file", "errors", "warnings", "diagnostics": [{severity, code, line, column, pointer, sentence, hint}]}
  int32_t diagnostics_length;
  char *messages;  // the same findings as lines for people
  int32_t messages_length;
  int32_t errors;
  int32_t warnings;
} vt_compiled;

// Compiles `length` bytes of a strategy. `file` (a C string, may be null) is only for the messages. Without errors there are pack and
// names. Null: no memory.
vt_compiled *vt_compile(const char *text, int32_t length, const char *file);

// Every segment, stage and slot as an English sentence, in `text`. Null: no memory.
vt_compiled *vt_words(const char *text, int32_t length, const char *file);

// A readable listing of a pack, in `text`. `names` (the sidecar) may be null with length 0. A refused pack is one error. Null: no memory.
vt_compiled *vt_dump(const uint8_t *pack, int32_t length, const char *names, int32_t names_length, const char *file);

// Frees a result and everything in it; null is allowed.
void vt_compile_free(vt_compiled *result);

#ifdef __cplusplus
}
#endif
#endif
