#include <algorithm>
#include <chokepoint/study/answer/drivers.hpp>
#include <chokepoint/study/evidence_weight.hpp>
#include <chokepoint/uncertainty/binned_index.hpp>

namespace chokepoint::study {

double least_driver(std::size_t samples) {
    constexpr double kBeyondChance = 3.0;
    return kBeyondChance * uncertainty::binned_index_noise(samples, uncertainty::bins_for(samples));
}

std::vector<Driver> drivers_of(const Ensemble& ensemble, const LossQuestion& question) {
    const std::vector<const SampleResult*> samples = results_of(ensemble);
    std::vector<Driver> drivers;
    if (samples.size() < kLeastForDrivers) return drivers;
    std::vector<double> y;
    for (const SampleResult* sample : samples)
        y.push_back(loss_in(ensemble, *sample, question));
    std::vector<double> x(y.size());
    for (std::size_t p = 0; p < ensemble.parameters.size(); ++p) {
        std::ranges::transform(samples, x.begin(), [p](const SampleResult* sample) { return sample->values[p]; });
        const double share = uncertainty::binned_index(x, y, uncertainty::bins_for(y.size()));
        if (share > least_driver(y.size())) drivers.push_back({p, share});
    }
    std::ranges::stable_sort(drivers, std::greater(), &Driver::share);
    return drivers;
}

}  // namespace chokepoint::study
