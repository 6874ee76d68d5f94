#pragma once

#include <chokepoint/cascade/input_output.hpp>
#include <cstdint>
#include <span>
#include <vector>

namespace chokepoint::cascade {

/// A coefficient c of a matrix C.
struct Coefficient {
    std::uint32_t row = 0;
    std::uint32_t column = 0;
    double value = 0.0;
};

/// Solves (I − C)·x = b. Uses sparse LU for up to 1,000 unknowns and BiCGSTAB with a diagonal preconditioner above. If
/// BiCGSTAB does not reach the residual that counts as converged, LU solves the system after all.
LinearSolution solve_sparse(std::span<const Coefficient> coefficients, std::span<const double> right_side);

}  // namespace chokepoint::cascade
