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

}  // namespace chokepoint
