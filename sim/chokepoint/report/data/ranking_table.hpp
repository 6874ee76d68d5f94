#pragma once

#include <chokepoint/report/data/table.hpp>
#include <chokepoint/study/models/ranking.hpp>
#include <string>

namespace chokepoint::report {

/// The first `top` entries of a ranking (0: all), a row each. `id` is a firm's id in firms.csv, or the company's,
/// country's, sector's or group's; a cell is empty where the firms of an entry differ.
Table ranking_table(const scenario::Model& model, const study::Ranking& ranking, std::size_t top);
std::vector<Variable> ranking_variables();

/// The same as text, with how it was computed.
std::string ranking_text(const scenario::Model& model, const study::RankSettings& settings,
                         const study::Ranking& ranking, std::size_t top);

}  // namespace chokepoint::report
