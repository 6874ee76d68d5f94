#pragma once

#include <chokepoint/scenario/foreign/table_report.hpp>
#include <string>
#include <string_view>

namespace chokepoint::scenario {

/// A model.yaml that reads the published table of a report from `file`, which is relative to it, or a model.yaml of
/// nodes.csv and links.csv in the table's unit where `file` is "".
std::string table_model_yaml(const TableReport& report, std::string_view file);

}  // namespace chokepoint::scenario
