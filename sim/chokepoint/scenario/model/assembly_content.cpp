// Moves the US content that links.csv states from its rows to the links of the network.
#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/fault_at.hpp>
#include <chokepoint/scenario/model/model_assembly.hpp>

namespace chokepoint::scenario {

/// What a row carries is the same between any two lines of its firms.
void Assembly::note_content(std::size_t row, std::uint32_t product) {
    const Unit from = unit(rows_.supplier[row]);
    const Unit to = unit(rows_.customer[row]);
    for (std::uint32_t a = 0; a < from.lines; ++a) {
        for (std::uint32_t b = 0; b < to.lines; ++b)
            stated_.push_back({from.first + a, to.first + b, product, rows_.us_content[row]});
    }
}

/// The rows beside a built network are its links, whose numbers change where a link is a slot.
void Assembly::note_content_of_built() {
    const network::SupplyNetwork& network = built_->network;
    for (std::uint64_t e = 0; e < rows_.us_content.size(); ++e) {
        if (rows_.us_content[e] < 0.0) continue;
        const std::uint32_t slot = network.slot_of(e);
        stated_.push_back(
            {network.link_supplier[e], network.slot_customer[slot], network.slot_product[slot], rows_.us_content[e]});
    }
}

/// If a reconstruction adds to a link, the content that its row states would hold for a part of the link only.
void Assembly::refuse_stated(const ReconstructionSpec& rebuilt, std::uint32_t supplier, std::uint32_t product,
                             std::size_t buyer) const {
    const std::uint32_t customer = unit(buyer).first;
    const bool stated = std::any_of(stated_.begin(), stated_.end(), [&](const StatedLink& link) {
        return link.supplier == supplier && link.customer == customer && link.product == product;
    });
    if (!stated) return;
    diagnostics_.add(
        fault_at(rebuilt.where, Fault::contradiction,
                 fmt::format("'{}' adds to what '{}' sells to '{}', whose us_content links.csv states", rebuilt.id,
                             model_.directory.nodes.name(supplier), firms_.id(buyer)),
                 "leave us_content of that row empty, or take the row out and let the reconstruction have its value"));
}

void Assembly::place_content() {
    std::vector<network::LinkShare>& content = model_.directory.us_content;
    for (const StatedLink& stated : stated_) {
        // Where a link is a slot, those that only stand by are left out.
        if (const auto link = model_.network.find_link(stated.supplier, stated.customer, stated.product))
            content.push_back({*link, stated.us_content});
    }
    std::sort(content.begin(), content.end(), [](const auto& a, const auto& b) { return a.link < b.link; });
    stated_ = {};
}

}  // namespace chokepoint::scenario
