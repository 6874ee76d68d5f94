#include <chokepoint/network/network_check.hpp>
#include <chokepoint/network/network_columns.hpp>

namespace chokepoint::network {

namespace {

/// Calls `visit(name, column)` for every column of a network, in the order of the file. `link_standby` may be empty.
template <class Network, class Visit>
void for_each_column(Network& network, const Visit& visit) {
    visit("network.output", network.output);
    visit("network.final_demand", network.final_demand);
    visit("network.node_product", network.node_product);
    visit("network.node_slots", network.node_slots);
    visit("network.slot_customer", network.slot_customer);
    visit("network.slot_product", network.slot_product);
    visit("network.slot_need", network.slot_need);
    visit("network.slot_links", network.slot_links);
    visit("network.link_supplier", network.link_supplier);
    visit("network.link_flow", network.link_flow);
    visit("network.link_standby", network.link_standby);
    visit("network.node_sales", network.node_sales);
    visit("network.sale_slot", network.sale_slot);
    visit("network.sale_flow", network.sale_flow);
}

}  // namespace

void add_network(const SupplyNetwork& network, ColumnFileWriter& file) {
    for_each_column(network, [&]<class T>(const char* name, const Column<T>& column) {
        file.add(name, std::span<const T>(column));
    });
}

bool has_network(const ColumnFile& file) {
    return file.has("network.output");
}

SupplyNetwork read_network(const ColumnFile& file, std::size_t products, unsigned threads) {
    SupplyNetwork network;
    for_each_column(network, [&]<class T>(const char* name, Column<T>& column) { column = file.column<T>(name); });
    if (const std::string fault = find_network_fault(network, products, threads); !fault.empty())
        file.refuse("network", "is not sound: " + fault);
    return network;
}

void add_names(const std::string& section, const NameTable& names, ColumnFileWriter& file) {
    file.add(section + ".text", names.text());
    file.add(section + ".ends", names.ends());
    file.add(section + ".slots", names.slots());
}

NameTable read_names(const ColumnFile& file, const std::string& section) {
    NameTable names(file.column<char>(section + ".text"), file.column<std::uint32_t>(section + ".ends"),
                    file.column<std::uint32_t>(section + ".slots"));
    if (!names.is_sound()) file.refuse(section, "is not a table of names");
    return names;
}

}  // namespace chokepoint::network
