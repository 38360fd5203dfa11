// How far a long run is, on a terminal.
#pragma once

#include <chrono>
#include <cstdint>

namespace vitrine {

class Progress {
 public:
  explicit Progress(bool quiet);

  // Cheap: the clock is looked at only now and then. `bytes_in_all` 0: not known.
  [[nodiscard]] bool is_due(uint64_t events) { return shown_ && events % kEvery == 0; }
  void show(uint64_t events, uint64_t bytes, uint64_t bytes_in_all);
  // Clears the line, so that what follows stands alone.
  void clear();
  [[nodiscard]] double seconds() const;

 private:
  static constexpr uint64_t kEvery = 8'192;
  using Clock = std::chrono::steady_clock;

  bool shown_;
  bool drawn_ = false;
  Clock::time_point begin_;
  Clock::time_point last_;
};

}  // namespace vitrine
