// vitrine_pairs [--snapshots]: many pairs from standard input, one after the other, through the core; their lines to standard output.
//
// A record of the input is `KIND LENGTH`, a line end, LENGTH bytes, a line end. Of one pair, in this order: `strategy` (its text), `decide` (slots,
// with commas), optionally `at` (seconds), then what happens: `line` (of a log, as it stands), `purposes` (seconds, bits, visitor, with one
// blank between), `change` (the text of another strategy), and last `end`, which is empty.
// The answer to a pair: `visitors`, their lines, `transitions`, their lines, `end`, or `refused`, the reasons, `end`. Transitions up to a change
// stand before `visitors`.
#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string>

#include "oracle/native/pair_run.h"

namespace vitrine::test {
namespace {

struct Record {
  std::string kind;
  std::string content;
};

uint32_t take_number(std::string_view &text) {
  uint32_t number = 0;
  const char *const end = std::from_chars(text.data(), text.data() + text.size(), number).ptr;
  text.remove_prefix(std::min(static_cast<size_t>(end - text.data()) + 1, text.size()));
  return number;
}

// False: the input is at its end.
bool read_record(Record &record) {
  char head[64];
  if (std::fgets(head, sizeof head, stdin) == nullptr) return false;
  std::string_view rest(head);
  record.kind = rest.substr(0, rest.find(' '));
  rest.remove_prefix(std::min(record.kind.size() + 1, rest.size()));
  record.content.resize(take_number(rest));
  return std::fread(record.content.data(), 1, record.content.size(), stdin) == record.content.size() && std::getchar() == '\n';
}

class Pairs {
 public:
  Pairs(bool through_snapshots, tool::OutputFile &out) : through_snapshots_(through_snapshots), out_(out) {}

  void take(const Record &record) {
    if (record.kind == "strategy")
      begin(record.content);
    else if (record.kind == "decide")
      slots_ = record.content;
    else if (record.kind == "end")
      end();
    else if (run_)
      take_moment(record);
  }

 private:
  void begin(const std::string &text) {
    errors_.clear();
    run_.reset();
    if (auto strategy = load(text)) run_ = std::make_unique<PairRun>(std::move(strategy), through_snapshots_);
  }

  std::unique_ptr<LoadedStrategy> load(const std::string &text) {
    auto strategy = std::make_unique<LoadedStrategy>();
    return strategy->load(text, errors_) ? std::move(strategy) : nullptr;
  }

  void take_moment(const Record &record) {
    std::string_view rest = record.content;
    if (record.kind == "at") run_->set_end(take_number(rest));
    if (record.kind == "line") run_->take_line(rest);
    if (record.kind == "change") change(record.content);
    if (record.kind != "purposes") return;
    const uint32_t time = take_number(rest);
    const uint32_t purposes = take_number(rest);
    run_->take_purposes(rest, time, static_cast<int32_t>(purposes));
  }

  void change(const std::string &text) {
    if (auto strategy = load(text))
      run_->change_strategy(std::move(strategy), out_);
    else
      run_.reset();
  }

  void end() {
    if (run_) {
      out_.write("visitors\n");
      run_->write_visitors(slots_, out_);
      out_.write("transitions\n");
      run_->write_transitions(out_);
      errors_ = run_->failure();
    }
    if (!errors_.empty()) out_.write("refused\n" + errors_ + '\n');
    out_.write("end\n");
  }

  bool through_snapshots_;
  tool::OutputFile &out_;
  std::unique_ptr<PairRun> run_;  // none: the strategy was refused
  std::string slots_;
  std::string errors_;
};

int run(int argc, char **argv) {
  const bool through_snapshots = argc == 2 && std::strcmp(argv[1], "--snapshots") == 0;
  tool::OutputFile out;
  if (argc > 2 || (argc == 2 && !through_snapshots) || !out.open("-")) {
    std::fputs("usage: vitrine_pairs [--snapshots]\n", stderr);
    return 2;
  }
  Pairs pairs(through_snapshots, out);
  Record record;
  while (read_record(record)) pairs.take(record);
  return out.close() && std::feof(stdin) ? 0 : 1;
}

}  // namespace
}  // namespace vitrine::test

int main(int argc, char **argv) { return vitrine::test::run(argc, argv); }
