#include <algorithm>
#include <atomic>
#include <chokepoint/base/parallel.hpp>
#include <exception>
#include <thread>
#include <vector>

namespace chokepoint {

void for_each_index(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& work) {
    if (threads == 0) threads = std::max(1U, std::thread::hardware_concurrency());
    std::vector<std::exception_ptr> failures(count);
    std::atomic<std::size_t> next{0};
    const auto take = [&] {
        for (std::size_t i = next++; i < count; i = next++) {
            try {
                work(i);
            } catch (...) {
                failures[i] = std::current_exception();
            }
        }
    };
    {
        std::vector<std::jthread> team;
        const std::size_t others = std::min<std::size_t>(threads, count) - std::min<std::size_t>(1, count);
        for (std::size_t k = 0; k < others; ++k)
            team.emplace_back(take);
        take();
    }
    for (const std::exception_ptr& failure : failures) {
        if (failure) std::rethrow_exception(failure);
    }
}

ThreadTeam::ThreadTeam(unsigned threads)
    : size_(threads != 0 ? threads : std::max(1U, std::thread::hardware_concurrency())), begin_(size_), end_(size_) {
    for (unsigned number = 1; number < size_; ++number) {
        team_.emplace_back([this, number] { wait_for_work(number); });
    }
}

ThreadTeam::~ThreadTeam() {
    work_ = nullptr;
    if (size_ > 1) begin_.arrive_and_wait();
}

void ThreadTeam::run(const std::function<void(unsigned)>& work) {
    if (size_ == 1) return work(0);
    work_ = &work;
    begin_.arrive_and_wait();
    work(0);
    end_.arrive_and_wait();
}

void ThreadTeam::wait_for_work(unsigned number) {
    for (;;) {
        begin_.arrive_and_wait();
        if (work_ == nullptr) return;
        (*work_)(number);
        end_.arrive_and_wait();
    }
}

}  // namespace chokepoint
