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

/// What is known of one company's sales to the buyer, USD a year; `low` to `high` is what the closure allows.
struct Exposure {
    std::uint32_t company = 0;
    std::uint32_t buyer = 0;
    Disclosure disclosure = Disclosure::disclosed;
    double low_usd = 0.0;
    double high_usd = 0.0;
    double modelled_usd = 0.0;
};

/// A model with numbers: one draw of its figures (in a single run, the middle of each), on one network.
struct Model {
    std::string title;
    std::string currency = "USD";  ///< Of all money, whatever a name such as revenue_usd says.
    network::Directory directory;
    network::SupplyNetwork network;
    dynamics::Behaviour behaviour;
    Companies companies;
    std::vector<Exposure> exposures;
    std::vector<policy::Ownership> owners;
};

/// Revenue of a company in the baseline year, of what the model holds of it.
double revenue_usd(const Model& model, std::uint32_t company);

/// What a scenario's `dynamics:` says: rules, and numbers that hold for every product.
struct DynamicsSettings {
    std::string preset = "export-control";
    dynamics::Rules rules;
    std::vector<std::pair<const dynamics::ParameterRecord*, double>> numbers;
};

/// Builds a model from a spec without faults. Faults that only the sums show (sales beyond revenue, a reconstruction
/// that does not close) go to `diagnostics`, and the model is then not to be used. `tables` are the spec's, and are
/// used up: a large model does not hold its links twice. Takes up to `threads` threads (0: as many as the machine has).
Model build_model(const ModelSpec& spec, ModelTables tables, const DynamicsSettings& settings, Diagnostics& diagnostics,
                  unsigned threads = 0);

}  // namespace chokepoint::scenario
