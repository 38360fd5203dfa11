// Any bytes as what a host hands in: events, items to rank, clock, purposes, and a snapshot in between.
#include "fuzz/bytes.h"
#include "fuzz/calls.h"
#include "fuzz/lives.h"
#include "fuzz/mutate.h"

namespace vitrine::fuzz {
namespace {

// The visitor of its own snapshot. Without personalization it may differ: what the page stated holds for one view and is not remembered.
void restore(Visitor &visitor, int32_t purposes) {
  Visitor again(rich().pack, visitor.snapshot(), purposes);
  must(again.restored() == VT_OK, "a snapshot that was written can be read");
  if ((purposes & VT_PERSONALIZATION) != 0) must_agree(visitor, again);
  visitor = std::move(again);
}

void rank(Visitor &visitor, BytesView content) {
  Source source(content);
  const auto count = source.get<uint16_t>();
  const BytesView items = source.take(source.left());
  for (int32_t slot = 0; slot < rich().pack.slots(); ++slot) (void)visitor.rank(slot, items, count);
}

}  // namespace

void prepare() { (void)rich(); }

void try_input(BytesView input) {
  Visitor visitor(rich().pack, {});
  int32_t purposes = VT_ALL_PURPOSES;
  for (const Call &call : calls_of(input)) {
    switch (call.kind) {
      case Call::kItems: rank(visitor, call.content); break;
      case Call::kAdvance: (void)visitor.advance(Source(call.content).get<uint32_t>()); break;
      case Call::kPurposes:
        purposes = Source(call.content).get<uint8_t>() % 16;
        visitor.set_purposes(purposes);
        break;
      case Call::kRestore: restore(visitor, purposes); break;
      default: (void)visitor.take(call.content);
    }
  }
}

}  // namespace vitrine::fuzz

using namespace vitrine::fuzz;

namespace {

uint32_t time_of(const std::vector<Call> &calls) {
  for (size_t i = calls.size(); i-- > 0;) {
    if (calls[i].kind != Call::kEvent) continue;
    const auto event = event_of(calls[i].content);
    if (event) return event->time;
  }
  return 1'700'000'000;
}

Call random_call(const Maker &maker, uint32_t now, Random &random) {
  Call call{static_cast<Call::Kind>(random.one_in(2) ? uint32_t{Call::kEvent} : random.below(Call::kKinds)), {}};
  const uint32_t time = now + random_step(random);
  if (call.kind == Call::kEvent) call.content = bytes_of(maker.event(random, time));
  if (call.kind == Call::kAdvance) put(call.content, time);
  if (call.kind == Call::kPurposes) put(call.content, static_cast<uint8_t>(random.below(16)));
  if (call.kind == Call::kItems) {
    const auto count = static_cast<uint16_t>(random.below(7));
    put(call.content, count);
    const Bytes items = bytes_of(maker.items(random, count));
    call.content.insert(call.content.end(), items.begin(), items.end());
  }
  return call;
}

void mutate(Call &call, const Maker &maker, Random &random) {
  if (call.kind == Call::kEvent && !random.one_in(4)) {
    auto event = event_of(call.content);
    if (!event) return;
    mutate(*event, maker, random);
    call.content = bytes_of(*event);
  } else if (call.kind == Call::kItems && call.content.size() >= 2 && !random.one_in(4)) {
    auto items = items_of(BytesView(call.content).subspan(2));
    if (!items) return;
    mutate(*items, maker, random);
    call.content.clear();
    put(call.content, static_cast<uint16_t>(items->size()));
    const Bytes bytes = bytes_of(*items);
    call.content.insert(call.content.end(), bytes.begin(), bytes.end());
  } else {
    mutate_bytes(call.content, call.content.size() + 16);
  }
}

}  // namespace

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed) {
  Random random(seed);
  if (random.one_in(10)) return LLVMFuzzerMutate(data, size, most);
  const Maker maker(rich().pack, rich().words);
  std::vector<Call> calls = calls_of({data, size});
  for (uint32_t left = 1 + random.below(2); left > 0; --left) {
    const uint32_t choice = calls.empty() ? 0 : random.below(8);
    const size_t at = random.below(calls.size());
    if (choice <= 1)
      calls.insert(calls.begin() + static_cast<ptrdiff_t>(random.below(calls.size() + 1)), random_call(maker, time_of(calls), random));
    if (choice == 2) calls.erase(calls.begin() + static_cast<ptrdiff_t>(at));
    if (choice == 3) std::swap(calls[at], random.pick(calls));
    if (choice > 3) mutate(calls[at], maker, random);
  }
  return give(bytes_of(calls), data, most);
}
