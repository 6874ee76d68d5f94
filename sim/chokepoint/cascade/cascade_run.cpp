// A cascade begins alone, where its cost depends on how far it reaches; most of a ranking also end there. One that is
// about to reach much of the network moves to a lane beside seven others, where each read of the graph serves all
// eight. Lanes with similar decreases end at about the same time, so runs wait to be sorted by their last decrease.
#include <algorithm>
#include <array>
#include <chokepoint/base/parallel.hpp>
#include <chokepoint/cascade/cascade_lanes.hpp>
#include <chokepoint/cascade/cascade_run.hpp>
#include <exception>
#include <optional>
#include <stdexcept>
#include <thread>

namespace chokepoint::cascade {

namespace {

constexpr unsigned kLanes = 8;
/// A run moves to a lane once its next iteration may compute this fraction of all nodes.
constexpr std::uint64_t kLanePart = 8;
/// After this many iterations, it pays to refill ended lanes while the others continue.
constexpr unsigned kRefillAfter = 16;

template <class Number>
void check_once(std::vector<Number> numbers, Number count, const char* message) {
    std::sort(numbers.begin(), numbers.end());
    const bool twice = std::adjacent_find(numbers.begin(), numbers.end()) != numbers.end();
    if (twice || (!numbers.empty() && numbers.back() >= count)) throw std::invalid_argument(message);
}

void check_share(double share) {
    if (!(share >= 0.0 && share <= 1.0)) throw std::invalid_argument("a shock or an openness must be between 0 and 1");
}

void check_shock(const CascadePlan& plan, const CascadeShock& shock) {
    std::vector<std::uint64_t> nodes, links;
    for (const CascadeShock::Node& node : shock.nodes) {
        check_share(node.down);
        check_share(node.up);
        nodes.push_back(node.node);
    }
    for (const CascadeShock::Link& link : shock.links) {
        check_share(link.openness);
        links.push_back(link.link);
    }
    check_once<std::uint64_t>(std::move(nodes), plan.node_count(), "a shock names a node twice or an unknown node");
    check_once<std::uint64_t>(std::move(links), plan.network().link_count(),
                              "a shock names a link twice or an unknown link");
}

/// Stores the result of a lane and returns true if its cascade has ended after `iterations`.
template <unsigned kCount>
bool has_ended(CascadeLanes<kCount>& cascades, unsigned lane, const CascadeRules& rules, std::uint32_t iterations,
               CascadeResult& result) {
    const double fall = cascades.fall(lane);
    if (fall > rules.epsilon && iterations < rules.max_iterations) return false;
    result = cascades.indices(lane);
    result.residual = fall;
    result.iterations = iterations;
    result.converged = fall <= rules.epsilon;
    return true;
}

/// The number of threads worth starting: at most one per shock.
unsigned worker_count(std::size_t shocks, unsigned threads) {
    if (threads == 0) threads = std::max(1U, std::thread::hardware_concurrency());
    return static_cast<unsigned>(std::clamp<std::size_t>(shocks, 1, threads));
}

/// How many runs may wait for a lane. Each takes 20 bytes per node that it has reached, cheap only in a small network.
std::size_t most_waiting(std::size_t nodes) {
    return std::clamp<std::size_t>(1'000'000 / std::max<std::size_t>(nodes, 1), 1, 64);
}

/// One thread's part of a ranking.
class Worker {
   public:
    Worker(const CascadePlan& plan, const CascadeRules& rules, std::span<const CascadeShock> shocks,
           std::vector<CascadeResult>& results)
        : plan_(plan),
          rules_(rules),
          shocks_(shocks),
          results_(results),
          alone_(plan, rules.replaceability),
          most_waiting_(most_waiting(plan.node_count())) {
        if (shocks.size() > 1) side_by_side_.emplace(plan, rules.replaceability);
    }

    void run(std::atomic<std::size_t>& next, const std::function<bool()>& go_on) {
        while (go_on()) {
            while (running_ < kLanes) {
                if (waiting_.empty()) gather(next, go_on);
                if (waiting_.empty()) break;
                fill_lane();
            }
            if (running_ == 0) return;
            advance_lanes(go_on);
        }
    }

   private:
    struct Run {
        std::size_t shock = 0;
        std::uint32_t iterations = 0;
    };
    struct Waiting {
        Run run;
        double fall = 0.0;
        CascadeLevels levels;
    };

    /// Starts runs until enough of them wait for a lane, then sorts these.
    void gather(std::atomic<std::size_t>& next, const std::function<bool()>& go_on) {
        while (waiting_.size() < most_waiting_ && !exhausted_ && go_on()) {
            const std::size_t shock = next++;
            exhausted_ = shock >= shocks_.size();
            if (!exhausted_) start(shock, go_on);
        }
        std::stable_sort(waiting_.begin(), waiting_.end(),
                         [](const Waiting& a, const Waiting& b) { return a.fall < b.fall; });
    }

    void fill_lane() {
        unsigned lane = 0;
        while (!side_by_side_->empty(lane))
            ++lane;
        const Waiting& run = waiting_.back();
        side_by_side_->adopt(lane, shocks_[run.run.shock], run.levels);
        runs_[lane] = run.run;
        ++running_;
        waiting_.pop_back();
    }

