// A stranger's program: runs a scenario with the installed library, and finds that the ban costs its target something.
#include <chokepoint/study/study.hpp>
#include <cstdio>
#include <string>

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    const auto scenario = chokepoint::load_scenario(argv[1], {});
    const auto study = chokepoint::run_study(scenario, 0);
    const auto target = scenario.report_companies.front();
    const double lost = study.baseline_usd[target].back() - study.arms[1].companies[target].revenue_usd.back();
    const std::string name(scenario.model.companies.name(target));
    std::printf("%s loses %.0f USD\n", name.c_str(), lost);
    return lost > 0.0 ? 0 : 1;
}
