// Plays a recording into the native core, as play.js does into the others, and prints the hash: vitrine_golden RECORDING
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <vector>

#include "format/hash.h"
#include "vitrine/vitrine.h"

namespace {

constexpr uint32_t kEvent = 0;
constexpr uint32_t kPurposes = 1;
constexpr uint32_t kNone = 0xFFFF'FFFFu;
constexpr uint32_t kRoom = 65'536;
constexpr uint32_t kSnapshotEvery = 4;

int32_t as_int(size_t size) { return static_cast<int32_t>(size); }

// The recording, number by number; it is our own, so nothing is checked.
class Recording {
 public:
  explicit Recording(std::vector<char> bytes) : bytes_(std::move(bytes)) {}
  uint32_t number() {
    uint32_t value = 0;
    std::memcpy(&value, bytes_.data() + at_, 4);
    at_ += 4;
    return value;
  }
  std::vector<uint8_t> bytes(uint32_t length) {
    const auto *start = reinterpret_cast<const uint8_t *>(bytes_.data()) + at_;
    at_ += (length + 3) & ~3u;
    return {start, start + length};
  }

 private:
  std::vector<char> bytes_;
  size_t at_ = 0;
};

class Player {
 public:
  explicit Player(Recording &recording) : recording_(recording) {}

  uint32_t play() {
    for (uint32_t runs = recording_.number(); runs > 0; --runs) {
      if (!run()) return 0;
    }
    return hash_;
  }

 private:
  using Block = std::vector<uint64_t>;

  void add(uint32_t value) { hash_ = vitrine::fnv1a32(reinterpret_cast<const uint8_t *>(&value), 4, hash_); }

  bool run() {
    const std::vector<uint8_t> bytes = recording_.bytes(recording_.number());
    const int32_t size = vt_pack_size(bytes.data(), as_int(bytes.size()));
    if (size <= 0) return false;
    pack_.assign(static_cast<size_t>(size) / 8 + 1, 0);
    if (vt_load(pack_.data(), size, bytes.data(), as_int(bytes.size())) != VT_OK) return false;
    const auto visitor_size = static_cast<size_t>(vt_visitor_size(pack_.data()));
    std::vector<Block> visitors(recording_.number(), Block(visitor_size / 8 + 1));
    for (Block &visitor : visitors) {
      const std::vector<uint8_t> id = recording_.bytes(recording_.number());
      vt_restore(pack_.data(), visitor.data(), as_int(visitor_size), nullptr, 0, id.data(), as_int(id.size()), VT_ALL_PURPOSES);
    }
    const uint32_t slots = recording_.number();
    sort_slot_ = recording_.number();
    item_count_ = recording_.number();
    items_ = recording_.bytes(recording_.number());
    const uint32_t steps = recording_.number();
    for (uint32_t step = 0; step < steps; ++step) {
      Block &visitor = visitors[recording_.number()];
      take_step(visitor.data());
      add_decisions(visitor.data(), slots);
      add(vt_next_change(pack_.data(), visitor.data()));
      if (step % kSnapshotEvery == 0) add_snapshot(visitor.data());
    }
    for (Block &visitor : visitors) add_snapshot(visitor.data());
    return true;
  }

  void take_step(uint64_t *visitor) {
    const uint32_t kind = recording_.number();
    const uint32_t value = recording_.number();
    const std::vector<uint8_t> event = recording_.bytes(kind == kEvent ? value : 0);
    int32_t status = VT_MORE;
    while (status == VT_MORE) {
      status = vt_without_changed(kind == kEvent      ? vt_ingest(pack_.data(), visitor, event.data(), as_int(event.size()))
                                  : kind == kPurposes ? vt_purposes(pack_.data(), visitor, static_cast<int32_t>(value))
                                                      : vt_advance(pack_.data(), visitor, value));
      add(static_cast<uint32_t>(status));
      add_changes(visitor);
    }
  }

  void add_changes(const uint64_t *visitor) {
    for (const int32_t which : {VT_ENTERED, VT_LEFT, VT_STAGE, VT_OLD_STAGE, VT_CLOCK}) {
      const int32_t count = vt_segments(pack_.data(), visitor, which, out_.data(), as_int(out_.size()));
      add(static_cast<uint32_t>(count));
      for (int32_t i = 0; i < count; ++i) add(out_[static_cast<size_t>(i)]);
    }
  }

  void add_decisions(const uint64_t *visitor, uint32_t slots) {
    for (uint32_t slot = 0; slot < slots; ++slot) {
      vt_decision d{};
      vt_decide(pack_.data(), visitor, static_cast<int32_t>(slot), &d);
      for (const int32_t part : {d.variant, d.reason, d.intended, d.segment, d.experiment, d.bucket}) add(static_cast<uint32_t>(part));
    }
  }

  void add_snapshot(const uint64_t *visitor) {
    std::vector<uint8_t> snapshot(kRoom);
    const int32_t length = vt_snapshot(pack_.data(), visitor, snapshot.data(), as_int(snapshot.size()));
    add(static_cast<uint32_t>(length));
    for (int32_t i = 0; i < length; ++i) hash_ = vitrine::fnv1a32(&snapshot[static_cast<size_t>(i)], 1, hash_);
    if (sort_slot_ == kNone) return;
    std::vector<uint8_t> items = items_;
    const auto count = static_cast<int32_t>(item_count_);
    add(static_cast<uint32_t>(
        vt_rank(pack_.data(), visitor, static_cast<int32_t>(sort_slot_), items.data(), as_int(items.size()), out_.data(), count)));
    for (uint32_t i = 0; i < item_count_; ++i) add(out_[i]);
  }

  Recording &recording_;
  uint32_t hash_ = 0x811C9DC5u;
  Block pack_;
  std::vector<uint16_t> out_ = std::vector<uint16_t>(kRoom / 2);
  uint32_t sort_slot_ = kNone;
  uint32_t item_count_ = 0;
  std::vector<uint8_t> items_;
};

}  // namespace

int main(int argc, char **argv) {
  std::ifstream file(argc == 2 ? argv[1] : "", std::ios::binary);
  if (!file) {
    std::fprintf(stderr, "usage: vitrine_golden RECORDING\n");
    return 2;
  }
  Recording recording({std::istreambuf_iterator<char>(file), {}});
  std::printf("%08x\n", Player(recording).play());
  return 0;
}
