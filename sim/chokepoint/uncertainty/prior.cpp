#include <algorithm>
#include <array>
#include <chokepoint/uncertainty/prior.hpp>
#include <cmath>
#include <limits>
#include <numbers>

namespace chokepoint::uncertainty {

namespace {

using Coefficients = std::array<double, 8>;  // The coefficients of 1, r, r^2, ..., r^7.

// The three rational approximations of AS 241: |u - 1/2| <= 0.425, the tails up to r = 5, and the tails beyond.
constexpr Coefficients kCentreOver = {3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
                                      1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
                                      3.3430575583588128105e4, 2.5090809287301226727e3};
constexpr Coefficients kCentreUnder = {1.0,
                                       4.2313330701600911252e1,
                                       6.8718700749205790830e2,
                                       5.3941960214247511077e3,
                                       2.1213794301586595867e4,
                                       3.9307895800092710610e4,
                                       2.8729085735721942674e4,
                                       5.2264952788528545610e3};
constexpr Coefficients kTailOver = {1.42343711074968357734e0,  4.63033784615654529590e0, 5.76949722146069140550e0,
                                    3.64784832476320460504e0,  1.27045825245236838258e0, 2.41780725177450611770e-1,
                                    2.27238449892691845833e-2, 7.74545014278341407640e-4};
constexpr Coefficients kTailUnder = {1.0,
                                     2.05319162663775882187e0,
                                     1.67638483018380384940e0,
                                     6.89767334985100004550e-1,
                                     1.48103976427480074590e-1,
                                     1.51986665636164571966e-2,
                                     5.47593808499534494600e-4,
                                     1.05075007164441684324e-9};
constexpr Coefficients kFarOver = {6.65790464350110377720e0,  5.46378491116411436990e0,  1.78482653991729133580e0,
                                   2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                   2.71155556874348757815e-5, 2.01033439929228813265e-7};
constexpr Coefficients kFarUnder = {1.0,
                                    5.99832206555887937690e-1,
                                    1.36929880922735805310e-1,
                                    1.48753612908506148525e-2,
                                    7.86869131145613259100e-4,
                                    1.84631831751005468180e-5,
                                    1.42151175831644588870e-7,
                                    2.04426310338993978564e-15};

double ratio(const Coefficients& over, const Coefficients& under, double r) {
    double numerator = 0.0;
    double denominator = 0.0;
    for (std::size_t k = over.size(); k-- > 0;) {
        numerator = numerator * r + over[k];
        denominator = denominator * r + under[k];
    }
    return numerator / denominator;
}

}  // namespace

double normal_quantile(double u) {
    const double infinity = std::numeric_limits<double>::infinity();
    if (u <= 0.0) return -infinity;
    if (u >= 1.0) return infinity;
    const double q = u - 0.5;
    if (std::abs(q) <= 0.425) return q * ratio(kCentreOver, kCentreUnder, 0.180625 - q * q);
    const double r = std::sqrt(-std::log(std::min(u, 1.0 - u)));
    const double size = r <= 5.0 ? ratio(kTailOver, kTailUnder, r - 1.6) : ratio(kFarOver, kFarUnder, r - 5.0);
    return q < 0.0 ? -size : size;
}

double uniform_quantile(double low, double high, double u) {
    return std::clamp(low + u * (high - low), low, high);
}

double triangular_quantile(double low, double mode, double high, double u) {
    const double width = high - low;
    if (u * width < mode - low) return low + std::sqrt(u * width * (mode - low));
    return high - std::sqrt((1.0 - u) * width * (high - mode));
}

double lognormal_quantile(double median, double sigma, double u) {
    return median * std::exp(sigma * normal_quantile(u));
}

double lognormal_quantile(double median, double sigma, double low, double high, double u) {
    const auto chance_below = [&](double value) {
        return value <= 0.0 ? 0.0 : 0.5 * std::erfc(-std::log(value / median) / (sigma * std::numbers::sqrt2));
    };
    const double below = chance_below(low);
    const double within = chance_below(high) - below;
    return std::clamp(lognormal_quantile(median, sigma, below + within * u), low, high);
}

std::size_t choice_index(std::size_t count, double u) {
    return std::min(count - 1, static_cast<std::size_t>(u * static_cast<double>(count)));
}

int hazard_days(double per_day, double u, int longest) {
    if (per_day >= 1.0) return 0;
    const double days = std::ceil(std::log1p(-u) / std::log1p(-per_day)) - 1.0;
    return static_cast<int>(std::clamp(days, 0.0, static_cast<double>(longest)));
}

std::size_t chance_index(std::span<const double> chances, double u) {
    double sum = 0.0;
    for (std::size_t k = 0; k < chances.size(); ++k) {
        sum += chances[k];
        if (sum >= u) return k;
    }
    return chances.size();
}

}  // namespace chokepoint::uncertainty
