// The warnings of STRATEGY.md section 8 that the compiler does not look for yet: said plainly, so that no word is not taken for a good one.
#pragma once

namespace vitrine::compiler {

struct NotChecked {
  const char *code;
  const char *words;
};
inline constexpr NotChecked kNotChecked[] = {
    {"never_reachable", "segment never reachable"},
    {"always_on", "segment always on"},
    {"contained", "segment equal to or contained in another"},
    {"shown_the_same", "two segments always shown the same content"},
    {"unused_segment", "segment without slot, goal or export"},
    {"never_shown", "variant never shown"},
    {"one_count", "a segment resting on one behaviour count alone"},
    {"many_segments", "more than 12 segments"},
    {"discount_without_cap", "discount without a cap, or shown to everyone"},
    {"promotion_without_cap", "promotion without a cap"},
    {"varies_two_things", "experiment that varies two things"},
    {"unused_feature", "feature measured and never used"},
};

}  // namespace vitrine::compiler
