// All threads read parts of firms.csv and only count faults. If there are any, one thread reads the rows again and
// reports them, so that faults have one order and the common case does not pay for it.
#include <fmt/format.h>

#include <array>
#include <atomic>
#include <chokepoint/base/number.hpp>
#include <chokepoint/base/parallel.hpp>
#include <chokepoint/scenario/look/country_typos.hpp>
#include <chokepoint/scenario/look/look_alikes.hpp>
#include <chokepoint/scenario/tables/column_parts.hpp>
#include <chokepoint/scenario/tables/firm_rows.hpp>
#include <chokepoint/scenario/tables/model_columns.hpp>
#include <chokepoint/scenario/tables/row_reader.hpp>

namespace chokepoint::scenario {

namespace {

constexpr std::array kNameColumns = {NameColumn{"firm", FirmColumn::id, FirmColumn::id},
                                     NameColumn{"company", FirmColumn::company, FirmColumn::id},
                                     NameColumn{"product", FirmColumn::product, FirmColumn::product},
                                     NameColumn{"market", FirmColumn::market, FirmColumn::market}};

struct FirmNumbers {
    double revenue_usd = -1.0;
    double final_demand_usd = -1.0;
    std::uint16_t lines = 1;
};

/// The checks of one row, in the order in which its faults are told.
FirmNumbers read_fields(RowReader& at) {
    FirmNumbers firm;
    at.needed(FirmColumn::id, "id");
    at.needed(FirmColumn::country, "country");
    at.needed(FirmColumn::product, "product");
    firm.revenue_usd = at.usd(FirmColumn::revenue_usd, "revenue", true);
    firm.final_demand_usd = at.usd(FirmColumn::final_demand_usd, "final demand", false);
    if (!at.text(FirmColumn::lines).empty()) {
        const auto lines = parse_integer(at.text(FirmColumn::lines));
        if (!lines || *lines < 1 || *lines > 1000) {
            at.fault(FirmColumn::lines, lines ? Fault::out_of_range : Fault::bad_number,
                     "lines is not a count from 1 to 1000", "give the number of product lines");
        } else {
            firm.lines = static_cast<std::uint16_t>(*lines);
        }
    }
    return firm;
}

/// The columns while the parts fill them.
class FirmParts {
   public:
    FirmParts(const MoneyUnit& unit, const network::CsvReader& reader, std::span<const network::CsvPart> parts,
              std::string_view text, bool with_sources)
        : unit_(unit),
          reader_(reader),
          parts_(parts),
          company_(reader.has_column(FirmColumn::company), parts),
          name_(reader.has_column(FirmColumn::name), parts),
          country_(reader.has_column(FirmColumn::country), parts),
          product_(reader.has_column(FirmColumn::product), parts),
          market_(reader.has_column(FirmColumn::market), parts),
          sector_(reader.has_column(FirmColumn::sector), parts),
          source_(with_sources && reader.has_column(FirmColumn::source), parts),
          assumption_(with_sources && reader.has_column(FirmColumn::assumption), parts),
          lines_of_(parts.size()),
          ranges_(parts.size()),
          keepers_(parts.size(), FieldKeeper(text)) {
        const std::size_t rows = parts.empty() ? 0 : parts.back().lines_before + parts.back().lines;
        ids_.resize(rows);
        file_column_.resize(rows, 1);
        if (reader.has_column(FirmColumn::revenue_usd)) table_.revenue_usd.resize(rows);
        if (reader.has_column(FirmColumn::final_demand_usd)) table_.final_demand_usd.resize(rows);
        if (reader.has_column(FirmColumn::lines)) table_.lines.resize(rows);
    }

    void read(std::size_t p);
    /// Whether the rows are in order so far.
    bool sound() const { return !faulty_; }
    FirmTable take(unsigned threads);

   private:
    void number_ids();

