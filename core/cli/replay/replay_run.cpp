// Shards in parallel, and their outputs put together in order.
#include "cli/replay/replay_run.h"

#include <algorithm>
#include <cstdio>
#include <functional>
#include <queue>

#include "format/pack_view.h"
#include "text/times.h"
#include "vitrine/vitrine.h"

namespace vitrine::tool {
namespace {

constexpr size_t kSlice = 8'192;         // visitors whose lines are in memory together
constexpr uint32_t kShardsAJob = 4;      // so that no thread waits long for another
constexpr uint32_t kMostJobs = 256;

int32_t as_int(size_t size) { return static_cast<int32_t>(size); }

}  // namespace

ReplayRun::ReplayRun(const std::vector<uint8_t> &pack, const StrategyNames &names, ReplayWants wants, size_t awake_bytes)
    : pack_bytes_(pack), names_(names), wants_(std::move(wants)), awake_bytes_(awake_bytes) {}

bool ReplayRun::load(uint32_t jobs) {
  const int32_t size = vt_pack_size(pack_bytes_.data(), as_int(pack_bytes_.size()));
  if (size < 0) return false;
  pack_.resize((static_cast<size_t>(size) + 7) / 8);
  if (vt_load(pack_.data(), as_int(pack_.size() * 8), pack_bytes_.data(), as_int(pack_bytes_.size())) != VT_OK) return false;
  jobs_ = std::clamp(jobs, 1u, kMostJobs);
  team_ = std::make_unique<Team>(jobs_);
  const uint32_t shards = jobs_ == 1 ? 1 : jobs_ * kShardsAJob;
  const auto block_bytes = static_cast<size_t>(vt_visitor_size(pack_.data()));
  setting_ = std::make_unique<ReplayShard::Setting>(
      ReplayShard::Setting{pack_.data(), block_bytes, awake_bytes_ / block_bytes / shards, names_, wants_, PackView(pack_bytes_)});
  for (uint32_t i = 0; i < shards; ++i) shards_.push_back(std::make_unique<ReplayShard>(*setting_));
  return true;
}

void ReplayRun::take_all(EventLog &log, SkippedLines &skipped, Progress &progress) {
  const Team::Task task = [&](size_t number, uint32_t member) {
    if (number < log.tasks()) {
      log.do_task(number, member);
      return;
    }
    const auto shard = static_cast<uint32_t>(number - log.tasks());
    log.take(shard, [&to = *shards_[shard]](const EventBatch &batch, const BatchEvent &event, const BatchEvent *ahead) {
      if (ahead != nullptr) to.prefetch(ahead->hash);
      return to.take(batch, event);
    });
  };
  while (log.begin_round()) {
    team_->run(log.tasks() + shards_.size(), task);
    log.end_round(skipped);
    if (progress.is_due()) progress.show(events(), log.bytes_taken(), log.bytes_in_all());
  }
  progress.clear();
}

// Sorts the visitors of all shards by id.
void ReplayRun::order_visitors() {
  team_->run(shards_.size(), [this](size_t shard, uint32_t) { shards_[shard]->begin_end(); });
  std::vector<size_t> next(shards_.size());
  const auto id = [&](uint16_t shard) { return shards_[shard]->id(shards_[shard]->order()[next[shard]]); };
  const auto is_later = [&](uint16_t left, uint16_t right) { return id(left) > id(right); };
  std::priority_queue<uint16_t, std::vector<uint16_t>, decltype(is_later)> heads(is_later);
  for (size_t shard = 0; shard < shards_.size(); ++shard) {
    if (shards_[shard]->visitors() > 0) heads.push(static_cast<uint16_t>(shard));
  }
  shard_at_.reserve(visitors());
  while (!heads.empty()) {
    const uint16_t shard = heads.top();
    heads.pop();
    shard_at_.push_back(shard);
    if (++next[shard] < shards_[shard]->visitors()) heads.push(shard);
  }
}

void ReplayRun::finish(uint32_t time, OutputFile &lines) {
  order_visitors();
  for (size_t first = 0; first < shard_at_.size(); first += kSlice) {
    const size_t end = std::min(shard_at_.size(), first + kSlice);
    std::vector<size_t> count(shards_.size());
    for (size_t place = first; place < end; ++place) ++count[shard_at_[place]];
    team_->run(shards_.size(), [&](size_t shard, uint32_t) { shards_[shard]->end_visitors(count[shard], time); });
    if (!lines.is_open()) continue;
    std::vector<size_t> written(shards_.size());
    for (size_t place = first; place < end; ++place) lines.write(shards_[shard_at_[place]]->lines()[written[shard_at_[place]]++]);
  }
}

void ReplayRun::write_transitions(OutputFile &out) {
  std::vector<std::vector<uint32_t>> places(shards_.size());  // by shard and visitor
  std::vector<uint32_t> by_place(shard_at_.size());           // the visitor's number in its shard
  std::vector<size_t> next(shards_.size());
  for (size_t shard = 0; shard < shards_.size(); ++shard) places[shard].resize(shards_[shard]->visitors());
  for (uint32_t place = 0; place < shard_at_.size(); ++place) {
    const uint16_t shard = shard_at_[place];
    by_place[place] = shards_[shard]->order()[next[shard]++];
    places[shard][by_place[place]] = place;
  }
  team_->run(shards_.size(), [&](size_t shard, uint32_t) { shards_[shard]->transitions().sort(places[shard]); });

  std::vector<Transitions::Second> seconds(shards_.size());
  const auto is_later = [&seconds](size_t left, size_t right) {
    const Transitions::Second &a = seconds[left];
    const Transitions::Second &b = seconds[right];
    return a.time != b.time ? a.time > b.time : a.place > b.place;
  };
  std::priority_queue<size_t, std::vector<size_t>, decltype(is_later)> heads(is_later);
  for (size_t shard = 0; shard < shards_.size(); ++shard) {
    if (shards_[shard]->transitions().next(seconds[shard])) heads.push(shard);
  }
  std::string line;
  while (!heads.empty()) {
    const size_t shard = heads.top();
    heads.pop();
    line.clear();
    Transitions::append_line(line, shards_[shard]->id(by_place[seconds[shard].place]), seconds[shard], names_);
    out.write(line);
    if (shards_[shard]->transitions().next(seconds[shard])) heads.push(shard);
  }
}

Summary ReplayRun::summary() const {
  Summary summary;
  summary.events = events();
  summary.visitors = visitors();
  for (const auto &shard : shards_) shard->tally().add_to(summary);
  return summary;
}

EventCounts ReplayRun::counts() const {
  EventCounts sum;
  for (const auto &shard : shards_) sum.add(shard->counts());
  return sum;
}

NewestTimes ReplayRun::newest_times() const {
  NewestTimes times;
  for (const auto &shard : shards_) times.add(shard->newest_times());
  return times;
}

uint32_t ReplayRun::visitors() const {
  uint32_t sum = 0;
  for (const auto &shard : shards_) sum += shard->visitors();
  return sum;
}

uint64_t ReplayRun::events() const {
  uint64_t sum = 0;
  for (const auto &shard : shards_) sum += shard->events();
  return sum;
}

bool ReplayRun::lost_visitor() const {
  return std::any_of(shards_.begin(), shards_.end(), [](const auto &shard) { return shard->lost_visitor(); });
}

}  // namespace vitrine::tool
