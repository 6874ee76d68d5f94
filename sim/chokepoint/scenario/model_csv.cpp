#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/ids.hpp>
#include <chokepoint/base/number.hpp>
#include <chokepoint/base/suggest.hpp>
#include <chokepoint/network/csv.hpp>
#include <chokepoint/scenario/model_schema.hpp>
#include <chokepoint/scenario/model_yaml.hpp>
#include <unordered_map>

namespace chokepoint {

namespace {

constexpr std::size_t kMaxTableBytes = std::size_t{4} << 30;
constexpr double kLargestUsd = 1e15;  // Ten times world output: beyond it a value is a slip of the unit.

/// Reads fields of one row by column, with the checks that every table shares.
template <class Column>
class RowReader {
   public:
    RowReader(CsvReader& reader, const CsvRow& row) : reader_(reader), row_(row) {}

    std::string_view text(Column column) const { return row_.fields[index_of(column)]; }
    std::string needed(Column column, std::string_view what) {
        if (text(column).empty()) fault(column, fmt::format("{} is empty", what), "give it a value");
        return std::string(text(column));
    }
    /// A value in USD, at least 0 (or above 0); -1 where the field is empty.
    double usd(Column column, std::string_view what, bool positive,
               std::string zero_hint = "leave it empty if it is not known, or take the row out") {
        const std::string_view field = text(column);
        if (field.empty()) return -1.0;
        const std::optional<double> value = parse_number(field);
        if (!value) {
            fault(column, fmt::format("{} '{}' is not a number", what, shortened(field)),
                  "write it as 1500000 or 1.5e6, without units or separators");
            return -1.0;
        }
        if (*value < 0.0)
            fault(column, fmt::format("{} is negative", what), "flows run from supplier to customer and are positive");
        if (*value == 0.0 && positive) fault(column, fmt::format("{} is zero", what), zero_hint);
        if (*value > kLargestUsd)
            fault(column, fmt::format("{} {} is beyond any economy", what, field),
                  "values are in USD a year, not in millions");
        return std::max(0.0, *value);
    }
    void fault(Column column, std::string message, std::string hint) {
        failed_ = true;
        reader_.fault(row_, index_of(column), std::move(message), std::move(hint));
    }
    bool failed() const { return failed_; }

   private:
    static std::size_t index_of(Column column) { return static_cast<std::size_t>(column); }
    static std::string shortened(std::string_view field) {
        return field.size() <= 40 ? std::string(field) : std::string(field.substr(0, 37)) + "...";
    }

    CsvReader& reader_;
    const CsvRow& row_;
    bool failed_ = false;
};

Diagnostic place_of(const TextFile& file, const CsvRow& row) {
    Diagnostic where;
    where.place = {file.name(), row.line, row.columns.empty() ? 1 : std::max(1, row.columns[0])};
    return where;
}

void read_firms(const TextFile& file, ModelSpec& spec, std::unordered_map<std::string, std::uint32_t>& ids,
                Diagnostics& diagnostics) {
    using C = FirmColumn;
    CsvReader reader(file, firm_columns(), diagnostics);
    CsvRow row;
    while (reader.next(row)) {
        RowReader<C> at(reader, row);
        FirmSpec firm;
        firm.id = at.needed(C::id, "id");
        firm.company = at.text(C::company).empty() ? firm.id : std::string(at.text(C::company));
        firm.name = at.text(C::name).empty() ? firm.company : std::string(at.text(C::name));
        firm.country = at.needed(C::country, "country");
        firm.product = at.needed(C::product, "product");
        firm.market = at.text(C::market);
        firm.revenue_usd = at.usd(C::revenue_usd, "revenue", true);
        firm.final_demand_usd = at.usd(C::final_demand_usd, "final demand", false);
        firm.source = at.text(C::source);
        firm.assumption = at.text(C::assumption);
        firm.where = place_of(file, row);
        if (!at.text(C::lines).empty()) {
            const auto lines = parse_integer(at.text(C::lines));
            if (!lines || *lines < 1 || *lines > 1000) {
                at.fault(C::lines, "lines is not a count from 1 to 1000", "give the number of product lines");
            } else {
                firm.lines = static_cast<int>(*lines);
            }
        }
        const auto [known, is_new] = ids.try_emplace(firm.id, static_cast<std::uint32_t>(spec.firms.size()));
        if (!is_new) {
            at.fault(C::id,
                     fmt::format("firm '{}' is given twice, first in line {}", firm.id,
                                 spec.firms[known->second].where.place.line),
                     "every id stands for one node; a company may own several");
            continue;
        }
        spec.firms.push_back(std::move(firm));  // also a faulty one: its links are not wrong for it
    }
}

/// "unknown firm", said once a name, with the nearest one.
class FirmLookup {
   public:
    FirmLookup(const ModelSpec& spec, const std::unordered_map<std::string, std::uint32_t>& ids) : ids_(ids) {
        for (const FirmSpec& firm : spec.firms)
            names_.push_back(firm.id);
    }
    std::uint32_t find(RowReader<LinkColumn>& at, LinkColumn column) const {
        const std::string name(at.text(column));
        if (name.empty()) {
            at.fault(column, column == LinkColumn::supplier ? "supplier is empty" : "customer is empty",
                     "name a firm of firms.csv");
            return kNone;
        }
        if (const auto found = ids_.find(name); found != ids_.end()) return found->second;
        const std::string_view near = names_.size() > 5000 ? std::string_view() : nearest_word(name, names_);
        at.fault(column, fmt::format("unknown firm '{}'", name),
                 near.empty() ? "give it a row in firms.csv" : fmt::format("did you mean '{}'?", near));
        return kNone;
    }