    const MoneyUnit& unit_;
    const network::CsvReader& reader_;
    std::span<const network::CsvPart> parts_;
    std::atomic<bool> faulty_ = false;
    FirmTable table_;
    TextParts company_, name_, country_, product_, market_, sector_, source_, assumption_;
    std::vector<LineNumbers> lines_of_;
    std::vector<RowRange> ranges_;
    std::vector<FieldKeeper> keepers_;
    std::vector<std::string_view> ids_;
    std::vector<int> file_column_;
};

void FirmParts::read(std::size_t p) {
    network::CsvReader reader = reader_.part(parts_[p].begin, parts_[p].end);
    std::size_t row = ranges_[p].first = parts_[p].lines_before;
    for (network::CsvRow fields; reader.next(fields); ++row) {
        RowReader at(reader, fields, unit_);
        const FirmNumbers firm = read_fields(at);
        ids_[row] = keepers_[p].keep(at.text(FirmColumn::id));
        file_column_[row] = std::max(1, fields.columns[FirmColumn::id]);
        lines_of_[p].add(row - ranges_[p].first, fields.line);
        company_.put(p, row,
                     at.text(FirmColumn::company).empty() ? at.text(FirmColumn::id) : at.text(FirmColumn::company));
        name_.put(p, row, at.text(FirmColumn::name));
        country_.put(p, row, at.text(FirmColumn::country));
        product_.put(p, row, at.text(FirmColumn::product));
        market_.put(p, row, at.text(FirmColumn::market));
        sector_.put(p, row, at.text(FirmColumn::sector));
        source_.put(p, row, at.text(FirmColumn::source));
        assumption_.put(p, row, at.text(FirmColumn::assumption));
        if (!table_.revenue_usd.empty()) table_.revenue_usd[row] = firm.revenue_usd;
        if (!table_.final_demand_usd.empty()) table_.final_demand_usd[row] = firm.final_demand_usd;
        if (!table_.lines.empty()) table_.lines[row] = firm.lines;
    }
    ranges_[p].count = row - ranges_[p].first;
    if (reader.faults() > 0) faulty_ = true;
}

/// Every id has its row as its number; a row whose id was given before is cut out.
void FirmParts::number_ids() {
    std::size_t bytes = 0;
    for (const std::string_view id : ids_)
        bytes += id.size();
    table_.ids.reserve(ids_.size(), bytes);
    std::vector<RowRange> kept;
    std::vector<std::uint32_t> numbers;
    for (const RowRange& range : ranges_) {
        const std::size_t known = table_.ids.size();
        numbers.resize(range.count);
        table_.ids.add_all(std::span(ids_).subspan(range.first, range.count), numbers);
        kept.push_back({range.first, 0});
        std::size_t next = known;
        for (std::size_t k = 0; k < range.count; ++k) {
            if (numbers[k] == next) {
                ++kept.back().count;
                ++next;
            } else {
                faulty_ = true;
                kept.push_back({range.first + k + 1, 0});
            }
        }
    }
    ranges_ = std::move(kept);
}

FirmTable FirmParts::take(unsigned threads) {
    table_.file_line = joined_lines(lines_of_, parts_, ranges_, reader_.line());
    number_ids();
    table_.ids.freeze();
    table_.company = company_.take(ranges_, threads);
    table_.name = name_.take(ranges_, threads);
    table_.country = country_.take(ranges_, threads);
    table_.product = product_.take(ranges_, threads);
    table_.market = market_.take(ranges_, threads);
    table_.sector = sector_.take(ranges_, threads);
    table_.source = source_.take(ranges_, threads);
    table_.assumption = assumption_.take(ranges_, threads);
    close_gaps(table_.revenue_usd, ranges_);
    close_gaps(table_.final_demand_usd, ranges_);
    close_gaps(table_.lines, ranges_);
    close_gaps(file_column_, ranges_);
    const bool at_start = std::all_of(file_column_.begin(), file_column_.end(), [](int column) { return column == 1; });
    if (!at_start) table_.file_column = std::move(file_column_);
    return std::move(table_);
}

/// Tells every fault, in the order of the rows.
void report_faults(network::CsvReader& reader, const MoneyUnit& unit) {
    network::NameTable ids;
    std::vector<int> lines;
    for (network::CsvRow row; reader.next(row);) {
        RowReader at(reader, row, unit);
        read_fields(at);
        const std::uint32_t number = ids.add(at.text(FirmColumn::id));
        if (number == lines.size()) {
            lines.push_back(row.line);
        } else {
            at.fault(FirmColumn::id, Fault::duplicate,
                     fmt::format("firm '{}' is given twice, first in line {}", at.text(FirmColumn::id), lines[number]),
                     "every id stands for one node; a company may own several");
        }
    }
}

}  // namespace

FirmTable read_firms(const TextFile& file, const MoneyUnit& unit, bool with_sources, unsigned threads,
                     Diagnostics& diagnostics) {
    network::CsvReader reader(file, firm_columns(), diagnostics);
    const std::vector<network::CsvPart> parts = network::cut_into_parts(file.text(), reader.position(), threads);
    FirmParts columns(unit, reader, parts, file.text(), with_sources);
    for_each_index(parts.size(), threads, [&](std::size_t p) { columns.read(p); });
    FirmTable table = columns.take(threads);
    if (!columns.sound() || reader.faults() > 0) report_faults(reader, unit);
    const auto alike = [&](const network::NameTable& names) { return has_look_alikes(names, threads); };
    if (alike(table.ids) || alike(table.company.texts) || alike(table.product.texts) || alike(table.market.texts))
        refuse_look_alikes(file, firm_columns(), kNameColumns, {}, diagnostics);
    warn_of_country_typos(file, firm_columns(), FirmColumn::country, table.country.texts, diagnostics);
    return table;
}

}  // namespace chokepoint::scenario
