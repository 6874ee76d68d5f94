#pragma once

#include <chokepoint/dynamics/behaviour.hpp>
#include <chokepoint/network/directory.hpp>
#include <chokepoint/network/supply_network.hpp>
#include <chokepoint/policy/action.hpp>
#include <chokepoint/policy/openness.hpp>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

namespace chokepoint {

/// A stream of draws (splitmix64), the same on every machine and for every standard library.
class Dice {
   public:
    explicit Dice(std::uint64_t seed) : state_(seed) { state_ = bits(); }

    std::uint64_t bits();
    double between(double low, double high);  ///< In [low, high).
    int whole(int low, int high);             ///< In [low, high], both included.
    bool chance(double probability) { return between(0.0, 1.0) < probability; }
    double one_of(std::initializer_list<double> values);

   private:
    std::uint64_t state_;
};

/// A random network with random behaviour and a random policy; behaviour.rules is left to the test.
struct RandomCase {
    network::Directory directory;
    network::SupplyNetwork network;
    dynamics::Behaviour behaviour;
    std::vector<policy::Action> actions;
    std::vector<std::uint32_t> arm;
    std::vector<policy::Damage> damage;
    std::vector<std::uint32_t> origin;  ///< One a node: its number in the case as first made.
    Date start{};
    Date end{};
};

/// Whether products are made from each other in circles, or each only from those of higher number.
enum class Shape { cyclic, tiered };

/// The case of a seed: 3 to 60 nodes, 2 to 6 products, cycles, hubs, nodes without inputs or without customers, links
/// that only stand by, flows over four orders of magnitude, dependences 0, 0.5, 0.84 and 1, stocks of 1 to 60 days,
/// transit of 0 to 30 days, markets, cash accounts, 1 to 6 denials and licences of which some are lifted, and damage of
/// up to every third node, some of it twice at once. The last action ends before day `quiet_from` of the `days` of the
/// calendar.
RandomCase make_random_case(std::uint64_t seed, int days = 400, int quiet_from = 400, Shape shape = Shape::cyclic);

/// Gives the case these rules. Where they keep a stock for every supplier, its network is built anew with a slot for
/// each link, in which slots of one product share its dependence and have targets of their own (one, where a rule asks
/// for the target of a product).
void set_rules(RandomCase& chosen, const dynamics::Rules& rules);

/// The case's policy and damage compiled over its calendar.
policy::OpennessSchedule schedule_of(const RandomCase& chosen);

/// Preset and rationing rule, for messages: `export-control, water-filling`.
struct RuleSet {
    std::string name;
    dynamics::Rules rules;
};

/// Every preset with every rationing rule.
std::vector<RuleSet> every_rule_set();
/// These, and rules that no preset has together: each published rule in another model.
std::vector<RuleSet> preset_and_mixed_rule_sets();
/// And all of these once more with every adaptation on.
std::vector<RuleSet> every_rule_set_and_more();
/// Rules that a batch of several lanes runs; the published ones run one sample at a time.
bool runs_in_lanes(const dynamics::Rules& rules);

}  // namespace chokepoint
