// A clock's hand goes round over the blocks and puts to sleep whom nobody asked for since it passed last (second chance).
#include "cli/replay/visitors.h"

#include <algorithm>
#include <cstring>
#include <numeric>

#include "cli/log/text_hash.h"
#include "vitrine/vitrine.h"

namespace vitrine::tool {
namespace {

constexpr size_t kTextGrain = 4;  // ids begin on multiples, so that 32 bits reach 16 GiB of them
constexpr size_t kTextChunk = size_t{64} * 1024;
constexpr size_t kFirstSlots = 1024;
constexpr size_t kLengthBytes = 4;

int32_t as_int(size_t size) { return static_cast<int32_t>(size); }

}  // namespace

Visitors::Visitors(const void *pack, size_t block_bytes, size_t awake)
    : pack_(pack), block_words_((block_bytes + 7) / 8), awake_(std::max<size_t>(1, awake)), slots_(kFirstSlots) {}

std::string_view Visitors::id(uint32_t visitor) const {
  const size_t at = size_t{record(visitor).id_at} * kTextGrain;
  const char *const text = texts_[at / kTextChunk].get() + at % kTextChunk;
  uint32_t length = 0;
  std::memcpy(&length, text, kLengthBytes);
  return {text + kLengthBytes, length};
}

uint32_t Visitors::find_or_add(std::string_view id, uint32_t hash) {
  const size_t mask = slots_.size() - 1;
  size_t at = hash & mask;
  for (; slots_[at].next != 0; at = (at + 1) & mask) {
    if (slots_[at].hash == hash && this->id(slots_[at].next - 1) == id) return slots_[at].next - 1;
  }
  if (size_ % kChunk == 0) records_.push_back(std::make_unique_for_overwrite<Record[]>(kChunk));
  record(size_) = {keep(id), kFresh, 0};
  slots_[at] = {hash, ++size_};
  if (size_t{size_} * 4 > slots_.size() * 3) grow();
  return size_ - 1;
}

void Visitors::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  const size_t mask = slots_.size() - 1;
  for (const Slot &slot : old) {
    if (slot.next == 0) continue;
    size_t at = slot.hash & mask;
    while (slots_[at].next != 0) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

// A text that is longer than a chunk takes places of several, and stands in the first.
uint32_t Visitors::keep(std::string_view id) {
  const size_t bytes = (kLengthBytes + id.size() + kTextGrain - 1) / kTextGrain * kTextGrain;
  size_t at = text_end_;
  if (at % kTextChunk + bytes > kTextChunk || at == texts_.size() * kTextChunk) {
    at = texts_.size() * kTextChunk;
    texts_.push_back(std::make_unique_for_overwrite<char[]>(std::max(bytes, kTextChunk)));
    while (texts_.size() * kTextChunk < at + bytes) texts_.emplace_back();
  }
  text_end_ = bytes > kTextChunk ? texts_.size() * kTextChunk : at + bytes;
  char *const text = texts_[at / kTextChunk].get() + at % kTextChunk;
  const auto length = static_cast<uint32_t>(id.size());
  std::memcpy(text, &length, kLengthBytes);
  if (!id.empty()) std::memcpy(text + kLengthBytes, id.data(), id.size());
  return static_cast<uint32_t>(at / kTextGrain);
}

void Visitors::prefetch(uint32_t hash) const {
  const Slot &slot = slots_[hash & (slots_.size() - 1)];
  if (slot.hash != hash || slot.next == 0) return;
  const uint32_t state = record(slot.next - 1).state;
  if (state == kFresh || (state & kAwake) == 0) return;
  const uint64_t *const block = frame_block(state & ~kAwake);
  for (size_t word = 0; word < block_words_; word += 8) __builtin_prefetch(block + word, 1);
}

uint64_t *Visitors::block(uint32_t visitor) {
  const uint32_t state = record(visitor).state;
  if (state != kFresh && (state & kAwake) != 0) {
    frames_[state & ~kAwake].used = true;
    return frame_block(state & ~kAwake);
  }
  const uint32_t frame = free_frame();
  uint64_t *const block = frame_block(frame);
  frames_[frame] = {visitor, true};
  if (!wake(visitor, block)) return nullptr;
  record(visitor).state = kAwake | frame;
  return block;
}

uint64_t *Visitors::block_for_last_time(uint32_t visitor) {
  const uint32_t state = record(visitor).state;
  if (state != kFresh && (state & kAwake) != 0) return frame_block(state & ~kAwake);
  last_.resize(block_words_);
  return wake(visitor, last_.data()) ? last_.data() : nullptr;
}

bool Visitors::wake(uint32_t visitor, uint64_t *block) {
  const uint32_t state = record(visitor).state;
  const std::span<const uint8_t> snapshot = state == kFresh ? std::span<const uint8_t>{} : sleeping_.get(state);
  const std::string_view id = this->id(visitor);
  if (vt_restore(pack_, block, as_int(block_words_ * 8), snapshot.data(), as_int(snapshot.size()),
                 reinterpret_cast<const uint8_t *>(id.data()), as_int(id.size()), VT_ALL_PURPOSES) != VT_OK)
    return false;
  if (state != kFresh) sleeping_.erase(state);
  return true;
}

uint32_t Visitors::free_frame() {
  // Twice round, everyone's second chance is over; whose snapshot is too long stays awake.
  for (size_t tries = 0; frames_.size() >= awake_ && tries < frames_.size() * 2; ++tries) {
    const uint32_t frame = hand_;
    hand_ = hand_ + 1 == frames_.size() ? 0 : hand_ + 1;
    if (frames_[frame].used)
      frames_[frame].used = false;
    else if (put_to_sleep(frame))
      return frame;
  }
  if (frames_.size() % kFrameChunk == 0) blocks_.push_back(std::make_unique_for_overwrite<uint64_t[]>(kFrameChunk * block_words_));
  frames_.push_back({});
  return static_cast<uint32_t>(frames_.size()) - 1;
}

bool Visitors::put_to_sleep(uint32_t frame) {
  snapshot_.resize(SnapshotStore::kLongest);
  const int32_t length = vt_snapshot(pack_, frame_block(frame), snapshot_.data(), as_int(snapshot_.size()));
  if (length <= 0) return false;
  record(frames_[frame].visitor).state = sleeping_.put({snapshot_.data(), static_cast<size_t>(length)});
  return true;
}

std::vector<uint32_t> Visitors::by_id() const {
  std::vector<uint32_t> order(size_);
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [this](uint32_t left, uint32_t right) { return id(left) < id(right); });
  return order;
}

}  // namespace vitrine::tool
