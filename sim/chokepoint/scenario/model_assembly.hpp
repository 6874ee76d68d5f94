#pragma once

#include <chokepoint/scenario/model.hpp>
#include <chokepoint/scenario/reconstruction.hpp>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace chokepoint {

/// Nodes and links as they come together from firms.csv, links.csv and reconstructions.
class Assembly {
   public:
    Assembly(const ModelSpec& spec, Model& model, Diagnostics& diagnostics)
        : spec_(spec), model_(model), diagnostics_(diagnostics) {}

    void add_firms();
    void add_links();
    void add_reconstruction(const ReconstructionSpec& rebuilt);
    void finish();

   private:
    /// The nodes of a row of firms.csv: one, or one per product line.
    struct Unit {
        std::uint32_t first = 0;
        std::uint32_t lines = 1;
        double revenue_usd = 0.0;
    };

    std::uint32_t add_node(const std::string& id, const std::string& company, const std::string& name,
                           const std::string& country, const std::string& product, double output_usd, double final_usd);
    void add_flow(const Unit& from, const Unit& to, std::uint32_t product, double value_usd, double standby_usd);
    std::vector<const Unit*> units_buying(const std::string& product, const std::string& buyer) const;
    void note_exposure(const ReconstructionSpec& rebuilt, const RebuiltFlow& flow, std::uint32_t company);
    void refuse_buyers(const ReconstructionSpec& rebuilt, const std::string& product, bool no_unit);
    void check_sums() const;
    void check_share(const ReconstructionSpec& rebuilt) const;

    const ModelSpec& spec_;
    Model& model_;
    Diagnostics& diagnostics_;
    std::vector<NodeRecord> nodes_;
    std::vector<LinkRecord> links_;
    std::vector<Unit> units_;
    std::vector<std::pair<std::uint32_t, std::string>> shown_names_;  ///< Companies with a name beside their id.
    std::set<std::string> refused_;
    std::unordered_map<std::string, std::uint32_t> rows_;
};

}  // namespace chokepoint
