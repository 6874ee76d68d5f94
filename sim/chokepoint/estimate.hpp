#pragma once

#include <array>

namespace chokepoint {

/// A number that is known, or the range that it lies in. A range is drawn from evenly in samples, and stands for its
/// middle elsewhere.
class Estimate {
   public:
    Estimate(double value) : bounds_{value, value} {}  // NOLINT(google-explicit-constructor): a number is an estimate
    Estimate(double low, double high) : bounds_{low, high} {}

    double low() const { return bounds_[0]; }
    double high() const { return bounds_[1]; }

   private:
    std::array<double, 2> bounds_;
};

}  // namespace chokepoint
