// The visitors of one shard, found by their ids: those seen lately as blocks of the core's memory, the others as snapshots.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "cli/replay/snapshot_store.h"

namespace vitrine::tool {

class Visitors {
 public:
  // `pack`: as vt_load made it. `block_bytes`: of one visitor, as vt_visitor_size says. `awake`: how many of them may be blocks.
  Visitors(const void *pack, size_t block_bytes, size_t awake);

  // The number of the visitor; a new one is made fresh. `hash`: of the id, well mixed.
  [[nodiscard]] uint32_t find_or_add(std::string_view id, uint32_t hash);

  [[nodiscard]] uint32_t size() const { return size_; }
  [[nodiscard]] std::string_view id(uint32_t visitor) const;
  // Valid until the next call of block(); nullptr: the core does not take its own snapshot back, or has no memory for a new visitor.
  [[nodiscard]] uint64_t *block(uint32_t visitor);
  // The same, for when the visitor is not asked for again: nobody is put to sleep for it.
  [[nodiscard]] uint64_t *block_for_last_time(uint32_t visitor);
  // Fetches what find_or_add and block will read of the visitor with this hash, if it is there.
  void prefetch(uint32_t hash) const;

  // The newest time of events that were taken; 0: none yet.
  [[nodiscard]] uint32_t &newest(uint32_t visitor) const { return record(visitor).newest; }

  // Numbers of all visitors in the order of the bytes of their ids.
  [[nodiscard]] std::vector<uint32_t> by_id() const;

 private:
  static constexpr uint32_t kFresh = 0xFFFF'FFFFu;
  static constexpr uint32_t kAwake = 0x8000'0000u;  // the rest is the number of a frame, without it a place in the store
  static constexpr uint32_t kChunk = 1'024;
  struct Record {
    uint32_t id_at;     // in the texts
    uint32_t state;
    uint32_t newest;
  };
  struct Slot {
    uint32_t hash = 0;
    uint32_t next = 0;  // number of the visitor + 1, 0: free
  };
  struct Frame {
    uint32_t visitor;
    bool used;          // since the hand passed it
  };

  [[nodiscard]] Record &record(uint32_t visitor) const { return records_[visitor / kChunk][visitor % kChunk]; }
  [[nodiscard]] uint64_t *frame_block(uint32_t frame) const {
    return blocks_[frame / kFrameChunk].get() + frame % kFrameChunk * block_words_;
  }
  void grow();
  [[nodiscard]] uint32_t keep(std::string_view id);
  [[nodiscard]] uint32_t free_frame();
  [[nodiscard]] bool put_to_sleep(uint32_t frame);
  [[nodiscard]] bool wake(uint32_t visitor, uint64_t *block);

  static constexpr uint32_t kFrameChunk = 64;

  const void *pack_;
  size_t block_words_;
  size_t awake_;
  uint32_t size_ = 0;
  std::vector<Slot> slots_;
  std::vector<std::unique_ptr<Record[]>> records_;
  std::vector<std::unique_ptr<char[]>> texts_;
  size_t text_end_ = 0;
  std::vector<std::unique_ptr<uint64_t[]>> blocks_;
  std::vector<Frame> frames_;
  uint32_t hand_ = 0;
  SnapshotStore sleeping_;
  std::vector<uint8_t> snapshot_;
  std::vector<uint64_t> last_;
};

}  // namespace vitrine::tool
