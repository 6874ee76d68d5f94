#include <chokepoint/scenario/firm_rows.hpp>
#include <chokepoint/scenario/link_rows.hpp>
#include <chokepoint/scenario/model_yaml.hpp>

namespace chokepoint {

namespace {

constexpr std::size_t kMaxTableBytes = std::size_t{4} << 30;

}  // namespace

void read_model_tables(ModelSpec& spec, const LoadSettings& settings, Diagnostics& diagnostics) {
    const bool with_sources = spec.has_yaml || settings.all_columns;
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
    ModelTables& tables = spec.tables;
    open("firms.csv",
         [&](const TextFile& file) { tables.firms = read_firms(file, with_sources, settings.threads, diagnostics); });
    spec.firm_rows = tables.firms.size();
    if (tables.firms.size() == 0) {
        if (!diagnostics.has_errors()) {
            diagnostics.add(file_fault((spec.folder / "firms.csv").string(), "there are no firms",
                                       "give every firm a row: id,country,product"));
        }
        return;
    }
    open("links.csv", [&](const TextFile& file) {
        tables.links = read_links(file, tables.firms, with_sources, settings.threads, diagnostics);
    });
    spec.link_rows = tables.links.size();
}

}  // namespace chokepoint
