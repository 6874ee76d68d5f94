// All threads read parts of links.csv and only count faults. If there are any, one thread reads the rows again and
// reports them, so that faults have one order and the common case does not pay for it.
#include <fmt/format.h>

#include <array>
#include <atomic>
#include <chokepoint/base/files/large_memory.hpp>
#include <chokepoint/base/ids.hpp>
#include <chokepoint/base/parallel.hpp>
#include <chokepoint/scenario/look/look_alikes.hpp>
#include <chokepoint/scenario/schema/suggestion.hpp>
#include <chokepoint/scenario/tables/column_parts.hpp>
#include <chokepoint/scenario/tables/link_rows.hpp>
#include <chokepoint/scenario/tables/model_columns.hpp>
#include <chokepoint/scenario/tables/repeated_links.hpp>
#include <chokepoint/scenario/tables/row_reader.hpp>
#include <filesystem>

namespace chokepoint::scenario {

namespace {

/// What the two kinds of links.csv differ in.
struct LinkFormat {
    std::span<const network::CsvColumn> columns;
    MoneyUnit unit;
    bool is_table = false;  ///< An input-output table: self-supply and cells of 0 are no faults.
    std::string_view node;
    std::string_view nodes_file;
    std::span<const network::CsvColumn> node_columns;
};

struct LinkValues {
    double value_usd = 0.0;
    double standby_usd = 0.0;
    double us_content = -1.0;
};

LinkValues read_values(RowReader& at, const LinkFormat& format) {
    LinkValues link;
    link.standby_usd = std::max(0.0, at.usd(LinkColumn::standby_usd, "standby", false));
    if (at.text(LinkColumn::value_usd).empty())
        at.fault(LinkColumn::value_usd, Fault::empty, "value is empty",
                 fmt::format("give the yearly value in {}", format.unit.name));
    link.value_usd = std::max(0.0, at.usd(LinkColumn::value_usd, "value", !format.is_table && link.standby_usd <= 0.0,
                                          "take the row out: a link that carries nothing is none"));
    link.us_content = at.share(LinkColumn::us_content, "US content");
    return link;
}

/// Rows whose firms are looked up together, since a lookup alone waits for memory most of its time.
struct Batch {
    static constexpr std::size_t kRows = 64;
    std::size_t count = 0;
    std::array<std::string_view, kRows> supplier, customer, product, source, assumption;
    std::array<LinkValues, kRows> values;
    std::array<int, kRows> line;
};

/// The rows of the firms, or kNone. A name that is that of the row before, as in a table that is sorted by firm, is not
/// looked up again.
void find_firms(const FirmTable& firms, std::span<const std::string_view> names, std::span<std::uint32_t> numbers) {
    std::array<std::string_view, Batch::kRows> asked;
    std::array<std::uint32_t, Batch::kRows> found;
    std::array<std::uint32_t, Batch::kRows> place;
    std::uint32_t count = 0;
    for (std::size_t k = 0; k < names.size(); ++k) {
        if (k == 0 || names[k] != names[k - 1]) asked[count++] = names[k];
        place[k] = count - 1;
    }
    firms.ids.find_all(std::span(asked).first(count), found);
    for (std::size_t k = 0; k < names.size(); ++k)
        numbers[k] = found[place[k]];
}

/// The columns while the parts fill them.
class LinkParts {
   public:
    LinkParts(const LinkFormat& format, const network::CsvReader& reader, std::span<const network::CsvPart> parts,
              std::string_view text, const FirmTable& firms, bool with_sources)
        : format_(format),
          reader_(reader),
          parts_(parts),
          text_(text),
          firms_(firms),
          product_(reader.has_column(LinkColumn::product), parts),
          source_(with_sources && reader.has_column(LinkColumn::source), parts),
          assumption_(with_sources && reader.has_column(LinkColumn::assumption), parts),
          lines_of_(parts.size()),
          ranges_(parts.size()) {
        const std::size_t rows = parts.empty() ? 0 : parts.back().lines_before + parts.back().lines;
        assign_large(table_.supplier, rows, std::uint32_t{0});
        assign_large(table_.customer, rows, std::uint32_t{0});
        assign_large(table_.value_usd, rows, 0.0);
        if (reader.has_column(LinkColumn::standby_usd)) table_.standby_usd.resize(rows);
        if (reader.has_column(LinkColumn::us_content)) table_.us_content.resize(rows);
    }

    void read(std::size_t p);
    /// Whether no row had a fault.
    bool sound() const { return !faulty_; }
    LinkTable take(unsigned threads);

   private:
    void add(std::size_t p, const Batch& batch, RowRange& rows);

