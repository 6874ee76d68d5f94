#pragma once

#include <chokepoint/network/supply_network.hpp>
#include <chokepoint/policy/action.hpp>
#include <chokepoint/policy/content.hpp>
#include <cstdint>
#include <span>
#include <vector>

namespace chokepoint::policy {

/// A third-country link to a target, and what a content rule makes of it.
struct JudgedLink {
    std::uint64_t link = 0;
    double content = 0.0;  ///< Controlled share of what it carries.
    double threshold = 0.0;
    bool has_technology = false;  ///< A foreign direct product.
    bool re_sources = false;      ///< Caught, and its supplier replaces what is above the threshold.

    bool is_caught() const;
};

/// What a denial closes, as those whom a content rule adds to it foresee it.
struct ForeseenClosure {
    int days = 0;           ///< As announced, lifts unforeseen.
    double openness = 0.0;  ///< What still passes.
};

/// Judges links by content rules. What has accumulated is kept while rule and origin stay the same.
class ContentJudge {
   public:
    ContentJudge(const network::SupplyNetwork& network, const network::Directory& directory)
        : network_(network), directory_(directory) {}

    /// The links from outside the exporters of `denied` to its targets that have content or technology, ascending.
    /// Throws InputError, at the place of `rule`, if the content does not settle.
    std::vector<JudgedLink> judge(const Action& rule, const LinkSelector& denied, const ForeseenClosure& closure);

   private:
    std::span<const network::LinkShare> stated_links(const LinkSelector& origin) const;
    const ControlledContent& content_from(const LinkSelector& origin, const Action& rule);
    double threshold(const ContentRule& rule, std::uint32_t customer) const;
    void decide(const ContentRule& rule, const ForeseenClosure& closure, std::vector<JudgedLink>& links) const;

    const network::SupplyNetwork& network_;
    const network::Directory& directory_;
    const Action* rule_ = nullptr;
    LinkSelector origin_;
    ControlledContent content_;
};

}  // namespace chokepoint::policy
