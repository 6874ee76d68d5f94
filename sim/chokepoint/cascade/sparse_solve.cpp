#include <Eigen/Sparse>
#include <Eigen/SparseLU>
#include <algorithm>
#include <chokepoint/cascade/sparse_solve.hpp>
#include <cmath>

namespace chokepoint::cascade {

namespace {

constexpr double kResidual = 1e-10;
constexpr std::size_t kDirectSize = 1'000;

using Matrix = Eigen::SparseMatrix<double, Eigen::RowMajor>;
using Vector = Eigen::VectorXd;

Matrix matrix_of(std::span<const Coefficient> coefficients, Eigen::Index size) {
    std::vector<Eigen::Triplet<double>> entries;
    entries.reserve(coefficients.size() + static_cast<std::size_t>(size));
    for (Eigen::Index i = 0; i < size; ++i)
        entries.emplace_back(static_cast<int>(i), static_cast<int>(i), 1.0);
    for (const Coefficient& entry : coefficients)
        entries.emplace_back(static_cast<int>(entry.row), static_cast<int>(entry.column), -entry.value);
    Matrix matrix(size, size);
    matrix.setFromTriplets(entries.begin(), entries.end());
    return matrix;
}

double residual_of(const Matrix& matrix, const Vector& x, const Vector& b) {
    const double scale = b.size() > 0 ? b.cwiseAbs().maxCoeff() : 0.0;
    const Vector rest = b - matrix * x;
    const double largest = rest.size() > 0 ? rest.cwiseAbs().maxCoeff() : 0.0;
    return scale > 0.0 ? largest / scale : largest;
}

void keep(const Matrix& matrix, const Vector& x, const Vector& b, LinearSolution& solution) {
    solution.values.assign(x.data(), x.data() + x.size());
    solution.residual = residual_of(matrix, x, b);
    solution.converged = solution.residual <= kResidual;  // also false for a NaN residual
}

void solve_directly(const Matrix& matrix, const Vector& b, LinearSolution& solution) {
    Eigen::SparseLU<Eigen::SparseMatrix<double>> factors;
    factors.compute(Eigen::SparseMatrix<double>(matrix));
    if (factors.info() != Eigen::Success) {
        solution.values.assign(static_cast<std::size_t>(b.size()), std::nan(""));
        solution.residual = std::nan("");
        return;
    }
    Vector x = factors.solve(b);
    const Vector correction = factors.solve(b - matrix * x);
    x += correction;
    solution.iterations = 0;
    keep(matrix, x, b, solution);
}

}  // namespace

LinearSolution solve_sparse(std::span<const Coefficient> coefficients, std::span<const double> right_side) {
    const auto size = static_cast<Eigen::Index>(right_side.size());
    const Matrix matrix = matrix_of(coefficients, size);
    const Vector b = Eigen::Map<const Vector>(right_side.data(), size);
    LinearSolution solution;
    if (right_side.size() > kDirectSize) {
        Eigen::BiCGSTAB<Matrix> solver;
        solver.setTolerance(1e-14);
        solver.setMaxIterations(2'000);
        solver.compute(matrix);
        const Vector x = solver.solve(b);
        solution.iterations = static_cast<std::uint32_t>(solver.iterations());
        keep(matrix, x, b, solution);
    }
    if (!solution.converged) solve_directly(matrix, b, solution);
    return solution;
}

}  // namespace chokepoint::cascade
