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

/// A stream of draws (splitmix64) that is the same on every machine and with every standard library.
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

/// A random network with random behaviour and a random policy. The test sets behaviour.rules.
struct RandomCase {
    network::Directory directory;
    network::SupplyNetwork network;
    dynamics::Behaviour behaviour;
    std::vector<policy::Action> actions;
    std::vector<std::uint32_t> arm;
    std::vector<policy::Damage> damage;
    std::vector<std::uint32_t> origin;  ///< By node: its number in the original case.
    Date start{};
    Date end{};
};

/// Whether products are made from each other in cycles, or each only from products with higher numbers.
enum class Shape { cyclic, tiered };

/// The case of a seed: 3 to 60 nodes, 2 to 6 products, cycles, hubs, nodes without inputs or without customers, links
/// on standby only, flows over four orders of magnitude, dependences 0, 0.5, 0.84 and 1, stocks of 1 to 60 days,
/// transit of 0 to 30 days, markets, cash accounts, 1 to 6 denials and licences of which some are lifted, and damage of
/// up to every third node, some of it twice at once. The last action ends before day `quiet_from` of the `days` of the
/// calendar.
RandomCase make_random_case(std::uint64_t seed, int days = 400, int quiet_from = 400, Shape shape = Shape::cyclic);

/// Sets the rules of the case. If they keep a stock for every supplier, the network is rebuilt with a slot for each
/// link. Slots of one product then share its dependence and have their own targets, or one target if a rule needs that.
void set_rules(RandomCase& chosen, const dynamics::Rules& rules);

/// The case's policy and damage compiled over its calendar.
policy::OpennessSchedule schedule_of(const RandomCase& chosen);

/// Preset and rationing rule, for messages: `export-control, water-filling`.
struct RuleSet {
    std::string name;
    dynamics::Rules rules;
};

/// Every preset with every rationing rule.
std::vector<RuleSet> preset_rule_sets();
/// These, and combinations that no preset has: each published rule in another model.
std::vector<RuleSet> preset_and_mixed_rule_sets();
/// All of these, and each of them again with every adaptation on.
std::vector<RuleSet> all_rule_sets();
/// The rules that run in batches of several lanes; the published ones run one sample at a time.
bool runs_in_lanes(const dynamics::Rules& rules);

}  // namespace chokepoint
