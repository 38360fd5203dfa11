// Changes of JSON texts that mostly stay JSON: values replaced by others of the same text, members lost, doubled, moved.
#pragma once

#include <cstddef>
#include <cstdint>

namespace vitrine::fuzz {

// A custom mutator of libFuzzer for one JSON document or many, line by line.
[[nodiscard]] size_t mutate_json(uint8_t *data, size_t size, size_t most, unsigned seed);

}  // namespace vitrine::fuzz
