#include <algorithm>
#include <chokepoint/dynamics/control/link_control.hpp>
#include <limits>
#include <utility>

namespace chokepoint::dynamics {

namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

}  // namespace

LinkControl::LinkControl(const Batch& batch)
    : batch_(batch),
      schedule_(batch.schedule()),
      lanes_(batch.lanes()),
      lane_due_(batch.lanes(), kNever),
      next_change_(batch.lanes(), 0) {
    const std::size_t links = schedule_.links.size() * lanes_;
    openness_.assign(links, 1.0);
    uplift_.assign(links, 0.0);
    for (std::uint32_t k = 0; k < schedule_.links.size(); ++k) {
        for (unsigned lane = 0; lane < lanes_; ++lane)
            weight_.push_back(flow(k, lane));
    }
    for (unsigned lane = 0; lane < lanes_; ++lane) {
        for (std::uint32_t k = 0; k < schedule_.slots.size(); ++k) {
            slots_.emplace_back().number = k;
            slots_.back().lane = lane;
        }
    }
    due_.assign(slots_.size(), kNever);
    blocked_share_.assign(slots_.size(), 0.0);
    open_flow_.assign(slots_.size(), kUnknown);
    if (schedule_.links.empty()) return;
    index_links();
    copy_sales();
    denied_.assign(suppliers_.size() * lanes_, 0.0);
    if (batch.rules().adaptations.resourcing) {
        spare_ = SpareCapacity(suppliers_.size());
        goal_.assign(schedule_.links.size(), 0.0);
        for (const std::uint64_t link : schedule_.links)
            supplier_of_.push_back(supplier_index_[batch.network().link_supplier[link]]);
    }
    if (lanes_ == 1) return;
    links_carrying_ = CarryingLinks({schedule_.slot_first.begin(), schedule_.slot_first.end()});
    sales_carrying_ = CarryingLinks(supplier_first_);
}

void LinkControl::index_links() {
    const network::SupplyNetwork& network = batch_.network();
    slot_index_.assign(network.slot_count(), kNone);
    supplier_index_.assign(network.node_count(), kNone);
    for (std::uint32_t s = 0; s < schedule_.slots.size(); ++s) {
        slot_index_[schedule_.slots[s]] = s;
        slot_of_.insert(slot_of_.end(), schedule_.slot_first[s + 1] - schedule_.slot_first[s], s);
        customer_.insert(customer_.end(), schedule_.slot_first[s + 1] - schedule_.slot_first[s],
                         network.slot_customer[schedule_.slots[s]]);
    }
    for (const std::uint64_t link : schedule_.links)
        suppliers_.push_back(network.link_supplier[link]);
    std::sort(suppliers_.begin(), suppliers_.end());
    suppliers_.erase(std::unique(suppliers_.begin(), suppliers_.end()), suppliers_.end());
}

void LinkControl::copy_sales() {
    const network::SupplyNetwork& network = batch_.network();
    std::uint64_t sales = 0;
    for (std::uint32_t j = 0; j < suppliers_.size(); ++j) {
        const std::uint32_t supplier = suppliers_[j];
        supplier_index_[supplier] = j;
        supplier_first_.push_back(sales);
        for (std::uint64_t k = network.node_sales[supplier]; k < network.node_sales[supplier + 1]; ++k, ++sales) {
            for (unsigned lane = 0; lane < lanes_; ++lane)
                sale_weight_.push_back(batch_.sale_flow.at(k, lane));
        }
    }
    supplier_first_.push_back(sales);
    for (std::uint32_t s = 0; s < schedule_.slots.size(); ++s) {
        for (std::uint32_t k = schedule_.slot_first[s]; k < schedule_.slot_first[s + 1]; ++k) {
            const std::uint32_t supplier = network.link_supplier[schedule_.links[k]];
            const std::uint64_t sale = network.sale_of(supplier, schedule_.slots[s]);
            sale_.push_back(supplier_first_[supplier_index_[supplier]] + sale - network.node_sales[supplier]);
        }
    }
}

double LinkControl::open_flow(std::uint32_t slot, unsigned lane) const {
    const std::uint32_t number = number_of_slot(slot);
    if (number == kNone) return batch_.slot_need.at(slot, lane);
    double& flow = open_flow_[number * lanes_ + lane];
    if (flow == flow) return flow;
    flow = 0.0;
    for (std::uint32_t k = schedule_.slot_first[number]; k < schedule_.slot_first[number + 1]; ++k)
        flow += weight_[at(k, lane)];
    return flow;
}

