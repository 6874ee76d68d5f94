#include <fmt/format.h>

#include <charconv>
#include <chokepoint/base/version.hpp>
#include <chokepoint/report/files/synthetic_model.hpp>
#include <nlohmann/json.hpp>

namespace chokepoint::report {

namespace {

void append_number(std::string& text, std::uint64_t number) {
    char digits[20];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    text.append(digits, end);
}

std::string readme_of(const network::GeneratorSettings& settings) {
    return fmt::format(
        "A synthetic production network: {} firms, {} links, {} countries, {} sectors; no firm in it exists.\n"
        "Made by `{}`, chokepoint {}; values are whole USD a year.\n"
        "How it is drawn, what it was set to meet and from which sources: `chokepoint describe generate`.\n",
        settings.firms, settings.links, settings.countries, settings.sectors, generate_command(settings), kVersion);
}

std::string manifest_of(const network::GeneratedNetwork& network, const network::GeneratorSettings& settings,
                        const network::NetworkMoments& moments) {
    nlohmann::ordered_json manifest;
    manifest["program"] = kManifestProgram;
    manifest["version"] = kVersion;
    manifest["commit"] = kCommit;
    manifest["command"] = generate_command(settings);
    manifest["parameters"] = {{"firms", settings.firms},
                              {"links", settings.links},
                              {"countries", settings.countries},
                              {"sectors", settings.sectors},
                              {"seed", settings.seed}};
    manifest["links_written"] = network.supplier.size();
    for (const network::MomentRecord& record : network::target_moments())
        manifest["moments"][std::string(record.name)] = moments.*record.member;
    return manifest.dump(1) + "\n";
}

}  // namespace

Table moments_table(const network::NetworkMoments& moments) {
    using Record = network::MomentRecord;
    const std::vector<Column<Record>> columns = {
        {{"moment", "", "its name"}, [](auto& r) { return r.name; }},
        {{"value", "1", "that of this network"}, [moments](auto& r) { return moments.*r.member; }},
        {{"low", "1", "lower end of its target"}, [](auto& r) { return r.low; }},
        {{"high", "1", "upper end"}, [](auto& r) { return r.high; }},
        {{"inside", "", "yes if the value is between them"},
         [moments](auto& r) { return moments.*r.member >= r.low && moments.*r.member <= r.high ? "yes" : "no"; }},
        {{"meaning", "", "what it measures"}, [](auto& r) { return r.meaning; }},
        {{"source", "", "where its target comes from"}, [](auto& r) { return r.source; }}};
    const auto records = network::target_moments();
    return make_table("moments", columns, std::vector<Record>(records.begin(), records.end()));
}

std::string generate_command(const network::GeneratorSettings& settings) {
    return fmt::format("chokepoint generate --firms {} --links {} --countries {} --sectors {} --seed {}",
                       settings.firms, settings.links, settings.countries, settings.sectors, settings.seed);
}

void write_synthetic_model(const network::GeneratedNetwork& network, const network::GeneratorSettings& settings,
                           const network::NetworkMoments& moments, OutputFolder& folder,
                           const WritingProgress& progress) {
    const auto append_usd = [](std::string& text, double usd) { append_number(text, static_cast<std::uint64_t>(usd)); };
    write_csv_rows(folder, "firms.csv", "id,country,product,revenue_usd,final_demand_usd\n", network.revenue_usd.size(),
                   settings.threads, progress, [&](std::string& text, std::size_t i) {
                       append_number(text.append("f"), i + 1);
                       append_number(text.append(",C"), network.country[i] + 1);
                       append_number(text.append(",sector-"), network.sector[i] + 1);
                       append_usd(text.append(","), network.revenue_usd[i]);
                       append_usd(text.append(","), network.final_demand_usd[i]);
                       text.append("\n");
                   });
    write_csv_rows(folder, "links.csv", "supplier,customer,value_usd\n", network.supplier.size(), settings.threads,
                   progress, [&](std::string& text, std::size_t e) {
                       append_number(text.append("f"), network.supplier[e] + std::uint64_t{1});
                       append_number(text.append(",f"), network.customer[e] + std::uint64_t{1});
                       append_usd(text.append(","), network.value_usd[e]);
                       text.append("\n");
                   });
    folder.write("README.md", readme_of(settings));
    folder.write("manifest.json", manifest_of(network, settings, moments));
}

}  // namespace chokepoint::report
