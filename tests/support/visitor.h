// A loaded pack and a visitor under it, through the C interface alone.
#pragma once

#include <catch2/catch.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "support/event_builder.h"
#include "vitrine/vitrine.h"

namespace vitrine::test {

using Ids = std::vector<int>;

// Memory of just as many bytes as needed, so that the sanitizer sees a step past the end.
class LoadedPack {
 public:
  explicit LoadedPack(const Bytes &bytes) {
    const int32_t size = vt_pack_size(bytes.data(), static_cast<int32_t>(bytes.size()));
    status_ = size;
    if (size < 0) return;
    memory_.resize(static_cast<size_t>(size));
    status_ = vt_load(memory_.data(), size, bytes.data(), static_cast<int32_t>(bytes.size()));
  }
  explicit LoadedPack(const PackBuilder &builder) : LoadedPack(builder.bytes()) { REQUIRE(status_ == VT_OK); }
  explicit LoadedPack(const PackRecords &records) : LoadedPack(pack_bytes(records)) {}
  [[nodiscard]] int32_t status() const { return status_; }
  [[nodiscard]] const void *get() const { return memory_.data(); }

 private:
  Bytes memory_;
  int32_t status_;
};

// Where two runs of bytes differ first, -1: nowhere. Catch would print them whole.
[[nodiscard]] inline int difference(const Bytes &a, const Bytes &b) {
  size_t at = 0;
  while (at < a.size() && at < b.size() && a[at] == b[at]) ++at;
  return at == a.size() && at == b.size() ? -1 : static_cast<int>(at);
}

[[nodiscard]] inline bool loads(const PackRecords &records) { return LoadedPack(records).status() == VT_OK; }

class Visitor {
 public:
  explicit Visitor(const LoadedPack &pack, int purposes = VT_ALL_PURPOSES, const Bytes &snapshot = {}, const std::string &id = "")
      : pack_(&pack) {
    block_.resize(static_cast<size_t>(vt_visitor_size(pack.get())));
    restored_ = vt_restore(pack.get(), block_.data(), size(), snapshot.data(), static_cast<int32_t>(snapshot.size()),
                           reinterpret_cast<const uint8_t *>(id.data()), static_cast<int32_t>(id.size()), purposes);
  }
  [[nodiscard]] int32_t restored() const { return restored_; }

  // These three answer the status alone; what comes beside it must be what vt_segments says.
  int32_t ingest_once(const Bytes &event) {
    return note(vt_ingest(pack_->get(), block_.data(), event.data(), static_cast<int32_t>(event.size())));
  }
  int32_t ingest_once(const Wire &event) { return ingest_once(event.bytes()); }
  int32_t advance_once(uint32_t time) { return note(vt_advance(pack_->get(), block_.data(), time)); }

  // The protocol of VT_MORE to its end.
  int32_t take(const Bytes &event) {
    int32_t status = ingest_once(event);
    while (status == VT_MORE) status = ingest_once(event);
    return status;
  }
  int32_t take(const Wire &event) { return take(event.bytes()); }
  void until(uint32_t time) {
    while (advance_once(time) == VT_MORE) {
    }
  }

  int32_t purposes(int granted) { return note(vt_purposes(pack_->get(), block_.data(), granted)); }
  int32_t forget() { return vt_forget(pack_->get(), block_.data()); }

  [[nodiscard]] Ids list(vt_segments_which which) const {
    std::vector<uint16_t> out(64);
    int32_t count = vt_segments(pack_->get(), block_.data(), which, out.data(), static_cast<int32_t>(out.size()));
    REQUIRE(count >= 0);
    if (count > 64) {
      out.resize(static_cast<size_t>(count));
      count = vt_segments(pack_->get(), block_.data(), which, out.data(), count);
    }
    return {out.begin(), out.begin() + count};
  }
  [[nodiscard]] Ids in() const { return list(VT_IN); }
  [[nodiscard]] Ids entered() const { return list(VT_ENTERED); }
  [[nodiscard]] Ids left() const { return list(VT_LEFT); }
  // -1: none yet.
  [[nodiscard]] int stage() const {
    const Ids stage = list(VT_STAGE);
    return stage.empty() ? -1 : stage[0];
  }
  [[nodiscard]] bool is_in(int segment) const {
    for (const int id : in()) {
      if (id == segment) return true;
    }
    return false;
  }
  [[nodiscard]] uint32_t clock() const {
    const Ids halves = list(VT_CLOCK);
    return static_cast<uint32_t>(halves[0]) | (static_cast<uint32_t>(halves[1]) << 16);
  }
  [[nodiscard]] uint32_t next_change() const { return vt_next_change(pack_->get(), block_.data()); }
  [[nodiscard]] vt_decision decide(int slot) const {
    vt_decision decision{};
    REQUIRE(vt_decide(pack_->get(), block_.data(), slot, &decision) == VT_OK);
    return decision;
  }
  [[nodiscard]] Bytes snapshot() const {
    Bytes out(1 << 16);
    const int32_t length = vt_snapshot(pack_->get(), block_.data(), out.data(), static_cast<int32_t>(out.size()));
    REQUIRE(length > 0);
    out.resize(static_cast<size_t>(length));
    return out;
  }
  [[nodiscard]] std::vector<int> rank(int slot, const RankItems &items) const {
    Bytes scratch = items.bytes();
    std::vector<uint16_t> order(static_cast<size_t>(items.count()));
    REQUIRE(vt_rank(pack_->get(), block_.data(), slot, scratch.data(), static_cast<int32_t>(scratch.size()), order.data(), items.count()) ==
            VT_OK);
    return {order.begin(), order.end()};
  }

  [[nodiscard]] const Bytes &block() const { return block_; }
  [[nodiscard]] uint8_t *data() { return block_.data(); }
  [[nodiscard]] int32_t size() const { return static_cast<int32_t>(block_.size()); }

 private:
  int32_t note(int32_t result) const {
    const int32_t status = vt_without_changed(result);
    const bool changed = !entered().empty() || !left().empty() || !list(VT_OLD_STAGE).empty();
    if (status == VT_OK || status == VT_MORE) REQUIRE((result != status) == changed);
    return status;
  }

  const LoadedPack *pack_;
  Bytes block_;
  int32_t restored_;
};

}  // namespace vitrine::test
