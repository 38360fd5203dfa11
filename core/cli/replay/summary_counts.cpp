// Names come in at the end: counting is by number.
#include "cli/replay/summary_counts.h"

#include "format/pack_format.h"

namespace vitrine::tool {

Tally::Tally(const StrategyNames &names, const std::vector<uint32_t> &slots)
    : names_(names),
      slots_(slots),
      ever_words_((names.segments.size() + 63) / 64),
      ever_count_(names.segments.size()),
      now_count_(names.segments.size()),
      stage_count_(names.stages.size()),
      first_count_(names.stages.size()) {
  for (const uint32_t slot : slots) decided_.emplace_back(names.slots[slot].variants.size());
}

void Tally::entered(uint32_t visitor, const std::vector<uint16_t> &segments) {
  if (ever_.size() < (visitor + size_t{1}) * ever_words_) ever_.resize((visitor + size_t{1}) * ever_words_);
  for (const uint16_t segment : segments) {
    uint64_t &word = ever_[visitor * ever_words_ + segment / 64];
    const uint64_t bit = uint64_t{1} << (segment % 64);
    if ((word & bit) == 0) ++ever_count_[segment];
    word |= bit;
  }
}

void Tally::moved(uint16_t old_stage, uint16_t stage) {
  if (old_stage == kNone16)
    ++first_count_[stage];
  else
    ++moves_[uint32_t{old_stage} << 16 | stage];
}

void Tally::count(const VisitorView &visitor, const std::vector<uint16_t> &members) {
  for (size_t i = 0; i < members.size(); ++i) {
    ++now_count_[members[i]];
    for (size_t j = i + 1; j < members.size(); ++j) ++overlap_[uint32_t{members[i]} << 16 | members[j]];
  }
  const uint16_t stage = visitor.stage();
  if (stage != kNone16) ++stage_count_[stage];
  for (size_t i = 0; i < slots_.size(); ++i) {
    vt_decision decision{};
    if (visitor.decide(slots_[i], decision)) ++decided_[i][static_cast<size_t>(decision.variant)];
  }
}

void Tally::add_to(Summary &summary) const {
  for (size_t s = 0; s < names_.segments.size(); ++s) {
    Summary::Segment &segment = summary.segments[names_.segments[s]];
    segment.now += now_count_[s];
    segment.ever += ever_count_[s];
  }
  for (size_t s = 0; s < names_.stages.size(); ++s) {
    Summary::Stage &stage = summary.stages[names_.stages[s]];
    stage.now += stage_count_[s];
    stage.first += first_count_[s];
  }
  for (const auto &[move, count] : moves_) summary.stages[names_.stages[move >> 16]].moves[names_.stages[move & 0xFFFFu]] += count;
  for (const auto &[pair, count] : overlap_) {
    const std::string &first = names_.segments[pair >> 16];
    const std::string &second = names_.segments[pair & 0xFFFFu];
    summary.overlap[first < second ? std::pair(first, second) : std::pair(second, first)] += count;
  }
  for (size_t i = 0; i < slots_.size(); ++i) {
    const SlotNames &slot = names_.slots[slots_[i]];
    for (size_t v = 0; v < slot.variants.size(); ++v) summary.decisions[slot.id][slot.variants[v]] += decided_[i][v];
  }
}

}  // namespace vitrine::tool
