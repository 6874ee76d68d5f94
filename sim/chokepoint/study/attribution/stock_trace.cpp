#include <algorithm>
#include <chokepoint/study/attribution/stock_trace.hpp>
#include <climits>

namespace chokepoint::study {

namespace {

constexpr float kOut = 1.0F;          // days of use
constexpr float kNoticedFall = 0.5F;  // of what is there on the first day

/// The first day below a day's use; -1: never.
int out_day(const std::vector<float>& days) {
    const auto out = std::find_if(days.begin(), days.end(), [](float cover) { return cover < kOut; });
    return out == days.end() ? -1 : static_cast<int>(out - days.begin());
}

/// Never comes last.
int order_of(int day) {
    return day < 0 ? INT_MAX : day;
}

}  // namespace

std::vector<StockTrace> trace_stocks(const DailySeries& daily) {
    std::vector<StockTrace> traces;
    for (const StockSeries& stock : daily.stocks) {
        const auto lowest = std::min_element(stock.mean_days.begin(), stock.mean_days.end());
        if (lowest == stock.mean_days.end() || *lowest >= kNoticedFall * stock.mean_days.front()) continue;
        traces.push_back({&stock, out_day(stock.lowest_days), out_day(stock.mean_days),
                          static_cast<int>(lowest - stock.mean_days.begin())});
    }
    std::stable_sort(traces.begin(), traces.end(), [](const StockTrace& a, const StockTrace& b) {
        return order_of(a.first_out_day) < order_of(b.first_out_day);
    });
    return traces;
}

}  // namespace chokepoint::study