    const LinkFormat& format_;
    const network::CsvReader& reader_;
    std::span<const network::CsvPart> parts_;
    std::string_view text_;
    const FirmTable& firms_;
    std::atomic<bool> faulty_ = false;
    LinkTable table_;
    TextParts product_, source_, assumption_;
    std::vector<LineNumbers> lines_of_;
    std::vector<RowRange> ranges_;
};

void LinkParts::read(std::size_t p) {
    network::CsvReader reader = reader_.part(parts_[p].begin, parts_[p].end);
    RowRange rows{parts_[p].lines_before};  // kept apart from those of other threads, which would slow it down
    FieldKeeper keeper(text_);
    Batch batch;
    for (network::CsvRow fields; reader.next(fields);) {
        RowReader at(reader, fields, format_.unit);
        const std::size_t k = batch.count;
        batch.values[k] = read_values(at, format_);
        if (format_.is_table && batch.values[k].value_usd == 0.0 && !at.failed()) continue;
        batch.supplier[k] = keeper.keep(at.text(LinkColumn::supplier));
        batch.customer[k] = keeper.keep(at.text(LinkColumn::customer));
        batch.product[k] = keeper.keep(at.text(LinkColumn::product));
        batch.source[k] = keeper.keep(at.text(LinkColumn::source));
        batch.assumption[k] = keeper.keep(at.text(LinkColumn::assumption));
        batch.line[k] = fields.line;
        if (!at.failed()) ++batch.count;
        if (batch.count == Batch::kRows) {
            add(p, batch, rows);
            batch.count = 0;
        }
    }
    add(p, batch, rows);
    ranges_[p] = rows;
    if (reader.faults() > 0) faulty_ = true;
}

void LinkParts::add(std::size_t p, const Batch& batch, RowRange& rows) {
    std::array<std::uint32_t, Batch::kRows> supplier;
    std::array<std::uint32_t, Batch::kRows> customer;
    find_firms(firms_, std::span(batch.supplier).first(batch.count), supplier);
    find_firms(firms_, std::span(batch.customer).first(batch.count), customer);
    for (std::size_t k = 0; k < batch.count; ++k) {
        if (supplier[k] == kNone || customer[k] == kNone || (supplier[k] == customer[k] && !format_.is_table)) {
            faulty_ = true;
            continue;
        }
        const std::size_t row = rows.first + rows.count;
        lines_of_[p].add(rows.count++, batch.line[k]);
        table_.supplier[row] = supplier[k];
        table_.customer[row] = customer[k];
        table_.value_usd[row] = batch.values[k].value_usd;
        if (!table_.standby_usd.empty()) table_.standby_usd[row] = batch.values[k].standby_usd;
        if (!table_.us_content.empty()) table_.us_content[row] = batch.values[k].us_content;
        product_.put(p, row, batch.product[k]);
        source_.put(p, row, batch.source[k]);
        assumption_.put(p, row, batch.assumption[k]);
    }
}

LinkTable LinkParts::take(unsigned threads) {
    table_.file_line = joined_lines(lines_of_, parts_, ranges_, reader_.line());
    close_gaps(table_.supplier, ranges_);
    close_gaps(table_.customer, ranges_);
    close_gaps(table_.value_usd, ranges_);
    close_gaps(table_.standby_usd, ranges_);
    close_gaps(table_.us_content, ranges_);
    table_.product = product_.take(ranges_, threads);
    table_.source = source_.take(ranges_, threads);
    table_.assumption = assumption_.take(ranges_, threads);
    return std::move(table_);
}

/// Tells every fault, in the order of the rows.
class FaultReport {
   public:
    FaultReport(const LinkFormat& format, network::CsvReader& reader, const FirmTable& firms,
                std::filesystem::path firms_file)
        : format_(format), reader_(reader), firms_(firms), firms_file_(std::move(firms_file)), alike_(firms.ids) {}

    void tell(const LinkTable& links, std::span<const RepeatedLink> repeated) {
        for (network::CsvRow fields; reader_.next(fields);) {
            RowReader at(reader_, fields, format_.unit);
            const std::uint32_t supplier = find(at, LinkColumn::supplier);
            const std::uint32_t customer = find(at, LinkColumn::customer);
            read_values(at, format_);
            if (at.failed()) continue;
            if (supplier == customer && !format_.is_table) {
                at.fault(LinkColumn::customer, Fault::contradiction,
                         fmt::format("'{}' supplies itself", firms_.id(supplier)),
                         "take the row out: what a firm makes for itself is not a link");
                continue;
            }
            if (repeated.empty() || links.file_line[repeated.front().row] != fields.line) continue;
            const std::string_view given = at.text(LinkColumn::product);
            at.fault(LinkColumn::supplier, Fault::duplicate,
                     fmt::format("'{}' sells '{}' to '{}' twice, first in line {}", firms_.id(supplier),
                                 given.empty() ? firms_.product[supplier] : given, firms_.id(customer),
                                 links.file_line[repeated.front().first]),
                     "add the two values up into one row");
            repeated = repeated.subspan(1);
        }
    }

