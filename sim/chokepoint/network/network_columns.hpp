#pragma once

#include <chokepoint/network/file/column_file.hpp>
#include <chokepoint/network/name_table.hpp>
#include <chokepoint/network/supply_network.hpp>
#include <cstddef>
#include <string>

namespace chokepoint::network {

// Stores a network and its names as sections of a column file. What is added must live until the file is written. What
// is read is a view of the file, after a check that every index in it is valid; a fault throws InputError.

void add_network(const SupplyNetwork& network, ColumnFileWriter& file);
bool has_network(const ColumnFile& file);
/// `products` is the number of products.
SupplyNetwork read_network(const ColumnFile& file, std::size_t products, unsigned threads);

/// Adds the names as sections `section`.text, .ends and .slots. The table must be frozen.
void add_names(const std::string& section, const NameTable& names, ColumnFileWriter& file);
NameTable read_names(const ColumnFile& file, const std::string& section);

}  // namespace chokepoint::network
