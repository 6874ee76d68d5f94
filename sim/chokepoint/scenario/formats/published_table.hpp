#pragma once

#include <chokepoint/scenario/formats/foreign_table.hpp>
#include <chokepoint/scenario/tables/node_rows.hpp>
#include <filesystem>

namespace chokepoint::scenario {

struct ModelSpec;
struct TableSpec;

/// What model.yaml states of a published table, for its reader.
TableOptions table_options(const TableSpec& spec, unsigned threads);

/// The nodes and links of industries, in the currency in which money is kept; the industries are consumed.
struct TableRows {
    NodeTable nodes;
    LinkTable links;
};
TableRows table_rows(IndustryTable table, double unit_usd);

/// Warns of accounting identities that are off by more than 1 % in all.
void warn_of_identities(const TableReport& report, Diagnostics& diagnostics);

/// Gives a unit that the table or its publisher states to the model, and compares it with the one that model.yaml has:
/// to differ from the file is an error, from the publisher's practice a warning.
void take_table_unit(const TableReport& report, ModelSpec& spec, Diagnostics& diagnostics);

}  // namespace chokepoint::scenario
