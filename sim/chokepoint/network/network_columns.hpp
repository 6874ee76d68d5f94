#pragma once

#include <chokepoint/network/file/column_file.hpp>
#include <chokepoint/network/name_table.hpp>
#include <chokepoint/network/supply_network.hpp>
#include <cstddef>
#include <string>

namespace chokepoint::network {

// A network and its names as sections of a file of columns. What is added must live until the file is written; what is
// read are views of the file, checked: no index in them leads out of them. A fault throws InputError.

void add_network(const SupplyNetwork& network, ColumnFileWriter& file);
bool has_network(const ColumnFile& file);
/// `products` is the number of products there are.
SupplyNetwork read_network(const ColumnFile& file, std::size_t products, unsigned threads);

/// The names as sections `section`.text, .ends and .slots; the table is frozen.
void add_names(const std::string& section, const NameTable& names, ColumnFileWriter& file);
NameTable read_names(const ColumnFile& file, const std::string& section);

}  // namespace chokepoint::network
