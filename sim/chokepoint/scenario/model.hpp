#pragma once

#include <chokepoint/base/date.hpp>
#include <chokepoint/dynamics/behaviour.hpp>
#include <chokepoint/dynamics/parameters.hpp>
#include <chokepoint/network/directory.hpp>
#include <chokepoint/network/supply_network.hpp>
#include <chokepoint/scenario/model_spec.hpp>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace chokepoint {

/// Revenue of a company as a multiple of its baseline year, by quarter; 1 for a company without a profile.
struct Profile {
    int first_quarter = 0;        ///< Year x 4 + quarter (0 to 3) of factors[0].
    std::vector<double> factors;  ///< The last four repeat; empty: 1 throughout.

    double at(Date date) const;
};

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

/// A company as reports need it.
struct CompanyInfo {
    std::string name;
    std::vector<std::uint32_t> nodes;
    Profile profile;
    double revenue_usd = 0.0;  ///< Baseline year; of what the model holds of it.
};

/// A model with numbers: one draw of its figures (in a single run, the middle of each), on one network.
struct Model {
    std::string title;
    Directory directory;
    SupplyNetwork network;
    Behaviour behaviour;
    std::vector<CompanyInfo> companies;  ///< By number in the directory.
    std::vector<Exposure> exposures;
};

/// What a scenario's `dynamics:` says: rules, and numbers that hold for every product.
struct DynamicsSettings {
    std::string preset = "export-control";
    Rules rules;
    std::vector<std::pair<const ParameterRecord*, double>> numbers;
};

/// Builds a model from a spec without faults. Faults that only the sums show (sales beyond revenue, a reconstruction
/// that does not close) go to `diagnostics`, and the model is then not to be used.
Model build_model(const ModelSpec& spec, const DynamicsSettings& settings, Diagnostics& diagnostics);

}  // namespace chokepoint