   private:
    /// "unknown firm", with the nearest one.
    std::uint32_t find(RowReader& at, std::size_t column) {
        const std::string_view name = at.text(column);
        if (name.empty()) {
            at.fault(column, Fault::empty, column == LinkColumn::supplier ? "supplier is empty" : "customer is empty",
                     fmt::format("name a {} of {}", format_.node, format_.nodes_file));
            return kNone;
        }
        if (const auto found = firms_.ids.find(name)) return *found;
        Diagnostic fault{.message = fmt::format("unknown {} '{}'", format_.node, name), .fault = Fault::unknown_name};
        if (!reader_.keeps_faults()) {
            at.fault_at(column, std::move(fault));
        } else if (const auto alike = alike_.find(name)) {
            fault.hint = fmt::format("did you mean '{}'?", firms_.id(*alike));
            set_first_place(fault, place_of_field(firms_file_, format_.node_columns, firms_.file_line[*alike], 0));
            at.fault_at(column, std::move(fault));
        } else {
            fault.hint = hint_for(name, firms_.ids, fmt::format("give it a row in {}", format_.nodes_file));
            at.fault_at(column, std::move(fault));
        }
        return kNone;
    }

    const LinkFormat& format_;
    network::CsvReader& reader_;
    const FirmTable& firms_;
    std::filesystem::path firms_file_;
    LookAlikeFinder alike_;
};

/// Products of links.csv that look like another of it or of firms.csv.
void refuse_products_alike(const TextFile& file, const std::filesystem::path& firms_file, const FirmTable& firms,
                           const LinkTable& links, Diagnostics& diagnostics) {
    network::NameTable all;
    for (const network::NameTable* names : {&firms.product.texts, &links.product.texts}) {
        for (std::uint32_t k = 0; k < names->size(); ++k)
            all.add(names->name(k));
    }
    if (links.product.empty() || has_look_alikes(firms.product.texts, 1) || !has_look_alikes(all, 1)) return;
    std::vector<KnownName> known;
    for (std::uint32_t k = 0; k < firms.product.texts.size(); ++k) {
        const auto row = std::find(firms.product.numbers.begin(), firms.product.numbers.end(), k);
        const int line = firms.file_line[static_cast<std::size_t>(row - firms.product.numbers.begin())];
        known.push_back({firms.product.texts.name(k), [&firms_file, line] {
                             return place_of_field(firms_file, firm_columns(), line, FirmColumn::product);
                         }});
    }
    constexpr std::array kProduct = {NameColumn{"product", LinkColumn::product, LinkColumn::product}};
    refuse_look_alikes(file, link_columns(), kProduct, known, diagnostics);
}

LinkTable read(const LinkFormat& format, const TextFile& file, const FirmTable& firms, bool with_sources,
               unsigned threads, Diagnostics& diagnostics) {
    network::CsvReader reader(file, format.columns, diagnostics);
    const std::vector<network::CsvPart> parts = network::cut_into_parts(file.text(), reader.position(), threads);
    LinkParts columns(format, reader, parts, file.text(), firms, with_sources);
    for_each_index(parts.size(), threads, [&](std::size_t p) { columns.read(p); });
    LinkTable links = columns.take(threads);
    const std::vector<RepeatedLink> repeated = find_repeated_links(firms, links, threads);
    const std::filesystem::path firms_file = std::filesystem::path(file.name()).parent_path() / format.nodes_file;
    if (!columns.sound() || !repeated.empty() || reader.faults() > 0)
        FaultReport(format, reader, firms, firms_file).tell(links, repeated);
    refuse_products_alike(file, firms_file, firms, links, diagnostics);
    return links;
}

}  // namespace

LinkTable read_links(const TextFile& file, const FirmTable& firms, const MoneyUnit& unit, bool with_sources,
                     unsigned threads, Diagnostics& diagnostics) {
    const LinkFormat format{link_columns(), unit, false, "firm", "firms.csv", firm_columns()};
    return read(format, file, firms, with_sources, threads, diagnostics);
}

LinkTable read_flows(const TextFile& file, const FirmTable& nodes, const MoneyUnit& unit, unsigned threads,
                     Diagnostics& diagnostics) {
    const LinkFormat format{flow_columns(), unit, true, "node", "nodes.csv", node_columns()};
    return read(format, file, nodes, false, threads, diagnostics);
}

}  // namespace chokepoint::scenario
