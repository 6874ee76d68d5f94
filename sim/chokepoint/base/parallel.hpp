#pragma once

#include <barrier>
#include <cstddef>
#include <functional>
#include <thread>
#include <vector>

namespace chokepoint {

/// Calls `work(i)` once for each i in [0, count) on up to `threads` threads and returns when all calls are done. 0
/// threads means one per core. Each call must write only its own data, so that results do not depend on the number of
/// threads. If calls throw, the exception with the lowest i is rethrown.
void for_each_index(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& work);

/// A team of threads that runs one job after another, each thread its own part. A team of one uses only the caller.
class ThreadTeam {
   public:
    /// 0 threads means one per core.
    explicit ThreadTeam(unsigned threads);
    ThreadTeam(const ThreadTeam&) = delete;
    ThreadTeam& operator=(const ThreadTeam&) = delete;
    ~ThreadTeam();

    unsigned size() const { return size_; }
    /// Calls `work(k)` for k in [0, size()), one on each thread, and returns when all are done. `work` must not throw.
    void run(const std::function<void(unsigned)>& work);

   private:
    void wait_for_work(unsigned number);

    unsigned size_;
    const std::function<void(unsigned)>* work_ = nullptr;
    std::barrier<> begin_;
    std::barrier<> end_;
    std::vector<std::jthread> team_;
};

}  // namespace chokepoint
