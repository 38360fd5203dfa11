// Lines to events; what is kept of an event stands in one piece, ready for the core.
#include "cli/log/event_batch.h"

#include <algorithm>
#include <cstring>

#include "cli/log/line_parser.h"
#include "cli/log/text_hash.h"

namespace vitrine::tool {
namespace {

bool is_blank(std::string_view line) {
  return std::all_of(line.begin(), line.end(), [](char c) { return c == ' ' || c == '\t' || c == '\r'; });
}

}  // namespace

bool EventBatch::all_taken() const {
  for (size_t shard = 0; shard < shards.size(); ++shard) {
    if (taken[shard] < shards[shard].size()) return false;
  }
  return true;
}

LinePlace EventBatch::place(const BatchEvent &event) const {
  const auto &origins = block.origins();
  const LineBlock::Origin told = origins.empty() ? LineBlock::Origin{0, first_line + event.line} : origins[event.line];
  return {std::max(event.reached, reached_before), file, first_line + event.line, told.file, told.line};
}

const Unreadable *EventBatch::unreadable_of(const BatchEvent &event) const {
  if (unreadable.empty()) return nullptr;
  const auto found = std::lower_bound(unreadable.begin(), unreadable.end(), event.line,
                                      [](const BatchUnreadable &one, uint32_t line) { return one.line < line; });
  return found != unreadable.end() && found->line == event.line ? &found->fields : nullptr;
}

BatchParser::BatchParser(const PackView &pack, std::optional<uint32_t> at, size_t most_faults, const compiler::KnownNames *known)
    : names_(pack, known), parser_(std::make_unique<LineParser>(names_, known)), at_(at), most_faults_(most_faults) {}

BatchParser::~BatchParser() = default;

void BatchParser::parse(EventBatch &batch, uint32_t shards) {
  batch.bytes.clear();
  batch.shards.resize(shards);
  for (auto &events : batch.shards) events.clear();
  batch.taken.assign(shards, 0);
  batch.faults.clear();
  batch.faults_told = 0;
  batch.more_faults = {};
  batch.unreadable.clear();
  batch.later = 0;
  batch.lines = batch.reached = 0;
  std::string_view line;
  LogEvent event;
  auto broken = batch.block.broken().begin();
  for (; batch.block.next(line); ++batch.lines) {
    if (is_blank(line)) {
      if (broken != batch.block.broken().end() && broken->line == batch.lines) fail(batch, (broken++)->reason);
      continue;
    }
    if (line.size() > kLongestLine)
      fail(batch, {LineFault::kTooLong, sentence_of(LineFault::kTooLong)});
    else if (parser_->parse(line, event))
      add(batch, event);
    else
      fail(batch, parser_->fault());
  }
}

void BatchParser::add(EventBatch &batch, const LogEvent &event) {
  batch.reached = std::max(batch.reached, event.time);
  if (at_ && event.time > *at_) {
    ++batch.later;
    return;
  }
  if (event.event.role == NameRole::kUnknown) names_.count_unknown(event.event, event.name);
  if (event.unreadable != nullptr) batch.unreadable.push_back({batch.lines, *event.unreadable});
  const auto hash = static_cast<uint32_t>(text_hash(event.visitor));
  const BatchEvent entry{hash,
                         batch.reached,
                         static_cast<uint32_t>(batch.bytes.size()),
                         static_cast<uint32_t>(event.visitor.size()),
                         static_cast<uint32_t>(event.wire.size()),
                         batch.lines};
  uint8_t *const to = batch.bytes.room(event.visitor.size() + event.wire.size());
  std::memcpy(to, event.visitor.data(), event.visitor.size());
  std::memcpy(to + event.visitor.size(), event.wire.data(), event.wire.size());
  batch.bytes.add(event.visitor.size() + event.wire.size());
  // The low bits of the hash find the visitor in its shard: the shard itself is told by the high ones.
  batch.shards[static_cast<size_t>(uint64_t{hash} * batch.shards.size() >> 32)].push_back(entry);
}

void BatchParser::fail(EventBatch &batch, LineReason reason) const {
  if (batch.faults.size() < most_faults_)
    batch.faults.push_back({batch.reached, batch.lines, std::move(reason)});
  else
    ++batch.more_faults[static_cast<size_t>(reason.fault)];
}

}  // namespace vitrine::tool
