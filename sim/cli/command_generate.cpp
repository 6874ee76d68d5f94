#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/number.hpp>
#include <chokepoint/report/files/synthetic_model.hpp>
#include <cli/commands.hpp>
#include <cli/options/abandoned_drafts.hpp>
#include <cli/terminal/terminal.hpp>
#include <limits>
#include <optional>

namespace chokepoint::cli {

namespace {

network::GeneratorSettings settings_of(const Arguments& arguments) {
    network::GeneratorSettings settings;
    const auto small = [](std::uint64_t count) {
        return static_cast<std::uint32_t>(std::min<std::uint64_t>(count, std::numeric_limits<std::uint32_t>::max()));
    };
    settings.firms = arguments.firms.value_or(10'000);
    settings.links = arguments.links.value_or(std::min(5 * settings.firms, settings.firms * (settings.firms - 1) / 4));
    settings.countries = small(arguments.countries.value_or(settings.countries));
    settings.sectors = small(arguments.sectors.value_or(settings.sectors));
    settings.seed = arguments.seed.value_or(settings.seed);
    settings.threads = arguments.threads;
    if (!arguments.quiet) settings.progress = [](std::string_view stage) { show_progress(stage); };
    if (const std::string fault = network::fault_of(settings); !fault.empty())
        throw UsageError(Fault::out_of_range, fault, "see 'chokepoint generate --help'");
    return settings;
}

std::string moments_text(const network::NetworkMoments& moments) {
    std::string text = fmt::format("{:<32} {:>8}  {:<12}  {}\n", "moment", "value", "range", "source");
    for (const network::MomentRecord& record : network::target_moments()) {
        const double value = moments.*record.member;
        const std::string range = fmt::format("{} .. {}", format_number(record.low), format_number(record.high));
        text += fmt::format("{:<32} {:>8.3f}{} {:<12} {}\n", record.name, value,
                            value < record.low || value > record.high ? '*' : ' ', range, record.source);
    }
    return text + "* outside its range\n";
}

}  // namespace

int generate_command(const Arguments& arguments) {
    const network::GeneratorSettings settings = settings_of(arguments);
    std::optional<report::OutputFolder> folder;
    if (!arguments.out.empty()) folder.emplace(arguments.out, arguments.force, report::FolderKind::model);
    if (folder) note_abandoned_drafts(arguments, folder->abandoned());
    const network::GeneratedNetwork network = network::generate_network(settings);
    if (!arguments.quiet) show_progress("measuring");
    const network::NetworkMoments moments = network::measure_moments(network, settings.threads);
    if (folder) {
        const auto tell = [](std::string_view file, double share) {
            show_progress(fmt::format("writing {} {:3.0f} %", file, 100.0 * share));
        };
        report::write_synthetic_model(network, settings, moments, *folder,
                                      arguments.quiet ? std::function<void(std::string_view, double)>() : tell);
        folder->commit();
    }
    if (!arguments.quiet) show_progress("");
    switch (arguments.format) {
        case Format::csv:
            print(report::to_csv(report::moments_table(moments)));
            break;
        case Format::json:
            print(report::to_json(report::moments_table(moments)));
            break;
        case Format::table:
            print_text(fmt::format("{} firms, {} links, {} countries, {} sectors, seed {}\n\n", settings.firms,
                                   network.supplier.size(), settings.countries, settings.sectors, settings.seed) +
                       moments_text(moments));
            break;
    }
    if (folder && !arguments.quiet) note("the model is in " + arguments.out);
    return kOk;
}

}  // namespace chokepoint::cli
