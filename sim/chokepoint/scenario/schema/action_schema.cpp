#include <array>
#include <chokepoint/policy/damage.hpp>
#include <chokepoint/scenario/schema/action_schema.hpp>
#include <chokepoint/scenario/schema/schema_keys.hpp>
#include <vector>

namespace chokepoint::scenario {

namespace {

constexpr std::array<std::string_view, 2> kPolicies = {"presumption_of_denial", "case_by_case"};
constexpr std::array<std::string_view, 2> kResponses = {"lose", "resource"};
constexpr double kMostDays = 36500;

const Schema& party_schema() {
    static const std::array keys = {
        plain("company", ValueType::text_list, "Companies of the model."),
        plain("country", ValueType::text_list, "Countries of the model, in any form (US, USA, United States)."),
        Key{"subsidiaries",
            ValueType::boolean,
            "Also what these companies together own half of or more, directly or through others (`owners` of the "
            "model).",
            false,
            {},
            "false"},
    };
    static const Schema schema{"scenario.actions.party", "Who; with company and country, companies in these countries.",
                               keys};
    return schema;
}

const Schema& target_schema() {
    static const std::vector<Key> keys = [] {
        std::vector<Key> list(party_schema().keys.begin(), party_schema().keys.end());
        list.push_back(plain("list", ValueType::text,
                             "CSV of denied parties beside the scenario: name,aliases,country,from,until. Aliases are "
                             "parted by ';'. A party is the company of the same id or name and country after case, "
                             "blanks and punctuation are evened out; none is guessed. See 'names'."));
        return list;
    }();
    static const Schema schema{"scenario.actions.target",
                               "Who buys; with company and country, companies in these countries.",
                               keys,
                               {},
                               "company|list"};
    return schema;
}

std::vector<Key> selector_keys() {
    return {
        nested("exporters", ValueType::object, party_schema(), "Who sells; default: everyone."),
        nested("target", ValueType::object, target_schema(), "Who buys; default: everyone."),
        plain("products", ValueType::text_list, "Products of the model; default: all."),
        plain("controls", ValueType::text_list,
              "Control classes; of the products those that the model gives one of them."),
        choice("kinds", ValueType::choice_list, kKinds, "all", "What crosses the border."),
    };
}

const Schema& selector_schema() {
    static const std::vector<Key> keys = selector_keys();
    static const Schema schema{"scenario.actions.selector", "The links that an action is about.", keys};
    return schema;
}

const Schema& amend_schema() {
    static const std::vector<Key> keys = [] {
        std::vector<Key> list = {plain("action", ValueType::text, "What is amended.", true)};
        for (const Key& key : selector_keys())
            list.push_back(key);
        return list;
    }();
    static const Schema schema{"scenario.actions.amend",
                               "What an action is about from `from` on; what is not given stays as it was.", keys};
    return schema;
}

const Schema& leak_schema() {
    static const std::array keys = {
        plain("of", ValueType::text, "Denial whose goods leak; with what amends or restores it.", true),
        Key{"share", ValueType::figure, "Of the denied flow that arrives.", true, "share", {}, 0, 1},
        bounded("delay_days", ValueType::figure, "days", 0, kMostDays, "0", "Until the first of it arrives."),
    };
    static const Schema schema{"scenario.actions.leak", "Goods that reach the target through intermediaries.", keys};
    return schema;
}

const Schema& destination_schema() {
    static const std::array keys = {
        Key{"country", ValueType::text_list, "Of the buyer.", true},
        Key{"de_minimis", ValueType::figure, "Instead of the rule's; the lowest counts.", true, "share", {}, 0, 1},
    };
    static const Schema schema{"scenario.actions.content.destinations", "Countries with a threshold of their own.",
                               keys};
    return schema;
}

const Schema& stated_schema() {
    static const std::array keys = {
        Key{"company", ValueType::text_list, "Who sells it.", true},
        Key{"share", ValueType::figure, "Of the value of all that it sells.", true, "share", {}, 0, 1},
    };
    static const Schema schema{"scenario.actions.content.stated", "Controlled content that is known.", keys};
    return schema;
}

const Schema& content_schema() {
    static const std::array keys = {
        plain("of", ValueType::text,
              "Denial that is extended: controlled is what its exporters sell, to anybody, of its products, controls "
              "and kinds.",
              true),
        bounded("de_minimis", ValueType::figure, "share", 0, 1, "0.25",
                "A link from a third country is denied too if more than this share of its value is controlled content, "
                "built in at any tier before it; 1: none is."),
        nested("stated", ValueType::object_list, stated_schema(),
               "Content that is known, in place of what accumulates from the links."),
        nested("destinations", ValueType::object_list, destination_schema(), "Other thresholds by country."),
        plain("foreign_direct_product", ValueType::text_list,
              "Technologies; products made with one (`technologies` of the model) are denied whatever their content."),
        choice("response", ValueType::choice, kResponses, "lose",
               "A supplier that is caught for its content loses the sales, or replaces what is above the threshold "
               "where the sales kept are worth more than that costs."),
        bounded("switching_cost_share", ValueType::figure, "share", 0, 10, "0.5",
                "Of resource: cost of replacing an input, once, of what is bought of it in a year. The default is an "
                "assumption."),
        bounded("redesign_days", ValueType::figure, "days", 0, kMostDays, "180",
                "Of resource: from the first closed day until it is replaced. The default is an assumption."),
    };
    static const Schema schema{"scenario.actions.content",
                               "What a denial reaches of what third countries make; `timeline` shows whom.", keys};
    return schema;
}

const Schema& settlement_schema() {
    static const std::array keys = {
        plain("company", ValueType::text, "Who pays.", true),
        bounded("penalty_usd", ValueType::figure, "USD", 0, 1e15, "0", "Paid on the day."),
        bounded("escrow_usd", ValueType::figure, "USD", 0, 1e15, "0",
                "Laid aside on the day; back when probation is over, unless a breach forfeits it."),
        bounded("suspended_usd", ValueType::figure, "USD", 0, 1e15, "0", "Paid on the day of a breach only."),
        Key{.name = "probation",
            .type = ValueType::duration,
            .meaning = "How long a breach is one, and escrow is kept.",
            .default_text = "for good"},
    };
    static const Schema schema{"scenario.actions.settlement", "A payment that ends a dispute; it opens no link.", keys};
    return schema;
}

const Schema& breach_schema() {
    static const std::array keys = {
        plain("settlement", ValueType::text, "What is broken: its suspended penalty falls due, its escrow is lost.",
              true),
        plain("restores", ValueType::text, "The denial that is in force again, for what is left of its term.", true),
    };
    static const Schema schema{"scenario.actions.breach", "A settlement that is broken, and the denial snaps back.",
                               keys};
    return schema;
}

const Schema& payment_schema() {
    static const std::array keys = {
        plain("company", ValueType::text, "Who pays.", true),
        Key{"amount_usd", ValueType::figure, "Paid on the day.", true, "USD", {}, 0, 1e15},
    };
    static const Schema schema{"scenario.actions.payment", "Money lost, as the fee of a merger that was blocked.",
                               keys};
    return schema;
}

const Schema& stockpile_schema() {
    static const std::array keys = {
        plain("company", ValueType::text_list, "Who builds stock.", true),
        plain("products", ValueType::text_list, "Of which products; default: all that it buys."),
        Key{"cover_days",
            ValueType::figure,
            "Target stock; never below the one held anyway.",
            true,
            "days",
            {},
            1,
            3650},
        bounded("over_days", ValueType::figure, "days", 1, kMostDays, "30", "In which the target rises to it."),
    };
    static const Schema schema{"scenario.actions.stockpile",
                               "Stock built before a control that is expected; the orders follow from the target.",
                               keys};
    return schema;
}

const Schema& damage_schema() {
    static const std::array keys = {
        plain("company", ValueType::text_list, "Whose capacity; default: everyone's."),
        plain("country", ValueType::text_list, "Where; default: everywhere."),
        plain("products", ValueType::text_list, "Of those who sell these; default: all."),
        Key{"lost", ValueType::figure, "Share of baseline capacity that is lost.", true, "share", {}, 0, 1},
        choice("recovery", ValueType::choice, policy::recovery_names(), "none",
               "How capacity comes back after `until`."),
        bounded("recovery_days", ValueType::figure, "days", 3, 36500, "30", "In which it comes back."),
    };
    static const Schema schema{"scenario.actions.damage", "Capacity that some firms lose for a while.", keys};
    return schema;
}

std::vector<Key> kind_keys() {
    return {
        nested("deny", ValueType::object, selector_schema(),
               "Denial order: these links carry nothing (or `openness` of their flow). Retaliation is one by others."),
        nested("list", ValueType::object, selector_schema(), "Entity listing: a denial with a licence `policy`."),
        nested("license", ValueType::object, selector_schema(),
               "Licence: these links are open again (or up to `openness`)."),
        nested("hold_back", ValueType::object, selector_schema(),
               "Suppliers who do more than they must: of what is allowed, these links carry `openness`."),
        nested("leak", ValueType::object, leak_schema(), "A share of a denied flow that arrives all the same."),
        nested("content", ValueType::object, content_schema(),
               "De minimis and foreign direct product: what others make is denied too, while the denial lasts (and "
               "within `from` and `until`, if given)."),
        plain("ends", ValueType::text, "Lift: the action that ends on the day `on`, with its amendments."),
        nested("amend", ValueType::object, amend_schema(), "Other terms of an action, from `from` on."),
        nested("settlement", ValueType::object, settlement_schema(), "Penalty and escrow paid on the day `on`."),
        nested("breach", ValueType::object, breach_schema(), "Snap-back on the day `on`."),
        nested("payment", ValueType::object, payment_schema(), "Money that a company loses on the day `on`."),
        nested("stockpile", ValueType::object, stockpile_schema(), "A higher target stock while it lasts."),
        nested("damage", ValueType::object, damage_schema(), "Capacity lost from `from` to `until`, then recovering."),
        plain("signal", ValueType::text, "An announcement on the day `on`; it changes no flow."),
    };
}

std::vector<Key> term_keys() {
    return {
        plain("from", ValueType::uncertain_date, "First day in force (of what lasts)."),
        plain("until", ValueType::uncertain_date, "Last day in force; default: for good."),
        Key{.name = "for",
            .type = ValueType::duration,
            .meaning = "How long, instead of `until`.",
            .synonyms = "duration length"},
        plain("on", ValueType::uncertain_date, "The day (ends, settlement, breach, payment, signal)."),
        bounded("openness", ValueType::figure, "share", 0, 1, "license 1, else 0", "Of the flow that stays possible."),
        bounded("wind_down_days", ValueType::figure, "days", 0, kMostDays, "0",
                "Of deny and list: existing orders are served for so long after `from`."),
        choice("policy", ValueType::choice, kPolicies, "presumption_of_denial",
               "Of list: whether licences are given at all."),
        bounded("approval_rate", ValueType::figure, "share", 0, 1, "0",
                "Of list, case by case: of the flow that gets a licence."),
        bounded("delay_days", ValueType::figure, "days", 0, kMostDays, "0",
                "Of list, case by case: from `from` until licences come."),
        bounded("renewals", ValueType::integer, "count", 0, 1000, "0",
                "Of license: how often it is given again for the same time (`for`)."),
        bounded("permit_days", ValueType::figure, "days", 1, kMostDays, "none",
                "Of hold_back: until permits come, instead of `until`."),
    };
}

}  // namespace

const Schema& action_schema() {
    static const std::vector<Key> keys = [] {
        std::vector<Key> list = kind_keys();
        for (const Key& key : term_keys())
            list.push_back(key);
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
        "deny|list|license|hold_back|leak|content|ends|amend|settlement|breach|payment|stockpile|damage|signal"};
    return schema;
}

}  // namespace chokepoint::scenario
