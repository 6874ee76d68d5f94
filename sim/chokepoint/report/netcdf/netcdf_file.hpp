#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::report {

/// A variable of a netCDF file: its name, its dimensions (the last varies fastest), what it is, and its unit.
struct NetcdfVariable {
    std::string name;
    std::vector<std::string> dimensions;
    std::string long_name;
    std::string units;  ///< As CF has them: `USD`, `1`, `days since 2018-01-01`; "": of text.
};

/// Fills a row: the values along the last dimension, at this place in the dimensions before it. They come as NaN, which
/// stays where there is no value.
using NetcdfRow = std::function<void(std::span<const std::size_t> place, std::span<double> row)>;

/// A netCDF-4 file as it grows in memory, compressed, from one thread, with nothing in it of the time or the machine.
/// What netCDF refuses is an OutputError.
class NetcdfFile {
   public:
    NetcdfFile();
    NetcdfFile(const NetcdfFile&) = delete;
    NetcdfFile& operator=(const NetcdfFile&) = delete;
    ~NetcdfFile();

    /// An attribute of the file.
    void add_attribute(std::string_view name, const std::string& value);
    /// A dimension; variables along one of size 0 are left out.
    void add_dimension(const std::string& name, std::size_t size);
    /// A dimension with a label for each of its places.
    void add_dimension(const std::string& name, const std::string& long_name, const std::vector<std::string>& labels);
    std::size_t size(const std::string& dimension) const { return dimensions_.at(dimension).size; }
    /// Names, dates and the like along one dimension, or the dimension's own values; they have no gaps, and the
    /// variables added later along that dimension point to them.
    void add_texts(const NetcdfVariable& variable, const std::vector<std::string>& texts);
    void add_coordinate(const NetcdfVariable& variable, const NetcdfRow& fill);
    void add(const NetcdfVariable& variable, const NetcdfRow& fill);
    /// The bytes of the file, which is then closed.
    std::string take();

   private:
    struct Dimension {
        int id = 0;
        std::size_t size = 0;
        std::string coordinates;  ///< Names, each with a blank before it.
    };

    bool is_empty(const NetcdfVariable& variable) const;
    int define(const NetcdfVariable& variable, int type);
    void note_coordinate(const NetcdfVariable& variable);
    void write(int id, const NetcdfVariable& variable, const NetcdfRow& fill);
    void write_text_attribute(int variable, std::string_view name, const std::string& value);

    int id_ = 0;
    bool open_ = false;
    std::map<std::string, Dimension> dimensions_;
};

}  // namespace chokepoint::report
