#include <algorithm>
#include <chokepoint/base/parallel.hpp>
#include <chokepoint/network/network_moments.hpp>
#include <cmath>
#include <functional>

namespace chokepoint::network {

namespace {

constexpr std::size_t kMomentBlock = 1 << 20;

/// Hill's estimator of the tail exponent of P(X > x), from the largest 1 % but at least 50 values.
double tail_exponent(std::vector<double> values) {
    const std::size_t count = std::min(values.size() - 1, std::max<std::size_t>(50, values.size() / 100));
    std::nth_element(values.begin(), values.begin() + count, values.end(), std::greater<>());
    const double threshold = values[count];
    if (threshold <= 0.0) return 0.0;
    std::sort(values.begin(), values.begin() + count);  // Makes the order of the sum independent of the input order.
    double sum = 0.0;
    for (std::size_t k = 0; k < count; ++k)
        sum += std::log(values[k] / threshold);
    return sum > 0.0 ? static_cast<double>(count) / sum : 0.0;
}

/// Sums for a correlation and a regression of y on x.
class Pairs {
   public:
    void add(double x, double y) {
        ++count_;
        const double dx = x - mean_x_;
        mean_x_ += dx / count_;
        const double dy = y - mean_y_;
        mean_y_ += dy / count_;
        xx_ += dx * (x - mean_x_);
        yy_ += dy * (y - mean_y_);
        xy_ += dx * (y - mean_y_);
    }
    double correlation() const { return xx_ > 0.0 && yy_ > 0.0 ? xy_ / std::sqrt(xx_ * yy_) : 0.0; }
    double slope() const { return xx_ > 0.0 ? xy_ / xx_ : 0.0; }

