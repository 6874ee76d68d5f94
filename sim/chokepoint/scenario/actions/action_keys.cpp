#include <array>
#include <chokepoint/policy/damage.hpp>
#include <chokepoint/scenario/actions/action_spec.hpp>
#include <vector>

namespace chokepoint::scenario {

namespace {

constexpr std::array<std::string_view, 2> kPolicies = {"presumption_of_denial", "case_by_case"};
constexpr std::array<std::string_view, 2> kResponses = {"lose", "resource"};
constexpr double kMostDays = 36500;

/// A key that only some kinds of action take.
Key only_in(std::string_view kinds, std::string_view hint, Key key) {
    key.only_in = kinds;
    key.only_hint = hint;
    return key;
}

const Schema& party_schema() {
    static const std::array keys = {
        at_least_one(texts("company", &PartySpec::company, "Companies of the model.")),
        at_least_one(
            texts("country", &PartySpec::country, "Countries of the model, in any form (US, USA, United States).")),
        bound({"subsidiaries",
               ValueType::boolean,
               "Also what these companies together own half of or more, directly or through others (`owners` of the "
               "model).",
               false,
               {},
               "false"},
              &PartySpec::subsidiaries),
    };
    static const Schema schema{"scenario.actions.party",
                               "Companies or countries; with both, those companies in these countries.", keys};
    return schema;
}

const Schema& target_schema() {
    static const std::vector<Key> keys = [] {
        std::vector<Key> list(party_schema().keys.begin(), party_schema().keys.end());
        list.push_back(nested("list", &PartySpec::list, ValueType::object, list_schema(),
                              "A list of denied parties: its file, or a mapping that chooses from it."));
        return list;
    }();
    static const Schema schema{"scenario.actions.target",
                               "Who buys: companies or countries; with both, those companies in these countries.",
                               keys,
                               {},
                               "company|list"};
    return schema;
}

std::vector<Key> selector_keys() {
    return {
        nested("exporters", &SelectorSpec::exporters, ValueType::object, party_schema(),
               "Who sells; default: everyone."),
        nested("target", &SelectorSpec::target, ValueType::object, target_schema(), "Who buys; default: everyone."),
        at_least_one(texts("products", &SelectorSpec::products, "Products of the model; default: all.")),
        at_least_one(texts("controls", &SelectorSpec::controls,
                           "Control classes: only products to which the model gives one of them.")),
        at_least_one(choice("kinds", &SelectorSpec::kinds, kKinds, "all", "What crosses the border.")),
    };
}

const Schema& selector_schema() {
    static const std::vector<Key> keys = selector_keys();
    static const Schema schema{"scenario.actions.selector", "The links that an action is about.", keys};
    return schema;
}

const Schema& amend_schema() {
    static const std::vector<Key> keys = [] {
        std::vector<Key> list = {text("action", &SelectorSpec::amended, "What is amended.", true)};
        for (Key& key : selector_keys())
            list.push_back(std::move(key));
        return list;
    }();
    static const Schema schema{"scenario.actions.amend",
                               "New terms of an action from `from` on; what is not given stays as it was.", keys};
    return schema;
}

const Schema& leak_schema() {
    static const std::array keys = {
        text("of", &ActionSpec::of, "Denial whose goods leak, including its amendments and restorations.", true),
        number("share", &ActionSpec::share, "share", 0, 1, {}, "Share of the denied flow that arrives.", true),
        number("delay_days", &ActionSpec::leak_delay_days, "days", 0, kMostDays, "0", "Until the first of it arrives."),
    };
    static const Schema schema{"scenario.actions.leak", "Goods that reach the target through intermediaries.", keys};
    return schema;
}

const Schema& destination_schema() {
    static const std::array keys = {
        at_least_one(texts("country", &DestinationSpec::country, "Country of the buyer.", true)),
        number("de_minimis", &DestinationSpec::de_minimis, "share", 0, 1, {},
               "Instead of the rule's; the lowest counts.", true),
    };
    static const Schema schema{"scenario.actions.content.destinations", "Countries with a threshold of their own.",
                               keys};
    return schema;
}

const Schema& stated_schema() {
    static const std::array keys = {
        texts("company", &KnownContentSpec::company, "Who sells it.", true),
        number("share", &KnownContentSpec::share, "share", 0, 1, {}, "Share of the value of all that it sells.", true),
    };
    static const Schema schema{"scenario.actions.content.stated", "Controlled content that is known.", keys};
    return schema;
}

const Schema& content_schema() {
    static const std::array keys = {
        text("of", &ActionSpec::of,
             "Denial that is extended. What its exporters sell to anybody, of its products, controls and kinds, is "
             "controlled.",
             true),
        number("de_minimis", &ActionSpec::de_minimis, "share", 0, 1, "0.25",
               "A link from a third country is denied too if more than this share of its value is controlled content, "
               "built in at any tier before it; 1: none is."),
        nested("stated", &ActionSpec::stated, ValueType::object_list, stated_schema(),
               "Content that is known, in place of what accumulates from the links."),
        nested("destinations", &ActionSpec::destinations, ValueType::object_list, destination_schema(),
               "Other thresholds by country."),
        texts("foreign_direct_product", &ActionSpec::foreign_direct_product,
              "Technologies; products made with one (`technologies` of the model) are denied whatever their content."),
        choice("response", &ActionSpec::response, kResponses, "lose",
               "A supplier that is caught for its content loses the sales, or replaces what is above the threshold "
               "where the sales kept are worth more than that costs."),
        number("switching_cost_share", &ActionSpec::switching_cost_share, "share", 0, 10, "0.5",
               "Of resource: cost of replacing an input, once, of what is bought of it in a year. The default is an "
               "assumption."),
        number("redesign_days", &ActionSpec::redesign_days, "days", 0, kMostDays, "180",
               "Of resource: from the first closed day until it is replaced. The default is an assumption."),
    };
    static const Schema schema{"scenario.actions.content",
                               "What a denial reaches among products of third countries; `timeline` shows whom.", keys};
    return schema;
}

const Schema& ownership_schema() {
    static const std::array keys = {
        text("of", &ActionSpec::of,
             "Denial that is extended, with its amendments and restorations. Its exporters may not sell to affiliates "
             "of its targets what they may not sell to these.",
             true),
        number("threshold", &ActionSpec::threshold, "share", 0.01, 1, "0.5",
               "A company is an affiliate if targets and affiliates together own this share of it or more (`owners` "
               "of the model)."),
    };
    static const Schema schema{"scenario.actions.owned_by",
                               "Affiliates that a denial reaches, along chains of owners; `timeline` shows whom.",
                               keys};
    return schema;
}

const Schema& settlement_schema() {
    static const std::array keys = {
        text("company", &ActionSpec::company, "Who pays.", true),
        number("penalty_usd", &ActionSpec::penalty_usd, "USD", 0, 1e15, "0", "Paid on the day."),
        number("escrow_usd", &ActionSpec::escrow_usd, "USD", 0, 1e15, "0",
               "Laid aside on the day; back when probation is over, unless a breach forfeits it."),
        number("suspended_usd", &ActionSpec::suspended_usd, "USD", 0, 1e15, "0", "Paid on the day of a breach only."),
        bound({.name = "probation",
               .type = ValueType::duration,
               .meaning = "How long a breach counts and escrow is kept.",
               .default_text = "for good"},
              &ActionSpec::probation),
    };
    static const Schema schema{"scenario.actions.settlement", "A payment that ends a dispute; it opens no link.", keys};
    return schema;
}

const Schema& breach_schema() {
    static const std::array keys = {
        text("settlement", &ActionSpec::settlement,
             "What is broken: its suspended penalty falls due, its escrow is lost.", true),
        text("restores", &ActionSpec::of, "The denial that is in force again, for what is left of its term.", true),
    };
    static const Schema schema{"scenario.actions.breach", "A settlement is broken, and the denial snaps back.", keys};
    return schema;
}

const Schema& payment_schema() {
    static const std::array keys = {
        text("company", &ActionSpec::company, "Who pays.", true),
        number("amount_usd", &ActionSpec::amount_usd, "USD", 0, 1e15, {}, "Paid on the day.", true),
    };
    static const Schema schema{"scenario.actions.payment", "Money lost, as the fee of a merger that was blocked.",
                               keys};
    return schema;
}

const Schema& stockpile_schema() {
    static const std::array keys = {
        at_least_one(texts("company", &ActionSpec::companies, "Who builds stock.", true)),
        at_least_one(texts("products", &ActionSpec::products, "Of which products; default: all that it buys.")),
        number("cover_days", &ActionSpec::cover_days, "days", 1, 3650, {},
               "Target stock; never below the one held anyway.", true),
        number("over_days", &ActionSpec::over_days, "days", 1, kMostDays, "30",
               "Time in which the target rises to it."),
    };
    static const Schema schema{"scenario.actions.stockpile",
                               "Stock built before an expected control; orders follow from the target.", keys};
    return schema;
}

const Schema& damage_schema() {
    static const std::array keys = {
        at_least_one(texts("company", &ActionSpec::companies, "Whose capacity; default: everyone's.")),
        at_least_one(texts("country", &ActionSpec::countries, "Where; default: everywhere.")),
        at_least_one(texts("products", &ActionSpec::products, "Of those who sell these; default: all.")),
        number("lost", &ActionSpec::lost, "share", 0, 1, {}, "Share of baseline capacity that is lost.", true),
        choice("recovery", &ActionSpec::recovery, policy::recovery_names(), "none",
               "How capacity comes back after `until`."),
        number("recovery_days", &ActionSpec::recovery_days, "days", 3, 36500, "30", "Time in which it comes back."),
    };
    static const Schema schema{"scenario.actions.damage", "Capacity that some firms lose for a while.", keys};
    return schema;
}

std::vector<Key> kind_keys() {
    return {
        nested("deny", &ActionSpec::selector, ValueType::object, selector_schema(),
               "Denial order: these links carry nothing (or `openness` of their flow). Retaliation is one by others."),
        nested("list", &ActionSpec::selector, ValueType::object, selector_schema(),
               "Entity listing: a denial with a licence `policy`."),
        nested("license", &ActionSpec::selector, ValueType::object, selector_schema(),
               "Licence: these links are open again (or up to `openness`)."),
        nested("hold_back", &ActionSpec::selector, ValueType::object, selector_schema(),
               "Over-compliant suppliers: of what is allowed, these links carry only `openness`."),
        part("leak", leak_schema(), "A share of a denied flow that arrives anyway."),
        part("content", content_schema(),
             "De minimis and foreign direct product: what others make is denied too, while the denial lasts (and "
             "within `from` and `until`, if given)."),
        part("owned_by", ownership_schema(),
             "Ownership rule: what the targets of a denial own is denied the same, while the denial lasts (and within "
             "`from` and `until`, if given)."),
        text("ends", &ActionSpec::of, "Lift: the action that ends on the day `on`, with its amendments."),
        nested("amend", &ActionSpec::selector, ValueType::object, amend_schema(),
               "Other terms of an action, from `from` on."),
        part("settlement", settlement_schema(), "Penalty and escrow paid on the day `on`."),
        part("breach", breach_schema(), "Snap-back on the day `on`."),
        part("payment", payment_schema(), "Money that a company loses on the day `on`."),
        part("stockpile", stockpile_schema(), "A higher target stock while it lasts."),
        part("damage", damage_schema(), "Capacity lost from `from` to `until`, then recovering."),
        text("signal", &ActionSpec::signal, "An announcement on the day `on`; it changes no flow."),
    };
}

std::vector<Key> term_keys() {
    return {
        bound({"from", ValueType::uncertain_date, "First day in force (of what lasts)."}, &ActionSpec::from),
        bound({"until", ValueType::uncertain_date, "Last day in force; default: for good."}, &ActionSpec::until),
        bound({.name = "for",
               .type = ValueType::duration,
               .meaning = "How long, instead of `until`.",
               .synonyms = "duration length"},
              &ActionSpec::length),
        bound({"on", ValueType::uncertain_date, "The day (ends, settlement, breach, payment, signal)."},
              &ActionSpec::on),
        only_in("deny license hold_back amend",
                "only 'deny', 'license', 'hold_back' and 'amend' open or close links by a share",
                number("openness", &ActionSpec::openness, "share", 0, 1, "license 1, else 0",
                       "Share of the flow that stays possible.")),
        only_in("deny list", "only 'deny' and 'list' leave time to wind down",
                number("wind_down_days", &ActionSpec::wind_down_days, "days", 0, kMostDays, "0",
                       "Of deny and list: existing orders are served for so long after `from`.")),
        only_in("list", "only 'list' has a licence policy",
                choice("policy", &ActionSpec::licence_policy, kPolicies, "presumption_of_denial",
                       "Of list: whether licences are given at all.")),
        only_in("list", "only 'list' has a licence policy",
                number("approval_rate", &ActionSpec::approval_rate, "share", 0, 1, "0",
                       "Of list, case by case: of the flow that gets a licence.")),
        only_in("list", "only 'list' has a licence policy; a leak has its own inside 'leak'",
                number("delay_days", &ActionSpec::delay_days, "days", 0, kMostDays, "0",
                       "Of list, case by case: from `from` until licences come.")),
        only_in("license", "only 'license' is renewed",
                number("renewals", &ActionSpec::renewals, "count", 0, 1000, "0",
                       "Of license: how often it is given again for the same time (`for`).")),
        only_in("hold_back", "only over-compliant suppliers ('hold_back') wait for permits",
                number("permit_days", &ActionSpec::permit_days, "days", 1, kMostDays, "none",
                       "Of hold_back: until permits come, instead of `until`.")),
    };
}

}  // namespace

const Schema& action_schema() {
    static const std::vector<Key> keys = [] {
        std::vector<Key> list = kind_keys();
        for (Key& key : term_keys())
            list.push_back(std::move(key));
        for (Key& key : word_keys(&ActionSpec::words))
            list.push_back(std::move(key));
        return list;
    }();
    static const Schema schema{
        "scenario.actions",
        "Policy steps, named once and used by arms. Of the rules in force on a link the one that began last holds; a "
        "licence opens what denials before it and of its day close; holding back scales what is left open, and a leak "
        "passes a share of what is not. Two denials that begin together must agree. There are no prices here, so "
        "tariffs are not modelled.",
        keys,
        {},
        "until|for|permit_days from|on",
        "deny|list|license|hold_back|leak|content|owned_by|ends|amend|settlement|breach|payment|stockpile|damage|"
        "signal"};
    return schema;
}

}  // namespace chokepoint::scenario
