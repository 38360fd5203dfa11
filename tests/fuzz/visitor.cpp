// Asks a visitor for everything after every step, and judges the answers.
#include "fuzz/visitor.h"

#include <algorithm>
#include <cstdio>

#include "format/limits.h"
#include "format/reasons.h"

namespace vitrine::fuzz {
namespace {

// The clock stops wherever something changes, which a visitor of a century may want every hour: so many stops are enough.
constexpr int kStops = 8;

// Below -1 or past the end of its kind.
bool is_none_or_below(int32_t value, size_t count) { return value >= -1 && value < static_cast<int32_t>(count); }

bool ascend(const std::vector<uint16_t> &ids) {
  return std::adjacent_find(ids.begin(), ids.end(), [](uint16_t a, uint16_t b) { return a >= b; }) == ids.end();
}

bool is_permutation(std::vector<uint16_t> order) {
  std::sort(order.begin(), order.end());
  for (size_t i = 0; i < order.size(); ++i) {
    if (order[i] != i) return false;
  }
  return true;
}

}  // namespace

Visitor::Visitor(const LoadedPack &pack, BytesView snapshot, int32_t purposes, std::string_view id) : pack_(&pack) {
  const int32_t size = vt_visitor_size(pack.get());
  must(size > 0, "a loaded pack says how large a visitor is");
  block_.resize(static_cast<size_t>(size));
  restored_ = vt_restore(pack.get(), block_.data(), size, snapshot.data(), static_cast<int32_t>(snapshot.size()),
                         reinterpret_cast<const uint8_t *>(id.data()), static_cast<int32_t>(id.size()), purposes);
  must(restored_ == VT_OK || restored_ == VT_FRESH, "vt_restore makes a visitor of any bytes");
  check();
}

std::vector<uint16_t> Visitor::list(vt_segments_which which) const {
  const int32_t count = vt_segments(pack_->get(), block_.data(), which, nullptr, 0);
  must(count >= 0, "vt_segments lists for every visitor");
  std::vector<uint16_t> ids(static_cast<size_t>(count));
  must(vt_segments(pack_->get(), block_.data(), which, ids.data(), count) == count, "vt_segments says the same number twice");
  return ids;
}

uint32_t Visitor::clock() const {
  const std::vector<uint16_t> halves = list(VT_CLOCK);
  must(halves.size() == 2, "the clock is two numbers");
  return halves[0] | uint32_t{halves[1]} << 16;
}

Bytes Visitor::snapshot() const {
  Bytes bytes(1 << 16);
  const int32_t length = vt_snapshot(pack_->get(), block_.data(), bytes.data(), static_cast<int32_t>(bytes.size()));
  must(length > 0 || length == VT_NO_ROOM, "vt_snapshot writes a snapshot or says that it has no room");
  bytes.resize(length > 0 ? static_cast<size_t>(length) : 0);
  return bytes;
}

vt_decision Visitor::decide(int32_t slot) const {
  vt_decision decision{};
  must(vt_decide(pack_->get(), block_.data(), slot, &decision) == VT_OK, "vt_decide decides every slot");
  return decision;
}

std::vector<int32_t> Visitor::answers() const {
  std::vector<int32_t> all;
  for (const vt_segments_which which : {VT_CLOCK, VT_IN, VT_STAGE}) {
    const std::vector<uint16_t> ids = list(which);
    all.push_back(static_cast<int32_t>(ids.size()));
    all.insert(all.end(), ids.begin(), ids.end());
  }
  for (int32_t slot = 0; slot < pack_->slots(); ++slot) {
    const vt_decision d = decide(slot);
    all.insert(all.end(), {d.variant, d.reason, d.intended, d.segment, d.experiment, d.bucket});
  }
  return all;
}

void Visitor::check() const {
  const PackView view = pack_->view();
  const size_t segments = view.segments().size();
  for (const vt_segments_which which : {VT_IN, VT_ENTERED, VT_LEFT}) {
    const std::vector<uint16_t> ids = list(which);
    must(ascend(ids) && (ids.empty() || ids.back() < segments), "lists of segments ascend and name segments of the pack");
  }
  const std::vector<uint16_t> stage = list(VT_STAGE);
  must(stage.empty() || (stage.size() == 1 && stage[0] < view.stages().size()), "the stage is one of the pack, or none");
  must(vt_next_change(pack_->get(), block_.data()) > clock(), "the next change lies ahead");
  for (int32_t slot = 0; slot < pack_->slots(); ++slot) {
    const vt_decision d = decide(slot);
    const SlotDef &def = view.slots()[static_cast<size_t>(slot)];
    const size_t variants = def.kind == SlotKind::kSort ? 2 : def.variant_count;
    must(d.variant >= 0 && is_none_or_below(d.variant, variants) && is_none_or_below(d.intended, variants), "a decision is a variant");
    must(d.reason >= 0 && is_none_or_below(d.reason, std::size(kReasonTexts)), "a decision has a reason");
    must(is_none_or_below(d.segment, segments) && is_none_or_below(d.bucket, 10'000), "a decision names what there is");
  }
}

template <class Step>
int32_t Visitor::go_on(Step step) {
  int32_t status = VT_MORE;
  for (int i = 0; i < kStops && status == VT_MORE; ++i) {
    const uint32_t before = clock();
    status = vt_without_changed(step());
    must(status != VT_MORE || clock() > before, "VT_MORE means that the clock went on");  // with changes or with none
    must(clock() >= before, "the clock never runs back");
    check();
  }
  return status;
}

bool Visitor::refuses(BytesView event) {
  return vt_ingest(pack_->get(), block_.data(), event.data(), static_cast<int32_t>(event.size())) == VT_BAD_EVENT;
}

int32_t Visitor::take(BytesView event) {
  const Bytes before = block_;
  const int32_t status = go_on([&] { return vt_ingest(pack_->get(), block_.data(), event.data(), static_cast<int32_t>(event.size())); });
  must(status == VT_OK || status == VT_MORE || status == VT_IGNORED || status == VT_BAD_EVENT, "vt_ingest takes an event or refuses it");
  must(status != VT_BAD_EVENT || block_ == before, "a refused event changes nothing");
  return status;
}

int32_t Visitor::advance(uint32_t time) {
  const int32_t status = go_on([&] { return vt_advance(pack_->get(), block_.data(), time); });
  must(status == VT_OK || status == VT_MORE || (status == VT_BAD_ARGUMENT && time == kNever),
       "vt_advance goes to every second that there is");
  must(status != VT_OK || clock() >= time, "vt_advance arrives");
  return status;
}

int32_t Visitor::rank(int32_t slot, BytesView items, size_t count) {
  const Bytes before = block_;
  Bytes scratch(items.begin(), items.end());
  const std::vector<uint16_t> untouched(count, 7);
  std::vector<uint16_t> order = untouched;
  const int32_t status = vt_rank(pack_->get(), block_.data(), slot, scratch.data(), static_cast<int32_t>(scratch.size()), order.data(),
                                 static_cast<int32_t>(count));
  must(block_ == before, "ranking changes no visitor");
  if (status == VT_OK) {
    must(is_permutation(order), "an order is a permutation");
  } else {
    must(status == VT_BAD_EVENT || status == VT_BAD_ARGUMENT, "vt_rank ranks or refuses");
    must(order == untouched && std::equal(scratch.begin(), scratch.end(), items.begin()), "refused items change neither list nor order");
  }
  return status;
}

void Visitor::set_purposes(int32_t purposes) {
  const int32_t status = vt_without_changed(vt_purposes(pack_->get(), block_.data(), purposes));
  must(status == ((purposes & ~VT_ALL_PURPOSES) == 0 ? VT_OK : VT_BAD_ARGUMENT), "vt_purposes takes the purposes that there are");
  check();
}

void Visitor::forget() {
  must(vt_forget(pack_->get(), block_.data()) == VT_OK, "a visitor can be forgotten");
  check();
}

namespace {

template <class List>
void must_equal(const List &one, const List &other, const char *sentence) {
  if (one == other) return;
  for (const List *list : {&one, &other}) {
    for (const auto value : *list) std::fprintf(stderr, "%lld ", static_cast<long long>(value));
    std::fputc('\n', stderr);
  }
  must(false, sentence);
}

}  // namespace

void must_agree(const Visitor &one, const Visitor &other) {
  must_equal(one.answers(), other.answers(), "a snapshot makes a visitor with the same answers");
  must_equal(one.snapshot(), other.snapshot(), "a snapshot makes a visitor with the same snapshot");
}

}  // namespace vitrine::fuzz
