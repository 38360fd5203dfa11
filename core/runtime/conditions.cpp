// Moves a feature among its conditions: numbers, fractions, labels and texts.
#include "runtime/conditions.h"

#include <cstring>

#include "format/texts.h"

namespace vitrine::runtime {

namespace {

// Conditions below `position` hold, those from it on do not.
void set_position(Run r, uint32_t feature, uint32_t position) {
  const uint32_t first = r.feature(feature).condition_first;
  uint16_t &now = r.position(feature);
  while (now < position) flip(r, first + now++, true);
  while (now > position) flip(r, first + --now, false);
}

}  // namespace

void move_to_number(Run r, uint32_t feature, int64_t value) {
  const FeatureDef &def = r.feature(feature);
  const int64_t *thresholds = r.pack().conditions.data + def.condition_first;
  uint16_t &now = r.position(feature);
  while (now < def.condition_count && value >= thresholds[now]) flip(r, uint32_t{def.condition_first} + now++, true);
  while (now > 0 && value < thresholds[now - 1]) flip(r, uint32_t{def.condition_first} + --now, false);
}

void move_to_none(Run r, uint32_t feature) { set_position(r, feature, 0); }

void move_to_fraction(Run r, uint32_t feature, int64_t numerator, int64_t scale, int64_t denominator) {
  const FeatureDef &def = r.feature(feature);
  const int64_t *thresholds = r.pack().conditions.data + def.condition_first;
  uint32_t position = 0;
  // c * denominator past 2^63 is past any numerator * scale, which stays below 2^62.
  while (position < def.condition_count && (thresholds[position] <= 0 || (thresholds[position] <= INT64_MAX / denominator &&
                                                                          numerator * scale >= thresholds[position] * denominator))) {
    ++position;
  }
  set_position(r, feature, position);
}

void move_to_label(Run r, uint32_t feature, uint64_t hash) {
  const FeatureDef &def = r.feature(feature);
  const uint32_t exists = (def.flags & kFeatureExists) != 0 ? 1 : 0;
  const auto *labels = reinterpret_cast<const uint64_t *>(r.pack().conditions.data) + def.condition_first;
  // 0: no value; 1: a value that no condition names; 2 + i: the value of condition i.
  uint16_t now = hash == 0 ? 0 : 1;
  uint32_t low = exists;
  uint32_t high = def.condition_count;
  while (hash != 0 && low < high) {
    const uint32_t middle = (low + high) / 2;
    if (labels[middle] == hash) {
      now = static_cast<uint16_t>(2 + middle);
      break;
    }
    if (labels[middle] < hash)
      low = middle + 1;
    else
      high = middle;
  }
  uint16_t &position = r.position(feature);
  const uint16_t before = position;
  if (now == before) return;
  position = now;
  if (before >= 2) flip(r, def.condition_first + before - 2u, false);
  if (now >= 2) flip(r, def.condition_first + now - 2u, true);
  if (exists != 0 && (before == 0) != (now == 0)) flip(r, def.condition_first, now != 0);
}

bool text_passes(TextOp op, const char *text, uint32_t length, const char *other, uint32_t other_length) {
  return text_holds(op, text, length, other, other_length);
}

void move_to_text(Run r, uint32_t feature, const char *text, uint32_t length) {
  const FeatureDef &def = r.feature(feature);
  auto &state = r.state<TextState>(feature);
  auto *on = r.at<uint32_t>(r.pack().state[feature] + sizeof(TextState));
  state.list.count = length;
  if (length > 0) std::memmove(state.bytes, text, length);
  std::memset(state.bytes + length, 0, sizeof state.bytes - length);
  for (uint32_t i = 0; i < def.condition_count; ++i) {
    const int64_t test = r.pack().conditions[def.condition_first + i];
    const auto op = static_cast<TextOp>(static_cast<uint64_t>(test) >> 32);
    const char *other = nullptr;
    uint32_t other_length = 0;
    if (op != TextOp::kExists) {
      const uint32_t first = r.pack().string_first[static_cast<uint32_t>(test)];
      other = r.pack().strings.data + first;
      other_length = r.pack().string_first[static_cast<uint32_t>(test) + 1] - first;
    }
    const bool passes = text_passes(op, state.bytes, length, other, other_length);
    const uint32_t bit = 1u << (i % 32);
    if (((on[i / 32] & bit) != 0) == passes) continue;
    on[i / 32] ^= bit;
    flip(r, def.condition_first + i, passes);
  }
}

int64_t next_threshold(Run r, uint32_t feature) {
  const FeatureDef &def = r.feature(feature);
  const uint16_t position = r.position(feature);
  return position < def.condition_count ? r.pack().conditions[def.condition_first + position] : INT64_MAX;
}

int64_t reached_threshold(Run r, uint32_t feature) {
  const FeatureDef &def = r.feature(feature);
  const uint16_t position = r.position(feature);
  const int64_t reached = position == 0 ? 0 : r.pack().conditions[def.condition_first + position - 1u];
  return reached < 0 ? 0 : reached;
}

}  // namespace vitrine::runtime
