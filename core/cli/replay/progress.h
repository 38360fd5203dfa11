// How far a long run is, on a terminal.
#pragma once

#include <chrono>
#include <cstdint>

namespace vitrine::tool {

class Progress {
 public:
  explicit Progress(bool quiet);

  [[nodiscard]] bool is_due() const { return shown_ && Clock::now() - last_ >= kEvery; }
  // `bytes_in_all` 0: not known.
  void show(uint64_t events, uint64_t bytes, uint64_t bytes_in_all);
  // Clears the line, so that what follows stands alone.
  void clear();
  [[nodiscard]] double seconds() const;

 private:
  static constexpr std::chrono::milliseconds kEvery{200};
  using Clock = std::chrono::steady_clock;

  bool shown_;
  bool drawn_ = false;
  Clock::time_point begin_;
  Clock::time_point last_;
};

}  // namespace vitrine::tool
