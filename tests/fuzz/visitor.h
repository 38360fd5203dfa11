// A visitor whose every answer is held to what vitrine.h promises, whatever bytes it was made of.
#pragma once

#include "fuzz/world.h"

namespace vitrine::fuzz {

class Visitor {
 public:
  // `id` puts the visitor into the buckets of experiments and holdout.
  Visitor(const LoadedPack &pack, BytesView snapshot, int32_t purposes = VT_ALL_PURPOSES, std::string_view id = "v1");

  [[nodiscard]] int32_t restored() const { return restored_; }
  [[nodiscard]] const Bytes &block() const { return block_; }
  [[nodiscard]] uint32_t clock() const;
  [[nodiscard]] Bytes snapshot() const;  // empty: it is longer than 64 KB
  // Clock, segments, stage and decisions: two visitors that are the same agree on them.
  [[nodiscard]] std::vector<int32_t> answers() const;

  // One call, judged by its status alone.
  [[nodiscard]] bool refuses(BytesView event);

  // What comes back and what is left behind must be as promised.
  int32_t take(BytesView event);
  int32_t advance(uint32_t time);
  int32_t rank(int32_t slot, BytesView items, size_t count);
  void set_purposes(int32_t purposes);
  void forget();

 private:
  template <class Step>
  int32_t go_on(Step step);
  [[nodiscard]] std::vector<uint16_t> list(vt_segments_which which) const;
  [[nodiscard]] vt_decision decide(int32_t slot) const;
  void check() const;

  const LoadedPack *pack_;
  Bytes block_;
  int32_t restored_ = VT_OK;
};

// Two visitors that should be the same have the same answers and the same snapshot; what differs is printed.
void must_agree(const Visitor &one, const Visitor &other);

}  // namespace vitrine::fuzz