    void start(std::size_t shock, const std::function<bool()>& go_on) {
        alone_.begin(0, shocks_[shock]);
        Run run{shock, 0};
        const std::uint64_t most = plan_.node_count() / kLanePart;
        while (!side_by_side_ || alone_.pending() <= most) {
            alone_.advance();
            if (has_ended(alone_, 0, rules_, ++run.iterations, results_[shock])) return alone_.clear();
            if (!go_on()) return;
        }
        waiting_.push_back({run, run.iterations == 0 ? 1.0 : alone_.fall(0), alone_.state().levels(0)});
        alone_.clear();
    }

    /// Advances until all lanes have ended, or until it pays to refill those that have.
    void advance_lanes(const std::function<bool()>& go_on) {
        unsigned ended = 0;
        for (unsigned iteration = 0; ended < running_ && go_on(); ++iteration) {
            const bool nothing_left = exhausted_ && waiting_.empty();
            if (iteration >= kRefillAfter && ended > 0 && !nothing_left) break;
            if (nothing_left && running_ - ended == 1) return finish_last(go_on);
            side_by_side_->advance();
            for (unsigned lane = 0; lane < kLanes; ++lane) {
                if (side_by_side_->empty(lane) || ended_[lane]) continue;
                Run& run = runs_[lane];
                if (!has_ended(*side_by_side_, lane, rules_, ++run.iterations, results_[run.shock])) continue;
                ended_[lane] = true;
                ++ended;
            }
        }
        if (ended == running_) {
            side_by_side_->clear();
            running_ = 0;
        }
        for (unsigned lane = 0; lane < kLanes; ++lane) {
            if (ended_[lane] && running_ > 0) {
                side_by_side_->end(lane);
                --running_;
            }
            ended_[lane] = false;
        }
    }

    /// Continues the last run alone when nothing is left to fill the other lanes.
    void finish_last(const std::function<bool()>& go_on) {
        for (unsigned lane = 0; lane < kLanes; ++lane) {
            if (side_by_side_->empty(lane) || ended_[lane]) continue;
            Run& run = runs_[lane];
            alone_.adopt(0, shocks_[run.shock], side_by_side_->state().levels(lane));
            do {
                if (!go_on()) break;
                alone_.advance();
            } while (!has_ended(alone_, 0, rules_, ++run.iterations, results_[run.shock]));
            alone_.clear();
        }
        side_by_side_->clear();
        ended_.fill(false);
        running_ = 0;
    }

    const CascadePlan& plan_;
    const CascadeRules& rules_;
    std::span<const CascadeShock> shocks_;
    std::vector<CascadeResult>& results_;
    CascadeLanes<1> alone_;
    std::size_t most_waiting_;
    std::vector<Waiting> waiting_;
    std::optional<CascadeLanes<kLanes>> side_by_side_;  ///< Not used for a single shock.
    std::array<Run, kLanes> runs_{};
    std::array<bool, kLanes> ended_{};
    unsigned running_ = 0;
    bool exhausted_ = false;
};

}  // namespace

CascadeLosses run_cascade(const CascadePlan& plan, const CascadeRules& rules, const CascadeShock& shock) {
    check_shock(plan, shock);
    CascadeLanes<1> cascade(plan, rules.replaceability);
    cascade.begin(0, shock);
    CascadeLosses losses;
    std::uint32_t iterations = 0;
    do {
        cascade.advance();
    } while (!has_ended(cascade, 0, rules, ++iterations, losses.result));
    losses.down = cascade.state().down;
    losses.up = cascade.state().up;
    return losses;
}

std::vector<CascadeResult> run_cascades(const CascadePlan& plan, const CascadeRules& rules,
                                        std::span<const CascadeShock> shocks, unsigned threads,
                                        const RunControl& control) {
    for (const CascadeShock& shock : shocks)
        check_shock(plan, shock);
    std::vector<CascadeResult> results(shocks.size());
    std::atomic<std::size_t> next{0};
    const auto go_on = [&] { return control.stop == nullptr || !*control.stop; };
    const auto report_progress = [&] {
        if (control.progress) {
            control.progress(static_cast<long long>(std::min(next.load(), shocks.size())),
                             static_cast<long long>(shocks.size()));
        }
        return go_on();
    };
    threads = worker_count(shocks.size(), threads);
    ThreadTeam team(threads);
    std::vector<std::exception_ptr> failures(threads);
    team.run([&](unsigned part) {
        try {
            const std::function<bool()> watch = part == 0 ? std::function<bool()>(report_progress) : go_on;
            Worker(plan, rules, shocks, results).run(next, watch);
        } catch (...) {
            failures[part] = std::current_exception();
        }
    });
    for (const std::exception_ptr& failure : failures) {
        if (failure) std::rethrow_exception(failure);
    }
    return results;
}

std::size_t cascades_bytes(std::size_t nodes, std::size_t shocks, unsigned threads) {
    const std::size_t alone = CascadeLanes<1>::bytes(nodes);
    if (shocks == 1) return alone;
    const std::size_t waiting = 20 * nodes * most_waiting(nodes);
    return worker_count(shocks, threads) * (alone + CascadeLanes<kLanes>::bytes(nodes) + waiting);
}

}  // namespace chokepoint::cascade
