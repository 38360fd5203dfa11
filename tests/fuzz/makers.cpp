// Fields by what the pack wants of each: its kinds, texts of the strategy, numbers near the constants that people write.
#include "fuzz/makers.h"

#include "format/events.h"

namespace vitrine::fuzz {

uint32_t random_step(Random &random) {
  static constexpr uint32_t kSteps[] = {0, 0, 1, 20, 59, 600, 1'799, 1'800, 3'600, 86'399, 86'400, 604'800};
  return random.one_in(60) ? 5'184'000 : random.pick(kSteps);
}

int64_t random_number(Random &random) {
  static constexpr int64_t kNumbers[] = {0,         1,        -1, 999, 1'000, 25'000, 2'147'483'647, int64_t{1} << 52, int64_t{1} << 53,
                                         INT64_MAX, INT64_MIN};
  if (random.one_in(6)) return random.pick(kNumbers);
  return random.one_in(2) ? random.below(5) * 1'000 : random.below(200'000);
}

WireField Maker::field(Random &random) const {
  WireField field;
  if (fields_.empty()) return field;
  field.index = static_cast<uint8_t>(random.below(fields_.size()));
  const uint8_t wants = fields_[field.index].wants;
  if (random.one_in(40)) field.kind = static_cast<uint8_t>(random.below(32));
  if ((wants & (kWantNumber | kWantTime)) != 0 && !random.one_in(8)) field.kind |= 1;
  if ((wants & (kWantText | kWantLong)) != 0 && !random.one_in(8)) field.kind |= 2;
  if ((wants & kWantBool) != 0 && random.one_in(2)) field.kind = static_cast<uint8_t>(random.one_in(2) ? 4 : 12);
  if ((field.kind & 1) != 0) field.number = random_number(random);
  if ((field.kind & 2) != 0) field.text = random.pick(words_);
  if (field.text.empty()) field.kind &= static_cast<uint8_t>(~2);
  return field;
}

WireFields Maker::some_fields(Random &random, size_t most) const {
  WireFields fields;
  for (uint32_t left = fields_.empty() ? 0 : random.below(most + 1); left > 0; --left) fields.push_back(field(random));
  return fields;
}

WireEvent Maker::event(Random &random, uint32_t time) const {
  WireEvent event;
  event.time = time;
  event.event = events_ == 0 || random.one_in(16) ? kNone16 : static_cast<uint16_t>(random.below(events_));
  event.fields = some_fields(random, 6);
  for (uint32_t left = random.one_in(2) ? random.below(4) : 0; left > 0; --left) event.items.push_back(some_fields(random, 6));
  return event;
}

std::vector<WireItem> Maker::items(Random &random, size_t count) const {
  std::vector<WireItem> items(count);
  for (WireItem &item : items) {
    item.flags = random.one_in(8) ? 1 : 0;
    for (uint32_t &signal : item.signals) signal = random.one_in(3) ? random.below(1'000'001) : random.below(2) * 500'000;
    item.fields = some_fields(random, 4);
  }
  return items;
}

}  // namespace vitrine::fuzz
