#pragma once

#include <chokepoint/base/fault_limit.hpp>
#include <chokepoint/scenario/embed/carve.hpp>
#include <chokepoint/scenario/model/model.hpp>
#include <chokepoint/scenario/model/reconstruction.hpp>
#include <chokepoint/scenario/model/stated_value.hpp>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace chokepoint::scenario {

/// Assembles nodes and links from firms.csv, links.csv and reconstructions. Without product lines and reconstructions
/// it moves the columns of the tables into the model, so that nothing large is in memory twice.
class Assembly {
   public:
    Assembly(const ModelSpec& spec, ModelTables tables, Model& model, Diagnostics& diagnostics)
        : spec_(spec),
          firms_(std::move(tables.firms)),
          rows_(std::move(tables.links)),
          built_(std::move(tables.built)),
          model_(model),
          diagnostics_(diagnostics) {}

    void add_firms();
    void add_links();
    void add_reconstruction(const ReconstructionSpec& rebuilt);
    /// Puts the firms so far into the industries of the model's base table.
    void embed();
    void finish(unsigned threads, dynamics::SlotRule slots);
    /// The nodes of a row of firms.csv: one, or one per product line.
    struct Unit {
        std::uint32_t first = 0;
        std::uint32_t lines = 1;
    };
    Unit unit(std::size_t row) const;
    const FirmTable& firms() const { return firms_; }

   private:
    void add_whole_firms();
    void number_for_locality();
    void add_firms_by_line();
    void add_markets();
    std::uint32_t add_node(const std::string& id, std::string_view company, std::string_view country,
                           std::string_view product, double output, double final_demand);
    void show_as(std::uint32_t company, std::string_view name);
    void add_flow(const Unit& from, const Unit& to, std::uint32_t product, double value_usd, double standby_usd);
    std::vector<double> sold_by_row() const;
    std::vector<std::size_t> rows_buying(const std::string& product, const std::string& buyer) const;
    void note_exposure(const ReconstructionSpec& rebuilt, const RebuiltFlow& flow, std::uint32_t company);
    void refuse_buyers(const ReconstructionSpec& rebuilt, const std::string& product, bool no_unit);
    void note_content_of_built();
    void note_content(std::size_t row, std::uint32_t product);
    void refuse_stated(const ReconstructionSpec& rebuilt, std::uint32_t supplier, std::uint32_t product,
                       std::size_t buyer) const;
    void place_content();
    std::vector<std::string> sectors() const;
    Diagnostic place_of_node(std::uint32_t node) const;
    std::vector<std::uint32_t> industries_of_nodes();
    double output_of(std::uint32_t node, const std::vector<double>& sales, const std::vector<double>& purchases) const;
    double purchases_within_accounts(std::uint32_t node) const;
    void add_carved(const Carving& carved, const std::vector<CarvedFirm>& firms);
    void refuse_carving(const std::vector<CarvingFault>& faults);
    void merge_links();
    void check_row(std::size_t row, FaultLimit& faults, FaultLimit& warnings) const;
    void check_sums() const;
    void check_share(const ReconstructionSpec& rebuilt) const;

    const ModelSpec& spec_;
    FirmTable firms_;
    LinkTable rows_;
    std::optional<BuiltNetwork> built_;
    Model& model_;
    Diagnostics& diagnostics_;
    std::vector<network::NodeRecord> nodes_;
    network::LinkColumns links_;
    /// A link whose US content is stated.
    struct StatedLink {
        std::uint32_t supplier = 0;
        std::uint32_t customer = 0;
        std::uint32_t product = 0;
        double us_content = 0.0;
    };
    std::vector<StatedLink> stated_;
    std::vector<std::uint32_t> first_node_;  ///< By row of firms.csv; empty: every row is the node of its number.
    std::vector<std::pair<std::uint32_t, std::string>> shown_names_;  ///< Companies with a name beside their id.
    std::vector<std::uint32_t> first_spelling_;  ///< Of each country of firms.csv, as first_spellings() gives them.
    bool mixed_spellings_ = false;               ///< Some country is written in several ways.
    bool split_ = false;                         ///< Some row has several lines.
    std::set<std::string> refused_;
};

}  // namespace chokepoint::scenario
