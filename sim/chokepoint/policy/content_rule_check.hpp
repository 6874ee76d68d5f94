#pragma once

#include <chokepoint/network/supply_network.hpp>
#include <chokepoint/policy/action.hpp>
#include <chokepoint/policy/content.hpp>
#include <cstdint>
#include <span>
#include <vector>

namespace chokepoint::policy {

/// A link from a third country to a target, and how a content rule applies to it.
struct CheckedLink {
    std::uint64_t link = 0;
    double content = 0.0;  ///< The controlled share of what it carries.
    double threshold = 0.0;
    bool has_technology = false;  ///< Whether it carries a foreign direct product.
    bool re_sources = false;      ///< Caught, but its supplier replaces the content above the threshold.

    bool is_caught() const;
};

/// How long and how far a denial will close links, as foreseen by suppliers that a content rule adds to it.
struct ForeseenClosure {
    int days = 0;           ///< As announced; lifts are unforeseen.
    double openness = 0.0;  ///< The share that still passes.
};

/// Checks links against content rules. Keeps the accumulated content while the rule and the origin stay the same.
class ContentRuleCheck {
   public:
    ContentRuleCheck(const network::SupplyNetwork& network, const network::Directory& directory)
        : network_(network), directory_(directory) {}

    /// The links from third-country exporters to the targets of `denied` that carry content or technology, in ascending
    /// order. Throws InputError at the place of `rule` if the content does not converge.
    std::vector<CheckedLink> check(const Action& rule, const LinkSelector& denied, const ForeseenClosure& closure);

   private:
    std::span<const network::LinkShare> stated_links(const LinkSelector& origin) const;
    const ControlledContent& content_from(const LinkSelector& origin, const Action& rule);
    double threshold(const ContentRule& rule, std::uint32_t customer) const;
    void decide(const ContentRule& rule, const ForeseenClosure& closure, std::vector<CheckedLink>& links) const;

    const network::SupplyNetwork& network_;
    const network::Directory& directory_;
    const Action* rule_ = nullptr;
    LinkSelector origin_;
    ControlledContent content_;
};

}  // namespace chokepoint::policy
