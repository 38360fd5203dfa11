// Why a slot shows what it shows, in the words of OpenFeature where it has one; the order is that of STRATEGY.md section 5.
#pragma once

#define VITRINE_REASONS(X)                \
  X(kTargetingMatch, "TARGETING_MATCH")   \
  X(kSplit, "SPLIT")                      \
  X(kDefault, "DEFAULT")                  \
  X(kError, "ERROR")                      \
  X(kConsent, "CONSENT")                  \
  X(kHoldout, "HOLDOUT")                  \
  X(kNotTheArm, "SPLIT")                  \
  X(kGuarded, "GUARDED")                  \
  X(kEvidenceMissing, "EVIDENCE_MISSING") \
  X(kCapped, "CAPPED")                    \
  X(kDisabled, "DISABLED")

namespace vitrine {

#define VITRINE_X(id, text) id,
enum class Reason : unsigned char { VITRINE_REASONS(VITRINE_X) kCount };
#undef VITRINE_X

#define VITRINE_X(id, text) text,
inline constexpr const char *kReasonTexts[] = {VITRINE_REASONS(VITRINE_X)};
#undef VITRINE_X

}  // namespace vitrine