double LinkControl::purchase_weight(std::uint64_t link, unsigned lane) const {
    const auto found = std::lower_bound(schedule_.links.begin(), schedule_.links.end(), link);
    if (found == schedule_.links.end() || *found != link) return batch_.link_flow.at(link, lane);
    return weight_[at(static_cast<std::uint32_t>(found - schedule_.links.begin()), lane)];
}

double LinkControl::sale_weight(std::uint32_t supplier, std::uint64_t sale, unsigned lane) const {
    const double* weights = sale_weights(supplier);
    if (weights == nullptr) return batch_.sale_flow.at(sale, lane);
    return weights[(sale - batch_.network().node_sales[supplier]) * lanes_ + lane];
}

void LinkControl::set_uplift(std::uint32_t k, unsigned lane, double uplift) {
    uplift_[at(k, lane)] = uplift;
    set_weight(k, lane);
}

void LinkControl::set_weight(std::uint32_t k, unsigned lane) {
    const double weight = openness_[at(k, lane)] * flow(k, lane) + uplift_[at(k, lane)];
    const double before = std::exchange(weight_[at(k, lane)], weight);
    if (weight == before) return;
    sale_weight_[sale_[k] * lanes_ + lane] = weight;
    open_flow_[slot_of_[k] * lanes_ + lane] = kUnknown;
    changed_.push_back(k);
    if (lanes_ == 1 || (weight != 0.0) == (before != 0.0)) return;
    const double* first = weight_.data() + at(k, 0);
    const bool carries = std::any_of(first, first + lanes_, [](double one) { return one != 0.0; });
    links_carrying_.set(slot_of_[k], k, carries);
    const std::uint32_t supplier = batch_.network().link_supplier[schedule_.links[k]];
    sales_carrying_.set(supplier_index_[supplier], sale_[k], carries);
}

std::vector<std::uint32_t> LinkControl::take_changed_links() {
    links_carrying_.refresh();
    sales_carrying_.refresh();
    return std::exchange(changed_, {});
}

void LinkControl::recount_blocked(ControlledSlot& slot, int day) {
    const std::uint32_t first = schedule_.slot_first[slot.number];
    const std::uint32_t last = schedule_.slot_first[slot.number + 1];
    double blocked = 0.0;
    for (std::uint32_t k = first; k < last; ++k)
        blocked += (1.0 - openness_[at(k, slot.lane)]) * flow(k, slot.lane);
    const std::uint32_t number = schedule_.slots[slot.number];
    double& share = blocked_share_[slot.number * lanes_ + slot.lane];
    int& due = due_[slot.lane * schedule_.slots.size() + slot.number];
    share = blocked / batch_.slot_need.at(number, slot.lane);
    if (blocked > 0.0) {
        const ProductBehaviour& product = batch_.product(batch_.network().slot_product[number], slot.lane);
        slot.qualification_days = product.qualification_days;
        slot.ramp_days = product.resourcing_ramp_days;
        slot.most_share = std::min(share, product.substitutability);
        if (batch_.rules().adaptations.resourcing) list_open(slot);
        slot.settled = false;
        slot.blocked_since = std::min(slot.blocked_since, day);
        due = lane_due_[slot.lane] = day;
        return;
    }
    slot.blocked_since = due = kNever;
    slot.moved_share = 0.0;
    slot.settled = true;
    for (std::uint32_t k = first; k < last; ++k)
        set_uplift(k, slot.lane, 0.0);
}

void LinkControl::recount_denied(unsigned lane) {
    for (std::size_t j = 0; j < suppliers_.size(); ++j)
        denied_[j * lanes_ + lane] = 0.0;
    for (std::uint32_t k = 0; k < schedule_.links.size(); ++k) {
        const std::uint32_t supplier = batch_.network().link_supplier[schedule_.links[k]];
        denied_[supplier_index_[supplier] * lanes_ + lane] += (1.0 - openness_[at(k, lane)]) * flow(k, lane);
    }
}

void LinkControl::apply_policy(int day) {
    for (unsigned lane = 0; lane < lanes_; ++lane) {
        const std::vector<policy::OpennessChange>& changes = batch_.schedule(lane).changes;
        std::size_t& next = next_change_[lane];
        const std::size_t first = next;
        for (; next < changes.size() && changes[next].day == day; ++next) {
            const policy::OpennessChange& change = changes[next];
            openness_[at(change.link, lane)] = change.openness;
            if (change.openness < 1.0) uplift_[at(change.link, lane)] = 0.0;
            set_weight(change.link, lane);
        }
        if (next == first) continue;
        for (std::size_t s = 0; s < schedule_.slots.size(); ++s)
            recount_blocked(slots_[lane * schedule_.slots.size() + s], day);
        recount_denied(lane);
    }
}

}  // namespace chokepoint::dynamics
