// Tasks take milliseconds: one mutex around their numbers is all that is needed.
#include "cli/replay/thread_team.h"

namespace vitrine::tool {

Team::Team(uint32_t members) {
  for (uint32_t member = 1; member < members; ++member) threads_.emplace_back([this, member] { serve(member); });
}

Team::~Team() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    end_ = true;
  }
  wake_.notify_all();
  for (std::thread &thread : threads_) thread.join();
}

void Team::run(size_t count, const Task &task) {
  std::unique_lock<std::mutex> lock(mutex_);
  task_ = &task;
  count_ = count;
  begun_ = finished_ = 0;
  wake_.notify_all();
  work(lock, 0);
  done_.wait(lock, [this] { return finished_ == count_; });
  count_ = begun_ = 0;
}

void Team::work(std::unique_lock<std::mutex> &lock, uint32_t member) {
  while (begun_ < count_) {
    const size_t number = begun_++;
    lock.unlock();
    (*task_)(number, member);
    lock.lock();
    ++finished_;
  }
}

void Team::serve(uint32_t member) {
  std::unique_lock<std::mutex> lock(mutex_);
  while (!end_) {
    work(lock, member);
    if (finished_ == count_) done_.notify_one();
    wake_.wait(lock, [this] { return end_ || begun_ < count_; });
  }
}

}  // namespace vitrine::tool
