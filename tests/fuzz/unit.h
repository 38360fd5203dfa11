// What every fuzzer shares: one input to try, what must hold, and what an input may cost.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "support/random.h"

namespace vitrine::fuzz {

using Bytes = std::vector<uint8_t>;
using test::Random;
using BytesView = std::span<const uint8_t>;

// Each fuzzer's own: makes ready what all inputs share, before any of them is measured.
void prepare();
// Each fuzzer's own: tries one input. What is wrong ends the program by must().
void try_input(BytesView input);

// Ends the program with the sentence, which says what did not hold; libFuzzer then keeps the input.
void must(bool holds, const char *sentence);

}  // namespace vitrine::fuzz
