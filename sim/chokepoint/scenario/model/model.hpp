#pragma once

#include <chokepoint/dynamics/behaviour.hpp>
#include <chokepoint/dynamics/parameters.hpp>
#include <chokepoint/network/directory.hpp>
#include <chokepoint/network/supply_network.hpp>
#include <chokepoint/policy/ownership.hpp>
#include <chokepoint/scenario/model/companies.hpp>
#include <chokepoint/scenario/model/model_spec.hpp>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace chokepoint::scenario {

/// Whether a supplier's sales to the buyer of a reconstruction are known.
enum class Disclosure : std::uint8_t { disclosed, at_least, not_disclosed, unnamed };

/// What is known about one company's sales to the buyer, in USD a year. The totals allow `low` to `high`.
struct Exposure {
    std::uint32_t company = 0;
    std::uint32_t buyer = 0;
    Disclosure disclosure = Disclosure::disclosed;
    double low_usd = 0.0;
    double high_usd = 0.0;
    double modelled_usd = 0.0;
};

/// A model with numbers: one draw of its parameters (in a single run, the middle of each prior) on one network.
struct Model {
    std::string title;
    std::string currency = "USD";  ///< Of all money, even where a name says usd.
    network::Directory directory;
    network::SupplyNetwork network;
    dynamics::Behaviour behaviour;
    Companies companies;
    std::vector<Exposure> exposures;
    std::vector<policy::Ownership> owners;
};

/// Revenue of a company's nodes in the baseline year.
double revenue_usd(const Model& model, std::uint32_t company);

/// What `dynamics:` of a scenario sets: rules, and numbers that hold for every product.
struct DynamicsSettings {
    std::string preset = "export-control";
    dynamics::Rules rules;
    std::vector<std::pair<const dynamics::ParameterRecord*, double>> numbers;
};

/// Builds a model from a spec without faults. Faults that only sums reveal (sales above revenue, a reconstruction that
/// does not add up) go to `diagnostics`; do not use the model then. `tables` are the spec's and are consumed, so that a
/// large model does not hold its links twice. Uses up to `threads` threads (0: one per core).
Model build_model(const ModelSpec& spec, ModelTables tables, const DynamicsSettings& settings, Diagnostics& diagnostics,
                  unsigned threads = 0);

}  // namespace chokepoint::scenario
