// Mutations of parts, sections, events and items: numbers near their limits, records doubled, lost, swapped or mixed.
#include "fuzz/mutate.h"

#include <algorithm>

#include "fuzz/bytes.h"

namespace vitrine::fuzz {
namespace {

template <class List>
void lose_one(List &list, Random &random) {
  if (!list.empty()) list.erase(list.begin() + random.below(list.size()));
}

template <class List>
void double_one(List &list, Random &random) {
  if (list.empty() || list.size() >= 200) return;
  const auto one = random.pick(list);
  list.insert(list.begin() + random.below(list.size() + 1), one);
}

template <class List>
void swap_two(List &list, Random &random) {
  if (!list.empty()) std::swap(random.pick(list), random.pick(list));
}

// A number of 1, 2, 4 or 8 bytes becomes one that limits, signs or the numbers around it are made of.
void set_number(Bytes &bytes, size_t first, size_t length, uint64_t near, Random &random) {
  static constexpr size_t kWidths[] = {1, 1, 1, 2, 2, 2, 4, 4, 8};
  const size_t width = random.pick(kWidths);
  if (length < width) return;
  const size_t at = first + random.below(length / width) * width;
  uint64_t value = 0;
  std::memcpy(&value, bytes.data() + at, width);
  switch (random.below(6)) {
    case 0: value = near; break;
    case 1: value = near + 1 - random.below(3); break;
    case 2: value += uint64_t{1} << random.below(width * 8); break;
    case 3: value -= 1 + random.below(2); break;
    case 4: value = random.one_in(2) ? 0 : ~uint64_t{0} >> random.below(2); break;
    default: value = random.below(20);
  }
  std::memcpy(bytes.data() + at, &value, width);
}

void mutate_part(Part &part, uint32_t clock, Random &random) {
  switch (random.below(5)) {
    case 0: mutate_in_place(part.content); break;
    case 1: part.content.resize(random.below(part.content.size() + 9)); break;
    case 2: {
      const Bytes twice = part.content;
      if (twice.size() < 400) part.content.insert(part.content.end(), twice.begin(), twice.end());
      break;
    }
    default: set_number(part.content, 0, part.content.size(), clock - random.below(3), random);
  }
}

}  // namespace

void mutate_bytes(Bytes &bytes, size_t most) {
  const size_t size = std::min(bytes.size(), most);
  bytes.resize(most);
  bytes.resize(LLVMFuzzerMutate(bytes.data(), size, most));
}

void mutate_in_place(Bytes &bytes) {
  const size_t size = bytes.size();
  if (size == 0) return;
  mutate_bytes(bytes, size);
  bytes.resize(size);
}

void mutate(Snapshot &snapshot, Random &random) {
  uint32_t clock = 0;
  std::memcpy(&clock, snapshot.head.data() + 8, sizeof clock);
  for (uint32_t left = 1 + random.below(3); left > 0; --left) {
    const uint32_t choice = random.below(10);
    if (choice == 0) set_number(snapshot.head, 8, 8, clock, random);
    if (choice == 1) lose_one(snapshot.parts, random);
    if (choice == 2) double_one(snapshot.parts, random);
    if (choice == 3) swap_two(snapshot.parts, random);
    if (choice >= 4 && !snapshot.parts.empty()) mutate_part(random.pick(snapshot.parts), clock, random);
  }
}

namespace {

void mutate_section(PackParts &parts, size_t which, Random &random) {
  Bytes &section = parts.sections[which];
  const size_t width = kRecordBytes[which];
  const size_t count = section.size() / width;
  if (count == 0) {
    if (random.one_in(4)) section.resize(width);
    return;
  }
  const auto one = section.begin() + static_cast<ptrdiff_t>(random.below(count) * width);
  const size_t other = random.below(kSections);
  const size_t near = parts.sections[other].size() / kRecordBytes[other];
  switch (random.below(8)) {
    case 0: section.erase(one, one + static_cast<ptrdiff_t>(width)); break;
    case 1: {
      const Bytes record(one, one + static_cast<ptrdiff_t>(width));
      section.insert(section.begin() + static_cast<ptrdiff_t>(random.below(count + 1) * width), record.begin(), record.end());
      break;
    }
    case 2:
      std::swap_ranges(one, one + static_cast<ptrdiff_t>(width), section.begin() + static_cast<ptrdiff_t>(random.below(count) * width));
      break;
    case 3: mutate_in_place(section); break;
    default: set_number(section, static_cast<size_t>(one - section.begin()), width, near, random);
  }
}

// Mostly a section that has records; most packs are without many.
size_t random_section(const PackParts &parts, Random &random) {
  size_t which = random.below(kSections);
  for (int tries = 0; tries < 6 && parts.sections[which].empty(); ++tries) which = random.below(kSections);
  return which;
}

}  // namespace

void mutate(PackParts &parts, Random &random) {
  for (uint32_t left = random.one_in(3) ? 3 : 1; left > 0; --left) mutate_section(parts, random_section(parts, random), random);
}

namespace {

void mutate_field(WireField &field, const Maker &maker, Random &random) {
  switch (random.below(5)) {
    case 0: field.number = random_number(random); break;
    case 1: field.kind = static_cast<uint8_t>(random.below(33)); break;
    case 2: field.index = static_cast<uint8_t>(field.index + 1 - random.below(3)); break;
    case 3: {
      Bytes text(field.text.begin(), field.text.end());
      mutate_bytes(text, 80);
      field.text.assign(text.begin(), text.end());
      break;
    }
    default: field = maker.field(random);
  }
}

void mutate_fields(WireFields &fields, const Maker &maker, Random &random) {
  const uint32_t choice = random.below(8);
  if (choice == 0) lose_one(fields, random);
  if (choice == 1) double_one(fields, random);
  if (choice == 2) swap_two(fields, random);
  if (choice == 3 || fields.empty()) fields.push_back(maker.field(random));
  if (choice > 3) mutate_field(random.pick(fields), maker, random);
}

}  // namespace

void mutate(WireEvent &event, const Maker &maker, Random &random) {
  for (uint32_t left = 1 + random.below(3); left > 0; --left) {
    const uint32_t choice = random.below(9);
    if (choice == 0) event.event = random.one_in(8) ? kNone16 : static_cast<uint16_t>(event.event + 1 - random.below(3));
    if (choice == 1) event.time += random_step(random);
    if (choice == 2) lose_one(event.items, random);
    if (choice == 3) double_one(event.items, random);
    if (choice == 4) event.items.emplace_back();
    if (choice == 5 || choice == 6) mutate_fields(event.fields, maker, random);
    if (choice > 6 && !event.items.empty()) mutate_fields(random.pick(event.items), maker, random);
  }
}

void mutate(std::vector<WireItem> &items, const Maker &maker, Random &random) {
  for (uint32_t left = 1 + random.below(3); left > 0; --left) {
    const uint32_t choice = random.below(6);
    if (choice == 0) lose_one(items, random);
    if (choice == 1 || items.empty()) items.push_back(maker.items(random, 1)[0]);
    if (choice == 2) double_one(items, random);
    if (choice == 3) random.pick(items).flags = static_cast<uint8_t>(random.below(3));
    if (choice == 4) mutate_fields(random.pick(items).fields, maker, random);
    if (choice == 5) random.pick(random.pick(items).signals) = static_cast<uint32_t>(random.next());
  }
}

size_t give(const Bytes &bytes, uint8_t *data, size_t most) {
  const size_t size = std::min(bytes.size(), most);
  std::copy_n(bytes.begin(), size, data);
  return size;
}

}  // namespace vitrine::fuzz
