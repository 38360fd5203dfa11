// What a round reads and how far it takes: all that is decided between the rounds, by one thread.
#include "cli/log/event_log.h"

namespace vitrine::tool {
namespace {

constexpr size_t kBlockBytes = size_t{128} * 1024;
constexpr size_t kBlocks = 4;           // in a round, of all files together, but at least one of each
constexpr uint32_t kNoTime = 0xFFFF'FFFFu;

}  // namespace

const LogOptions EventLog::kAsTheyCome;

EventLog::EventLog(const PackView &pack, const std::vector<std::string> &files, const Wants &wants, const LogOptions &options)
    : wants_(wants), names_(files), opened_(options), refused_(wants.shards) {
  for (uint32_t member = 0; member < wants.members; ++member)
    parsers_.push_back(std::make_unique<BatchParser>(pack, wants.at, SkippedLines::kTold, wants.known));
}

bool EventLog::open() {
  if (!opened_.open(names_)) return false;
  for (auto &source : opened_.sources()) files_.push_back(std::make_unique<File>(std::move(source)));
  blocks_ = std::max<size_t>(1, kBlocks / std::max<size_t>(1, files_.size()));
  return true;
}

bool EventLog::begin_round() {
  reads_.clear();
  parses_.clear();
  bool at_end = true;
  for (const auto &file : files_) {
    for (const auto &batch : file->parsing) parses_.push_back(batch.get());
    // A file that is far ahead of the others waits for them.
    if (!file->at_end && file->parsing.size() + file->parsed.size() <= 2 * blocks_) {
      for (size_t i = 0; i < blocks_; ++i) file->reading.push_back(spare_batch());
      reads_.push_back(file.get());
    }
    at_end = at_end && file->at_end && file->parsing.empty() && file->parsed.empty();
  }
  return !at_end;
}

std::unique_ptr<EventBatch> EventLog::spare_batch() {
  if (spare_.empty()) return std::make_unique<EventBatch>();
  std::unique_ptr<EventBatch> batch = std::move(spare_.back());
  spare_.pop_back();
  return batch;
}

void EventLog::do_task(size_t task, uint32_t member) {
  if (task < reads_.size())
    read(*reads_[task]);
  else
    parsers_[member]->parse(*parses_[task - reads_.size()], wants_.shards);
}

void EventLog::read(File &file) const {
  const size_t bytes = files_.size() > 16 ? kBlockBytes / 4 : kBlockBytes;
  for (size_t i = 0; i < file.reading.size(); ++i) {
    const LineSource::Step step = file.source->read(file.reading[i]->block, bytes);
    if (step == LineSource::Step::kBlock) continue;
    file.at_end = true;
    file.failed = step == LineSource::Step::kFailed;
    file.reading.resize(i);
  }
}

bool EventLog::find_head(uint32_t shard, uint32_t file, Head &head) const {
  for (const auto &batch : files_[file]->parsed) {
    const size_t next = batch->taken[shard];
    if (next == batch->shards[shard].size()) continue;
    head = {{std::max(batch->shards[shard][next].reached, batch->reached_before), file}, batch.get()};
    return head.place <= settled_;
  }
  return false;
}

void EventLog::end_round(SkippedLines &skipped) {
  tell_faults(skipped);
  for (uint32_t number = 0; number < files_.size(); ++number) {
    const auto &file = files_[number];
    drop_taken(*file, skipped);
    for (auto &batch : file->parsing) {
      batch->first_line = file->lines + 1;
      batch->reached_before = file->reached;
      batch->file = number;
      file->lines += batch->lines;
      file->reached = std::max(file->reached, batch->reached);
      later_ += batch->later;
      file->parsed.push_back(std::move(batch));
    }
    file->parsing = std::move(file->reading);
    file->reading.clear();
    newest_ = std::max(newest_, file->reached);
    if (file->failed && file->parsing.empty()) note_damage(*file);
  }
  find_settled();
}

void EventLog::note_damage(File &file) {
  file.failed = false;
  for (const LogDamage &damage : file.source->damages(file.lines)) {
    damages_.push_back({LogNote::Severity::kError, damage.file, damage.line, "damaged",
                        damage.sentence + "; all whole lines before this one are taken, and nothing behind them"});
  }
}

std::vector<LogNote> EventLog::remarks() const {
  std::vector<LogNote> remarks;
  for (const auto &file : files_) {
    for (std::string &sentence : file->source->remarks())
      remarks.push_back({LogNote::Severity::kNote, file->source->name(0), 1, "passed_over", std::move(sentence)});
  }
  return remarks;
}

// What is still to come of a file has no place before its newest one.
void EventLog::find_settled() {
  settled_ = {kNoTime, static_cast<uint32_t>(files_.size())};
  for (uint32_t i = 0; i < files_.size(); ++i) {
    const File &file = *files_[i];
    if (!file.at_end || !file.parsing.empty()) settled_ = std::min(settled_, Place{file.reached, i});
  }
}

// Broken lines and refused events up to where all is taken, in order.
void EventLog::tell_faults(SkippedLines &skipped) {
  std::vector<Refused> all;
  for (auto &refused : refused_) {
    std::move(refused.begin(), refused.end(), std::back_inserter(all));
    refused.clear();
  }
  for (uint32_t i = 0; i < files_.size(); ++i) {
    for (const auto &batch : files_[i]->parsed) {
      for (size_t &next = batch->faults_told; next < batch->faults.size(); ++next) {
        BatchFault &fault = batch->faults[next];
        const Place place{std::max(fault.reached, batch->reached_before), i};
        if (place > settled_) break;
        all.push_back({place, batch->first_line + fault.line, batch.get(), fault.line, std::move(fault.reason)});
      }
    }
  }
  std::sort(all.begin(), all.end(), [](const Refused &left, const Refused &right) {
    return left.place != right.place ? left.place < right.place : left.line < right.line;
  });
  for (const Refused &line : all) tell(line, skipped);
}

// Where rows were sorted a line stands where it stood before.
void EventLog::tell(const Refused &line, SkippedLines &skipped) const {
  const LineSource &source = *files_[line.place.file]->source;
  const auto &origins = line.batch->block.origins();
  if (origins.empty())
    skipped.add(source.name(0), line.line, line.reason);
  else
    skipped.add(source.name(origins[line.line_in_batch].file), origins[line.line_in_batch].line, line.reason);
}

void EventLog::drop_taken(File &file, SkippedLines &skipped) {
  while (!file.parsed.empty() && file.parsed.front()->all_taken()) {
    EventBatch &batch = *file.parsed.front();
    if (batch.faults_told < batch.faults.size()) return;
    skipped.count_more(batch.more_faults);
    spare_.push_back(std::move(file.parsed.front()));
    file.parsed.pop_front();
  }
}

std::map<std::string, uint64_t> EventLog::unknown_events() const {
  std::map<std::string, uint64_t> counts;
  for (const auto &parser : parsers_) parser->names().add_unknown_to(counts);
  return counts;
}

std::string EventLog::text_of(const LinePlace &place) const {
  return files_[place.file]->source->name(place.told_file) + ':' + std::to_string(place.told_line);
}

uint64_t EventLog::bytes_taken() const {
  uint64_t sum = 0;
  for (const auto &file : files_) sum += file->source->taken();
  return sum;
}

uint64_t EventLog::bytes_in_all() const {
  uint64_t sum = 0;
  for (const auto &file : files_) {
    if (file->source->size() == 0) return 0;
    sum += file->source->size();
  }
  return sum;
}

}  // namespace vitrine::tool
