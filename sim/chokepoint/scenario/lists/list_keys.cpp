#include <chokepoint/scenario/lists/list_spec.hpp>

namespace chokepoint::scenario {

namespace {

const Schema& columns_schema() {
    static const std::array keys = {
        text("name", &ListColumnsSpec::name, "Name of the party.", true),
        text("aliases", &ListColumnsSpec::aliases, "Other names, parted by ';'."),
        text("country", &ListColumnsSpec::country, "Country in any form, or several."),
        text("from", &ListColumnsSpec::from, "First day on the list."),
        text("until", &ListColumnsSpec::until, "Last day on the list."),
        text("source", &ListColumnsSpec::source, "List that the party is on."),
        text("programme", &ListColumnsSpec::programme, "Programmes, parted by ';'."),
    };
    static const Schema schema{"scenario.actions.target.list.columns",
                               "Columns of a table in no other format, by the names in its first line.", keys};
    return schema;
}

}  // namespace

const Schema& list_schema() {
    static const std::array keys = {
        text("file", &ListSpec::file,
             "The list, beside the scenario. A party is the company of the same id or name and country after case, "
             "blanks and punctuation are evened out; none is guessed. See 'names'.",
             true),
        choice("format", &ListSpec::format, kListFormatNames, "by content",
               "Who publishes it: the US Consolidated Screening List, OpenSanctions (targets.simple.csv or "
               "entities.ftm.json), OFAC (sdn.csv, with add.csv and alt.csv beside it), the BIS Denied Persons List, "
               "the EU, the UK; csv: name,aliases,country,from,until, or a table with `columns`."),
        at_least_one(texts("sources", &ListSpec::sources,
                           "Only parties on these lists, of a file that joins several: an abbreviation (EL, SDN, DPL) "
                           "or a part of the list's name; default: all.")),
        at_least_one(texts("programmes", &ListSpec::programmes,
                           "Only parties of these programmes or regimes, by name or a part of it; default: all.")),
        bound({.name = "listed_by",
               .type = ValueType::date,
               .meaning = "Only parties that were on the list on this day, and these as long as the action lasts.",
               .default_text = "each from and until its own days"},
              &ListSpec::listed_by),
        nested("columns", &ListSpec::columns, ValueType::object, columns_schema(),
               "Columns of a table in no other format."),
        bound({"same_as", ValueType::text_list_map,
               "Companies of the model that you know to be parties of the list, each with the names that it has "
               "there. Countries are not compared then. 'check --near' shows whom to consider."},
              &ListSpec::same_as),
    };
    static const Schema schema{"scenario.actions.target.list",
                               "Denied parties from a published list or a table of your own.",
                               keys,
                               {},
                               {},
                               {},
                               "file"};
    return schema;
}

}  // namespace chokepoint::scenario