   private:
    double count_ = 0.0;
    double mean_x_ = 0.0;
    double mean_y_ = 0.0;
    double xx_ = 0.0;
    double yy_ = 0.0;
    double xy_ = 0.0;
};

/// Pairs of logarithms of the entries that are positive in both columns.
Pairs log_pairs(const std::vector<double>& x, const std::vector<double>& y) {
    Pairs pairs;
    for (std::size_t i = 0; i < x.size(); ++i)
        if (x[i] > 0.0 && y[i] > 0.0) pairs.add(std::log(x[i]), std::log(y[i]));
    return pairs;
}

/// The share of links whose reverse link exists.
double reciprocity_of(const GeneratedNetwork& network, const std::vector<std::uint64_t>& begin, unsigned threads) {
    const std::size_t links = network.supplier.size();
    std::vector<std::uint64_t> answered((links + kMomentBlock - 1) / kMomentBlock, 0);
    for_each_index(answered.size(), threads, [&](std::size_t block) {
        for (std::size_t e = block * kMomentBlock; e < std::min(links, (block + 1) * kMomentBlock); ++e) {
            const auto first = network.supplier.begin();
            const std::uint32_t from = network.supplier[e];
            answered[block] += std::binary_search(first + begin[from], first + begin[from + 1], network.customer[e]);
        }
    });
    std::uint64_t sum = 0;
    for (const std::uint64_t part : answered)
        sum += part;
    return links > 0 ? static_cast<double>(sum) / static_cast<double>(links) : 0.0;
}

/// The number of supplier sectors that make up 80 % of a sector's purchases, averaged over customer sectors.
double input_sectors_of(const std::vector<double>& flow, std::size_t sectors) {
    double sum = 0.0;
    int buyers = 0;
    for (std::size_t t = 0; t < sectors; ++t) {
        std::vector<double> column(flow.begin() + t * sectors, flow.begin() + (t + 1) * sectors);
        std::sort(column.begin(), column.end(), std::greater<>());
        double total = 0.0;
        for (const double value : column)
            total += value;
        if (total <= 0.0) continue;
        ++buyers;
        double part = 0.0;
        for (std::size_t s = 0; s < sectors && part < 0.8 * total; ++s) {
            part += column[s];
            sum += 1.0;
        }
    }
    return buyers > 0 ? sum / buyers : 0.0;
}

/// The sums over links for each firm. Values are whole USD, so the sums are exact.
struct FirmSums {
    std::vector<double> suppliers;
    std::vector<double> customers;
    std::vector<double> purchases;
    std::vector<double> sales;
};

FirmSums sum_links(const GeneratedNetwork& network) {
    const std::size_t firms = network.revenue_usd.size();
    FirmSums sums{std::vector<double>(firms, 0.0), std::vector<double>(firms, 0.0), std::vector<double>(firms, 0.0),
                  std::vector<double>(firms, 0.0)};
    for (std::size_t i = 0; i < firms; ++i)
        sums.sales[i] = network.revenue_usd[i] - network.final_demand_usd[i];
    for (std::size_t e = 0; e < network.supplier.size(); ++e) {
        sums.suppliers[network.customer[e]] += 1.0;
        sums.purchases[network.customer[e]] += network.value_usd[e];
        sums.customers[network.supplier[e]] += 1.0;
    }
    return sums;
}

/// The domestic and own-sector shares of the value of all links, and the mix of input sectors.
void measure_flows(const GeneratedNetwork& network, NetworkMoments& moments) {
    const std::size_t sectors =
        network.sector.empty() ? 0 : *std::max_element(network.sector.begin(), network.sector.end()) + std::size_t{1};
    std::vector<double> flow(sectors * sectors, 0.0);
    double all = 0.0;
    double domestic = 0.0;
    double own_sector = 0.0;
    for (std::size_t e = 0; e < network.supplier.size(); ++e) {
        const std::uint32_t from = network.supplier[e];
        const std::uint32_t to = network.customer[e];
        const double value = network.value_usd[e];
        all += value;
        if (network.country[from] == network.country[to]) domestic += value;
        if (network.sector[from] == network.sector[to]) own_sector += value;
        flow[network.sector[to] * sectors + network.sector[from]] += value;
    }
    double revenue = 0.0;
    for (const double value : network.revenue_usd)
        revenue += value;
    moments.domestic_share = all > 0.0 ? domestic / all : 0.0;
    moments.own_sector_share = all > 0.0 ? own_sector / all : 0.0;
    moments.input_sectors = input_sectors_of(flow, sectors);
    moments.input_share = revenue > 0.0 ? all / revenue : 0.0;
}

}  // namespace

std::span<const MomentRecord> target_moments() {
    using M = NetworkMoments;
    static constexpr MomentRecord table[] = {
        {"size_tail", "tail exponent of P(revenue > x)", 0.9, 1.1, "Axtell 2001: Zipf (1)", &M::size_tail},
        {"supplier_tail", "tail exponent of P(suppliers > k)", 1.2, 1.65,
         "1.35 Fujiwara and Aoyama 2010; 1.5 Mizuno et al. 2014", &M::supplier_tail},
        {"customer_tail", "tail exponent of P(customers > k)", 0.9, 1.4,
         "1.26 Fujiwara and Aoyama 2010; 1.0 Mizuno et al. 2014", &M::customer_tail},
        {"reciprocity", "share of reciprocated links", 0.03, 0.10, "assumption: a few per cent", &M::reciprocity},
        {"assortativity", "correlation over links of the two firms' numbers of partners", -0.2, 0.0,
         "negative: Fujiwara and Aoyama 2010; Chakraborty et al. 2018", &M::assortativity},
        {"suppliers_purchases_correlation", "correlation of logs over firms", 0.68, 0.85,
         "0.75 Hungary, 0.77 Ecuador (Bacilieri et al. 2023)", &M::suppliers_purchases_correlation},
        {"suppliers_purchases_slope", "log purchases on log suppliers", 1.2, 1.65,
         "1.33 Hungary, 1.49 Ecuador (Bacilieri et al. 2023)", &M::suppliers_purchases_slope},
        {"customers_sales_correlation", "correlation of logs over firms", 0.42, 0.6,
         "0.54 Hungary, 0.47 Ecuador (Bacilieri et al. 2023)", &M::customers_sales_correlation},
        {"customers_sales_slope", "log sales to firms on log customers", 0.65, 0.88,
         "0.80 Hungary, 0.73 Ecuador (Bacilieri et al. 2023)", &M::customers_sales_slope},
        {"suppliers_customers_correlation", "correlation of logs over firms", 0.48, 0.62,
         "0.54 Hungary, 0.56 Ecuador (Bacilieri et al. 2023)", &M::suppliers_customers_correlation},
        {"size_partners_slope", "log revenue on log partners", 1.15, 1.45, "1.3 Watanabe et al. 2014, Japan",
         &M::size_partners_slope},
        {"domestic_share", "domestic share of the value of inputs", 0.67, 0.92, "0.83 WIOD 2011; median country 0.75",
         &M::domestic_share},
        {"own_sector_share", "share of the value of inputs from the same sector", 0.17, 0.27,
         "0.24 WIOD 2011; 0.19 to 0.24 Hungary (Diem et al. 2023)", &M::own_sector_share},
        {"input_sectors", "sectors that make up 80 % of a sector's inputs, mean", 3.0, 16.0,
         "WIOD 2011: 3 to 16 of 35, mean 10", &M::input_sectors},
        {"input_share", "purchases over revenue, all firms", 0.45, 0.56, "0.51 WIOD 2011", &M::input_share},
    };
    return table;
}

NetworkMoments measure_moments(const GeneratedNetwork& network, unsigned threads) {
    const std::size_t firms = network.revenue_usd.size();
    const FirmSums sums = sum_links(network);
    NetworkMoments moments;
    moments.size_tail = tail_exponent(network.revenue_usd);
    moments.supplier_tail = tail_exponent(sums.suppliers);
    moments.customer_tail = tail_exponent(sums.customers);
    std::vector<std::uint64_t> begin(firms + 1, 0);
    std::vector<double> partners(firms);
    for (std::size_t i = 0; i < firms; ++i) {
        begin[i + 1] = begin[i] + static_cast<std::uint64_t>(sums.suppliers[i]);
        partners[i] = sums.suppliers[i] + sums.customers[i];
    }
    moments.reciprocity = reciprocity_of(network, begin, threads);
    Pairs ends;
    for (std::size_t e = 0; e < network.supplier.size(); ++e)
        ends.add(partners[network.supplier[e]], partners[network.customer[e]]);
    moments.assortativity = ends.correlation();
    const Pairs buying = log_pairs(sums.suppliers, sums.purchases);
    const Pairs selling = log_pairs(sums.customers, sums.sales);
    moments.suppliers_purchases_correlation = buying.correlation();
    moments.suppliers_purchases_slope = buying.slope();
    moments.customers_sales_correlation = selling.correlation();
    moments.customers_sales_slope = selling.slope();
    moments.suppliers_customers_correlation = log_pairs(sums.suppliers, sums.customers).correlation();
    moments.size_partners_slope = log_pairs(partners, network.revenue_usd).slope();
    measure_flows(network, moments);
    return moments;
}

}  // namespace chokepoint::network
