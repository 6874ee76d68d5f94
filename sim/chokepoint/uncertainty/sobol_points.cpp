#include <bit>
#include <boost/random/sobol.hpp>
#include <chokepoint/uncertainty/sobol_points.hpp>
#include <stdexcept>
#include <string>

namespace chokepoint::uncertainty {

namespace {

using Table = boost::random::default_sobol_table;
static_assert(SobolPoints::kMostDimensions == Table::max_dimension);

// With the primitive polynomial x^s + a_1 x^(s-1) + ... + a_(s-1) x + 1 and the odd m_1 .. m_s of the table,
//     m_k = 2 a_1 m_(k-1) ^ 4 a_2 m_(k-2) ^ ... ^ 2^(s-1) a_(s-1) m_(k-s+1) ^ 2^s m_(k-s) ^ m_(k-s)
// and direction v_k = m_k / 2^k (Joe and Kuo 2008, eq. 2 and 3). All m_k of the first dimension are 1.
std::array<std::uint32_t, 32> directions_of(std::size_t dimension) {
    std::array<std::uint32_t, 32> m;
    m.fill(1);
    if (dimension > 0) {
        const std::uint32_t polynomial = Table::polynomial(dimension - 1);
        const unsigned degree = std::bit_width(polynomial) - 1;
        for (unsigned k = 0; k < 32; ++k) {
            if (k < degree) {
                m[k] = Table::minit(dimension - 1, k);
                continue;
            }
            m[k] = m[k - degree];
            for (unsigned back = 1; back <= degree; ++back) {
                if (polynomial >> (degree - back) & 1) m[k] ^= m[k - back] << back;
            }
        }
    }
    for (unsigned k = 0; k < 32; ++k)
        m[k] <<= 31 - k;
    return m;
}

}  // namespace

SobolPoints::SobolPoints(std::size_t dimensions) {
    if (dimensions > kMostDimensions)
        throw std::invalid_argument("Sobol' points have at most " + std::to_string(kMostDimensions) +
                                    " dimensions, not " + std::to_string(dimensions));
    for (std::size_t dimension = 0; dimension < dimensions; ++dimension)
        directions_.push_back(directions_of(dimension));
}

std::uint32_t SobolPoints::digits(std::uint32_t index, std::size_t dimension) const {
    const auto& directions = directions_[dimension];
    std::uint32_t digits = 0;
    for (unsigned bit = 0; index != 0; ++bit, index >>= 1) {
        if (index & 1) digits ^= directions[bit];
    }
    return digits;
}

}  // namespace chokepoint::uncertainty
