#pragma once

#include <chokepoint/scenario/tables/model_tables.hpp>
#include <cstddef>
#include <vector>

namespace chokepoint::scenario {

/// A row of links.csv whose supplier, product and customer an earlier row has.
struct RepeatedLink {
    std::size_t row = 0;
    std::size_t first = 0;
};

/// All of them, ascending, found on up to `threads` threads (0: as many as the machine has). It takes four bytes a link
/// and a firm for as long as it looks.
std::vector<RepeatedLink> find_repeated_links(const FirmTable& firms, const LinkTable& links, unsigned threads);

}  // namespace chokepoint::scenario
