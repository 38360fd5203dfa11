// Changes of inputs that keep their form, so that the fuzzers get behind the checks of form.
#pragma once

#include "fuzz/makers.h"
#include "fuzz/sealed.h"

extern "C" size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);

namespace vitrine::fuzz {

// libFuzzer's own changes, up to `most` bytes.
void mutate_bytes(Bytes &bytes, size_t most);
// The same without a change of length.
void mutate_in_place(Bytes &bytes);

// One to three changes each.
void mutate(Snapshot &snapshot, Random &random);
void mutate(PackParts &parts, Random &random);
void mutate(WireEvent &event, const Maker &maker, Random &random);
void mutate(std::vector<WireItem> &items, const Maker &maker, Random &random);

// What a custom mutator returns: the bytes in libFuzzer's buffer, cut to it.
[[nodiscard]] size_t give(const Bytes &bytes, uint8_t *data, size_t most);

}  // namespace vitrine::fuzz
