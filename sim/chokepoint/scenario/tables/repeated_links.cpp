// A counting sort puts the rows of each customer side by side; then only these, few as they are, are sorted by what
// they carry and compared. No row is compared with one of another customer.
#include <algorithm>
#include <chokepoint/base/ids.hpp>
#include <chokepoint/base/parallel.hpp>
#include <chokepoint/scenario/tables/repeated_links.hpp>
#include <numeric>
#include <span>
#include <tuple>

namespace chokepoint::scenario {

namespace {

constexpr std::size_t kCustomersAtOnce = 8192;

/// What a row carries: a number that two rows of one supplier share when their products have one name.
class ProductNumbers {
   public:
    ProductNumbers(const FirmTable& firms, const LinkTable& links) : firms_(firms), links_(links) {
        for (std::uint32_t k = 0; k < links.product.texts.size(); ++k) {
            const std::string_view product = links.product.texts.name(k);
            const auto of_firms = static_cast<std::uint32_t>(firms.product.texts.size());
            number_of_.push_back(product.empty() ? kNone : firms.product.texts.find(product).value_or(of_firms + k));
        }
    }

    std::uint32_t operator[](std::size_t row) const {
        if (links_.product.empty()) return 0;
        const std::uint32_t given = number_of_[links_.product.numbers[row]];
        return given == kNone ? firms_.product.numbers[links_.supplier[row]] : given;
    }

   private:
    const FirmTable& firms_;
    const LinkTable& links_;
    std::vector<std::uint32_t> number_of_;  ///< Of the texts of the links' column; kNone: the supplier's own.
};

struct Purchase {
    std::uint32_t supplier = 0;
    std::uint32_t product = 0;
    std::uint32_t row = 0;

    bool same_as(const Purchase& other) const { return supplier == other.supplier && product == other.product; }
    friend bool operator<(const Purchase& a, const Purchase& b) {
        return std::tie(a.supplier, a.product, a.row) < std::tie(b.supplier, b.product, b.row);
    }
};

/// `purchases` are sorted.
void add_repeats(const std::vector<Purchase>& purchases, std::vector<RepeatedLink>& repeats) {
    std::size_t first = 0;
    for (std::size_t k = 1; k < purchases.size(); ++k) {
        if (!purchases[k].same_as(purchases[first])) {
            first = k;
        } else {
            repeats.push_back({purchases[k].row, purchases[first].row});
        }
    }
}

}  // namespace

std::vector<RepeatedLink> find_repeated_links(const FirmTable& firms, const LinkTable& links, unsigned threads) {
    std::vector<std::uint32_t> begin(firms.size() + 1, 0);
    for (const std::uint32_t customer : links.customer)
        ++begin[customer + std::size_t{1}];
    std::partial_sum(begin.begin(), begin.end(), begin.begin());
    std::vector<std::uint32_t> rows(links.size());
    // Afterwards begin[i] is where the rows of customer i end.
    for (std::uint32_t row = 0; row < links.size(); ++row)
        rows[begin[links.customer[row]]++] = row;
    const ProductNumbers product(firms, links);
    // Nearly always there is none, which numbers alone tell sooner.
    const auto all_differ = [&](std::span<const std::uint32_t> of_customer, std::vector<std::uint64_t>& keys) {
        keys.clear();
        for (const std::uint32_t row : of_customer)
            keys.push_back(std::uint64_t{links.supplier[row]} << 32 | product[row]);
        std::sort(keys.begin(), keys.end());
        return std::adjacent_find(keys.begin(), keys.end()) == keys.end();
    };
    std::vector<std::vector<RepeatedLink>> of_block((firms.size() + kCustomersAtOnce - 1) / kCustomersAtOnce);
    for_each_index(of_block.size(), threads, [&](std::size_t block) {
        std::vector<Purchase> purchases;
        std::vector<std::uint64_t> keys;
        const std::size_t last = std::min(firms.size(), (block + 1) * kCustomersAtOnce);
        for (std::size_t i = block * kCustomersAtOnce; i < last; ++i) {
            const std::uint32_t first = i == 0 ? 0 : begin[i - 1];
            const std::span<const std::uint32_t> of_customer = std::span(rows).subspan(first, begin[i] - first);
            if (all_differ(of_customer, keys)) continue;
            purchases.clear();
            for (const std::uint32_t row : of_customer)
                purchases.push_back({links.supplier[row], product[row], row});
            std::sort(purchases.begin(), purchases.end());
            add_repeats(purchases, of_block[block]);
        }
    });
    std::vector<RepeatedLink> repeats;
    for (const std::vector<RepeatedLink>& some : of_block)
        repeats.insert(repeats.end(), some.begin(), some.end());
    std::sort(repeats.begin(), repeats.end(), [](const auto& a, const auto& b) { return a.row < b.row; });
    return repeats;
}

}  // namespace chokepoint::scenario