   private:
    const std::unordered_map<std::string, std::uint32_t>& ids_;
    std::vector<std::string_view> names_;
};

void read_links(const TextFile& file, ModelSpec& spec, const std::unordered_map<std::string, std::uint32_t>& ids,
                Diagnostics& diagnostics) {
    using C = LinkColumn;
    CsvReader reader(file, link_columns(), diagnostics);
    const FirmLookup firms(spec, ids);
    std::unordered_map<std::string, int> seen;
    CsvRow row;
    while (reader.next(row)) {
        RowReader<C> at(reader, row);
        LinkSpec link;
        link.line = row.line;
        link.supplier = firms.find(at, C::supplier);
        link.customer = firms.find(at, C::customer);
        link.product = at.text(C::product);
        link.standby_usd = std::max(0.0, at.usd(C::standby_usd, "standby", false));
        if (at.text(C::value_usd).empty()) at.fault(C::value_usd, "value is empty", "give the yearly value in USD");
        link.value_usd = std::max(0.0, at.usd(C::value_usd, "value", link.standby_usd <= 0.0,
                                              "take the row out: a link that carries nothing is none"));
        link.source = at.text(C::source);
        link.assumption = at.text(C::assumption);
        if (at.failed()) continue;
        if (link.supplier == link.customer) {
            at.fault(C::customer, fmt::format("'{}' supplies itself", spec.firms[link.supplier].id),
                     "take the row out: what a firm makes for itself is not a link");
            continue;
        }
        if (link.product.empty()) link.product = spec.firms[link.supplier].product;
        const std::string key = fmt::format("{}\n{}\n{}", link.supplier, link.customer, link.product);
        if (const auto [first, is_new] = seen.try_emplace(key, row.line); !is_new) {
            at.fault(C::supplier,
                     fmt::format("'{}' sells '{}' to '{}' twice, first in line {}", spec.firms[link.supplier].id,
                                 link.product, spec.firms[link.customer].id, first->second),
                     "add the two values up into one row");
            continue;
        }
        spec.links.push_back(std::move(link));
    }
}

}  // namespace

void read_model_tables(ModelSpec& spec, Diagnostics& diagnostics) {
    std::unordered_map<std::string, std::uint32_t> ids;
    const auto open = [&](const char* name, auto&& read) {
        try {
            const TextFile file(spec.folder / name, kMaxTableBytes);
            spec.files.push_back(spec.folder / name);
            read(file);
        } catch (const InputError& error) {
            for (const Diagnostic& fault : error.diagnostics())
                diagnostics.add(fault);
        }
    };
    open("firms.csv", [&](const TextFile& file) { read_firms(file, spec, ids, diagnostics); });
    if (spec.firms.empty()) {
        if (!diagnostics.has_errors()) {
            diagnostics.add(file_fault((spec.folder / "firms.csv").string(), "there are no firms",
                                       "give every firm a row: id,country,product"));
        }
        return;
    }
    open("links.csv", [&](const TextFile& file) { read_links(file, spec, ids, diagnostics); });
}

}  // namespace chokepoint
