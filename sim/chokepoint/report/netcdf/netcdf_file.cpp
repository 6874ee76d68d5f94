#include <fmt/format.h>
#include <netcdf.h>
#include <netcdf_mem.h>

#include <algorithm>
#include <chokepoint/base/files/new_file.hpp>
#include <chokepoint/report/netcdf/netcdf_file.hpp>
#include <cstdlib>
#include <limits>
#include <memory>

namespace chokepoint::report {

namespace {

constexpr int kDeflateLevel = 2;
/// A variable is compressed, and held while it is written, in blocks of whole rows of about this many values (1 MiB).
constexpr std::size_t kBlockValues = std::size_t{1} << 17;

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

using Index = std::vector<std::size_t>;

Index block_shape(const Index& sizes) {
    Index shape(sizes.size(), 1);
    std::size_t room = kBlockValues;
    for (std::size_t d = sizes.size(); d-- > 0;) {
        shape[d] = d + 1 == sizes.size() ? sizes[d] : std::clamp<std::size_t>(room, 1, sizes[d]);
        room /= shape[d];
    }
    return shape;
}

/// Moves to the next place from `begin` to before `end`, by `step` in each dimension; false behind the last.
bool advance(Index& at, const Index& begin, const Index& end, const Index& step) {
    for (std::size_t d = at.size(); d-- > 0;) {
        at[d] += step[d];
        if (at[d] < end[d]) return true;
        at[d] = begin[d];
    }
    return false;
}

void require(int status) {
    if (status != NC_NOERR) throw OutputError(fmt::format("cannot make a netCDF file: {}", nc_strerror(status)));
}

}  // namespace

// In memory and not on the disk: HDF5 ends the program when a disk is full.
NetcdfFile::NetcdfFile() {
    require(nc_create_mem("results", NC_NETCDF4, kBlockValues, &id_));
    open_ = true;
    int old_mode = 0;
    require(nc_set_fill(id_, NC_NOFILL, &old_mode));  // every value is written
}

NetcdfFile::~NetcdfFile() {
    if (open_) nc_abort(id_);
}

std::string NetcdfFile::take() {
    NC_memio image{};
    open_ = false;
    require(nc_close_memio(id_, &image));
    const std::unique_ptr<void, decltype(&std::free)> owner(image.memory, std::free);
    return {static_cast<const char*>(image.memory), image.size};
}

void NetcdfFile::write_text_attribute(int variable, std::string_view name, const std::string& value) {
    require(nc_put_att_text(id_, variable, std::string(name).c_str(), value.size(), value.data()));
}

void NetcdfFile::add_attribute(std::string_view name, const std::string& value) {
    write_text_attribute(NC_GLOBAL, name, value);
}

void NetcdfFile::add_dimension(const std::string& name, std::size_t size) {
    Dimension& dimension = dimensions_[name];
    dimension.size = size;
    if (size > 0) require(nc_def_dim(id_, name.c_str(), size, &dimension.id));  // to netCDF 0 is: of any size
}

void NetcdfFile::add_dimension(const std::string& name, const std::string& long_name,
                               const std::vector<std::string>& labels) {
    add_dimension(name, labels.size());
    add_texts({name, {name}, long_name, ""}, labels);
}

bool NetcdfFile::is_empty(const NetcdfVariable& variable) const {
    return std::any_of(variable.dimensions.begin(), variable.dimensions.end(),
                       [&](const std::string& name) { return dimensions_.at(name).size == 0; });
}

int NetcdfFile::define(const NetcdfVariable& variable, int type) {
    std::vector<int> ids;
    for (const std::string& name : variable.dimensions)
        ids.push_back(dimensions_.at(name).id);
    int id = 0;
    require(nc_def_var(id_, variable.name.c_str(), type, static_cast<int>(ids.size()), ids.data(), &id));
    write_text_attribute(id, "long_name", variable.long_name);
    if (!variable.units.empty()) write_text_attribute(id, "units", variable.units);
    if (variable.units.find(" since ") != std::string::npos) write_text_attribute(id, "calendar", "standard");
    return id;
}

void NetcdfFile::add_texts(const NetcdfVariable& variable, const std::vector<std::string>& texts) {
    if (is_empty(variable)) return;
    const int id = define(variable, NC_STRING);
    std::vector<const char*> pointers;
    for (const std::string& text : texts)
        pointers.push_back(text.c_str());
    require(nc_put_var_string(id_, id, pointers.data()));
    note_coordinate(variable);
}

void NetcdfFile::add_coordinate(const NetcdfVariable& variable, const NetcdfRow& fill) {
    if (is_empty(variable)) return;
    write(define(variable, NC_DOUBLE), variable, fill);
    note_coordinate(variable);
}

void NetcdfFile::note_coordinate(const NetcdfVariable& variable) {
    const std::string& along = variable.dimensions.front();
    if (variable.name != along) dimensions_[along].coordinates += " " + variable.name;
}

void NetcdfFile::add(const NetcdfVariable& variable, const NetcdfRow& fill) {
    if (is_empty(variable)) return;
    const int id = define(variable, NC_DOUBLE);
    std::string coordinates;
    for (const std::string& name : variable.dimensions)
        coordinates += dimensions_.at(name).coordinates;
    if (!coordinates.empty()) write_text_attribute(id, "coordinates", coordinates.substr(1));
    require(nc_def_var_fill(id_, id, NC_FILL, &kMissing));
    write(id, variable, fill);
}

void NetcdfFile::write(int id, const NetcdfVariable& variable, const NetcdfRow& fill) {
    Index sizes;
    for (const std::string& name : variable.dimensions)
        sizes.push_back(dimensions_.at(name).size);
    const Index shape = block_shape(sizes);
    require(nc_def_var_chunking(id_, id, NC_CHUNKED, shape.data()));
    require(nc_def_var_deflate(id_, id, 1, 1, kDeflateLevel));

    std::vector<double> block;
    const Index origin(sizes.size(), 0);
    Index first = origin;
    do {
        Index end(sizes.size());
        Index count(sizes.size());
        Index step(sizes.size(), 1);
        step.back() = sizes.back();
        std::size_t values = 1;
        for (std::size_t d = 0; d < sizes.size(); ++d) {
            end[d] = std::min(sizes[d], first[d] + shape[d]);
            count[d] = end[d] - first[d];
            values *= count[d];
        }
        block.assign(values, kMissing);
        Index place = first;
        std::span<double> rest(block);
        do {
            fill(place, rest.first(sizes.back()));
            rest = rest.subspan(sizes.back());
        } while (advance(place, first, end, step));
        require(nc_put_vara_double(id_, id, first.data(), count.data(), block.data()));
    } while (advance(first, origin, sizes, shape));
}

}  // namespace chokepoint::report
