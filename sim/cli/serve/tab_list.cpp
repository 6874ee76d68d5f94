#include <algorithm>
#include <cli/serve/tab_list.hpp>

namespace chokepoint::cli {

TabList::Stop TabList::begin(const std::string& tab, long long version) {
    const std::scoped_lock lock(mutex_);
    const auto known = std::ranges::find(tabs_, tab, &Tab::name);
    if (known != tabs_.end()) {
        if (known->version > version) return nullptr;
        *known->stop = true;
        tabs_.erase(known);
    }
    auto stop = std::make_shared<std::atomic<bool>>(ended_);
    tabs_.push_front({tab, version, stop});
    if (tabs_.size() > kMost) {
        *tabs_.back().stop = true;
        tabs_.pop_back();
    }
    return stop;
}

void TabList::stop_all() {
    const std::scoped_lock lock(mutex_);
    ended_ = true;
    for (const Tab& tab : tabs_)
        *tab.stop = true;
}

}  // namespace chokepoint::cli
