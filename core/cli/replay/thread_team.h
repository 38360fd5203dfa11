// A few threads that do the tasks of one round together and then wait for the next.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace vitrine::tool {

class Team {
 public:
  // Of `members`, the thread that calls run() is one.
  explicit Team(uint32_t members);
  Team(const Team &) = delete;
  Team &operator=(const Team &) = delete;
  ~Team();

  using Task = std::function<void(size_t task, uint32_t member)>;
  // Calls task(0) to task(count - 1), each once and begun in this order, and returns when all have returned. What happened before
  // the call is seen by all of them, and what they did behind it.
  void run(size_t count, const Task &task);

 private:
  void serve(uint32_t member);
  void work(std::unique_lock<std::mutex> &lock, uint32_t member);

  std::mutex mutex_;  // of all that follows but the threads
  std::condition_variable wake_;
  std::condition_variable done_;
  const Task *task_ = nullptr;
  size_t count_ = 0;
  size_t begun_ = 0;
  size_t finished_ = 0;
  bool end_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace vitrine::tool
