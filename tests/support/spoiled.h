// What the tests with one spoiled record share.
#pragma once

#include <functional>

#include "support/sample.h"

namespace vitrine::test {

struct Spoiled {
  const char *what;
  std::function<void(PackRecords &)> spoil;
};

[[nodiscard]] inline uint16_t size16(size_t size) { return static_cast<uint16_t>(size); }
[[nodiscard]] inline uint8_t size8(size_t size) { return static_cast<uint8_t>(size); }

// A feature of this kind.
[[nodiscard]] inline FeatureDef &of_kind(PackRecords &p, FeatureKind kind, Fact fact = Fact::kGrantedPersonalization) {
  for (FeatureDef &def : p.features) {
    if (def.kind == kind && (kind != FeatureKind::kFact || def.fact == fact)) return def;
  }
  FAIL("the pack has no such feature");
  return p.features[0];
}

[[nodiscard]] inline WhereDef &leaf(PackRecords &p, WhereOp op) {
  for (WhereDef &w : p.where) {
    if (w.op == op) return w;
  }
  FAIL("the pack has no such node");
  return p.where[0];
}

// The records load, and with any one of these changes they do not.
inline void check_refused(const PackRecords &whole, const std::vector<Spoiled> &all) {
  REQUIRE(loads(whole));
  for (const Spoiled &each : all) {
    PackRecords records = whole;
    each.spoil(records);
    INFO(each.what);
    CHECK_FALSE(loads(records));
  }
}
inline void check_refused(const std::vector<Spoiled> &all) { check_refused(sample().pack.records(), all); }

}  // namespace vitrine::test
