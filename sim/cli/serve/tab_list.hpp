#pragma once

#include <atomic>
#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string>

namespace chokepoint::cli {

/// What is running for each tab of a browser: the newest request, which stops the one before it.
class TabList {
   public:
    using Stop = std::shared_ptr<std::atomic<bool>>;

    /// The flag that stops this request; null if a newer one of the tab has come first.
    Stop begin(const std::string& tab, long long version);
    void stop_all();

   private:
    static constexpr std::size_t kMost = 64;  ///< The tab that was used least recently is forgotten.

    struct Tab {
        std::string name;
        long long version = 0;
        Stop stop;
    };

    std::mutex mutex_;
    std::list<Tab> tabs_;  ///< The one used last first.
    bool ended_ = false;
};

}  // namespace chokepoint::cli
