#pragma once

#include <chokepoint/report/data/run_results.hpp>
#include <chokepoint/report/live/live_figures.hpp>
#include <chokepoint/study/live/live_controls.hpp>
#include <string>
#include <vector>

namespace chokepoint::report {

/// What the page of a scenario needs to know besides its results.
struct LivePage {
    std::vector<study::LiveControl> controls;
    std::vector<std::pair<std::string, std::string>> arms;  ///< Id and label.
    int samples = 0;                                        ///< That the file asks for.
    int shown = 0;                                          ///< That the first picture shows.
    std::string command;                                    ///< That started the server, to be shown once it is gone.
    std::string folder;                                     ///< Where scenarios are saved.
    std::string warning;                                    ///< Such as that a run is slow; may be "".
};

/// The report with controls, which asks its own server for every change.
std::string live_page(const RunResults& results, const RunRecord& record, const LivePage& page);

/// The figures as JSON.
std::string figures_json(const std::vector<LiveFigure>& figures);

}  // namespace chokepoint::report
